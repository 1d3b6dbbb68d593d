"""The vocabulary of a run: every movie, by position and by movieId."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from tables.arrays.texts import Texts
from tables.csv_files import Columns


class Movie(NamedTuple):
    """What is known about a film, as its page shows it."""

    movieId: int  # noqa: N815 - the field's own name, the same in every table
    title: str
    year: int | None
    genres: tuple[str, ...]
    imdbId: str  # noqa: N815 - digits as published, "" where unknown
    tmdbId: int | None  # noqa: N815
    ratings: int
    meanRating: float | None  # noqa: N815 - None where nobody rated it


class Movies(Sequence[Movie]):
    """All movies in ascending order of movieId.

    Kept as columns, of which a movie is made when it is asked for: objects of all of them take
    much more, and each worker of a site would soon have copied them.
    """

    def __init__(self, columns: Columns) -> None:
        self._ids: NDArray[np.int32] = columns["movieId"]
        self._searched = np.ascontiguousarray(self._ids).data
        self.ratings: NDArray[np.int32] = columns["ratings"]  # (M,)
        self._titles = Texts(columns["title"])
        self._imdb_ids = Texts(columns["imdbId"])
        # Films of the same genres share them: there are thousands of combinations.
        numbers = {text: number for number, text in enumerate(dict.fromkeys(columns["genres"]))}
        self._genres = [tuple(text.split("|")) if text else () for text in numbers]
        self._genre_numbers = _numbers([numbers[text] for text in columns["genres"]])
        self._years = _numbers(columns["year"])
        self._tmdb_ids = _numbers(columns["tmdbId"])
        self.means = np.array(columns["meanRating"], dtype=np.float64)  # (M,), NaN where unrated

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, position: int) -> Movie: ...
    @overload
    def __getitem__(self, position: slice) -> list[Movie]: ...
    def __getitem__(self, position: int | slice) -> Movie | list[Movie]:
        if isinstance(position, slice):
            return [self[each] for each in range(*position.indices(len(self)))]
        mean = float(self.means[position])
        return Movie(
            int(self._ids[position]),
            self._titles[position],
            _known(self._years[position]),
            self._genres[self._genre_numbers[position]],
            self._imdb_ids[position],
            _known(self._tmdb_ids[position]),
            int(self.ratings[position]),
            None if mean != mean else mean,
        )

    def __iter__(self) -> Iterator[Movie]:
        """All of them, by whole columns, which is quicker than one by one."""
        return map(
            Movie,
            self._ids.tolist(),
            self._titles[:],
            (None if year == _UNKNOWN else year for year in self._years.tolist()),
            (self._genres[number] for number in self._genre_numbers.tolist()),
            self._imdb_ids[:],
            (None if number == _UNKNOWN else number for number in self._tmdb_ids.tolist()),
            self.ratings.tolist(),
            (None if mean != mean else mean for mean in self.means.tolist()),
        )

    def movie_id(self, position: int) -> int:
        """The movieId at a position: what is asked for most, without the rest of the movie."""
        return int(self._ids[position])

    def position(self, movie_id: int) -> int | None:
        """The movie's position, or None for an unknown movieId."""
        # Plain integers are compared, which numbers of NumPy's take five times as long for.
        position = bisect_left(self._searched, movie_id)
        known = position < len(self._searched) and self._searched[position] == movie_id
        return position if known else None

    def positions(self, movie_ids: Collection[int]) -> NDArray[np.intp]:
        """(n,) positions of n movies; ``KeyError`` with the first movieId that is unknown."""
        asked = np.fromiter(movie_ids, np.int64, len(movie_ids))
        found = np.searchsorted(self._ids, asked)
        found[found == len(self._ids)] = 0
        unknown = self._ids[found] != asked if len(self._ids) else np.ones(len(asked), bool)
        if unknown.any():
            raise KeyError(int(asked[unknown][0]))
        return found

    def get(self, movie_id: int) -> Movie | None:
        """The movie, or None for an unknown movieId."""
        position = self.position(movie_id)
        return None if position is None else self[position]


_UNKNOWN = -1


def _numbers(values: Sequence[int | None]) -> NDArray[np.int32]:
    return np.array([_UNKNOWN if value is None else value for value in values], dtype=np.int32)


def _known(value: np.int32) -> int | None:
    return None if value == _UNKNOWN else int(value)
