"""The taste model against the dense regression, and who loves what against the ratings."""

from __future__ import annotations

import numpy as np
import pytest

from serving.taste import Factors, TasteModel
from tests.support.tiny_taste import two_tastes
from training.data.interactions import Interactions
from training.models import regression, taste
from training.models.taste import FEW, MANY, TasteParameters, fit_taste, lovers


def dense(known: Interactions, p: TasteParameters) -> np.ndarray:
    """B of the class docstring's paper, from the normal equations, (M, M)."""
    stars = known.matrix().toarray().astype(float)
    x = np.where(stars >= 4, 1.0, np.where(stars >= 3, 0.6, np.where(stars > 0, 0.35, 0.0)))
    counts = (stars > 0).sum(axis=1)
    x *= (counts / np.median(counts))[:, None] ** -p.user_exponent
    weight = (x**2).sum(axis=0)
    penalty = p.penalty * (weight / weight.mean()) ** p.penalty_exponent
    b = np.zeros((x.shape[1],) * 2)
    for movie in range(x.shape[1]):  # each movie regressed on all others by itself
        others = np.delete(np.arange(x.shape[1]), movie)
        left = x[:, others].T @ x[:, others] + np.diag(penalty[others])
        b[others, movie] = np.linalg.solve(left, x[:, others].T @ x[:, movie])
    return b


@pytest.mark.parametrize("n_users", [40, 200])  # fewer and more than there are movies
@pytest.mark.parametrize(
    "parameters",
    [
        TasteParameters(penalty=5.0),
        TasteParameters(penalty=5.0, penalty_exponent=1.0, user_exponent=0.3),
    ],
)
def test_the_product_is_the_regression(n_users, parameters):
    known = Interactions.from_frame(two_tastes(n_users).ratings)
    sources, targets = fit_taste(known, parameters)
    found = sources @ targets.T
    np.fill_diagonal(found, 0)
    assert found == pytest.approx(dense(known, parameters), abs=1e-4)


@pytest.mark.parametrize("n_users", [40, 200])
@pytest.mark.parametrize("exactly", [0, 1500])
def test_a_lower_rank_is_the_best_product_of_that_rank(n_users, exactly, monkeypatch):
    monkeypatch.setattr(regression, "_MOST_USERS_EXACTLY", exactly)
    known = Interactions.from_frame(two_tastes(n_users).ratings)
    parameters = TasteParameters(penalty=5.0)
    sources, targets = fit_taste(known, TasteParameters(penalty=5.0, rank=5))
    assert sources.shape == targets.shape == (known.n_movies, 5)
    every = fit_taste(known, parameters)
    product = every[0] @ every[1].T  # its diagonal counts, too, though nothing reads it
    values = np.linalg.svd(product, compute_uv=False)
    left = np.linalg.norm(sources @ targets.T - product)
    assert left == pytest.approx(np.sqrt((values[5:] ** 2).sum()), rel=0.01)


def test_many_users_are_a_seeded_sample(monkeypatch):
    known = Interactions.from_frame(two_tastes(120).ratings)
    everybody = fit_taste(known, MANY)[0]
    monkeypatch.setattr(taste, "MOST_USERS", 80)
    some = fit_taste(known, MANY)[0]
    assert (fit_taste(known, MANY)[0] == some).all()
    assert some.shape == everybody.shape
    assert np.abs(some - everybody).max() > 1e-4


def test_lovers_are_who_gave_four_stars():
    data = two_tastes(30)
    known = Interactions.from_frame(data.ratings)
    ranges, users = lovers(known)
    for movie, (start, stop) in enumerate(ranges.tolist()):
        loved = data.ratings[
            (data.ratings["movieId"] == known.movie_ids[movie]) & (data.ratings["rating"] >= 4)
        ]
        assert known.user_ids[users[start:stop]].tolist() == sorted(loved["userId"])


@pytest.fixture(scope="module")
def real(real_data):
    """The taste model on the real ratings, and positions by movieId."""
    known = Interactions.from_frame(real_data.ratings)
    few, many = (Factors(*fit_taste(known, parameters)) for parameters in (FEW, MANY))
    return known, TasteModel(few, many, known.rating_counts())


def places(model: TasteModel, known: Interactions, ratings: dict[int, float]) -> np.ndarray:
    """The place of every movie in the ranking for a list."""
    positions = known.movie_positions(np.array(list(ratings), np.int32))
    (scores,) = model.scores(positions, np.array(list(ratings.values()), np.float32))
    return np.argsort(np.argsort(-scores))


@pytest.mark.parametrize("others", [{}, {318: 5.0, 2959: 4.5}])
@pytest.mark.parametrize(
    "loved", [5952, 1196, 3114]
)  # Two Towers, Empire Strikes Back, Toy Story 2
def test_half_a_star_makes_the_sequels_sink(real, others, loved):
    sequels = {5952: (4993, 7153), 1196: (260, 1210), 3114: (1, 78499)}[loved]
    known, model = real
    at = known.movie_positions(np.array(sequels, np.int32))
    half = places(model, known, {**others, loved: 0.5})[at]
    unrated = places(model, known, others)[at] if others else None
    five = places(model, known, {**others, loved: 5.0})[at]
    assert (five < half).all()
    if unrated is not None:
        assert (unrated < half).all()
