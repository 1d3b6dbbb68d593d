"""Sums over users on a cluster: the same functions of a block as on this machine's threads."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from pyarrow import parquet

from training.data.blocks import (
    RATINGS_PER_BLOCK,
    OfBlock,
    Piece,
    Result,
    Sums,
    added,
    blocks_of_users,
    fold_in_order,
)
from training.data.interactions import Interactions, positions_of
from training.data.spark.frames import workers_see
from training.runtime.shipped_code import ship_code

if TYPE_CHECKING:
    from pyspark import Broadcast
    from pyspark.sql import SparkSession


@dataclass(frozen=True)
class Stored:
    """Ratings that lie in a store as well (``MovieLens.store``), all of them."""

    ratings: Interactions
    folder: Path  # of which ``ratings/*.parquet`` hold whole users in each row group


class SparkBlocks:
    """Blocks of users on the workers of a Spark session; an ``Engine``.

    Workers read the blocks of a store themselves, where it is given, is asked for and can be
    seen by them; all other ratings are sent to them. What they find is combined there in
    groups of neighbouring blocks, as many as a group has blocks, and the groups' results here:
    in the order of the users, so that the rounding does not depend on which worker was first,
    on how many there are or on whether one was lost. Spark computes a lost worker's blocks anew.
    """

    def __init__(
        self,
        spark: SparkSession,
        stored: Stored | None = None,
        ratings_per_block: int = RATINGS_PER_BLOCK,
    ) -> None:
        self.ratings_per_block = ratings_per_block
        self._spark = spark
        self._stored = stored if stored and workers_see(spark, stored.folder) else None
        ship_code(spark)

    def total(self, ratings: Interactions, of_block: OfBlock) -> Sums:
        vocabulary = self._spark.sparkContext.broadcast((ratings.user_ids, ratings.movie_ids))
        try:
            if self._stored is not None and ratings is self._stored.ratings:
                return self.fold(
                    row_groups(self._stored.folder), _OfStored(vocabulary, of_block), added
                )
            blocks = [
                (block.users, block.movies, block.ratings, block.timestamps)
                for block in blocks_of_users(ratings, self.ratings_per_block)
            ]
            return self.fold(blocks, _OfSent(vocabulary, of_block), added)
        finally:
            vocabulary.destroy()

    def fold(
        self,
        pieces: Sequence[Piece],
        of_piece: Callable[[Piece], Result],
        combine: Callable[[Result, Result], Result],
    ) -> Result:
        if not pieces:
            raise ValueError("there is nothing to combine")
        per_group = math.isqrt(len(pieces) - 1) + 1
        groups = math.ceil(len(pieces) / per_group)

        def one(numbered: tuple[int, Piece]) -> tuple[int, tuple[int, Result]]:
            number, piece = numbered
            return number // per_group, (number, of_piece(piece))

        def of_group(found: Iterable[tuple[int, Result]]) -> Result:
            in_order = sorted(found, key=lambda numbered: numbered[0])
            return fold_in_order((result for _, result in in_order), combine)

        # A task for each piece: what a lost worker costs is little, and pieces differ in size.
        tasks = self._spark.sparkContext.parallelize(list(enumerate(pieces)), len(pieces))
        found = tasks.map(one).groupByKey(groups).mapValues(of_group).collect()
        return fold_in_order((result for _, result in sorted(found, key=lambda g: g[0])), combine)


def row_groups(store: Path) -> list[tuple[str, int]]:
    """File and number of each block of users in a store, in the order of the users."""
    found = []
    for path in sorted((store.absolute() / "ratings").glob("*.parquet")):
        found += [(str(path), group) for group in range(parquet.read_metadata(path).num_row_groups)]
    return found


@dataclass(frozen=True)
class _OfSent:
    """A function of a block, of its arrays as they are sent."""

    vocabulary: Broadcast[tuple[NDArray[np.int32], NDArray[np.int32]]]
    of_block: OfBlock

    def __call__(self, arrays: tuple[NDArray[Any], ...]) -> Sums:
        return self.of_block(Interactions(*self.vocabulary.value, *arrays))


@dataclass(frozen=True)
class _OfStored:
    """A function of a block, of where it lies."""

    vocabulary: Broadcast[tuple[NDArray[np.int32], NDArray[np.int32]]]
    of_block: OfBlock

    def __call__(self, where: tuple[str, int]) -> Sums:
        path, group = where
        with parquet.ParquetFile(path) as file:
            table = file.read_row_group(group)
        column = {name: table[name].to_numpy() for name in table.column_names}
        user_ids, movie_ids = self.vocabulary.value
        return self.of_block(
            Interactions(
                user_ids,
                movie_ids,
                positions_of(column["userId"], user_ids),
                positions_of(column["movieId"], movie_ids),
                column["rating"],
                column["timestamp"],
            )
        )
