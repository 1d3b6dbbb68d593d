"""How a rating becomes the strength of an interaction, the first choice of every linear method."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from tables.arrays.taste import LIKED
from training.data.interactions import Interactions
from training.settings import at_least


@dataclass(frozen=True)
class Weighting:
    """Which ratings count and how much.

    An interaction of r stars by a user with n counted ratings gets the value
    ``(r / highest rating) ** star_exponent / n ** user_exponent``.
    """

    like_from: float = LIKED
    """Ratings below are left out; 0 keeps them all."""
    star_exponent: float = 0.0
    """0 makes every kept rating count the same, 1 in proportion to its stars."""
    user_exponent: float = 0.0
    """Weight taken from users who rate much (inverse user frequency, Breese et al. 1998)."""

    def __post_init__(self) -> None:
        at_least(
            0,
            like_from=self.like_from,
            star_exponent=self.star_exponent,
            user_exponent=self.user_exponent,
        )

    def matrix(self, interactions: Interactions) -> sparse.csr_array:
        """The (U, M) float32 matrix of interaction values, 0 where there is none."""
        kept = interactions.ratings >= self.like_from
        users, movies = interactions.users[kept], interactions.movies[kept]
        ratings = interactions.ratings[kept]
        values = (ratings / max(1.0, ratings.max(initial=1.0))) ** self.star_exponent
        counts = np.bincount(users, minlength=interactions.n_users)
        values = values / counts[users] ** self.user_exponent
        return sparse.csr_array(
            (values.astype(np.float32), (users, movies)),
            shape=(interactions.n_users, interactions.n_movies),
        )
