"""Columns of ratings as Spark's frames: from the store, by way of Parquet, or handed over."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import parquet

from training.runtime.spark import is_local

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

HANDED_OVER = 500_000
"""Rows up to which a frame is handed to Spark: it keeps them in Java's memory, all at once."""
_ROWS_PER_GROUP = 1 << 20


@contextmanager
def spark_frame(spark: SparkSession, columns: Mapping[str, NDArray[Any]]) -> Iterator[DataFrame]:
    """The columns, each (N,), as a frame that Spark can read until the context ends.

    Many rows are written to a temporary folder as Parquet where Spark runs on this machine.
    On a cluster, whose machines do not see that folder, they are handed over in parts.
    """
    rows = len(next(iter(columns.values())))
    if rows <= HANDED_OVER:
        yield spark.createDataFrame(pd.DataFrame(dict(columns), copy=False))
    elif is_local(spark.sparkContext.master):
        with tempfile.TemporaryDirectory(prefix="matinee-spark-") as folder:
            _write(Path(folder), columns, spark.sparkContext.defaultParallelism)
            yield spark.read.parquet(folder)
    else:
        yield _handed_over(spark, columns, rows)


def stored_ratings(spark: SparkSession, store: Path) -> DataFrame:
    """The ratings of a store: userId, movieId, rating (stars), timestamp."""
    return spark.read.parquet(str(store.absolute() / "ratings"))


def workers_see(spark: SparkSession, folder: Path) -> bool:
    """Whether the machines that compute have ``folder``, too: on a cluster it must be shared."""
    if is_local(spark.sparkContext.master):
        return folder.is_dir()
    path = str(folder.absolute())
    asked = spark.sparkContext.defaultParallelism
    seen = spark.sparkContext.parallelize(range(asked), asked).map(lambda _: Path(path).is_dir())
    return all(seen.collect())


def _write(folder: Path, columns: Mapping[str, NDArray[Any]], files: int) -> None:
    """A file for each core: Spark cuts files where it likes, and never joins them badly."""
    rows = len(next(iter(columns.values())))
    edges = np.linspace(0, rows, files + 1).astype(int)
    for number, (start, stop) in enumerate(pairwise(edges)):
        table = pa.table({name: column[start:stop] for name, column in columns.items()})
        parquet.write_table(
            table,
            folder / f"part-{number:05d}.parquet",
            row_group_size=_ROWS_PER_GROUP,
            compression="snappy",
        )


def _handed_over(spark: SparkSession, columns: Mapping[str, NDArray[Any]], rows: int) -> DataFrame:
    """Parts of a million rows: Spark sends a part to a worker in one message, of 128 MB at most."""
    setting = "spark.sql.execution.arrow.maxRecordsPerBatch"
    before = spark.conf.get(setting)
    spark.conf.set(setting, str(_ROWS_PER_GROUP))
    try:
        return spark.createDataFrame(pd.DataFrame(dict(columns), copy=False))
    finally:
        if before is None:
            spark.conf.unset(setting)
        else:
            spark.conf.set(setting, before)
