"""Which movies are popular, and which hundred a visitor picks from (array form).

The published tables come from the PySpark job in ``popularity.py``; this is the
same formula on arrays, for evaluation folds and methods, where starting Spark
for every fold would be absurd. ``tests/training/models/test_popularity.py`` holds the two equal.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.data.interactions import Interactions

POPULAR_THRESHOLD = 50  # ratings that make a movie popular, on a data set of full size
FULL_SIZE_USERS = 610  # the users of ml-latest-small, for which the threshold is meant
CATALOGUE_SIZE = 100


@dataclass(frozen=True)
class Catalogue:
    """The popular movies of a data set and the catalogue that visitors pick from."""

    threshold: int  # ratings from which a movie counts as popular
    m: float  # 75th percentile of the popular movies' rating counts
    c: float  # mean of the popular movies' mean ratings
    counts: NDArray[np.int64]  # (M,) ratings per movie
    mean_ratings: NDArray[np.float64]  # (M,) mean stars, NaN where unrated
    weighted: NDArray[np.float64]  # (M,) weighted average W, NaN where not popular
    popular: NDArray[np.bool_]  # (M,) counts >= threshold
    movies: NDArray[np.int32]  # (<= 100,) positions of the catalogue, highest W first

    @property
    def outside_popular(self) -> NDArray[np.bool_]:
        """(M,) candidates of the popular row: popular and not in the catalogue."""
        mask = self.popular.copy()
        mask[self.movies] = False
        return mask

    @property
    def outside_less_known(self) -> NDArray[np.bool_]:
        """(M,) candidates of the less-known row: rated, but below the threshold."""
        return (self.counts > 0) & ~self.popular


def scaled_threshold(n_users: int) -> int:
    """Ratings that make a movie popular among ``n_users`` users.

    50 from 610 users on (DESIGN's figure for ml-latest-small), in proportion
    below: 40 among the 488 users of a training fold. Never less than 2.
    """
    return max(2, min(POPULAR_THRESHOLD, round(POPULAR_THRESHOLD * n_users / FULL_SIZE_USERS)))


def build_catalogue(
    interactions: Interactions, threshold: int | None = None, size: int = CATALOGUE_SIZE
) -> Catalogue:
    """Weighted-average popularity W = (v R + m C) / (v + m) over movies with v >= threshold.

    v is a movie's number of ratings and R their mean; m is the 75th percentile
    (linear interpolation) of v and C the mean of R, both over the popular
    movies. This is IMDb's published weighting for its Top 250. Ties in W go to
    the movie with more ratings, then to the lower movieId.
    """
    if threshold is None:
        threshold = scaled_threshold(interactions.n_users)
    counts = interactions.rating_counts()
    sums = np.bincount(
        interactions.movies, weights=interactions.ratings, minlength=interactions.n_movies
    )
    means = np.divide(sums, counts, out=np.full(len(counts), np.nan), where=counts > 0)
    popular = counts >= threshold
    weighted = np.full(len(counts), np.nan)
    m, c = float("nan"), float("nan")
    if popular.any():
        v, r = counts[popular], means[popular]
        m, c = float(np.percentile(v, 75)), float(r.mean())
        weighted[popular] = (v * r + m * c) / (v + m)
    positions = np.flatnonzero(popular)
    order = np.lexsort((positions, -counts[positions], -weighted[positions]))
    return Catalogue(
        threshold=threshold,
        m=m,
        c=c,
        counts=counts,
        mean_ratings=means,
        weighted=weighted,
        popular=popular,
        movies=positions[order][:size].astype(np.int32),
    )
