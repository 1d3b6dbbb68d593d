"""Ratings reach Spark whole, whichever way they take."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet

from training.data.spark import frames
from training.data.spark.frames import spark_frame, stored_ratings, workers_see
from training.models.popularity import weighted_popularity

COLUMNS = {
    "user": np.arange(1000, dtype=np.int32),
    "rating": (np.arange(1000) % 10 / 2).astype(np.float32),
}


def _rows(frame):
    return frame.toPandas().sort_values("user", ignore_index=True)


def test_few_rows_are_handed_over(spark):
    with spark_frame(spark, COLUMNS) as frame:
        pd.testing.assert_frame_equal(_rows(frame), pd.DataFrame(COLUMNS))


def test_many_rows_go_by_way_of_a_folder_that_is_gone_afterwards(spark, monkeypatch, tmp_path):
    monkeypatch.setattr(frames, "HANDED_OVER", 10)
    monkeypatch.setattr(frames.tempfile, "tempdir", str(tmp_path))
    with spark_frame(spark, COLUMNS) as frame:
        assert len(list(tmp_path.glob("*/*.parquet"))) == spark.sparkContext.defaultParallelism
        pd.testing.assert_frame_equal(_rows(frame), pd.DataFrame(COLUMNS))
    assert list(tmp_path.iterdir()) == []


def test_on_a_cluster_many_rows_are_handed_over_in_large_parts(spark, monkeypatch):
    monkeypatch.setattr(frames, "HANDED_OVER", 10)
    monkeypatch.setattr(frames, "is_local", lambda master: False)
    setting = "spark.sql.execution.arrow.maxRecordsPerBatch"
    before = spark.conf.get(setting)
    with spark_frame(spark, COLUMNS) as frame:
        pd.testing.assert_frame_equal(_rows(frame), pd.DataFrame(COLUMNS))
    assert spark.conf.get(setting) == before


@pytest.fixture
def store(tmp_path):
    """A store of three ratings of two movies."""
    folder = tmp_path / "store"
    (folder / "ratings").mkdir(parents=True)
    table = pa.table(
        {
            "userId": pa.array([1, 1, 2], pa.int32()),
            "movieId": pa.array([7, 9, 7], pa.int32()),
            "rating": pa.array([4.0, 2.5, 5.0], pa.float32()),
            "timestamp": pa.array([5, 6, 7], pa.int64()),
        }
    )
    parquet.write_table(table, folder / "ratings" / "part-00000.parquet", compression="zstd")
    return folder


def test_spark_reads_the_store_itself(spark, store):
    assert workers_see(spark, store)
    assert not workers_see(spark, store / "nowhere")
    assert stored_ratings(spark, store).count() == 3


def test_popularity_comes_from_the_store_where_there_is_one(spark, store):
    others = pd.DataFrame({"movieId": np.int32([1]), "rating": np.float32([1])})
    found = weighted_popularity(spark, others, 2, store)
    assert found.rated["movieId"].tolist() == [7, 9]
    assert found.rated["meanRating"].tolist() == [4.5, 2.5]
    elsewhere = weighted_popularity(spark, others, 2, store / "nowhere")
    assert elsewhere.rated["movieId"].tolist() == [1]
