"""The ratings file of any layout as one checked frame: streamed, in seconds for tens of millions.

Beside the columns, of 20 bytes a rating, it takes the memory of a few pieces.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from itertools import islice

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.data.archive import DataFiles
from training.data.layouts import RATING_COLUMNS, Form, Layout
from training.data.reading.checks import GatheredRatings, Scale
from training.data.reading.pieces import line_pieces
from training.data.reading.rating_columns import RatingColumns, parse_piece
from training.data.reading.table_rows import header, table_rows, whole_number
from training.errors import DataError

_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_ROWS_AT_A_TIME = 1 << 17
_BYTES_PER_RATING = 24  # at most, where MovieLens' own identifiers and times are


def read_ratings(
    files: DataFiles,
    layout: Layout,
    movie_ids: NDArray[np.int32],
    seen: Callable[[bytes], object] | None = None,
) -> tuple[pd.DataFrame, Scale]:
    """Ratings (userId, movieId, rating, timestamp; sorted by user and movie) and their scale.

    Pieces are parsed and checked as whole columns; only where that leaves a doubt is the
    file read row by row, to take it or to name the first line at fault. ``seen`` is called
    with all bytes of the file, once and in order. Raises ``DataError`` for what
    ``table_rows`` refuses, a field that is no number, a rating off the scale, a pair of
    user and movie that occurs twice, and a movie that is not in ``movie_ids``.
    """
    name = layout.ratings.name
    where = files.where(name)
    expected = files.size(name) // _BYTES_PER_RATING

    def rows() -> Iterator[tuple[int, list[str]]]:
        return table_rows(lambda: files.open(name), where, layout.ratings.form, RATING_COLUMNS)

    def line(row: int) -> int:
        return next(islice(rows(), int(row), None))[0]

    gathered = GatheredRatings(layout, movie_ids, expected)
    with files.open(name) as stream:
        pieces = line_pieces(stream, seen)
        in_doubt = False
        for parsed in _parsed(pieces, where, layout.ratings.form):
            if parsed is None:
                in_doubt = True
                break
            gathered.add(parsed)
        for _ in pieces:  # what is left is seen, and found damaged where it is
            pass
    if in_doubt or not len(gathered):
        gathered = GatheredRatings(layout, movie_ids, expected)
        for columns in _row_by_row(rows(), where):
            gathered.add(columns)
    if not len(gathered):
        raise DataError(
            f"{where} holds a header but no rating: unpack or download the data set again."
        )
    return gathered.finish(where, line)


def _parsed(pieces: Iterator[bytes], where: str, form: Form) -> Iterator[RatingColumns | None]:
    """Each piece as columns, None where one is in doubt."""
    first = next((piece for piece in pieces if piece.strip()), b"")
    if not first:
        return
    if form.columns is None:
        start, _, first = first.lstrip().partition(b"\n")
        try:
            delimiter, names = header(start.decode(form.encodings[0]), where, RATING_COLUMNS)
        except UnicodeDecodeError:
            yield None
            return
        if b"\r" in start.rstrip(b"\r"):  # carriage returns alone end these lines
            yield None
            return
    else:
        delimiter, names = form.delimiter or ",", list(form.columns)
    if first:
        yield parse_piece(first, delimiter, names)
    for piece in pieces:
        yield parse_piece(piece, delimiter, names)


def _row_by_row(rows: Iterator[tuple[int, list[str]]], where: str) -> Iterator[RatingColumns]:
    """The same columns in plain Python; ``DataError`` for the first line without four numbers."""
    numbers = (_rating(line, fields, where) for line, fields in rows)
    while some := list(islice(numbers, _ROWS_AT_A_TIME)):
        users, movies, stars, times = zip(*some, strict=True)
        yield RatingColumns(
            np.array(users, np.int64),
            np.array(movies, np.int64),
            np.array(stars, np.float64),
            np.array(times, np.int64),
        )


def _rating(line: int, fields: list[str], where: str) -> tuple[int, int, float, int]:
    user, movie, stars, time = fields
    user_id = whole_number(user, "userId", where, line)
    movie_id = whole_number(movie, "movieId", where, line)
    if not (_NUMBER.fullmatch(stars.strip(" ")) and math.isfinite(float(stars))):
        raise DataError(
            f"{where}, line {line}: the rating {stars[:40]!r} is not a number; "
            "correct or remove the line."
        )
    return user_id, movie_id, float(stars), whole_number(time, "timestamp", where, line)
