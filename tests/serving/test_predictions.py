"""Predicted ratings from published arrays against the formulas written out."""

from __future__ import annotations

import numpy as np
import pytest

from serving.predictions import Predictions
from serving.rating_models import Y_RANGE, squash
from tables import TableError, open_current
from tests.support import tiny_classics, tiny_run

MODELS = tiny_classics.models(tiny_run.MOVIES)


@pytest.fixture(scope="module")
def predictions(tmp_path_factory):
    folder = tmp_path_factory.mktemp("artifacts")
    tiny_run.publish(folder)
    return Predictions(open_current(folder))


def _by_hand(name: str, user: int, movie: int) -> float:
    model = MODELS[name]
    p, q = model.users[user].astype(float), model.movies[movie].astype(float)
    if name == "nn":
        first = np.maximum(p + q, 0)
        second = np.maximum(first @ model.hidden[:-1] + model.hidden[-1], 0)
        return Y_RANGE / (1 + np.exp(-float((second @ model.output[:-1] + model.output[-1])[0])))
    return Y_RANGE / (1 + np.exp(-p @ q)) if name == "pmf" else p @ q


@pytest.mark.parametrize("name", ["mf", "pmf", "nn", "als"])
def test_any_trained_pair_is_predicted(predictions, name):
    for user_id in (1, 2, 3):
        found = predictions.predict(user_id, [1, 7, 30], name)
        by_hand = [_by_hand(name, user_id - 1, movie) for movie in (0, 6, 29)]
        assert found == pytest.approx(np.clip(by_hand, 0.5, 5), abs=1e-3)


def test_a_film_that_nobody_rated_has_no_prediction(predictions):
    assert predictions.predict(1, [tiny_run.MOVIES]) == [None]
    assert predictions.predict(1, []) == []


@pytest.mark.parametrize("asked", [(9, [1], "mf"), (1, [999], "mf"), (1, [1], "svd")])
def test_what_is_unknown_is_a_key_error(predictions, asked):
    with pytest.raises(KeyError):
        predictions.predict(*asked)


def test_all_models_are_there(predictions):
    assert predictions.models == ("mf", "pmf", "nn", "als")


def test_the_sigmoid_neither_overflows_nor_leaves_its_range():
    with np.errstate(all="raise"):
        ends = squash(np.array([-1e4, 0, 1e4], dtype=np.float32))
    assert ends.tolist() == [0, Y_RANGE / 2, Y_RANGE]


@pytest.mark.parametrize(
    ("name", "array", "message"),
    [
        ("mf_users.npy", np.zeros((4, 4), np.float32), "expected 3 rows"),
        ("mf_movies.npy", np.zeros((31, 3), np.float32), "31 rows of 4 float32"),
        ("nn_output.npy", np.zeros((4, 1)), "float64"),
        ("pmf_users.npy", np.full((3, 4), np.nan, np.float32), "no number"),
    ],
)
def test_wrong_arrays_are_not_published(tmp_path, name, array, message):
    with pytest.raises(TableError, match=message):
        tiny_run.publish(tmp_path, {name: array})
