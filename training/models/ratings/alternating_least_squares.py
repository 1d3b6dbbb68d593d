"""Spark's alternating least squares as a model of ratings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.data.interactions import Interactions
from training.models.als import AlsConfig, als_model
from training.models.ratings.biases import Biases
from training.models.ratings.unknown_users import positions_or_last
from training.runtime.spark import session_or_new

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


class AlternatingLeastSquares:
    """Products of the factors that ``training/models/als.py`` fits.

    A pair of which user or movie has no training ratings has no factors; its
    prediction is that of the biases. Starts a Spark session where none is given.
    """

    name = "als"

    def __init__(
        self, config: AlsConfig | None = None, seed: int = 0, spark: SparkSession | None = None
    ) -> None:
        self.config = config
        self.seed = seed
        self._spark = spark

    def fit(self, ratings: pd.DataFrame, movies: pd.DataFrame) -> Self:
        """Learn from ``ratings``; the vocabulary of movies is that of ``movies``."""
        known = Interactions.from_frame(ratings, np.sort(movies["movieId"].to_numpy(np.int32)))
        with session_or_new(self._spark, len(known.ratings)) as spark:
            model = als_model(spark, known, self.config, self.seed)
        # One more user than there are: the last stands for everyone who is not known.
        self.users_ = np.vstack([model.users, np.zeros_like(model.users[:1])])
        self.movies_ = model.movies
        self.biases_ = Biases().fit(ratings, movies)
        self._known = known
        return self

    def predict(
        self, user_ids: NDArray[np.int32], movie_ids: NDArray[np.int32]
    ) -> NDArray[np.float32]:
        """(n,) predicted stars of n pairs, not clipped; ``KeyError`` for an unknown movie."""
        users = self.users_[positions_or_last(user_ids, self._known.user_ids)]
        movies = self.movies_[self._known.movie_positions(movie_ids)]
        factors_known = users.any(axis=1) & movies.any(axis=1)
        stars = np.einsum("nk,nk->n", users, movies)
        return np.where(factors_known, stars, self.biases_.predict(user_ids, movie_ids)).astype(
            np.float32
        )
