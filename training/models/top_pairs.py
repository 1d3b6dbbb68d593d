"""Top tens over all unseen (user, movie) pairs: exact, in blocks, in one pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from serving.ranking import ordered_bits, ordered_keys, positions_of, scores_of
from tables.arrays.files import NO_POSITION
from training.runtime.progress import progress_bar

# A block of scores and its keys: 256 x 2048 x (4 + 8) bytes, 6 MB, however many pairs there are.
USERS_PER_BLOCK = 256
MOVIES_PER_BLOCK = 2048

_SEEN = np.iinfo(np.int64).min

ScoreBlock = Callable[[slice, slice], NDArray[np.float32]]
"""Scores (n, m) of all pairs of n users and m movies, given as slices of positions."""


@dataclass(frozen=True)
class Top:
    """The best partners of each of r rows, best first; fewer where fewer are unseen."""

    positions: NDArray[np.int32]  # (r, n), -1 where there is none
    scores: NDArray[np.float32]  # (r, n), NaN where there is none


def top_pairs(
    score_block: ScoreBlock,
    seen: sparse.csr_array,
    n: int = 10,
    progress: bool = False,
    block: tuple[int, int] = (USERS_PER_BLOCK, MOVIES_PER_BLOCK),
) -> tuple[Top, Top]:
    """The n best unseen movies of every user, and the n best users of every movie.

    ``seen`` is (U, M), stored where the user has rated the movie: such a pair is
    in neither result. Each pair is scored once. Memory beyond the results is
    that of one block of users x movies. Equal scores go to the lower position.
    Raises ``ValueError`` when a score is not a number.
    """
    n_users, n_movies = seen.shape
    by_user = np.full((n_users, n), _SEEN)
    by_movie = np.full((n_movies, n), _SEEN)
    height, width = block
    bar = progress_bar(n_users, "all pairs scored, users", progress)
    with bar:
        for first in range(0, n_users, height):
            users = slice(first, min(first + height, n_users))
            seen_users, seen_movies = _by_movie(seen[users])
            for start in range(0, n_movies, width):
                movies = slice(start, min(start + width, n_movies))
                bits = ordered_bits(score_block(users, movies))
                low, high = np.searchsorted(seen_movies, (movies.start, movies.stop))
                hit = (seen_users[low:high], seen_movies[low:high] - start)
                _keep_best(by_user[users], bits, movies.start, hit)
                _keep_best(by_movie[movies], bits.T, users.start, hit[::-1])
            bar.update(users.stop - users.start)
    return _decode(by_user), _decode(by_movie)


def _by_movie(rows: sparse.csr_array) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Row and column of each stored entry, in ascending order of column."""
    users, movies = rows.nonzero()
    order = np.argsort(movies, kind="stable")
    return users[order], movies[order]


def _keep_best(
    best: NDArray[np.int64],
    bits: NDArray[np.int32],
    first: int,
    seen: tuple[NDArray[np.int32], NDArray[np.int32]],
) -> None:
    """Merge a block into the running best of its rows, (r, n), in place, in no order.

    ``best`` holds keys of ``ordered_keys``; ``first`` is the position of the block's
    first column.
    """
    n = best.shape[1]
    keys = ordered_keys(bits, first)
    keys[seen] = _SEEN
    if keys.shape[1] > n:
        keys.partition(keys.shape[1] - n, axis=1)
        keys = keys[:, -n:]
    merged = np.concatenate([best, keys], axis=1)
    merged.partition(merged.shape[1] - n, axis=1)
    best[...] = merged[:, -n:]


def _decode(best: NDArray[np.int64]) -> Top:
    keys = -np.sort(-np.maximum(best, _SEEN + 1), axis=1)  # the lowest integer has no negative
    none = keys == _SEEN + 1
    positions = np.where(none, NO_POSITION, positions_of(keys))
    return Top(positions, np.where(none, np.float32(np.nan), scores_of(keys)))
