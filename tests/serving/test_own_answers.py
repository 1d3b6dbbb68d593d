"""Answers to lists on a trained run: rows, reasons and positions from famous to hidden."""

from __future__ import annotations

import numpy as np
import pytest

from serving.run_models import RunModels
from tables import Run, TableError, open_current
from tables.arrays import taste
from tests.support import tiny_run
from training.data.sources import find_data


@pytest.fixture(scope="module")
def run(trained) -> Run:
    return open_current(trained[0])


@pytest.fixture(scope="module")
def models(run) -> RunModels:
    return RunModels(run)


@pytest.fixture(scope="module")
def likes(tmp_path_factory):
    """Who gave each movie four stars or more, from the ratings themselves."""
    ratings = find_data("sample", tmp_path_factory.mktemp("data")).ratings
    liked = ratings[ratings["rating"] >= 4]
    return ratings["userId"].nunique(), liked.groupby("movieId")["userId"].agg(set)


@pytest.mark.parametrize("n", [1, 3, 10, 60])
@pytest.mark.parametrize("adventure", range(5))
def test_rows_keep_to_their_bands(run, models, n, adventure):
    rated = [movie.movieId for movie in run.movies if movie.ratings][: 7 * n : 7]
    given = {movie_id: 0.5 + i % 10 / 2 for i, movie_id in enumerate(rated)}
    answer = models.answered(given, adventure)
    popular, less_known = ([run.movies.get(film.movieId) for film in row] for row in answer[:2])
    shown = [movie.movieId for movie in (*popular, *less_known)]
    assert len(set(shown)) == len(shown)
    assert not set(shown) & {*rated, *run.catalogue}
    threshold = run.manifest.settings["threshold"]
    if adventure == 2:
        assert all(movie.ratings >= threshold for movie in popular)
        assert all(movie.ratings < threshold for movie in less_known)
        assert len(answer.best) == 10
    if adventure >= 3:
        assert all(movie.ratings < threshold / 2 for movie in (*popular, *less_known))
    for row in answer:
        assert [film.score for film in row] == sorted((f.score for f in row), reverse=True)


def test_half_a_star_and_five_give_different_lists(run, models):
    for movie_id in run.catalogue[:10]:
        half, five = (models.answered({movie_id: stars}) for stars in (0.5, 5.0))
        for one, other in zip(half, five, strict=True):
            assert {f.movieId for f in one} != {f.movieId for f in other}


def test_reasons_are_true_numbers_of_the_ratings(run, models, likes):
    n_users, lovers = likes
    given = dict.fromkeys(run.catalogue[:3], 5.0)
    reasons = [
        (film.movieId, because)
        for row in models.answered(given)
        for film in row
        for because in film.because
    ]
    assert len(reasons) > 10
    for movie_id, (loved, shared) in reasons:
        both = lovers[loved] & lovers[movie_id]
        assert (shared.lovers, shared.also_love) == (len(lovers[loved]), len(both))
        usual = len(lovers[movie_id]) / n_users
        assert shared.times == pytest.approx(len(both) / len(lovers[loved]) / usual)
        assert shared.times > 1


def test_a_film_that_was_given_a_low_star_is_no_reason(run, models):
    low, high = run.catalogue[0], run.catalogue[1]
    answer = models.answered({low: 0.5, high: 5.0})
    named = {reason.movieId for row in answer for film in row for reason in film.because}
    assert named <= {high}


def test_together_suits_the_one_whom_it_suits_less(run, models):
    first, second = (dict.fromkeys(run.catalogue[i : i + 3], 5.0) for i in (0, 40))
    films = models.own_answers.together(first, second)
    assert len({film.movieId for film in films}) == 10
    assert [film.score for film in films] == sorted((f.score for f in films), reverse=True)
    turned = models.own_answers.together(second, first)
    assert [film.movieId for film in turned] == [film.movieId for film in films]
    assert films[0].first and films[0].first == turned[0].second


def test_wrong_lists(models):
    with pytest.raises(ValueError, match="at least one"):
        models.answered({})
    with pytest.raises(ValueError, match="from 0 to 4"):
        models.answered({1: 5.0}, 5)
    with pytest.raises(KeyError):
        models.answered({999_999: 5.0})


@pytest.mark.parametrize(
    ("name", "index", "value", "message"),
    [
        (taste.FACTORS[0], (2, 1), np.nan, "holds a value that is no number"),
        (taste.LOVERS_RANGES, (3, 1), 1, "do not follow one another"),
        (taste.LOVERS, (4, 0), 99, "a position that no user has"),
        (taste.LOVERS, (4, 0), 0, "must ascend"),
    ],
)
def test_damaged_arrays_are_not_published(tmp_path, name, index, value, message):
    array = tiny_run.arrays()[name].copy()
    array[index] = value
    with pytest.raises(TableError, match=message):
        tiny_run.publish(tmp_path, {name: array})
