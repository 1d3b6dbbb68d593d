"""What every model that predicts ratings offers."""

from __future__ import annotations

from typing import Protocol, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray


class RatingModel(Protocol):
    """A model of ratings. Parameters go into the constructor."""

    name: str

    def fit(self, ratings: pd.DataFrame, movies: pd.DataFrame) -> Self:
        """Learn from training ratings; ``movies`` is all movies that may be asked for."""
        ...

    def predict(
        self, user_ids: NDArray[np.int32], movie_ids: NDArray[np.int32]
    ) -> NDArray[np.float32]:
        """(n,) stars of n pairs of a user, known or not, and a movie."""
        ...
