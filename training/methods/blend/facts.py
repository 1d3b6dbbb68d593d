"""What holds for a film whatever was picked, popularity above all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from training.methods.blend.inputs import Content, Ratings, sums

FACTS = (
    "likes of all",
    "ratings of all",
    "share of likes",
    "mean rating",
    "likes of light raters",
    "likes of heavy raters",
    "year of release",
    "time of rating",
    "tags of all",
)


def film_facts(
    ratings: Ratings,
    liked: sparse.csr_array,
    rated: sparse.csr_array,
    activity: NDArray[np.float64],
    content: Content,
) -> NDArray[np.float64]:
    """(M, len(FACTS)) what holds for a film whatever was picked, popularity above all."""
    n_users = rated.shape[0]
    likes, counts = sums(liked, axis=0), sums(rated, axis=0)
    stars = sums(ratings.stars, axis=0)
    mean = stars.sum() / max(counts.sum(), 1)
    times = ratings.timestamps.data
    middle, spread = times.mean(), max(times.std(), 1.0)
    rated_when = np.divide(
        sums(ratings.timestamps, axis=0),
        counts,
        out=np.full(len(counts), middle),
        where=counts > 0,
    )
    return np.stack(
        [
            np.log((likes + 0.5) / n_users),
            np.log((counts + 0.5) / n_users),
            (likes + 0.9) / (counts + 2),  # share of likes, drawn towards 45%
            (stars + 3 * mean) / (counts + 3) - mean,
            np.log((liked.T @ (1 / activity) + 0.01) / n_users),
            np.log(likes + 0.5) - np.log(liked.T @ activity**-0.5 + 0.02),
            (content.years - 1990) / 15,
            (rated_when - middle) / spread,
            np.log1p(np.diff(content.tags.indptr)),
        ],
        axis=1,
    )
