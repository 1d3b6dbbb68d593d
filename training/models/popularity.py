"""Job 1, popularity: how often and how well each movie is rated (PySpark).

W = (v R + m C) / (v + m) over the movies with v >= threshold, where v is a
movie's number of ratings, R their mean, m the 75th percentile of v and C the
mean of R over those movies. This is the weighted rating that IMDb published for
its Top 250: a film needs many ratings before its own mean outweighs the average.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

PERCENTILE = 0.75


@dataclass(frozen=True)
class Popularity:
    """Fitted popularity of every rated movie."""

    threshold: int
    m: float
    c: float
    rated: pd.DataFrame  # movieId, ratings, meanRating; ascending movieId
    popular: pd.DataFrame  # rank, movieId, ratings, meanRating, weightedRating; best first


def weighted_popularity(spark: SparkSession, ratings: pd.DataFrame, threshold: int) -> Popularity:
    """Compute popularity from a ratings frame (movieId, rating).

    Ties in W go to the movie with more ratings, then to the lower movieId. A
    data set without any movie of ``threshold`` ratings has no popular movie, and
    m and C are NaN.
    """
    from pyspark.sql import functions as F  # noqa: N812 - the name that Spark's own guide gives it

    movies = (
        spark.createDataFrame(ratings[["movieId", "rating"]])
        .groupBy("movieId")
        .agg(
            F.count("rating").alias("ratings"),
            # Stars come as single precision; their mean is to be exact.
            F.avg(F.col("rating").cast("double")).alias("meanRating"),
        )
        .cache()
    )
    popular = movies.where(F.col("ratings") >= threshold)
    statistics = popular.agg(F.percentile("ratings", F.lit(PERCENTILE)), F.avg("meanRating"))
    ((m, c),) = statistics.collect()
    v, r = F.col("ratings"), F.col("meanRating")
    best_first = popular.withColumn(
        "weightedRating", (v * r + F.lit(m) * F.lit(c)) / (v + F.lit(m))
    ).orderBy(F.desc("weightedRating"), F.desc("ratings"), F.asc("movieId"))

    ranked = best_first.toPandas()
    ranked.insert(0, "rank", np.arange(1, len(ranked) + 1))
    rated = movies.orderBy("movieId").toPandas()
    movies.unpersist()
    return Popularity(
        threshold=threshold,
        m=float("nan") if m is None else float(m),
        c=float("nan") if c is None else float(c),
        rated=rated,
        popular=ranked,
    )
