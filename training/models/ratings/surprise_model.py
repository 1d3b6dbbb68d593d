"""scikit-surprise's algorithms as rating models, with vocabularies kept apart."""

from __future__ import annotations

import os
import tempfile
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

# Its import makes a folder for data sets in the home, wanted or not, and fails where it cannot;
# one that exists is left as it is.
os.environ.setdefault("SURPRISE_DATA_FOLDER", tempfile.gettempdir())


class SurpriseModel:
    """A surprise algorithm behind fit and predict; the files beside this one name theirs.

    surprise is an evaluation-only dependency (requirements-evaluation.txt).
    """

    name: str

    def _algorithm(self) -> Any:
        """A new, unfitted algorithm with this model's parameters."""
        raise NotImplementedError

    def fit(self, ratings: pd.DataFrame, movies: pd.DataFrame) -> Self:
        """Learn from ``ratings``; ``movies`` is not needed, these models know ratings alone."""
        from surprise import Dataset, Reader

        stars = ratings["rating"]
        reader = Reader(rating_scale=(float(stars.min()), float(stars.max())))
        frame = ratings[["userId", "movieId", "rating"]]
        trainset = Dataset.load_from_df(frame, reader).build_full_trainset()
        self._fitted = self._algorithm().fit(trainset)
        return self

    def predict(
        self, user_ids: NDArray[np.int32], movie_ids: NDArray[np.int32]
    ) -> NDArray[np.float32]:
        """(n,) predicted stars, clipped to the range of the training ratings."""
        return np.array(
            [
                self._fitted.predict(user, movie).est
                for user, movie in zip(user_ids.tolist(), movie_ids.tolist(), strict=True)
            ],
            dtype=np.float32,
        )
