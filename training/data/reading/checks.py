"""Ratings gathered piece by piece, with the first fault of each kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.data.layouts import HALF_STARS, WHOLE_STARS, Layout
from training.data.reading.growing import GrowingColumns
from training.data.reading.rating_columns import RatingColumns
from training.data.reading.table_rows import LARGEST_ID, LATEST_TIME
from training.errors import DataError

Scale = tuple[float, float, float]
Line = Callable[[int], int]
"""The line of the file that a row (0, 1, 2 without header and blank lines) stands in."""

_DTYPES = {"userId": np.int32, "movieId": np.int32, "rating": np.float32, "timestamp": np.int64}
_STRETCH = 1 << 22  # rows that are compared at a time


class GatheredRatings:
    """What is read so far. Faults are named at the end: only then is the scale known."""

    def __init__(self, layout: Layout, movie_ids: NDArray[np.int32], expected: int) -> None:
        """``movie_ids`` are the known movies; ``expected`` is how many ratings are likely."""
        self._layout = layout
        self._movie_ids = movie_ids
        self._columns = GrowingColumns(dict(_DTYPES), expected)
        self._scales = (layout.scale,) if layout.scale else (HALF_STARS, WHOLE_STARS)
        self._half_stars = False
        self._first: dict[str | Scale, tuple[int, Any]] = {}  # kind of fault -> row, value

    def __len__(self) -> int:
        return self._columns.length

    def add(self, piece: RatingColumns) -> None:
        """Check and keep the ratings of the next piece."""
        users, movies, stars, times = piece
        for column, values, most in (
            ("userId", users, LARGEST_ID),
            ("movieId", movies, LARGEST_ID),
            ("timestamp", times, LATEST_TIME),
        ):
            self._note(column, (values < 0) | (values > most), values)
        self._half_stars = self._half_stars or bool((stars % 1 == 0.5).any())
        for scale in self._scales:
            lowest, highest, step = scale
            off = (stars < lowest) | (stars > highest) | (stars % step != 0)
            self._note(scale, off, stars)
        self._note("movie", ~np.isin(movies, self._movie_ids), movies)
        self._columns.add(userId=users, movieId=movies, rating=stars, timestamp=times)

    def finish(self, where: str, line: Line) -> tuple[pd.DataFrame, Scale]:
        """The ratings, sorted by user and movie, and their scale; ``DataError`` for a fault."""
        scale = self._layout.scale or (HALF_STARS if self._half_stars else WHOLE_STARS)
        if fault := self._fault(where, line, scale):
            raise fault
        columns = self._columns.finish()
        if not _ascends(columns["userId"], columns["movieId"]):
            _sort(columns, where, line)
        return pd.DataFrame(columns, copy=False), scale

    def _note(self, kind: str | Scale, at_fault: NDArray[np.bool_], values: NDArray[Any]) -> None:
        if kind not in self._first and at_fault.any():
            row = int(at_fault.argmax())
            self._first[kind] = self._columns.length + row, values[row]

    def _fault(self, where: str, line: Line, scale: Scale) -> DataError | None:
        for column, most in (
            ("userId", LARGEST_ID),
            ("movieId", LARGEST_ID),
            ("timestamp", LATEST_TIME),
        ):
            if column in self._first:
                row, value = self._first[column]
                return DataError(
                    f"{where}, line {line(row)}: {column} {value} is not a whole number from 0 to "
                    f"{most}; correct or remove the line."
                )
        if scale in self._first:
            row, value = self._first[scale]
            lowest, highest, step = scale
            return DataError(
                f"{where}, line {line(row)}: the rating {value:g} is not on the scale from "
                f"{lowest:g} to {highest:g} in steps of {step:g}; correct or remove the line."
            )
        if "movie" in self._first:
            row, value = self._first["movie"]
            return DataError(
                f"{where}, line {line(row)}: movie {value} is not in {self._layout.movies.name}; "
                "add it there or remove the line."
            )
        return None


def _ascends(users: NDArray[np.int32], movies: NDArray[np.int32]) -> bool:
    """Whether the pairs ascend, none of them twice; compared in stretches, to take no memory."""
    for start in range(0, len(users) - 1, _STRETCH):
        end = min(start + _STRETCH, len(users) - 1)
        before, after = slice(start, end), slice(start + 1, end + 1)
        later = users[after] > users[before]
        same = users[after] == users[before]
        if not (later | (same & (movies[after] > movies[before]))).all():
            return False
    return True


def _sort(columns: dict[str, NDArray[Any]], where: str, line: Line) -> None:
    """Sort by user and movie, column by column; ``DataError`` for a pair that is there twice."""
    pairs = (columns["userId"].astype(np.int64) << 32) | columns["movieId"]
    order = np.argsort(pairs, kind="stable")
    pairs = pairs[order]
    twice = np.flatnonzero(pairs[1:] == pairs[:-1])[:1]
    del pairs
    for row in twice:
        first, again = order[row], order[row + 1]
        raise DataError(
            f"{where}, line {line(again)}: user {columns['userId'][again]} rated movie "
            f"{columns['movieId'][again]} already in line {line(first)}; "
            "remove one of the two lines."
        )
    for name, column in columns.items():
        columns[name] = column[order]
