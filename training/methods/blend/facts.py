"""What holds for a film whatever was picked, popularity above all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from training.methods.blend.inputs import Content
from training.methods.blend.user_sums import UserSums

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
    sums: UserSums, content: Content, candidates: NDArray[np.integer]
) -> NDArray[np.float64]:
    """(K, len(FACTS)) what holds for a film whatever was picked, popularity above all."""
    n_users = max(sums.users, 1)
    likes, counts = sums.liked_equally, sums.rated
    mean = sums.all_stars / max(sums.all_ratings, 1)
    spread = max(sums.deviation_of_times, 1.0)
    # What a subtraction leaves of nothing is not quite nothing.
    shares, root = np.maximum(sums.liked_shares, 0), np.maximum(sums.liked_root, 0)
    return np.stack(
        [
            np.log((likes + 0.5) / n_users),
            np.log((counts + 0.5) / n_users),
            (likes + 0.9) / (counts + 2),  # share of likes, drawn towards 45%
            (sums.stars + 3 * mean) / (counts + 3) - mean,
            np.log((shares + 0.01) / n_users),
            np.log(likes + 0.5) - np.log(root + 0.02),
            (content.years[candidates] - 1990) / 15,
            (sums.mean_times() - sums.mean_time) / spread,
            np.log1p(np.diff(content.tags.indptr)[candidates]),
        ],
        axis=1,
    )
