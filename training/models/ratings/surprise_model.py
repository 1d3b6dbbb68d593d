"""scikit-surprise's algorithms as rating models, with vocabularies kept apart."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.settings import at_least, positive, whole

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


@dataclass(eq=False)
class SurpriseFactorization(SurpriseModel):
    """One of surprise's factorizations by stochastic gradient descent."""

    factors: int
    epochs: int = 20
    learning_rate: float = 0.005
    """Step size for all parameters."""
    regularization: float = 0.02
    """L2 penalty on all parameters."""
    seed: int = 0

    def __post_init__(self) -> None:
        whole(factors=self.factors, epochs=self.epochs)
        whole(0, seed=self.seed)
        positive(learning_rate=self.learning_rate)
        at_least(0, regularization=self.regularization)

    def _options(self) -> dict[str, Any]:
        """The settings by surprise's names."""
        return {
            "n_factors": self.factors,
            "n_epochs": self.epochs,
            "lr_all": self.learning_rate,
            "reg_all": self.regularization,
            "random_state": self.seed,
        }
