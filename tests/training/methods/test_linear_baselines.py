"""Item neighbours, EASE and latent cosine against independent, slower ways to the same numbers."""

import numpy as np
import pytest
from scipy import sparse
from sklearn.metrics.pairwise import cosine_similarity

from tests.support.tiny_taste import better_than_chance
from training.methods.baselines.catalogue_rows import CatalogueRows, popularity_factor
from training.methods.baselines.ease import Ease, EaseParameters, ease_rows
from training.methods.baselines.item_neighbours import (
    ItemNeighbours,
    ItemNeighboursParameters,
    keep_nearest,
)
from training.methods.baselines.latent_cosine import LatentCosine, LatentCosineParameters
from training.methods.baselines.weighting import Weighting


def test_weighting_by_definition(data):
    stars = data.interactions.matrix().toarray()
    found = Weighting(like_from=3.0, star_exponent=2.0, user_exponent=0.5).matrix(data.interactions)
    kept = stars >= 3.0
    n = kept.sum(axis=1, keepdims=True)
    expected = np.where(kept, (stars / 5.0) ** 2 / np.sqrt(np.maximum(n, 1)), 0.0)
    np.testing.assert_allclose(found.toarray(), expected, rtol=1e-6)


def test_catalogue_rows_sum_and_name_a_stranger():
    rows = CatalogueRows(np.array([4, 1]), np.arange(10.0).reshape(2, 5))
    np.testing.assert_array_equal(
        rows.sum_over_picks(np.array([[4, 1, 4]])), [2 * np.arange(5.0) + np.arange(5.0, 10.0)]
    )
    with pytest.raises(KeyError, match="position 2"):
        rows.sum_over_picks(np.array([[4, 1, 2]]))


def test_popularity_factor_of_unrated_movies_is_one():
    np.testing.assert_allclose(popularity_factor(np.array([0, 1, 4]), -0.5), [1, 1, 0.5])


def test_item_neighbours_are_the_cosine_by_default(data, liked, fold):
    scores = ItemNeighbours().fit(data).score(fold.cases.picks).best
    cosine = cosine_similarity(liked.T)
    np.fill_diagonal(cosine, 0.0)
    expected = cosine[fold.cases.picks].sum(axis=1)
    np.testing.assert_allclose(scores, expected, atol=1e-6)


def test_shrunk_asymmetric_similarity_by_definition(data, liked, fold):
    parameters = ItemNeighboursParameters(
        shrinkage=3.0,
        pick_exponent=0.7,
        candidate_exponent=0.2,
        similarity_exponent=1.5,
        neighbours=9,
    )
    scores = ItemNeighbours(parameters).fit(data).score(fold.cases.picks[:1]).best[0]
    expected = np.zeros(liked.shape[1])
    norms = (liked**2).sum(axis=0)
    for pick in fold.cases.picks[0]:
        row = np.zeros(liked.shape[1])
        for movie in range(liked.shape[1]):
            if movie != pick:
                dot = liked[:, pick] @ liked[:, movie]
                row[movie] = (dot / (norms[pick] ** 0.7 * norms[movie] ** 0.2 + 3.0)) ** 1.5
        row[row < np.sort(row)[-9]] = 0.0
        expected += row
    np.testing.assert_allclose(scores, expected, rtol=1e-5)


def test_keep_nearest_keeps_ties():
    values = np.array([[3.0, 1.0, 2.0, 2.0], [4.0, 3.0, 2.0, 1.0]])
    keep_nearest(values, 2)
    assert values.tolist() == [[3.0, 0.0, 2.0, 2.0], [4.0, 3.0, 0.0, 0.0]]


@pytest.mark.parametrize("n_users", [12, 40])  # fewer and more than the 20 movies
def test_ease_rows_solve_the_constrained_least_squares(n_users):
    """Each column of B minimizes its own ridge problem with its diagonal entry left out."""
    random = np.random.default_rng(0)
    x = (random.random((n_users, 20)) < 0.3).astype(np.float64)
    penalty = random.uniform(1, 5, 20)
    rows = np.array([3, 0, 7])
    found = ease_rows(sparse.csr_array(x), penalty, rows)
    # Stationarity for column j: (X'X + diag(penalty)) B = X'X off the diagonal, per column, where
    # the penalty of weight B_ij is that of its row i.
    expected = np.zeros((20, 20))
    for j in range(20):
        others = np.delete(np.arange(20), j)
        left = x[:, others].T @ x[:, others] + np.diag(penalty[others])
        expected[others, j] = np.linalg.solve(left, x[:, others].T @ x[:, j])
    np.testing.assert_allclose(found, expected[rows], atol=1e-9)


def test_ease_scores_are_sums_of_weights(data, liked, fold):
    parameters = EaseParameters(regularization=20.0)
    scores = Ease(parameters).fit(data).score(fold.cases.picks).best
    n_movies = liked.shape[1]
    weights = ease_rows(sparse.csr_array(liked), np.full(n_movies, 20.0), np.arange(n_movies))
    np.testing.assert_allclose(scores, weights[fold.cases.picks].sum(axis=1), atol=1e-5)


def test_latent_cosine_against_a_full_svd(data, liked, fold):
    parameters = LatentCosineParameters(factors=5, singular_exponent=0.5, column_exponent=0.4)
    scores = LatentCosine(parameters).fit(data).score(fold.cases.picks).best
    norms = np.linalg.norm(liked, axis=0)
    norms[norms == 0] = 1.0
    _, sigma, vt = np.linalg.svd(liked / norms**0.4, full_matrices=False)
    cosine = cosine_similarity(vt[:5].T * sigma[:5] ** 0.5)
    expected = ((1 + cosine) / 2)[fold.cases.picks].sum(axis=1)
    rated = liked.any(axis=0)
    np.testing.assert_allclose(scores[:, rated], expected[:, rated], atol=1e-4)


@pytest.mark.parametrize("method", [ItemNeighbours(), Ease(), LatentCosine()])
def test_linear_methods_learn_the_tastes(fold, method):
    assert better_than_chance(method, fold)
