"""Films kept as columns are those of the table, and are found by position and by movieId."""

from __future__ import annotations

import numpy as np
import pytest

from tables import Movie, Movies
from tables.arrays.texts import Texts

FILMS = [
    Movie(2, "Amélie", 2001, ("Comedy", "Romance"), "0211915", 194, 7, 3.25),
    Movie(5, "Город Зеро", None, (), "", None, 0, None),
    Movie(2_147_483_647, "", 1800, ("Comedy", "Romance"), "0", 0, 1, 0.0),
]


@pytest.fixture
def movies() -> Movies:
    columns = dict(zip(Movie._fields, map(list, zip(*FILMS, strict=True)), strict=True))
    columns["genres"] = ["|".join(film.genres) for film in FILMS]
    for name in ("movieId", "ratings"):
        columns[name] = np.array(columns[name], dtype=np.int32)
    return Movies(columns)


def test_films_by_position(movies):
    assert list(movies) == [movies[i] for i in range(3)] == FILMS
    assert movies[1:] == FILMS[1:]
    assert len(movies) == 3
    assert [type(value) for value in movies[0]] == [type(value) for value in FILMS[0]]
    assert movies.ratings.tolist() == [7, 0, 1]
    with pytest.raises(IndexError):
        movies[3]


def test_films_by_number(movies):
    for position, film in enumerate(FILMS):
        assert movies.position(film.movieId) == position
        assert movies.get(film.movieId) == film
    for unknown in (-1, 0, 1, 3, 6, 2_147_483_648, 9_999_999_999):
        assert movies.position(unknown) is None
        assert movies.get(unknown) is None


def test_texts_are_a_list_of_them():
    listed = ["", "one", "zwei", "три", "", "4️⃣"]
    texts = Texts(listed)
    assert list(texts) == listed
    assert texts[1:4] == listed[1:4]
    assert texts.at(np.array([3, 0, 3])) == ["три", "", "три"]
    for outside in (-1, 6):
        with pytest.raises(IndexError):
            texts[outside]
    assert list(Texts([])) == []


def test_positions_of_many_are_those_of_each():
    movies = Movies(
        {
            "movieId": np.array([3, 7, 20], dtype=np.int32),
            "title": ["a", "b", "c"],
            "year": [1990, None, 2001],
            "genres": ["", "Drama", "Drama|War"],
            "imdbId": ["", "1", "2"],
            "tmdbId": [None, 1, 2],
            "ratings": np.array([1, 2, 3], dtype=np.int32),
            "meanRating": [4.0, None, 3.0],
        }
    )
    assert movies.positions({20: 4.0, 3: 1.0}).tolist() == [2, 0]
    assert movies.positions(()).tolist() == []
    assert [movies.movie_id(movies.position(each)) for each in (3, 7, 20)] == [3, 7, 20]
    for unknown in (1, 8, 2**40):
        assert movies.position(unknown) is None
        with pytest.raises(KeyError, match=str(unknown)):
            movies.positions((7, unknown, 5))
