"""Random order: the floor that every method has to beat."""

from __future__ import annotations

from typing import Self

import numpy as np
from numpy.typing import NDArray

from training.methods.base import RowScores, TrainingData
from training.settings import whole


class RandomOrder:
    """Every movie scored by chance; the same triple always gets the same draw."""

    name = "random"

    def __init__(self, seed: int = 0) -> None:
        whole(0, seed=seed)
        self.seed = seed

    def fit(self, data: TrainingData) -> Self:
        self._n_movies = data.interactions.n_movies
        return self

    def score(self, picks: NDArray[np.int32]) -> RowScores:
        scores = np.empty((len(picks), self._n_movies), dtype=np.float32)
        for row, triple in enumerate(np.sort(picks, axis=1)):
            generator = np.random.default_rng([self.seed, *triple])
            scores[row] = generator.random(self._n_movies, dtype=np.float32)
        return RowScores.same(scores)
