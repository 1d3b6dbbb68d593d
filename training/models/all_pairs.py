"""Top tens over all pairs by the trained network, block of users by block of users.

As ``top_pairs``, which each block runs, wherever an engine puts the blocks: on a cluster the
movies' half of the network goes to every worker once, and a block's users to one of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from tables.arrays.files import NO_POSITION
from training.data.blocks import Engine, Threads
from training.models.dnmf.pair_terms import Joint, PairTerms
from training.models.top_pairs import USERS_PER_BLOCK, Top, top_pairs
from training.runtime.progress import progress_bar

# Many times those that ``top_pairs`` takes at once: all engines then see the same blocks, and
# the same rounding. The best users of all movies that a block sends back are some megabytes.
USERS_PER_PIECE = 16 * USERS_PER_BLOCK


@dataclass(frozen=True)
class _Users:
    """A block of users, from position ``first`` on."""

    first: int
    terms: PairTerms
    seen: sparse.csr_array


@dataclass(frozen=True)
class _Found:
    """The best movies of the users so far, block by block, and the best of these users."""

    by_user: tuple[Top, ...]
    by_movie: Top


def top_pairs_on(
    engine: Engine,
    joint: Joint,
    users: PairTerms,
    movies: PairTerms,
    seen: sparse.csr_array,
    n: int = 10,
    users_per_piece: int = USERS_PER_PIECE,
    progress: bool = False,
) -> tuple[Top, Top]:
    """The n best unseen movies of each of U users, and the n best users of each of M movies.

    ``seen`` is (U, M), stored where the user has rated the movie. What is returned is that of
    ``top_pairs``, equal scores by position included. Progress is seen of what is done in
    this process.
    """
    pieces = [
        _Users(first, users.take(rows), seen[rows])
        for first in range(0, len(users), users_per_piece)
        for rows in (slice(first, first + users_per_piece),)
    ]

    def of_piece(block: _Users) -> _Found:
        by_user, by_movie = top_pairs(
            lambda u, m: joint.score(block.terms.take(u), movies.take(m)), block.seen, n
        )
        none = by_movie.positions == NO_POSITION
        positions = np.where(none, NO_POSITION, by_movie.positions + np.int32(block.first))
        return _Found((by_user,), Top(positions, by_movie.scores))

    if isinstance(engine, Threads):
        with progress_bar(len(users), "all pairs scored, users", progress) as bar:

            def counted(block: _Users) -> _Found:
                result = of_piece(block)
                bar.update(len(block.terms))
                return result

            found = engine.fold(pieces, counted, _together)
    else:
        found = engine.fold(pieces, of_piece, _together)
    by_user = Top(
        np.concatenate([top.positions for top in found.by_user]),
        np.concatenate([top.scores for top in found.by_user]),
    )
    return by_user, found.by_movie


def best_of(first: Top, second: Top) -> Top:
    """The best partners of the same rows, out of two lists; equal scores go to the lower position.

    As many as the first has to a row.
    """
    n = first.positions.shape[1]
    positions = np.hstack([first.positions, second.positions])
    scores = np.hstack([first.scores, second.scores])
    downwards = np.where(positions == NO_POSITION, np.inf, -scores)
    order = np.lexsort((positions, downwards), axis=-1)[:, :n]
    return Top(np.take_along_axis(positions, order, 1), np.take_along_axis(scores, order, 1))


def _together(first: _Found, second: _Found) -> _Found:
    return _Found(first.by_user + second.by_user, best_of(first.by_movie, second.by_movie))
