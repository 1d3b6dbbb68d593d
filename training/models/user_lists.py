"""Every user's best unseen movies, and what they rated highest, as tables."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from serving.ranking import top_positions
from tables.arrays.files import NO_POSITION
from training.data.interactions import Interactions
from training.runtime.progress import progress_bar

RECOMMENDED = 10
RATED_HIGHEST = 20
_SCORES_PER_BLOCK = 1 << 21  # 8 MB, so that a block of each core stays in the shared cache
_USERS_PER_BLOCK = 64
_PART = 128  # scores that stand or fall by their best

ScoreUsers = Callable[[slice], NDArray[np.floating]]
"""Scores (n, m) of all movies or of those asked for, for n users, a slice of positions."""


def top_unseen(
    score: ScoreUsers,
    known: Interactions,
    n: int = RECOMMENDED,
    name: str = "",
    progress: bool = False,
    movies: NDArray[np.integer] | None = None,
) -> pd.DataFrame:
    """The n best movies that each user has not rated: userId, rank, movieId, score.

    Scored in blocks of users, on all cores; equal scores go to the lower movieId. Fewer
    than n where fewer are unseen. ``movies`` are the (m,) ascending positions that ``score``
    has columns for, all by default. ``name`` is for the progress bar. Raises
    ``ValueError`` when a score is not a number.
    """
    seen = known.matrix()
    if movies is not None:
        seen = seen[:, movies]
    height = max(1, min(_USERS_PER_BLOCK, _SCORES_PER_BLOCK // max(1, seen.shape[1])))
    best = np.empty((known.n_users, n), dtype=np.int32)
    best_scores = np.empty((known.n_users, n), dtype=np.float32)

    def of_block(first: int) -> int:
        users = slice(first, min(first + height, known.n_users))
        block = np.array(score(users), dtype=np.float32)  # a copy: what is seen is struck out
        of_users = slice(seen.indptr[users.start], seen.indptr[users.stop])
        counts = np.diff(seen.indptr[users.start : users.stop + 1])
        block[np.repeat(np.arange(len(counts)), counts), seen.indices[of_users]] = -np.inf
        best[users] = top_columns(block, n)
        best_scores[users] = np.take_along_axis(block, np.maximum(best[users], 0), axis=1)
        return len(counts)

    with (
        progress_bar(known.n_users, f"{name}: users", progress) as bar,
        threadpool_limits(1, "blas"),
        ThreadPoolExecutor(os.cpu_count() or 1) as pool,
    ):
        for done in pool.map(of_block, range(0, known.n_users, height)):
            bar.update(done)
    rows, ranks = np.nonzero(best != NO_POSITION)
    columns = best[rows, ranks] if movies is None else movies[best[rows, ranks]]
    return pd.DataFrame(
        {
            "userId": known.user_ids[rows],
            "rank": ranks + 1,
            "movieId": known.movie_ids[columns],
            "score": best_scores[rows, ranks],
        }
    )


def most_rated(known: Interactions, most_pairs: int) -> NDArray[np.int32] | None:
    """Ascending positions of the most rated movies, so many that users times them fit.

    None where all do. Among equals the lower movieId is in; ``RECOMMENDED`` are left at least.
    """
    kept = max(most_pairs // max(1, known.n_users), RECOMMENDED)
    if kept >= known.n_movies:
        return None
    best = np.argsort(-known.rating_counts(), kind="stable")[:kept]
    return np.sort(best).astype(np.int32)


def top_columns(scores: NDArray[np.float32], n: int) -> NDArray[np.int32]:
    """``top_positions`` of all columns but those at minus infinity, in one pass over (r, m).

    Columns are dealt out to parts, and a row's n best are in the parts with the n best
    maxima, unless more parts than n reach the lowest of these: such a row is sorted in full.
    """
    width = scores.shape[1]
    parts = width // _PART
    if parts <= n:
        return top_positions(scores, ~np.isneginf(scores), n)
    # Column c is in part c modulo parts: the maxima are then taken of whole rows of numbers.
    deep, rest = divmod(width, parts)
    maxima = scores[:, : deep * parts].reshape(len(scores), deep, parts).max(axis=1)
    np.maximum(maxima[:, :rest], scores[:, deep * parts :], out=maxima[:, :rest])
    if np.isnan(maxima).any():
        raise ValueError("a score is not a number (NaN)")
    lowest = np.partition(maxima, parts - n, axis=1)[:, parts - n, None]
    reach = maxima >= lowest
    clear = (reach.sum(axis=1) == n) & (lowest[:, 0] > -np.inf)
    found = np.empty((len(scores), n), dtype=np.int32)
    found[~clear] = top_positions(scores[~clear], ~np.isneginf(scores[~clear]), n)
    chosen = np.nonzero(reach[clear])[1].reshape(-1, 1, n)
    columns = (chosen + parts * np.arange(deep + 1)[:, None]).reshape(-1, (deep + 1) * n)
    inside = columns < width
    columns[~inside] = 0
    rows = np.flatnonzero(clear)[:, None]
    among = top_positions(scores[rows, columns], inside & ~np.isneginf(scores[rows, columns]), n)
    found[clear] = np.take_along_axis(columns, among, axis=1)
    return found


def rated_highest(ratings: pd.DataFrame, n: int = RATED_HIGHEST) -> pd.DataFrame:
    """Each user's n highest rated movies: userId, rank, movieId, rating.

    Among equal ratings the latest comes first, then the lower movieId.
    """
    ordered = ratings.sort_values(
        ["userId", "rating", "timestamp", "movieId"], ascending=[True, False, False, True]
    )
    ranks = ordered.groupby("userId").cumcount() + 1
    best = ordered.assign(rank=ranks)[ranks <= n]
    return best[["userId", "rank", "movieId", "rating"]].reset_index(drop=True)


def user_facts(ratings: pd.DataFrame) -> pd.DataFrame:
    """How much and how kindly each user rated: userId (ascending), ratings, meanRating."""
    stars = ratings["rating"].astype(np.float64)  # their mean is to be exact
    facts = stars.groupby(ratings["userId"], sort=True).agg(ratings="size", meanRating="mean")
    return facts.reset_index()
