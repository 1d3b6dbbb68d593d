"""The ratings file of any layout as one checked frame, in seconds for tens of millions."""

from __future__ import annotations

import io
import math
import re
from itertools import islice

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.data.layouts import HALF_STARS, RATING_COLUMNS, WHOLE_STARS, Layout
from training.data.table_rows import LARGEST_ID, decode, header, table_rows, whole_number
from training.errors import DataError

_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")


def read_ratings(
    data: bytes, where: str, layout: Layout, movie_ids: NDArray[np.int32]
) -> tuple[pd.DataFrame, tuple[float, float, float]]:
    """Ratings (userId, movieId, rating, timestamp; sorted by user and movie) and their scale.

    Everything is parsed and checked as whole columns; only when something is
    wrong are the lines read one by one, to name the first at fault. Raises
    ``DataError`` for what ``table_rows`` refuses, a field that is no number, a
    rating off the scale, a pair of user and movie that occurs twice, and a
    movie that is not in ``movie_ids`` (ascending).
    """
    frame = _parse(data, where, layout)
    if frame is None:
        raise _unreadable(data, where, layout)
    if frame.empty:
        raise DataError(
            f"{where} holds a header but no rating: unpack or download the data set again."
        )

    def line(row: int) -> int:
        rows = table_rows(data, where, layout.ratings.form, RATING_COLUMNS)
        return next(islice(rows, int(row), None))[0]

    stars = frame["rating"].to_numpy()
    users, movies = frame["userId"].to_numpy(), frame["movieId"].to_numpy()
    for column, ids in (("userId", users), ("movieId", movies)):
        for row in _first((ids < 0) | (ids > LARGEST_ID)):
            raise DataError(
                f"{where}, line {line(row)}: {column} {ids[row]} is not a whole number from 0 to "
                f"{LARGEST_ID}; correct or remove the line."
            )
    scale = layout.scale or (HALF_STARS if (stars % 1 == 0.5).any() else WHOLE_STARS)
    lowest, highest, step = scale
    on_scale = (stars >= lowest) & (stars <= highest) & (stars % step == 0)
    for row in _first(~on_scale):
        raise DataError(
            f"{where}, line {line(row)}: the rating {stars[row]:g} is not on the scale from "
            f"{lowest:g} to {highest:g} in steps of {step:g}; correct or remove the line."
        )
    for row in _first(~np.isin(movies, movie_ids)):
        raise DataError(
            f"{where}, line {line(row)}: movie {movies[row]} is not in {layout.movies.name}; "
            "add it there or remove the line."
        )

    pairs = (users << 32) | movies
    if not (pairs[1:] > pairs[:-1]).all():
        order = np.argsort(pairs, kind="stable")
        for row in _first(np.diff(pairs[order]) == 0):
            first, again = order[row], order[row + 1]
            raise DataError(
                f"{where}, line {line(again)}: user {users[again]} rated movie {movies[again]} "
                f"already in line {line(first)}; remove one of the two lines."
            )
        frame = frame.iloc[order]
    dtypes = {"userId": "int32", "movieId": "int32", "rating": "float32", "timestamp": "int64"}
    return frame.astype(dtypes).reset_index(drop=True), scale


def _parse(data: bytes, where: str, layout: Layout) -> pd.DataFrame | None:
    """The four columns as numbers, or ``None`` where a line does not hold four numbers."""
    form = layout.ratings.form
    if not data.strip():
        return None
    if form.columns is None:
        start = data[: len(data) - len(data.lstrip())] + data.lstrip().split(b"\n", 1)[0]
        text = decode(start, where, form.encodings)
        delimiter, names = header(text, where, RATING_COLUMNS)
    else:
        delimiter, names = form.delimiter or ",", list(form.columns)
        if len(delimiter) > 1:  # pandas' fast parser knows single characters only
            data, delimiter = data.replace(delimiter.encode(), b"\x1f"), "\x1f"
    numbers = {"userId": "int64", "movieId": "int64", "rating": "float64", "timestamp": "int64"}
    try:
        with np.errstate(invalid="ignore"):  # pandas casts a gap to an integer before it refuses it
            frame = pd.read_csv(
                io.BytesIO(data),
                sep=delimiter,
                header=None if form.columns else 0,
                names=names,
                dtype={name: numbers.get(name, "str") for name in names},
            )
    except (ValueError, OverflowError):
        return None
    # Rows with a field too many make pandas take the first column for row labels.
    whole = isinstance(frame.index, pd.RangeIndex) and np.isfinite(frame["rating"]).all()
    return frame[list(RATING_COLUMNS)] if whole else None


def _unreadable(data: bytes, where: str, layout: Layout) -> DataError:
    """The error for the first line that does not hold four numbers."""
    try:
        for line, fields in table_rows(data, where, layout.ratings.form, RATING_COLUMNS):
            for column, field in zip(RATING_COLUMNS, fields, strict=True):
                if column != "rating":
                    whole_number(field, column, where, line)
                elif not _is_number(field):
                    return DataError(
                        f"{where}, line {line}: the rating {field[:40]!r} is not a number; "
                        "correct or remove the line."
                    )
    except DataError as error:
        return error
    return DataError(f"{where} cannot be read as numbers: unpack or download the data set again.")


def _is_number(field: str) -> bool:
    return bool(_NUMBER.fullmatch(field.strip(" "))) and math.isfinite(float(field))


def _first(mask: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The first row where ``mask`` holds: an array of one row, or of none."""
    return np.flatnonzero(mask)[:1]
