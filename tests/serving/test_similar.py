"""Similar films as published."""

from __future__ import annotations

import numpy as np
import pytest

from serving.similar import SimilarMovies
from tables import TableError, open_current
from tables.arrays.similar import SCORES, SIMILAR, WAYS
from tests.support import tiny_classics, tiny_run


@pytest.fixture(scope="module")
def similar(tmp_path_factory):
    folder = tmp_path_factory.mktemp("artifacts")
    tiny_run.publish(folder)
    return SimilarMovies(open_current(folder))


@pytest.mark.parametrize("way", WAYS)
def test_films_come_best_first(similar, way):
    found = similar.of(1, way, limit=3)
    assert [film.movieId for film in found] == [2, 3, 4]
    assert [film.score for film in found] == pytest.approx([0.9, 0.85, 0.8])
    assert len(similar.of(1, way)) == len(similar.of(1, way, limit=99)) == 10


def test_a_film_may_have_none(similar):
    assert similar.of(tiny_run.MOVIES, "content") == ()


def test_unknown_films_and_ways(similar):
    with pytest.raises(KeyError):
        similar.of(999, "content")
    with pytest.raises(ValueError, match="content, collaborative, hybrid"):
        similar.of(1, "colour")


@pytest.mark.parametrize(
    ("name", "index", "value", "message"),
    [
        (SIMILAR, (0, 0), 0, "row 0, column 0: is no other movie"),
        (SIMILAR, (3, 2), tiny_run.MOVIES, "row 3, column 2: is no other movie"),
        (SCORES, (4, 1), np.nan, "row 4: a score without a film"),
    ],
)
def test_wrong_arrays_are_not_published(tmp_path, name, index, value, message):
    array = tiny_classics.arrays(tiny_run.MOVIES)[name].copy()
    array[index] = value
    with pytest.raises(TableError, match=message):
        tiny_run.publish(tmp_path, {name: array})


def test_a_wrong_shape_is_named(tmp_path):
    with pytest.raises(TableError, match=r"similar_movies.npy: expected 31 rows of 30 int32"):
        tiny_run.publish(tmp_path, {SIMILAR: np.zeros((31, 3), np.int32)})
