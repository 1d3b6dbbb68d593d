"""Frames of a data set as Parquet files.

Ratings lie in row groups that are blocks of users: whole users in ascending order, about
a million ratings each, some blocks to a file. Identifiers and times ascend within a user,
so they are kept as differences (DELTA_BINARY_PACKED), which Spark 3.3 and later read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import parquet

from training.data.blocks import RATINGS_PER_BLOCK, stretches_of_users

BLOCKS_PER_FILE = 4

_RATINGS = pa.schema(
    [
        pa.field("userId", pa.int32(), nullable=False),
        pa.field("movieId", pa.int32(), nullable=False),
        pa.field("rating", pa.float32(), nullable=False),
        pa.field("timestamp", pa.int64(), nullable=False),
    ]
)
# pandas' types are written beside; without a schema a column of nothing would lose its own.
EXTRAS: dict[str, pa.Schema] = {
    "movies": pa.schema(
        [
            ("movieId", pa.int32()),
            ("title", pa.string()),
            ("year", pa.int16()),
            ("genres", pa.string()),
        ]
    ),
    "links": pa.schema([("movieId", pa.int32()), ("imdbId", pa.string()), ("tmdbId", pa.int32())]),
    "tags": pa.schema(
        [
            ("userId", pa.int32()),
            ("movieId", pa.int32()),
            ("tag", pa.string()),
            ("timestamp", pa.int64()),
        ]
    ),
}


def write_ratings(
    folder: Path, ratings: pd.DataFrame, ratings_per_block: int = RATINGS_PER_BLOCK
) -> None:
    """Write ratings, sorted by user, as ``part-00000.parquet`` and so on."""
    columns = {name: ratings[name].to_numpy() for name in _RATINGS.names}
    blocks = list(stretches_of_users(columns["userId"], ratings_per_block))
    for number, first in enumerate(range(0, len(blocks), BLOCKS_PER_FILE)):
        with parquet.ParquetWriter(
            folder / f"part-{number:05d}.parquet",
            _RATINGS,
            compression="zstd",
            use_dictionary=["rating"],
            column_encoding=dict.fromkeys(
                ("userId", "movieId", "timestamp"), "DELTA_BINARY_PACKED"
            ),
        ) as file:
            for block in blocks[first : first + BLOCKS_PER_FILE]:
                table = pa.table(
                    {name: column[block] for name, column in columns.items()}, schema=_RATINGS
                )
                file.write_table(table, row_group_size=max(1, len(table)))


def read_ratings(folder: Path, count: int) -> pd.DataFrame:
    """The ``count`` ratings of a folder, in one copy; ``ValueError`` where there are not so many.

    Raises what pyarrow does (``ArrowInvalid``, ``OSError``) where a file is damaged.
    """
    columns: dict[str, NDArray[Any]] = {
        field.name: np.empty(count, field.type.to_pandas_dtype()) for field in _RATINGS
    }
    start = 0
    for path in sorted(folder.glob("*.parquet")):
        with parquet.ParquetFile(path) as file:
            for group in range(file.num_row_groups):
                table = file.read_row_group(group, columns=_RATINGS.names)
                for name, column in columns.items():
                    column[start : start + len(table)] = table[name].to_numpy()
                start += len(table)
    if start != count:
        raise ValueError(f"{start:,} ratings where {count:,} belong")
    return pd.DataFrame(columns, copy=False)


def write_frame(folder: Path, name: str, frame: pd.DataFrame) -> None:
    """Write one of ``EXTRAS`` as ``<name>.parquet``."""
    table = pa.Table.from_pandas(frame, schema=EXTRAS[name], preserve_index=False)
    parquet.write_table(table, folder / f"{name}.parquet", compression="zstd")


def read_frame(folder: Path, name: str) -> pd.DataFrame:
    """One of ``EXTRAS``, of the types that it was written with."""
    frame: pd.DataFrame = parquet.read_table(folder / f"{name}.parquet").to_pandas()
    return frame
