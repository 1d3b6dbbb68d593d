"""Fold-in as it is served, as a method that answers three picks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from serving.fold_in import FOLDABLE, DotProductFoldIn, SvdFoldIn
from serving.rating_models import DotProductModel
from training.methods.base import RowScores, TrainingData
from training.models.svd import DEFAULT_K, decompose
from training.settings import one_of, whole

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

PICK_STARS = 5.0  # what a pick counts as: a visitor who picks a film loves it


class FoldInMethod:
    """The published fold-in of one model as a pick-three method.

    ``model`` is one of ``serving.fold_in.FOLDABLE``; ALS starts a Spark session where
    none is given.
    """

    def __init__(
        self,
        model: str = "svd",
        k: int = DEFAULT_K,
        seed: int = 0,
        spark: SparkSession | None = None,
    ) -> None:
        one_of(FOLDABLE, model=model)
        whole(k=k)
        whole(0, seed=seed)
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
            from training.models.als import als_model
            from training.runtime.spark import session_or_new

            with session_or_new(self._spark, len(known.ratings)) as spark:
                self.fold_in_ = DotProductFoldIn(als_model(spark, known, seed=self.seed))
        else:
            from training.models.factorization.estimator import Factorization

            trained = Factorization(self.name, seed=self.seed).fit_interactions(known).model_
            assert isinstance(trained, DotProductModel)  # as every foldable model is
            self.fold_in_ = DotProductFoldIn(trained)
        return self

    def score(self, picks: NDArray[np.int32]) -> RowScores:
        stars = np.full(picks.shape[1], PICK_STARS, dtype=np.float32)
        return RowScores.same(np.stack([self.fold_in_.scores(row, stars) for row in picks]))
