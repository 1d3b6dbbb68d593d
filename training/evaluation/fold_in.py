"""How well somebody new is served whose ratings are folded in: users held out of training."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from serving.ranking import top_positions
from tables.arrays.taste import LIKED
from training.evaluation.pick_three import Fold, deal_users, ndcg
from training.methods.fold_in import FoldInMethod

MOST_SHOWN = 20  # ratings of a held-out user


def held_out_ndcg(method: FoldInMethod, fold: Fold, ratings: pd.DataFrame) -> NDArray[np.float64]:
    """NDCG@10 of each held-out user of ``fold`` who likes a movie that is not shown.

    ``method`` is fitted on the fold; ``ratings`` are those of everybody. 1 to 20
    ratings of a user, drawn at random, are folded in; targets are the user's other
    liked movies, candidates all movies that are not shown.
    """
    known = fold.training.interactions
    random = np.random.default_rng([fold.seed, fold.number])
    held_out = ratings[
        ratings["userId"].isin(deal_users(ratings["userId"], fold.seed)[fold.number])
    ]
    held_out = held_out[held_out["movieId"].isin(known.movie_ids)]
    results = []
    for _, rated in held_out.groupby("userId", sort=True):
        positions = known.movie_positions(rated["movieId"].to_numpy(np.int32))
        stars = rated["rating"].to_numpy(np.float32)
        order = random.permutation(len(positions))
        n_shown = min(int(random.integers(1, MOST_SHOWN + 1)), len(order) - 1)
        shown, hidden = order[:n_shown], order[n_shown:]
        targets = np.zeros((1, known.n_movies), dtype=bool)
        targets[0, positions[hidden[stars[hidden] >= LIKED]]] = True
        if n_shown == 0 or not targets.any():
            continue
        allowed = np.ones((1, known.n_movies), dtype=bool)
        allowed[0, positions[shown]] = False
        scores = method.fold_in_.scores(positions[shown], stars[shown])[None]
        results.append(ndcg(top_positions(scores, allowed, 10), targets)[0])
    return np.array(results)
