"""Alternating least squares on explicit ratings, by Spark's own implementation.

Zhou, Wilkinson, Schreiber and Pan, "Large-scale parallel collaborative filtering
for the Netflix Prize", AAIM 2008: with the movies' factors fixed, each user's solve
a ridge regression on the user's ratings, then the other way round; the penalty
grows with the number of ratings. There are no biases; the factors carry the mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from serving.rating_models import DotProductModel
from training.data.interactions import Interactions
from training.data.spark.frames import spark_frame
from training.settings import at_least, whole

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


BLOCKS = 4
"""Parts that users and movies are dealt into; with the seed it fixes the result."""


@dataclass(frozen=True)
class AlsConfig:
    """How the factors are trained."""

    rank: int = 10
    """Factors of a user and of a movie."""
    regularization: float = 0.15
    """Penalty on squared factors, times the number of ratings behind them."""
    iterations: int = 10

    def __post_init__(self) -> None:
        whole(rank=self.rank, iterations=self.iterations)
        at_least(0, regularization=self.regularization)


def als_model(
    spark: SparkSession, known: Interactions, config: AlsConfig | None = None, seed: int = 0
) -> DotProductModel:
    """Fit Spark's ALS; users and movies by position.

    Whoever has no ratings in ``known`` has factors of 0: where Spark would say NaN or
    drop the row (its ``coldStartStrategy``), such a pair is no prediction at all.
    """
    from pyspark.ml.recommendation import ALS

    config = config or AlsConfig()
    solver = ALS(
        userCol="user",
        itemCol="movie",
        ratingCol="rating",
        rank=config.rank,
        regParam=config.regularization,
        maxIter=config.iterations,
        numUserBlocks=BLOCKS,
        numItemBlocks=BLOCKS,
        coldStartStrategy="drop",
        seed=seed,
    )
    columns = {"user": known.users, "movie": known.movies, "rating": known.ratings}
    with spark_frame(spark, columns) as ratings:
        fitted = solver.fit(ratings)
        return DotProductModel(
            users=_rows(fitted.userFactors.toPandas(), known.n_users, config.rank),
            movies=_rows(fitted.itemFactors.toPandas(), known.n_movies, config.rank),
            squashed=False,
        )


def _rows(factors: pd.DataFrame, n: int, rank: int) -> NDArray[np.float32]:
    """(n, rank) from Spark's frame of id and features."""
    rows = np.zeros((n, rank), dtype=np.float32)
    if len(factors):
        rows[factors["id"].to_numpy()] = np.stack(factors["features"].tolist())
    return rows
