"""Blocks on Spark, here on this machine's: every piece once, in order."""

from __future__ import annotations

import numpy as np
import pytest

from tests.support.cluster import program
from training.data.blocks import Threads
from training.data.spark.engine import SparkBlocks, Stored, row_groups


@pytest.fixture(scope="module")
def ratings():
    return program.made_up_ratings()


@pytest.fixture(scope="module")
def engine(spark):
    return SparkBlocks(spark, ratings_per_block=2000)


@pytest.mark.parametrize("count", [1, 2, 5, 12])
def test_pieces_are_combined_in_their_order(engine, count):
    pieces = [chr(ord("a") + number) for number in range(count)]
    assert engine.fold(pieces, lambda piece: piece * 2, lambda a, b: a + b) == "".join(
        piece * 2 for piece in pieces
    )


def test_no_piece_has_no_result(engine):
    with pytest.raises(ValueError, match="nothing to combine"):
        engine.fold([], lambda piece: piece, lambda a, b: a)


def test_sums_of_what_is_sent(engine, ratings):
    (counts,) = engine.total(ratings, lambda block: (block.rating_counts(),))
    assert np.array_equal(counts, ratings.rating_counts())


def test_the_store_is_read_for_its_own_ratings_alone(spark, ratings, tmp_path):
    program.write_store(ratings, tmp_path)
    engine = SparkBlocks(spark, Stored(ratings, tmp_path), ratings_per_block=10**6)

    def blocks_and_sums(block):
        return 1, block.timestamps.sum(), *program.sums(block)[:2]

    blocks, times, common, stars = engine.total(ratings, blocks_and_sums)
    expected = Threads().total(ratings, blocks_and_sums)
    assert blocks == len(row_groups(tmp_path)) > 10
    assert times == expected[1]
    assert np.array_equal(common.toarray(), expected[2].toarray())
    assert np.array_equal(stars, expected[3])
    part = program.part(ratings)
    assert engine.total(part, blocks_and_sums)[:2] == (1, part.timestamps.sum())


def test_a_store_that_workers_do_not_see_is_left(spark, ratings, tmp_path):
    engine = SparkBlocks(spark, Stored(ratings, tmp_path / "elsewhere"))
    (count,) = engine.total(ratings, lambda block: (len(block.ratings),))
    assert count == len(ratings.ratings)
