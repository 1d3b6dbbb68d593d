"""Job 1, popularity: how often and how well each movie is rated (PySpark).

W = (v R + m C) / (v + m) over the movies with v >= threshold, where v is a
movie's number of ratings, R their mean, m the 75th percentile of v and C the
mean of R over those movies. This is the weighted rating that IMDb published for
its Top 250: a film needs many ratings before its own mean outweighs the average.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tables.arrays.stars import STEPS
from training.data.spark.frames import spark_frame, stored_ratings, workers_see

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

PERCENTILE = 0.75
_AT_ONCE = 1 << 22  # ratings; positions of all of them at once would take 16 bytes each


@dataclass(frozen=True)
class Popularity:
    """Fitted popularity of every rated movie."""

    threshold: int
    m: float
    c: float
    rated: pd.DataFrame  # movieId, ratings, meanRating; ascending movieId
    popular: pd.DataFrame  # rank, movieId, ratings, meanRating, weightedRating; best first


def weighted_popularity(
    spark: SparkSession, ratings: pd.DataFrame, threshold: int, store: Path | None = None
) -> Popularity:
    """Compute popularity from a ratings frame (movieId, rating).

    Spark reads the same ratings from ``store`` (``MovieLens.store``) where it is given and its
    machines see it. Ties in W go to the movie with more ratings, then to the lower movieId. A
    data set without any movie of ``threshold`` ratings has no popular movie, and
    m and C are NaN.
    """
    if store is not None and workers_see(spark, store):
        rated = _counts_and_means(stored_ratings(spark, store))
    else:
        columns = {name: ratings[name].to_numpy() for name in ("movieId", "rating")}
        with spark_frame(spark, columns) as frame:
            rated = _counts_and_means(frame)

    # A row per movie is left, of which there are tens of thousands at most: no work for Spark,
    # which would take seconds to compile each of the queries.
    popular = rated[rated["ratings"] >= threshold]
    v, r = popular["ratings"].to_numpy(), popular["meanRating"].to_numpy()
    m, c = (float(np.quantile(v, PERCENTILE)), float(r.mean())) if len(v) else (np.nan, np.nan)
    weighted = (v * r + m * c) / (v + m)
    best_first = np.lexsort((popular["movieId"], -v, -weighted))
    ranked = popular.assign(weightedRating=weighted).iloc[best_first].reset_index(drop=True)
    ranked.insert(0, "rank", np.arange(1, len(ranked) + 1))
    return Popularity(threshold=threshold, m=m, c=c, rated=rated, popular=ranked)


def star_counts(
    rated: NDArray[np.int32], stars: NDArray[np.float32], movie_ids: NDArray[np.int32]
) -> NDArray[np.int32]:
    """(M, 10) counts of half a star, one star, ... five stars of M movies.

    ``rated`` and ``stars`` are the movieIds and stars of n ratings, ``movie_ids`` the M movies,
    ascending, among which all rated ones are.
    """
    counts = np.zeros(len(movie_ids) * len(STEPS), dtype=np.int64)
    for start in range(0, len(rated), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        rows = np.searchsorted(movie_ids, rated[part])
        columns = np.rint(stars[part] * 2).astype(np.int64) - 1
        counts += np.bincount(rows * len(STEPS) + columns, minlength=len(counts))
    return counts.reshape(len(movie_ids), len(STEPS)).astype(np.int32)


def _counts_and_means(ratings: DataFrame) -> pd.DataFrame:
    """movieId, ratings (their number), meanRating (stars); ascending movieId."""
    from pyspark.sql import functions as F  # noqa: N812 - the name that Spark's own guide gives it

    found = ratings.groupBy("movieId").agg(
        F.count("rating").alias("ratings"),
        # Stars come as single precision; their mean is to be exact.
        F.avg(F.col("rating").cast("double")).alias("meanRating"),
    )
    return found.toPandas().sort_values("movieId", ignore_index=True)
