"""What a test computes on a cluster, and on this machine to compare: ``python -m`` it.

A program of its own, since a process has one Spark, and other tests have it on this machine.
"""

from __future__ import annotations

import os
import pickle
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from training.data.blocks import Engine, Sums, blocks_of_users, part_of
from training.data.interactions import Interactions
from training.methods.blend.user_sums import UserSums, mean_times_of_users, sum_over_users
from training.models.all_pairs import top_pairs_on
from training.models.dnmf.pair_terms import Joint, PairTerms
from training.models.top_pairs import Top

USERS, MOVIES = 600, 150
RATINGS_PER_BLOCK = 700
THRESHOLD = 20


def made_up_ratings() -> Interactions:
    """Some 13,000 ratings, of identifiers that are no positions."""
    random = np.random.default_rng(11)
    users, movies = np.nonzero(random.random((USERS, MOVIES)) < random.random(MOVIES) * 0.3)
    stars = random.integers(1, 11, len(users)) / 2
    times = random.integers(10**9, 2 * 10**9, len(users))
    return Interactions(
        np.arange(USERS, dtype=np.int32) * 3 + 5,
        np.arange(MOVIES, dtype=np.int32) * 7 + 2,
        users.astype(np.int32),
        movies.astype(np.int32),
        stars.astype(np.float32),
        times,
    )


def part(ratings: Interactions) -> Interactions:
    """The ratings but the first."""
    return part_of(ratings, slice(1, None))


def write_store(ratings: Interactions, folder: Path) -> None:
    """The ratings as a store has them: row groups of whole users, some to a file."""
    (folder / "ratings").mkdir(parents=True)
    tables = [
        pa.Table.from_pandas(block.frame(), preserve_index=False)
        for block in blocks_of_users(ratings, RATINGS_PER_BLOCK)
    ]
    for number in range(0, len(tables), 4):
        path = folder / "ratings" / f"part-{number // 4:05d}.parquet"
        with parquet.ParquetWriter(path, tables[0].schema) as file:
            for table in tables[number : number + 4]:
                file.write_table(table)


def sums(block: Interactions) -> Sums:
    """Sparse and dense sums: co-ratings, products of stars, and one with rounding."""
    rated = block.matrix(np.ones_like(block.ratings)).astype(np.float64)
    stars = block.matrix().astype(np.float64)
    times = np.bincount(block.movies, block.timestamps / 7, MOVIES)
    return (rated.T @ rated).tocsr(), (stars.T @ stars).toarray(), times


def all_pairs(engine: Engine, ratings: Interactions) -> tuple[Top, Top]:
    """Top tens of a network of random weights."""
    random = np.random.default_rng(2)

    def terms(n: int) -> PairTerms:
        return PairTerms(
            *(random.normal(size=(n, *k)).astype(np.float32) for k in ((), (6,), (8,)))
        )

    joint = Joint(*(random.normal(size=k).astype(np.float32) for k in ((8, 4), (4,), (4,))))
    users, movies = terms(USERS), terms(MOVIES)
    return top_pairs_on(engine, joint, users, movies, ratings.matrix(), 10, users_per_piece=256)


def signals(engine: Engine, ratings: Interactions) -> UserSums:
    """What the blend's signals are made of."""
    latest = float(mean_times_of_users(ratings).max())
    return sum_over_users(ratings, np.arange(20), np.arange(20, MOVIES), latest, engine)


@dataclass(frozen=True)
class Slow:
    """``sums``, so slowly that a worker can be lost meanwhile; a file says who began a block."""

    folder: Path
    seconds: float = 0.25

    def __call__(self, block: Interactions) -> Sums:
        (self.folder / f"{block.users[0]}-{os.getpid()}-{time.monotonic_ns()}").touch()
        time.sleep(self.seconds)
        return sums(block)


def where_the_code_is(block: Interactions) -> Sums:
    """The file that Interactions come from on a worker, once a block."""
    from training.data import interactions

    return ((interactions.__file__,),)


def _run(folder: Path) -> dict[str, Any]:
    from training.data.spark.engine import SparkBlocks, Stored
    from training.models.popularity import weighted_popularity
    from training.runtime.spark import spark_session

    ratings = made_up_ratings()
    store = folder / "store"
    with spark_session(ratings=len(ratings.ratings)) as spark:
        sending = SparkBlocks(spark, ratings_per_block=RATINGS_PER_BLOCK)
        reading = SparkBlocks(spark, Stored(ratings, store))
        return {
            "code": sending.total(ratings, where_the_code_is)[0],
            "popularity": weighted_popularity(spark, ratings.frame(), THRESHOLD),
            "sums": sending.total(ratings, sums),
            "sums of the store": reading.total(ratings, sums),
            "pairs": all_pairs(sending, ratings),
            "signals": tuple(signals(reading, ratings)),
            "sums with a worker lost": reading.total(ratings, Slow(folder / "begun")),
        }


if __name__ == "__main__":
    results = Path(sys.argv[1]) / "results.pickle"
    results.write_bytes(pickle.dumps(_run(Path(sys.argv[1]))))
