"""Reading and writing one CSV table by its schema."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tables.csv_numbers import number_lines, read_numbers
from tables.errors import TableError
from tables.schemas import Column, Schema, Value

Values = Sequence[Any] | NDArray[Any]
"""One column to write, of any kind."""

Columns = dict[str, Any]  # column name -> NDArray (numbers without gaps) or list (text, nullable)


def write_csv(path: Path, schema: Schema, columns: Mapping[str, Values]) -> int:
    """Write ``columns`` (equal lengths, any sequences) as ``schema`` orders them.

    ``None`` and NaN become an empty field. Returns the number of rows. Raises
    ``TableError`` when the columns given are not the schema's.
    """
    if set(columns) != set(schema.header):
        raise TableError(
            f"{schema.name}: expected the columns {', '.join(schema.header)}, "
            f"got {', '.join(columns)}."
        )
    lengths = {len(columns[name]) for name in schema.header}
    if len(lengths) != 1:
        raise TableError(f"{schema.name}: its columns differ in length.")
    lines = number_lines(schema, [columns[name] for name in schema.header])
    if lines is not None:
        with path.open("wb") as numbers:
            numbers.write((",".join(schema.header) + "\n").encode())
            numbers.writelines(lines)
        return lengths.pop()
    fields = [_as_fields(columns[column.name], column) for column in schema.columns]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(schema.header)
        writer.writerows(zip(*fields, strict=True))
    return lengths.pop()


def _as_fields(values: Values, column: Column) -> Iterator[str]:
    plain = values.tolist() if isinstance(values, np.ndarray) else values
    for value in plain:
        if value is None or value != value:  # NaN is the only value unequal to itself
            yield ""
        elif column.kind == "float":
            # Six significant decimals: readable, and far finer than any rating is.
            yield f"{value:.6f}"
        elif column.kind == "int":
            yield str(int(value))
        else:
            yield str(value)


def read_csv(path: Path, schema: Schema) -> Columns:
    """Read and check a table: header, number of fields, every value's type and range.

    Returns the columns by name: int32 or float64 arrays, and lists where the
    column is text or may be empty. Raises ``TableError`` with table, line
    (the header is line 1) and column.
    """
    try:
        numbers = read_numbers(path, schema)
    except FileNotFoundError:
        raise TableError(f"{schema.name} is missing from {path.parent}.") from None
    return _read_fields(path, schema) if numbers is None else numbers


def _read_fields(path: Path, schema: Schema) -> Columns:
    """The same field by field, for text and gaps, and to name the first fault."""
    parsed: list[list[Value]] = [[] for _ in schema.columns]
    appenders = [values.append for values in parsed]
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, None)
            if header != schema.header:
                raise TableError(
                    f"{schema.name}, line 1: expected the columns {','.join(schema.header)}, "
                    f"found {','.join(header) if header else 'an empty file'}."
                )
            for row in reader:
                if len(row) != len(schema.columns):
                    raise TableError(
                        f"{schema.name}, line {reader.line_num}: expected "
                        f"{len(schema.columns)} fields, found {len(row)}."
                    )
                for append, column, field in zip(appenders, schema.columns, row, strict=True):
                    try:
                        append(column.parse(field))
                    except ValueError as error:
                        raise TableError(
                            f"{schema.name}, line {reader.line_num}, column {column.name}: {error}."
                        ) from None
    except FileNotFoundError:
        raise TableError(f"{schema.name} is missing from {path.parent}.") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise TableError(f"{schema.name} is not readable as UTF-8 CSV: {error}.") from None
    return {
        column.name: _as_column(values, column)
        for column, values in zip(schema.columns, parsed, strict=True)
    }


def _as_column(values: list[Value], column: Column) -> NDArray[Any] | list[Value]:
    if column.kind == "text" or column.nullable:
        return values
    return np.array(values, dtype=np.int32 if column.kind == "int" else np.float64)


def check_rows(
    columns: Columns, schema: Schema, known_movies: NDArray[np.int32] | None = None
) -> None:
    """Check what one field alone cannot show: keys, ranks, references to movies.

    ``known_movies`` are the ascending movieIds of movies.csv. Raises
    ``TableError`` for the first offending line.
    """
    if known_movies is not None:
        for column in schema.columns:
            if column.is_movie:
                unknown = ~np.isin(columns[column.name], known_movies)
                _refuse(schema, unknown, column.name, "this movieId is not in movies.csv")
    _check_key(columns, schema)
    if schema.ranked_within is not None:
        _check_ranks(columns, schema)


def _check_key(columns: Columns, schema: Schema) -> None:
    parts = [np.asarray(columns[name]) for name in schema.key]
    if len(parts) == 2 and all(part.dtype == np.int32 for part in parts):
        # One number for both sorts in a tenth of the time.
        _, first = np.unique(parts[0].astype(np.int64) << 32 | parts[1], return_index=True)
    else:
        _, first = np.unique(np.stack(parts, axis=1), axis=0, return_index=True)
    keys = parts[0]
    repeated = np.ones(len(keys), dtype=bool)
    repeated[first] = False
    _refuse(schema, repeated, "+".join(schema.key), "these values stand on an earlier line too")


def _check_ranks(columns: Columns, schema: Schema) -> None:
    ranks = np.asarray(columns["rank"])
    if len(ranks) == 0:
        return
    starts = np.ones(len(ranks), dtype=bool)
    if schema.ranked_within:
        group = np.asarray(columns[schema.ranked_within])
        starts[1:] = group[1:] != group[:-1]
    else:
        starts[1:] = False
    row = np.arange(len(ranks))
    expected = row - np.maximum.accumulate(np.where(starts, row, 0)) + 1
    _refuse(schema, ranks != expected, "rank", "ranks must count 1, 2, 3, ... in each group")


def _refuse(schema: Schema, wrong: NDArray[np.bool_], column: str, why: str) -> None:
    if wrong.any():
        line = int(np.flatnonzero(wrong)[0]) + 2  # the header is line 1
        raise TableError(f"{schema.name}, line {line}, column {column}: {why}.")
