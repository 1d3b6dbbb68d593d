"""The SVD by the Gram matrix against SciPy's on the dense matrix, and against arithmetic."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse
from threadpoolctl import threadpool_limits

from training.data.interactions import Interactions
from training.models.svd import decompose, timed_decompositions


def _ratings(n_users: int, n_movies: int, seed: int = 0) -> sparse.csr_array:
    random = np.random.default_rng(seed)
    stars = random.integers(1, 11, (n_users, n_movies)) / 2
    stars[random.random(stars.shape) < 0.8] = 0
    return sparse.csr_array(stars.astype(np.float32))


def _dense_scores(ratings: sparse.csr_array, k: int) -> np.ndarray:
    """The recipe as tutorials give it: dense, filled with 0, centred, svds, means added."""
    dense = ratings.toarray().astype(np.float64)
    means = dense.mean(axis=1, keepdims=True)
    left, values, right = sparse.linalg.svds(dense - means, k=k)
    return left @ np.diag(values) @ right + means


def _scores(found, k: int) -> np.ndarray:
    users, movies = found.factors(k)
    return users @ movies.T + found.user_means[:, None]


@pytest.mark.parametrize("shape", [(30, 80), (80, 30)], ids=["wide", "tall"])
@pytest.mark.parametrize("k", [1, 5, 20])
@pytest.mark.parametrize("alone", [True, False], ids=["this k", "all at once"])
def test_scores_are_those_of_the_dense_recipe(shape, k, alone):
    ratings = _ratings(*shape)
    found = decompose(ratings, k if alone else None)
    assert _scores(found, k) == pytest.approx(_dense_scores(ratings, k), abs=1e-9)


@pytest.mark.parametrize("shape", [(30, 80), (80, 30)], ids=["wide", "tall"])
def test_without_a_gram_matrix_the_scores_are_the_same(shape):
    ratings = _ratings(*shape)
    by_products = decompose(ratings, 7, largest_gram=10)
    assert _scores(by_products, 7) == pytest.approx(_scores(decompose(ratings, 7), 7), abs=1e-6)
    assert by_products.reconstruction_error(7) == pytest.approx(
        decompose(ratings).reconstruction_error(7)
    )
    with pytest.raises(ValueError, match="give k"):
        decompose(ratings, largest_gram=10)


@pytest.mark.parametrize("shape", [(30, 80), (80, 30)], ids=["wide", "tall"])
def test_errors_and_variance_by_hand(shape):
    ratings = _ratings(*shape)
    dense = ratings.toarray().astype(np.float64)
    centred = dense - dense.mean(axis=1, keepdims=True)
    found = decompose(ratings)
    left = dense - _scores(found, 6)
    assert found.reconstruction_error(6) == pytest.approx(np.sqrt(np.mean(left**2)))
    assert found.explained_variance(6) == pytest.approx(1 - np.sum(left**2) / np.sum(centred**2))
    assert found.reconstruction_error(found.rank) == pytest.approx(0, abs=1e-5)
    assert found.singular_values == pytest.approx(
        np.linalg.svd(centred, compute_uv=False)[: found.rank]
    )


def test_right_vectors_are_orthonormal():
    vectors = decompose(_ratings(30, 80)).movie_vectors(9)
    assert vectors.T @ vectors == pytest.approx(np.eye(9), abs=1e-9)


def test_the_rank_caps_k():
    twice = sparse.csr_array(sparse.vstack([_ratings(10, 50)] * 2))
    found = decompose(twice, 15)
    assert found.rank == 10
    times = timed_decompositions(twice, ks=(5, 1000), repeats=1)
    assert times["k"].tolist() == [5, 1000]
    assert times["usedK"].tolist() == [5, 10]
    assert times["explainedVariance"].tolist()[1] == pytest.approx(1)


def test_without_centring_it_is_the_svd_of_the_ratings():
    ratings = _ratings(20, 40)
    found = decompose(ratings, 8, centred=False)
    assert found.singular_values == pytest.approx(
        np.linalg.svd(ratings.toarray(), compute_uv=False)[:8], rel=1e-6
    )


def test_known_answers_on_the_real_ratings(real_data):
    ratings = Interactions.from_frame(real_data.ratings).matrix()
    assert ratings.shape == (610, 9724)
    with threadpool_limits(1):  # on a busy machine two threads wait for each other
        found = decompose(ratings)
        expected = _dense_scores(ratings, 10)
    assert found.rank == 610
    assert np.abs(_scores(found, 10) - expected).max() < 1e-6


def test_a_matrix_without_ratings_has_no_vectors():
    found = decompose(sparse.csr_array((4, 6)), 2, centred=False)
    assert (found.rank, found.movie_vectors(2).shape) == (0, (6, 0))
