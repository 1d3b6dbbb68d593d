"""Tables of nothing but numbers, written and read as CSV by whole columns.

The bytes are those that ``csv_files`` writes row by row, the values those that it reads.
What is anything but plain numbers is left to it: both ways then answer None.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tables.schemas import Schema

MILLION = 1_000_000
"""Floats are written in millionths: readable, and far finer than any rating is."""

_MOST = 1e6  # below, a product with a million is exact enough to see what it is rounded to
_ROWS = 1 << 14  # formatted at a time: what fits the processor's cache
_BYTES = 1 << 23  # parsed at a time
_COMMA, _LINE, _POINT, _MINUS, _ZERO = b",\n.-0"

_PLAIN = np.zeros(256, dtype=bool)  # the bytes of plain numbers and what stands between them
_PLAIN[list(b"0123456789,\n.-")] = True


def as_written(values: NDArray[Any]) -> NDArray[np.float64]:
    """The values that are read back after these were written: rounded as ``%.6f`` rounds."""
    exact = np.asarray(values, dtype=np.float64)
    if _is_plain(exact):
        return np.copysign(_millionths(exact) / MILLION, exact)
    return np.array([float(f"{value:.6f}") for value in exact.tolist()], dtype=np.float64)


def number_lines(schema: Schema, columns: Sequence[Any]) -> Iterator[bytes] | None:
    """The lines of a table without its header, some thousand at a time.

    ``columns`` are in the order of the schema, of equal length. None where one is text, or
    holds a gap or a number that takes more than plain digits.
    """
    if any(column.kind == "text" for column in schema.columns):
        return None
    arrays = [np.asarray(values) for values in columns]
    for column, array in zip(schema.columns, arrays, strict=True):
        if column.kind == "int":
            plain = array.dtype.kind in "iu" and _within_uint32(array)
        else:
            plain = array.dtype.kind in "iuf" and _is_plain(array)
        if not plain:
            return None
    kinds = [column.kind for column in schema.columns]
    return (
        _lines([array[first : first + _ROWS] for array in arrays], kinds)
        for first in range(0, len(arrays[0]), _ROWS)
    )


def _within_uint32(array: NDArray[Any]) -> bool:
    return not len(array) or bool(array.min() >= 0 and array.max() <= np.iinfo(np.uint32).max)


def _is_plain(array: NDArray[Any]) -> bool:
    return bool((np.abs(array) < _MOST).all())  # not where one is NaN


def _millionths(values: NDArray[np.float64]) -> NDArray[np.int64]:
    scaled = np.abs(values) * MILLION
    found: NDArray[np.int64] = np.rint(scaled).astype(np.int64)
    # Half-way, or so near to it that the product's rounding may decide: the decimals do.
    unsure = np.flatnonzero(np.abs(scaled - np.floor(scaled) - 0.5) < 1e-3)
    found[unsure] = [int(f"{abs(v):.6f}".replace(".", "")) for v in values[unsure].tolist()]
    return found


def _lines(arrays: Sequence[NDArray[Any]], kinds: Sequence[str]) -> bytes:
    """One block: each character of a line has a column, and what is not written is left out."""
    n = len(arrays[0])
    letters: list[NDArray[np.uint8]] = []
    written: list[NDArray[np.bool_] | None] = []  # None: in every line

    def add(letter: NDArray[np.uint8] | int, where: NDArray[np.bool_] | None = None) -> None:
        letters.append(np.broadcast_to(np.uint8(letter), n) if isinstance(letter, int) else letter)
        written.append(where)

    def add_number(values: NDArray[np.uint32], least: int) -> None:
        width = max(least, len(str(int(values.max(initial=0)))))
        digits = []
        rest = values
        for _ in range(width):
            fewer = rest // np.uint32(10)
            digits.append((rest - fewer * np.uint32(10)).astype(np.uint8) + np.uint8(_ZERO))
            rest = fewer
        for place in range(width - 1, -1, -1):
            add(digits[place], None if place < least else values >= np.uint32(10**place))

    for array, kind in zip(arrays, kinds, strict=True):
        if letters:
            add(_COMMA)
        if kind == "int":
            add_number(array.astype(np.uint32), 1)
        else:
            exact = array.astype(np.float64)
            negative = np.signbit(exact)
            if negative.any():
                add(_MINUS, negative)
            whole, rest = np.divmod(_millionths(exact), MILLION)
            add_number(whole.astype(np.uint32), 1)
            add(_POINT)
            add_number(rest.astype(np.uint32), 6)
    add(_LINE)
    text = np.empty((n, len(letters)), dtype=np.uint8)
    kept = np.ones(text.shape, dtype=bool)
    for place, (letter, where) in enumerate(zip(letters, written, strict=True)):
        text[:, place] = letter
        if where is not None:
            kept[:, place] = where
    return text[kept].tobytes()


def read_numbers(path: Path, schema: Schema) -> dict[str, NDArray[Any]] | None:
    """The columns of a table of numbers: int32, or float64.

    None where the table has text or may have gaps, or the file is anything but the header
    and lines of plain numbers within their ranges, the last one ended as well.
    """
    if any(column.kind == "text" or column.nullable for column in schema.columns):
        return None
    blocks: list[NDArray[np.float64]] = []
    with path.open("rb") as file:
        if file.readline() != (",".join(schema.header) + "\n").encode():
            return None
        while lines := file.read(_BYTES):
            block = _block(lines + file.readline(), schema)
            if block is None:
                return None
            blocks.append(block)
    width = len(schema.columns)
    table = np.concatenate(blocks) if blocks else np.zeros((0, width))
    found: dict[str, NDArray[Any]] = {}
    for place, column in enumerate(schema.columns):
        values = table[:, place]
        if len(values) and not column.minimum <= values.min() <= values.max() <= column.maximum:
            return None
        found[column.name] = values.astype(np.int32 if column.kind == "int" else np.float64)
    return found


def _block(lines: bytes, schema: Schema) -> NDArray[np.float64] | None:
    """Whole lines as an array, (n, columns); None unless all of them are plain numbers."""
    width = len(schema.columns)
    text = np.frombuffer(lines, dtype=np.uint8)
    separators = np.flatnonzero((text == _COMMA) | (text == _LINE))
    if text[-1] != _LINE or len(separators) % width or not _PLAIN[text].all():
        return None
    ends = text[separators].reshape(-1, width)
    empty = np.diff(separators, prepend=-1) < 2
    if empty.any() or (ends[:, :-1] != _COMMA).any() or (ends[:, -1] != _LINE).any():
        return None
    points, signs = np.flatnonzero(text == _POINT), np.flatnonzero(text == _MINUS)
    fields = np.searchsorted(separators, points)
    fractional = np.array([column.kind == "float" for column in schema.columns])
    if not fractional[fields % width].all() or (np.diff(fields) == 0).any():
        return None
    # Before the first byte stands the last one, a line's end, as text[-1]: as it should be.
    if (text[points - 1] < _ZERO).any() or (text[points + 1] < _ZERO).any():
        return None
    if (text[signs - 1] >= _ZERO).any() or (text[signs + 1] < _ZERO).any():
        return None
    values = np.fromstring(lines.replace(b"\n", b","), dtype=np.float64, sep=",")
    return values.reshape(-1, width)
