"""The scikit-surprise baselines, as rating models."""

import numpy as np
import pytest

from tests.tiny_taste import two_tastes
from training.evaluation.rating import random_split, score_ratings
from training.ratings.biased_matrix_factorization import BiasedMatrixFactorization
from training.ratings.biases import Biases
from training.ratings.neighbours_with_baselines import NeighboursWithBaselines
from training.ratings.registry import RATING_MODELS
from training.ratings.svd_plus_plus import SvdPlusPlus

pytest.importorskip(
    "surprise", reason="scikit-surprise is not installed: requirements-evaluation.txt"
)


@pytest.fixture(scope="module")
def split():
    data = two_tastes(n_users=120)
    return random_split(data.ratings), data


@pytest.mark.parametrize(
    "model",
    [
        BiasedMatrixFactorization(factors=4, epochs=60, learning_rate=0.02),
        SvdPlusPlus(factors=4, epochs=60, learning_rate=0.02),
        NeighboursWithBaselines(),
    ],
)
def test_models_learn_taste_beyond_biases(split, model):
    parts, data = split
    found = score_ratings(model, parts, data.movies, data.scale)
    biases = score_ratings(Biases(), parts, data.movies, data.scale)
    assert found.rmse < 0.9 * biases.rmse


def test_predictions_are_in_the_order_asked(split):
    parts, data = split
    model = BiasedMatrixFactorization(factors=4).fit(parts.train, data.movies)
    users, movies = np.array([3, 8, 3]), np.array([5, 5, 9])
    together = model.predict(users, movies)
    apart = [model.predict(users[[i]], movies[[i]])[0] for i in range(3)]
    assert together.tolist() == apart
    assert together.dtype == np.float32


def test_a_factorization_repeats_with_its_seed(split):
    parts, data = split
    pairs = np.array([1, 2]), np.array([1, 2])
    first, again = (
        BiasedMatrixFactorization(seed=5).fit(parts.train, data.movies).predict(*pairs)
        for _ in range(2)
    )
    assert first.tolist() == again.tolist()


def test_strangers_are_predicted_within_the_scale(split):
    parts, data = split
    for model in (BiasedMatrixFactorization(), NeighboursWithBaselines()):
        stars = model.fit(parts.train, data.movies).predict(np.array([9999]), np.array([60]))
        assert data.scale[0] <= stars[0] <= data.scale[1]


def test_registered_models_go_by_their_own_names():
    assert [make().name for make in RATING_MODELS.values()] == list(RATING_MODELS)
