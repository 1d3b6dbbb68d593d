"""Every user's best unseen movies, and what they rated highest, as tables."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from serving.ranking import top_positions
from tables.arrays.files import NO_POSITION
from training.data.interactions import Interactions
from training.runtime.progress import progress_bar

RECOMMENDED = 10
RATED_HIGHEST = 20
_USERS_PER_BLOCK = 64  # times all movies times 8 bytes: 5 MB on ml-latest-small

ScoreUsers = Callable[[slice], NDArray[np.floating]]
"""Scores (n, M) of all movies for n users, given as a slice of positions."""


def top_unseen(
    score: ScoreUsers,
    known: Interactions,
    n: int = RECOMMENDED,
    name: str = "",
    progress: bool = False,
) -> pd.DataFrame:
    """The n best movies that each user has not rated: userId, rank, movieId, score.

    Scored in blocks of users; equal scores go to the lower movieId. Fewer than n
    where fewer are unseen. ``name`` is for the progress bar.
    """
    seen = known.matrix()
    found, scores = [], []
    with progress_bar(known.n_users, f"{name}: users", progress) as bar:
        for first in range(0, known.n_users, _USERS_PER_BLOCK):
            users = slice(first, min(first + _USERS_PER_BLOCK, known.n_users))
            block = np.asarray(score(users), dtype=np.float32)
            unseen = np.ones(block.shape, dtype=bool)
            unseen[seen[users].nonzero()] = False
            best = top_positions(block, unseen, n)
            found.append(best)
            scores.append(np.take_along_axis(block, np.maximum(best, 0), axis=1))
            bar.update(users.stop - users.start)
    best, best_scores = np.concatenate(found), np.concatenate(scores)
    rows, ranks = np.nonzero(best != NO_POSITION)
    return pd.DataFrame(
        {
            "userId": known.user_ids[rows],
            "rank": ranks + 1,
            "movieId": known.movie_ids[best[rows, ranks]],
            "score": best_scores[rows, ranks],
        }
    )


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
