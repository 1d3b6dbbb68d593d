"""What stars say to the taste model."""

from __future__ import annotations

import numpy as np
import pytest

from serving.taste import FEW, MANY, Factors, TasteModel

M, R = 50, 8


@pytest.fixture(scope="module")
def model() -> TasteModel:
    random = np.random.default_rng(3)

    def factors() -> Factors:
        sources, targets = random.normal(size=(2, M, R)).astype(np.float32)
        return Factors(sources, targets)

    return TasteModel(factors(), factors(), random.integers(1, 200, M))


def test_more_stars_pull_more_and_low_ones_push(model):
    film = np.array([4])
    sides = [model.scores(film, np.array([stars]))[0] for stars in (0.5, 5.0)]
    alone = model.contributions(film, np.array([5.0]), np.arange(M))[0]
    close, far = np.argmax(alone), np.argmin(alone)
    assert sides[1][close] - sides[1][far] > sides[0][close] - sides[0][far]
    says = [
        model.contributions(film, np.array([stars]), np.array([close]))[0, 0]
        for stars in np.arange(0.5, 5.5, 0.5)
    ]
    assert (np.diff(says) > 0).all()
    assert says[0] < 0 < says[-1]


def test_a_short_list_hears_one_model_and_a_long_one_the_other(model):
    random = np.random.default_rng(4)
    ratings = np.exp(model._log_ratings).round()
    other = TasteModel(model._models[0], model._models[0], ratings)
    short = random.choice(M, FEW, replace=False)
    long = random.choice(M, MANY, replace=False)
    five = np.full(MANY, 5.0)
    assert np.argsort(model.scores(short, five[:FEW])[0]).tolist() == (
        np.argsort(other.scores(short, five[:FEW])[0]).tolist()
    )
    assert np.argsort(model.scores(long, five)[0]).tolist() != (
        np.argsort(other.scores(long, five)[0]).tolist()
    )


def test_an_exponent_moves_films_by_fame_in_short_lists_alone(model):
    five = np.full(MANY, 5.0)
    plain, rare = model.scores(np.array([1, 2]), five[:2], (0.0, -5.0))
    famous, hidden = np.argmax(model._log_ratings), np.argmin(model._log_ratings)
    assert rare[hidden] / plain[hidden] > rare[famous] / plain[famous]
    plain, rare = model.scores(np.arange(MANY), five, (0.0, -5.0))
    assert (plain == rare).all()


def test_scores_are_numbers_whatever_the_list(model):
    for n in (1, 2, 7, 49):
        for stars in (0.5, 2.25, 5.0):
            (scores,) = model.scores(np.arange(n), np.full(n, stars))
            assert np.isfinite(scores).all()
