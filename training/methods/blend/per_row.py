"""A method with parameters of their own for the best ten and for each row."""

from __future__ import annotations

from typing import Self

import numpy as np
from numpy.typing import NDArray

from training.methods.base import PickThreeMethod, RowScores, TrainingData


class PerRow:
    """Three instances of one method, each tuned for the list that it fills."""

    def __init__(
        self, best: PickThreeMethod, popular: PickThreeMethod, less_known: PickThreeMethod
    ) -> None:
        self.name = best.name
        self._methods = (best, popular, less_known)

    def fit(self, data: TrainingData) -> Self:
        for method in self._methods:
            method.fit(data)
        return self

    def score(self, picks: NDArray[np.int32]) -> RowScores:
        best, popular, less_known = self._methods
        return RowScores(
            best=best.score(picks).best,
            popular=popular.score(picks).popular,
            less_known=less_known.score(picks).less_known,
        )
