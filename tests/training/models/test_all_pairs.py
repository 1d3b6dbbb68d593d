"""Top tens over blocks of users are those over all users."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from tables.arrays.files import NO_POSITION
from training.data.blocks import Threads
from training.models.all_pairs import best_of, top_pairs_on
from training.models.dnmf.pair_terms import Joint, PairTerms
from training.models.top_pairs import Top, top_pairs


def _network(n_users: int, n_movies: int) -> tuple[Joint, PairTerms, PairTerms]:
    """Whole numbers, so that no rounding depends on the block, and many scores are equal."""
    random = np.random.default_rng(4)

    def numbers(*shape: int) -> np.ndarray:
        return random.integers(-1, 2, size=shape).astype(np.float32)

    users, movies = (
        PairTerms(numbers(n), numbers(n, 2), numbers(n, 3)) for n in (n_users, n_movies)
    )
    return Joint(numbers(3, 2), numbers(2), numbers(2)), users, movies


@pytest.mark.parametrize("users_per_piece", [1, 7, 40, 1000])
def test_blocks_make_no_difference(users_per_piece):
    joint, users, movies = _network(40, 23)
    seen = sparse.csr_array(np.random.default_rng(0).random((40, 23)) < 0.4)
    found = top_pairs_on(Threads(), joint, users, movies, seen, 6, users_per_piece)
    expected = top_pairs(lambda u, m: joint.score(users.take(u), movies.take(m)), seen, 6)
    for top, other in zip(found, expected, strict=True):
        assert np.array_equal(top.positions, other.positions)
        assert np.array_equal(top.scores, other.scores, equal_nan=True)


def test_the_best_of_two_lists_by_score_then_by_position():
    nan = np.float32("nan")
    first = Top(np.int32([[5, 2, NO_POSITION]]), np.float32([[4, 3, nan]]))
    second = Top(np.int32([[9, 1, 7]]), np.float32([[4, 3, 2]]))
    both = best_of(first, second)
    assert both.positions.tolist() == [[5, 9, 1]]
    assert both.scores.tolist() == [[4, 4, 3]]


def test_where_there_are_fewer_there_is_no_more():
    nothing = Top(np.int32([[NO_POSITION]] * 2), np.full((2, 1), np.nan, np.float32))
    one = Top(np.int32([[3], [NO_POSITION]]), np.float32([[-1], [np.nan]]))
    both = best_of(nothing, one)
    assert both.positions.tolist() == [[3], [NO_POSITION]]
    assert np.isnan(both.scores[1, 0])
