"""Most popular: the same list for everybody, most-liked first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from tables.arrays.taste import LIKED
from training.methods.base import RowScores, TrainingData
from training.settings import at_least


@dataclass(frozen=True)
class MostPopularParameters:
    like_from: float = LIKED
    """Stars from which a rating counts as a like."""

    def __post_init__(self) -> None:
        at_least(0, like_from=self.like_from)


class MostPopular:
    """Movies by their number of likes, ties by mean rating; the picks do not matter.

    The non-personalized baseline of Cremonesi, Koren and Turrin, "Performance of
    recommender algorithms on top-N recommendation tasks", RecSys 2010.
    """

    name = "most-popular"

    def __init__(self, parameters: MostPopularParameters | None = None) -> None:
        self.parameters = parameters or MostPopularParameters()

    def fit(self, data: TrainingData) -> Self:
        ratings = data.interactions
        liked = ratings.movies[ratings.ratings >= self.parameters.like_from]
        likes = np.bincount(liked, minlength=ratings.n_movies)
        # Mean stars are far below 1000, so they only ever order movies of equal likes.
        ties = np.nan_to_num(data.catalogue.mean_ratings) / 1000
        self.likes_ = (likes + ties).astype(np.float32)
        return self

    def score(self, picks: NDArray[np.int32]) -> RowScores:
        return RowScores.same(np.tile(self.likes_, (len(picks), 1)))
