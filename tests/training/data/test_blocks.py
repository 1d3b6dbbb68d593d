"""Sums over blocks of users are the sums over all users."""

from __future__ import annotations

import numpy as np
import pytest

from training.data.blocks import Threads, blocks_of_users, part_of, sample_of_users
from training.data.interactions import Interactions


def _ratings(n_users: int = 40, seed: int = 3) -> Interactions:
    random = np.random.default_rng(seed)
    users, movies = np.nonzero(random.random((n_users, 25)) < 0.3)
    stars = random.integers(1, 11, len(users)) / 2
    return Interactions(
        np.arange(n_users, dtype=np.int32),
        np.arange(25, dtype=np.int32),
        users.astype(np.int32),
        movies.astype(np.int32),
        stars.astype(np.float32),
        np.arange(len(users), dtype=np.int64),
    )


def test_blocks_hold_every_rating_once_and_cut_no_user() -> None:
    ratings = _ratings()
    for size in (1, 7, 50, 10_000):
        blocks = list(blocks_of_users(ratings, size))
        assert np.array_equal(np.concatenate([b.timestamps for b in blocks]), ratings.timestamps)
        users = [set(block.users.tolist()) for block in blocks]
        assert sum(map(len, users)) == len(set().union(*users))
        assert all(len(block.ratings) <= max(size, 25) for block in blocks)
        assert all(block.n_users == 40 and block.n_movies == 25 for block in blocks)


def test_ratings_in_any_order_are_cut_between_users() -> None:
    ratings = _ratings()
    shuffled = part_of(ratings, np.random.default_rng(0).permutation(len(ratings.ratings)))
    users = [set(block.users.tolist()) for block in blocks_of_users(shuffled, 20)]
    assert len(users) > 5
    assert sum(map(len, users)) == len(set().union(*users))


def test_no_rating_is_one_empty_block() -> None:
    empty = part_of(_ratings(), slice(0, 0))
    assert [len(block.ratings) for block in blocks_of_users(empty)] == [0]


@pytest.mark.parametrize("size", [1, 13, 10_000])
def test_threads_add_dense_and_sparse_sums(size: int) -> None:
    ratings = _ratings()

    def co_ratings(block: Interactions) -> tuple[object, object]:
        matrix = block.matrix().astype(np.float64)
        return (matrix.T @ matrix).tocsr(), block.rating_counts()

    common, counts = Threads(size).total(ratings, co_ratings)
    whole = ratings.matrix().astype(np.float64)
    assert np.array_equal(common.toarray(), (whole.T @ whole).toarray())
    assert np.array_equal(counts, ratings.rating_counts())


def test_a_sample_has_all_ratings_of_its_users_and_no_others() -> None:
    ratings = _ratings()
    sample = sample_of_users(ratings, 100, seed=1)
    assert 60 < len(sample.ratings) <= 100
    of_them = np.isin(ratings.user_ids[ratings.users], sample.user_ids)
    assert np.array_equal(sample.timestamps, ratings.timestamps[of_them])
    assert np.array_equal(sample.user_ids[sample.users], ratings.user_ids[ratings.users[of_them]])
    assert len(np.unique(sample.users)) == sample.n_users
    other = sample_of_users(ratings, 100, seed=2)
    assert not np.array_equal(sample.user_ids, other.user_ids)
    assert sample_of_users(ratings, len(ratings.ratings), seed=1) is ratings


@pytest.mark.parametrize("count", [1, 2, 9])
def test_threads_combine_in_the_order_of_the_pieces(count: int) -> None:
    pieces = list(range(count))
    found = Threads().fold(pieces, lambda piece: [piece], lambda first, second: first + second)
    assert found == pieces


def test_nothing_cannot_be_combined() -> None:
    with pytest.raises(ValueError, match="nothing to combine"):
        Threads().fold([], lambda piece: piece, lambda first, second: first)
