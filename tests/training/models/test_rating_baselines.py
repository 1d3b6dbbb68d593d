"""The scikit-surprise baselines, as rating models."""

import json
import subprocess
import sys

import numpy as np
import pytest

from tests.support.tiny_taste import two_tastes
from training.evaluation.rating_prediction import random_split, score_ratings
from training.evaluation.tuning import ratings as rating_tuning
from training.models.ratings import registry
from training.models.ratings.biased_matrix_factorization import BiasedMatrixFactorization
from training.models.ratings.biases import Biases
from training.models.ratings.neighbours_with_baselines import NeighboursWithBaselines
from training.models.ratings.svd_plus_plus import SvdPlusPlus

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
    assert [registry.create_model(name).name for name in registry.model_names()] == list(
        registry.model_names()
    )


def test_tuned_parameters_belong_to_their_grids():
    tuned = json.loads(registry.TUNED_PARAMETERS.read_text(encoding="utf-8"))
    assert set(tuned) == set(registry.TUNABLE) == set(rating_tuning.SPACES)
    for name, entry in tuned.items():
        for parameter, value in entry["parameters"].items():
            assert value in rating_tuning.SPACES[name].grid[parameter], (name, parameter)
    written = rating_tuning.DOCUMENT.read_text(encoding="utf-8")
    assert written == rating_tuning.document(tuned)


def test_tuning_never_sees_the_reported_test_ratings(split):
    _, data = split
    reported = random_split(data.ratings, rating_tuning.REPORTED_SPLIT)
    tuning = rating_tuning.tuning_split(data)
    used = set(tuning.train.index) | set(tuning.test.index)
    assert used == set(reported.train.index)


def test_tune_finds_the_damping_with_the_lowest_error(split, monkeypatch):
    _, data = split
    grid = {"user_damping": (15.0, 0.5), "movie_damping": (10.0, 0.5)}
    monkeypatch.setitem(rating_tuning.SPACES, "biases", rating_tuning.Space(grid, 12))
    search = rating_tuning.tune("biases", data)
    parts = rating_tuning.tuning_split(data)
    errors = {
        (user, movie): score_ratings(Biases(user, movie), parts, data.movies, data.scale).rmse
        for user in grid["user_damping"]
        for movie in grid["movie_damping"]
    }
    assert tuple(search.best("rmse").values()) == min(errors, key=errors.get)


def test_a_home_that_cannot_be_written_to_is_no_matter():
    finished = subprocess.run(
        [sys.executable, "-c", "import training.models.ratings.svd_plus_plus, surprise"],
        env={"HOME": "/proc/none", "JOBLIB_MULTIPROCESSING": "0"},
        capture_output=True,
        text=True,
    )
    assert finished.stderr == ""
    assert finished.returncode == 0
