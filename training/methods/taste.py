"""The taste model as it is served, as a method that answers three picks."""

from __future__ import annotations

from typing import Self

import numpy as np
from numpy.typing import NDArray

from serving.own_answers import EXPONENTS, LEAST_LOVERS
from serving.taste import Factors, TasteModel
from tables.arrays.taste import LIKED
from training.methods.base import RowScores, TrainingData
from training.methods.fold_in import PICK_STARS
from training.models.taste import FEW, MANY, fit_taste


class Taste:
    """Three picks as a list of three films with five stars each."""

    name = "taste"

    def fit(self, data: TrainingData) -> Self:
        known = data.interactions
        few, many = (Factors(*fit_taste(known, parameters)) for parameters in (FEW, MANY))
        liked = known.movies[known.ratings >= LIKED]
        loved = np.bincount(liked, minlength=known.n_movies) >= LEAST_LOVERS
        self.model_ = TasteModel(few, many, known.rating_counts(), loved)
        return self

    def score(self, picks: NDArray[np.int32]) -> RowScores:
        stars = np.full(picks.shape[1], PICK_STARS, dtype=np.float32)
        rows = [self.model_.scores(triple, stars, EXPONENTS) for triple in picks]
        best, popular, less_known = (np.stack(each) for each in zip(*rows, strict=True))
        return RowScores(best=best, popular=popular, less_known=less_known)
