"""Job 2, neighbours: the nearest popular movies of each popular movie (scikit-learn).

Movies are vectors of ratings over users, 0 where unrated, compared by cosine
(Sarwar et al. 2001, "Item-based collaborative filtering recommendation
algorithms"). Brute force is exact, and for a few hundred movies it is also the
fastest.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.data.interactions import Interactions
from training.settings import whole

NEIGHBOURS = 10
_BLOCK = 256  # rows of distances in memory at a time


def nearest_neighbours(
    interactions: Interactions, popular: NDArray[np.integer], k: int = NEIGHBOURS
) -> pd.DataFrame:
    """The ``k`` nearest of the ``popular`` movies (positions) for each of them.

    Returns movieId, rank (1 is nearest), neighborId and distance = 1 - cosine,
    one row per pair, in ascending order of movieId. Equal distances go to the
    lower movieId. With k or fewer popular movies each gets all the others.
    """
    from sklearn.neighbors import NearestNeighbors

    whole(k=k)
    popular = np.sort(np.asarray(popular, dtype=np.int32))
    k = min(k, max(len(popular) - 1, 0))
    if k == 0:
        empty = {"movieId": int, "rank": int, "neighborId": int, "distance": float}
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in empty.items()})

    vectors = interactions.matrix().astype(np.float64).T.tocsr()[popular]
    search = NearestNeighbors(metric="cosine", algorithm="brute").fit(vectors)
    neighbours = np.empty((len(popular), k), dtype=np.int64)
    distances = np.empty((len(popular), k))

    def search_for(start: int) -> None:
        rows = np.arange(start, min(start + _BLOCK, len(popular)))
        # All distances of a row are wanted, not only k + 1: a movie need not come first among
        # its own neighbours where another has the very same ratings, nor ties in order of movieId.
        all_distances, found = search.kneighbors(vectors[rows], n_neighbors=len(popular))
        all_distances = np.where(found == rows[:, None], np.inf, all_distances.clip(0.0, 2.0))
        order = np.lexsort((found, all_distances.round(12)), axis=1)[:, :k]
        neighbours[rows] = np.take_along_axis(found, order, axis=1)
        distances[rows] = np.take_along_axis(all_distances, order, axis=1)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(search_for, range(0, len(popular), _BLOCK)))

    movie_ids = interactions.movie_ids[popular]
    return pd.DataFrame(
        {
            "movieId": np.repeat(movie_ids, k),
            "rank": np.tile(np.arange(1, k + 1), len(popular)),
            "neighborId": movie_ids[neighbours].ravel(),
            "distance": distances.ravel(),
        }
    )
