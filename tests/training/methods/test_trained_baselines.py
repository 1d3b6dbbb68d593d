"""Implicit ALS against least squares and its package; the autoencoder against chance."""

import os

import numpy as np
import pytest
from scipy import sparse

from tests.support.tiny_taste import better_than_chance
from training.methods.baselines.implicit_als import fold_in
from training.methods.baselines.multinomial_autoencoder import (
    MultinomialAutoencoder,
    MultinomialAutoencoderParameters,
)
from training.methods.baselines.weighting import Weighting


def test_fold_in_is_the_weighted_least_squares_solution():
    random = np.random.default_rng(1)
    embeddings = random.normal(size=(30, 4)).astype(np.float32)
    picks = np.array([[3, 8, 20], [1, 2, 29]], dtype=np.int32)
    found = fold_in(embeddings, picks, confidence=7.0, regularization=0.5)
    for row, triple in enumerate(picks):
        # As a plain ridge regression on rows scaled by the root of their confidence.
        weights = np.ones(30)
        weights[triple] = 7.0
        target = np.zeros(30)
        target[triple] = 1.0
        left = np.vstack([np.sqrt(weights)[:, None] * embeddings, np.sqrt(0.5) * np.eye(4)])
        right = np.concatenate([np.sqrt(weights) * target, np.zeros(4)])
        expected = np.linalg.lstsq(left, right, rcond=None)[0]
        np.testing.assert_allclose(found[row], expected, rtol=1e-4, atol=1e-5)


@pytest.fixture
def als():
    """The package's own ALS. In CI its absence is a failure, elsewhere a loud skip."""
    try:
        import implicit.cpu.als
    except ImportError as error:
        message = (
            f"implicit does not load ({error}). On Debian and Ubuntu: apt-get install libgomp1"
        )
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return implicit.cpu.als


def test_fold_in_agrees_with_the_package(data, als):
    model = als.AlternatingLeastSquares(
        factors=4, regularization=0.3, alpha=5.0, random_state=0, num_threads=1, use_cg=False
    )
    matrix = Weighting().matrix(data.interactions)
    model.fit(sparse.csr_matrix(matrix), show_progress=False)
    picks = np.array([[0, 4, 9], [1, 3, 5]], dtype=np.int32)
    users = np.zeros((2, matrix.shape[1]), dtype=np.float32)
    np.put_along_axis(users, picks, 1.0, axis=1)
    expected = model.recalculate_user(np.arange(2), sparse.csr_matrix(users))
    found = fold_in(model.item_factors, picks, confidence=5.0, regularization=0.3)
    np.testing.assert_allclose(found, expected, rtol=1e-3, atol=1e-5)


def test_implicit_als_learns_the_tastes(fold, als):
    from training.methods.baselines.implicit_als import ImplicitAls, ImplicitAlsParameters

    method = ImplicitAls(ImplicitAlsParameters(factors=2, regularization=5.0))
    assert better_than_chance(method, fold)


@pytest.mark.parametrize("kl_weight", [0.0, 0.2])
def test_multinomial_autoencoder_learns_the_tastes(fold, kl_weight):
    parameters = MultinomialAutoencoderParameters(
        hidden=16, latent=8, kl_weight=kl_weight, epochs=60, batch_users=16, learning_rate=1e-2
    )
    method = MultinomialAutoencoder(parameters)
    assert better_than_chance(method, fold)
    scores = method.score(fold.cases.picks[:2]).best
    np.testing.assert_allclose(np.exp(scores).sum(axis=1), 1.0, rtol=1e-4)
