"""Spark's ALS against the equations that it claims to solve, in NumPy."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.support.tiny_taste import two_tastes
from training.data.interactions import Interactions
from training.models.als import AlsConfig, als_model
from training.models.ratings.alternating_least_squares import AlternatingLeastSquares
from training.models.ratings.biases import Biases

CONFIG = AlsConfig(rank=3, regularization=0.1, iterations=15)


@pytest.fixture(scope="module")
def known() -> Interactions:
    ids = np.arange(1, 62, dtype=np.int32)  # nobody rated 61
    return Interactions.from_frame(two_tastes().ratings, ids)


@pytest.fixture(scope="module")
def model(spark, known):
    return als_model(spark, known, CONFIG, seed=3)


def _solved(others, rows, columns, stars, n):
    """Ridge regression of each row on the factors of what it is rated with."""
    solved = np.zeros((n, others.shape[1]))
    for row in range(n):
        mine = rows == row
        factors = others[columns[mine]].astype(np.float64)
        penalty = CONFIG.regularization * max(1, mine.sum()) * np.eye(others.shape[1])
        solved[row] = np.linalg.solve(factors.T @ factors + penalty, factors.T @ stars[mine])
    return solved


def test_users_solve_their_ridge_regression(model, known):
    expected = _solved(model.movies, known.users, known.movies, known.ratings, known.n_users)
    assert model.users == pytest.approx(expected, abs=1e-3)


def test_it_fits_as_well_as_alternating_in_numpy(model, known):
    users = np.random.default_rng(0).normal(size=(known.n_users, CONFIG.rank))
    for _ in range(CONFIG.iterations):
        movies = _solved(users, known.movies, known.users, known.ratings, known.n_movies)
        users = _solved(movies, known.users, known.movies, known.ratings, known.n_users)

    def loss(users, movies):
        errors = (users[known.users] * movies[known.movies]).sum(axis=1) - known.ratings
        norms = np.square(users).sum(axis=1)[known.users]
        norms = norms + np.square(movies).sum(axis=1)[known.movies]
        return np.square(errors).sum() + CONFIG.regularization * norms.sum()

    assert loss(model.users, model.movies) == pytest.approx(loss(users, movies), rel=0.02)


def test_a_movie_without_ratings_has_no_factors(model, known):
    assert not model.movies[known.movie_positions(np.array([61]))].any()
    assert model.movies[:-1].any(axis=1).all()


def test_the_seed_decides(spark, known, model):
    again = als_model(spark, known, CONFIG, seed=3)
    assert again.users == pytest.approx(model.users, abs=1e-4)
    other = als_model(spark, known, CONFIG, seed=4)
    assert np.abs(other.users - model.users).max() > 0.01


def test_as_a_rating_model_it_predicts_strangers_by_the_biases(spark, known, model):
    data = two_tastes()
    movies = pd.DataFrame({"movieId": known.movie_ids})
    found = AlternatingLeastSquares(CONFIG, seed=3, spark=spark).fit(data.ratings, movies)
    stranger, unrated = 9999, 61
    users = np.array([1, 2, stranger, 1], np.int32)
    asked = np.array([3, 5, 3, unrated], np.int32)
    stars = found.predict(users, asked)
    rows = known.user_positions(users[:2]), known.movie_positions(asked[:2])
    products = (model.users[rows[0]] * model.movies[rows[1]]).sum(axis=1)
    assert stars[:2] == pytest.approx(products, abs=1e-3)
    biases = Biases().fit(data.ratings, movies)
    assert stars[2:] == pytest.approx(biases.predict(users[2:], asked[2:]))
