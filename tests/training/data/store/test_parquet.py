"""Ratings in blocks of users, whole users each."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pyarrow import parquet as pq

from training.data.store.parquet import BLOCKS_PER_FILE, read_ratings, write_ratings

PER_USER = [3, 1, 9, 2, 2, 2, 1, 4, 4, 1]  # one has more than a block


@pytest.fixture
def ratings() -> pd.DataFrame:
    users = np.repeat(np.arange(10, 20), PER_USER)
    rng = np.random.default_rng(0)
    return pd.DataFrame(
        {
            "userId": users.astype(np.int32),
            "movieId": np.concatenate([np.arange(n) for n in PER_USER]).astype(np.int32),
            "rating": rng.integers(1, 11, len(users)).astype(np.float32) / 2,
            "timestamp": rng.integers(0, 2**40, len(users)),
        }
    )


def _blocks(folder: Path) -> list[list[set[int]]]:
    """The users of each row group of each file."""
    found = []
    for path in sorted(folder.glob("*.parquet")):
        file = pq.ParquetFile(path)
        groups = range(file.num_row_groups)
        found.append([set(file.read_row_group(group)["userId"].to_pylist()) for group in groups])
    return found


def test_what_is_written_is_read(ratings, tmp_path):
    write_ratings(tmp_path, ratings, ratings_per_block=5)
    pd.testing.assert_frame_equal(read_ratings(tmp_path, len(ratings)), ratings)
    # And by whoever knows Parquet alone.
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path), ratings)


def test_blocks_cut_no_user_in_two(ratings, tmp_path):
    write_ratings(tmp_path, ratings, ratings_per_block=5)
    files = _blocks(tmp_path)
    assert len(files) > 1
    assert max(map(len, files)) <= BLOCKS_PER_FILE
    blocks = [block for file in files for block in file]
    assert blocks == [{10, 11}, {12}, {13, 14}, {15, 16}, {17}, {18, 19}]


def test_a_block_too_few_is_noticed(ratings, tmp_path):
    write_ratings(tmp_path, ratings, ratings_per_block=5)
    sorted(tmp_path.iterdir())[-1].unlink()
    with pytest.raises(ValueError, match="ratings where 29 belong"):
        read_ratings(tmp_path, len(ratings))


def test_spark_reads_it_natively(ratings, tmp_path, spark):
    write_ratings(tmp_path, ratings, ratings_per_block=5)
    found = spark.read.parquet(str(tmp_path)).toPandas().sort_values(["userId", "movieId"])
    pd.testing.assert_frame_equal(found.reset_index(drop=True), ratings)
