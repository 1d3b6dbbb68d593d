"""Sums over users: a function of one block of users, and the sum of its results over all blocks.

Co-ratings, moments of regressions, counts: most of what the jobs need of the ratings is
a sum over users. Written as a function of a block it costs a block's memory, runs on all
cores, and can run where the ratings are instead of where the program is: ``Threads`` are the
cores of this process, ``training/data/spark/engine.py`` the machines of a cluster.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from training.data.interactions import Interactions

RATINGS_PER_BLOCK = 1 << 20

Sums = tuple[Any, ...]
"""Arrays, dense or sparse, of shapes that are the same in every block."""

OfBlock = Callable[[Interactions], Sums]
"""A block's sums. The block has some of the users' ratings, in the vocabulary of all."""

Piece = TypeVar("Piece")
Result = TypeVar("Result")


class Engine(Protocol):
    """What works through the blocks.

    Functions are called on other machines, perhaps, and twice where one of these fails: what
    they change there is lost.
    """

    def total(self, ratings: Interactions, of_block: OfBlock) -> Sums:
        """The sums of ``of_block`` over all blocks of users, added in the order of the users."""
        ...

    def fold(
        self,
        pieces: Sequence[Piece],
        of_piece: Callable[[Piece], Result],
        combine: Callable[[Result, Result], Result],
    ) -> Result:
        """The results of one piece or more, combined in the order of the pieces.

        Neighbours are combined in any grouping, so ``combine`` is associative. It may change
        its first argument and return it. Raises ``ValueError`` where there is no piece.
        """
        ...


class Threads:
    """Blocks on the cores of this process. NumPy and SciPy let others run while they compute."""

    def __init__(self, ratings_per_block: int = RATINGS_PER_BLOCK) -> None:
        self.ratings_per_block = ratings_per_block

    def total(self, ratings: Interactions, of_block: OfBlock) -> Sums:
        return self.fold(list(blocks_of_users(ratings, self.ratings_per_block)), of_block, added)

    def fold(
        self,
        pieces: Sequence[Piece],
        of_piece: Callable[[Piece], Result],
        combine: Callable[[Result, Result], Result],
    ) -> Result:
        if len(pieces) <= 1:
            return fold_in_order(map(of_piece, pieces), combine)
        cores = os.cpu_count() or 1
        with threadpool_limits(1, "blas"), ThreadPoolExecutor(cores) as pool:
            # As many at a time as there are cores: what waits to be combined is memory, too.
            waves = (pieces[start : start + cores] for start in range(0, len(pieces), cores))
            return fold_in_order(
                (one for wave in waves for one in pool.map(of_piece, wave)), combine
            )


def fold_in_order(results: Iterable[Result], combine: Callable[[Result, Result], Result]) -> Result:
    """The results combined from the first to the last; ``ValueError`` where there is none."""
    remaining = iter(results)
    try:
        total = next(remaining)
    except StopIteration:
        raise ValueError("there is nothing to combine") from None
    for found in remaining:
        total = combine(total, found)
    return total


def blocks_of_users(
    ratings: Interactions, ratings_per_block: int = RATINGS_PER_BLOCK
) -> Iterator[Interactions]:
    """All ratings, cut between users into blocks of about so many; one at least.

    A user is never cut. Blocks are views where the ratings are in the order of users.
    """
    users = ratings.users
    if (users[1:] < users[:-1]).any():
        order = np.argsort(users, kind="stable")
        ratings = part_of(ratings, order)
        users = ratings.users
    if len(users) == 0:
        yield ratings
    for block in stretches_of_users(users, ratings_per_block):
        yield part_of(ratings, block)


def stretches_of_users(
    users: NDArray[np.integer], ratings_per_block: int = RATINGS_PER_BLOCK
) -> Iterator[slice]:
    """Stretches of about so many ratings that cut no user in two; ``users`` (N,) ascend."""
    start = 0
    while start < len(users):
        stop = start + ratings_per_block
        if stop < len(users):
            cut = int(np.searchsorted(users, users[stop], side="left"))
            # A user who alone has more than a block gets one alone.
            stop = cut if cut > start else int(np.searchsorted(users, users[start], side="right"))
        yield slice(start, stop)
        start = stop


def sample_of_users(ratings: Interactions, most: int, seed: int) -> Interactions:
    """All ratings of a random sample of the users, in a vocabulary of those users alone.

    Of about ``most`` ratings, or what is given where there are no more; two users at least.
    """
    n = len(ratings.ratings)
    if n <= most:
        return ratings
    counts = np.bincount(ratings.users, minlength=ratings.n_users)
    order = np.random.default_rng(seed).permutation(ratings.n_users)
    drawn = order[: max(2, int(np.searchsorted(np.cumsum(counts[order]), most)))]
    inside = np.zeros(ratings.n_users, dtype=bool)
    inside[drawn] = True
    part = part_of(ratings, inside[ratings.users])
    position = (np.cumsum(inside) - 1).astype(np.int32)
    return replace(part, user_ids=ratings.user_ids[inside], users=position[part.users])


def part_of(ratings: Interactions, rows: Any) -> Interactions:
    """The ratings at ``rows`` (anything that indexes an array), in the vocabulary of all."""
    return replace(
        ratings,
        users=ratings.users[rows],
        movies=ratings.movies[rows],
        ratings=ratings.ratings[rows],
        timestamps=ratings.timestamps[rows],
    )


def added(first: Sums, second: Sums) -> Sums:
    """The sums of two blocks, number by number."""
    return tuple(a + b for a, b in zip(first, second, strict=True))
