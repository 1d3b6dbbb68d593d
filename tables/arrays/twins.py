"""The twin of a CSV table that is looked up: the same rows as an array, memory-mapped.

``svd_movies_by_user.csv`` is what people read; ``svd_movies_by_user.npy`` beside it is what
a look-up reads. It is one-dimensional, its type has a field for each column but the rank,
int32 or float64, and holds the very values that the CSV says. Rows ascend by what they are
looked up by; those of one key stand in the order of their ranks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tables.arrays.files import load_array
from tables.csv_numbers import as_written
from tables.errors import TableError
from tables.schemas import SCHEMAS, Schema


class KeyedRows:
    """The rows of a table by their key, (n,) of ``twin_type``, ascending."""

    def __init__(self, rows: NDArray[Any], key: str) -> None:
        # Without the memory map's own class, which makes every slice dear.
        self.rows = np.asarray(rows)
        self.keys: NDArray[np.int32] = self.rows[key]

    def of(self, key: int, limit: int | None = None) -> list[tuple[Any, ...]]:
        """The first rows of a key, without the key itself; none for an unknown one."""
        start = bisect_left(self.keys, key)
        stop = bisect_left(self.keys, key + 1, lo=start)
        if limit is not None:
            stop = min(stop, start + limit)
        return [row[1:] for row in self.rows[start:stop].tolist()]


def twins_of(files: Iterable[str]) -> tuple[str, ...]:
    """The names of the twins that stand beside these files."""
    schemas = (SCHEMAS.get(name) for name in files)
    return tuple(schema.twin for schema in schemas if schema is not None and schema.twin)


def twin_type(schema: Schema) -> np.dtype[Any]:
    """A field for each column but the rank: int32 or float64."""
    return np.dtype(
        [
            (column.name, "<i4" if column.kind == "int" else "<f8")
            for column in schema.columns
            if column.name != "rank"
        ]
    )


def twin_of(schema: Schema, columns: Mapping[str, Any]) -> NDArray[Any]:
    """The twin of a table, given its columns as they are written or were read.

    Raises ``ValueError``, ``TypeError`` or ``OverflowError`` for a value that no field holds.
    """
    kind = twin_type(schema)
    rows = np.empty(len(columns[schema.header[0]]), dtype=kind)
    for name in kind.names or ():
        if kind[name].kind == "f":
            rows[name] = as_written(np.asarray(columns[name], dtype=np.float64))
        else:
            rows[name] = np.asarray(columns[name], dtype=np.int32)
    keys = rows[schema.looked_up_by]
    if (keys[1:] < keys[:-1]).any():
        rows = rows[np.argsort(keys, kind="stable")]
    return rows


def open_twin(folder: Path, schema: Schema, n_rows: int | None) -> NDArray[Any]:
    """The twin of a table, memory-mapped; ``TableError`` where it is missing or does not fit."""
    assert schema.twin is not None
    rows = load_array(folder / schema.twin)
    if rows.shape != (n_rows,) or rows.dtype != twin_type(schema):
        raise TableError(
            f"{schema.twin}: expected {n_rows} rows with the columns of {schema.name}, "
            f"found shape {rows.shape} of {rows.dtype}."
        )
    return rows


def check_twin(folder: Path, schema: Schema, columns: Mapping[str, Any]) -> None:
    """Hold a twin against its CSV's columns; ``TableError`` names the first difference."""
    expected = twin_of(schema, columns)
    found = np.asarray(open_twin(folder, schema, len(expected)))
    for name in found.dtype.names or ():
        differs = np.flatnonzero(found[name] != expected[name])
        if len(differs):
            row = int(differs[0])
            raise TableError(
                f"{schema.twin}, row {row}, {name}: {found[name][row]}, where {schema.name} "
                f"says {expected[name][row]}. `make train` writes both anew."
            )
