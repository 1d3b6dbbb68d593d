"""Fold-in as it is served, trained and measured on users held out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tables.fold_in import MOST_RATINGS, DotProductFoldIn, SvdFoldIn
from training.evaluation.pick_three import LIKED, Fold, deal_users, ndcg
from training.methods.base import RowScores, TrainingData
from training.ranking import top_positions
from training.svd import DEFAULT_K, decompose

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

PICK_STARS = 5.0  # what a pick counts as: a visitor who picks a film loves it


class FoldInMethod:
    """The published fold-in of one model as a pick-three method.

    ``model`` is one of ``tables.fold_in.FOLDABLE``; ALS starts a Spark session where
    none is given.
    """

    def __init__(
        self,
        model: str = "svd",
        k: int = DEFAULT_K,
        seed: int = 0,
        spark: SparkSession | None = None,
    ) -> None:
        self.name = model
        self.k = k
        self.seed = seed
        self._spark = spark

    def fit(self, data: TrainingData) -> Self:
        known = data.interactions
        self.fold_in_: SvdFoldIn | DotProductFoldIn
        if self.name == "svd":
            vectors = decompose(known.matrix(), self.k).movie_vectors(self.k)
            self.fold_in_ = SvdFoldIn(vectors.astype(np.float32), known.n_movies)
        elif self.name == "als":
            from training.als import als_model
            from training.spark import session_or_new

            with session_or_new(self._spark) as spark:
                self.fold_in_ = DotProductFoldIn(als_model(spark, known, seed=self.seed))
        else:
            from training.factorization.estimator import Factorization

            trained = Factorization(self.name, seed=self.seed).fit_interactions(known).model_
            self.fold_in_ = DotProductFoldIn(trained)
        return self

    def score(self, picks: NDArray[np.int32]) -> RowScores:
        stars = np.full(picks.shape[1], PICK_STARS, dtype=np.float32)
        return RowScores.same(np.stack([self.fold_in_.scores(row, stars) for row in picks]))


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
        n_shown = min(int(random.integers(1, MOST_RATINGS + 1)), len(order) - 1)
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
