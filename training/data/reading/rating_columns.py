"""A piece of a ratings file as four columns of numbers, by pyarrow's parser.

What it takes is what ``table_rows`` would take, to the same numbers; of what is doubtful
it says so, and the file is read row by row instead.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyarrow import csv

from training.data.layouts import RATING_COLUMNS

# One character for a delimiter of two: parsers know single ones only.
_STAND_IN = b"\x1f"
_BLOCK_BYTES = 1 << 20  # of what is parsed at a time on one core
_WHOLE = r"^ *(-?[0-9]{1,18})(\.0*)? *$"


class RatingColumns(NamedTuple):
    """Columns of a piece, n long, neither ordered nor checked."""

    users: NDArray[np.int64]
    movies: NDArray[np.int64]
    stars: NDArray[np.float64]
    times: NDArray[np.int64]


def parse_piece(piece: bytes, delimiter: str, names: list[str]) -> RatingColumns | None:
    """The ratings in ``piece``, whole lines with the columns ``names``; None where in doubt."""
    if _is_doubtful(piece, delimiter):
        return None
    if len(delimiter) > 1:
        piece, delimiter = piece.replace(delimiter.encode(), _STAND_IN), _STAND_IN.decode()
    # Other programs write whole numbers as 862.0, which are no integers to a parser.
    table = _parsed(piece, delimiter, names, pa.int64())
    if table is None and (texts := _parsed(piece, delimiter, names, pa.string())) is not None:
        table = _whole_numbers(texts)
    if table is None:
        return None
    columns = RatingColumns(*(table[name].to_numpy() for name in RATING_COLUMNS))
    return columns if np.isfinite(columns.stars).all() else None


def _is_doubtful(piece: bytes, delimiter: str) -> bool:
    """Whether a piece holds what parsers take for numbers, and ``table_rows`` for none or others.

    Quotes, which may hold the end of a line; 0x10, a sixteen to pyarrow; tabs about numbers.
    """
    doubtful = (b'"', b"\0", b"x", b"X", _STAND_IN)
    if any(mark in piece for mark in doubtful) or not piece.isascii():
        return True
    return delimiter != "\t" and b"\t" in piece


def _parsed(piece: bytes, delimiter: str, names: list[str], whole: pa.DataType) -> pa.Table | None:
    types = {name: pa.float64() if name == "rating" else whole for name in RATING_COLUMNS}
    try:
        return csv.read_csv(
            pa.BufferReader(piece),
            read_options=csv.ReadOptions(column_names=names, block_size=_BLOCK_BYTES),
            parse_options=csv.ParseOptions(
                delimiter=delimiter, quote_char=False, invalid_row_handler=_pass_over_blanks
            ),
            convert_options=csv.ConvertOptions(
                column_types=types,
                include_columns=list(RATING_COLUMNS),
                null_values=[],
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:
        return None


def _pass_over_blanks(row: csv.InvalidRow) -> str:
    return "error" if row.text.strip() else "skip"


def _whole_numbers(texts: pa.Table) -> pa.Table | None:
    """The columns of whole numbers out of their texts; None where one is none."""
    found = texts
    for name in RATING_COLUMNS:
        if name != "rating":
            column = texts[name]
            if not pc.all(pc.match_substring_regex(column, _WHOLE)).as_py():
                return None
            digits = pc.replace_substring_regex(column, _WHOLE, r"\1")
            index = found.column_names.index(name)
            found = found.set_column(index, name, digits.cast(pa.int64()))
    return found
