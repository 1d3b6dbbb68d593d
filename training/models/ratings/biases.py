"""Damped user and movie biases: the rating without any taste in it."""

from __future__ import annotations

from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.data.interactions import Interactions
from training.models.ratings.unknown_users import positions_or_last
from training.settings import at_least, whole


class Biases:
    """Mean rating + user bias + movie bias, by alternating damped least squares.

    Koren 2010, "Factor in the neighbors", section 2.1. ``user_damping`` and
    ``movie_damping`` are ratings' worth of doubt that pull a bias towards none.
    Deterministic.
    """

    name = "biases"

    def __init__(
        self, user_damping: float = 15.0, movie_damping: float = 10.0, rounds: int = 10
    ) -> None:
        at_least(0, user_damping=user_damping, movie_damping=movie_damping)
        whole(rounds=rounds)
        self.user_damping = user_damping
        self.movie_damping = movie_damping
        self.rounds = rounds

    def fit(self, ratings: pd.DataFrame, movies: pd.DataFrame) -> Self:
        """Learn from ``ratings``; the vocabulary of movies is that of ``movies``."""
        known = Interactions.from_frame(ratings, np.sort(movies["movieId"].to_numpy(np.int32)))
        users, rated = known.users, known.movies
        self.mean_ = float(known.ratings.mean(dtype=np.float64))
        above = known.ratings.astype(np.float64) - self.mean_
        user_weight = np.bincount(users, minlength=known.n_users) + self.user_damping
        movie_weight = np.bincount(rated, minlength=known.n_movies) + self.movie_damping
        # One more user than there are: the last stands for everyone who is not known.
        self.user_biases_ = np.zeros(known.n_users + 1)
        for _ in range(self.rounds):
            left = above - self.user_biases_[users]
            self.movie_biases_ = np.bincount(rated, left, known.n_movies) / movie_weight
            left = above - self.movie_biases_[rated]
            self.user_biases_[:-1] = np.bincount(users, left, known.n_users) / user_weight
        self._known = known
        return self

    def predict(
        self, user_ids: NDArray[np.int32], movie_ids: NDArray[np.int32]
    ) -> NDArray[np.float32]:
        """(n,) predicted stars of n pairs, not clipped; an unknown user has no bias.

        Raises ``KeyError`` for a movie outside the vocabulary.
        """
        users = positions_or_last(user_ids, self._known.user_ids)
        movies = self._known.movie_positions(movie_ids)
        stars = self.mean_ + self.user_biases_[users] + self.movie_biases_[movies]
        return stars.astype(np.float32)
