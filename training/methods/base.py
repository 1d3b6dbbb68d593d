"""What every pick-three method offers: fit once, then score triples in blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.data.interactions import Interactions
from training.models.catalogue import Catalogue

Row = Literal["best", "popular", "less_known"]


@dataclass(frozen=True)
class TrainingData:
    """What a method may learn from: the training users' ratings and public film facts."""

    interactions: Interactions
    catalogue: Catalogue
    movies: pd.DataFrame  # movieId, title, year, genres (``|``-separated); may hold unrated movies
    tags: pd.DataFrame  # userId, movieId, tag, timestamp; training users only


@dataclass(frozen=True)
class RowScores:
    """Scores of every movie for n triples; higher is better, (n, M) each.

    The three may be one and the same array. The caller masks the catalogue, the
    picks and each row's candidates; a method need not.
    """

    best: NDArray[np.float32]
    popular: NDArray[np.float32]
    less_known: NDArray[np.float32]

    @classmethod
    def same(cls, scores: NDArray[np.float32]) -> RowScores:
        return cls(best=scores, popular=scores, less_known=scores)


@dataclass(frozen=True)
class ListedScores:
    """Scores of K movies for each of n triples; higher is better, (n, K) each.

    Minus infinity where a movie cannot stand in a row. As in ``RowScores`` the caller
    masks, and a movie that is not listed is in no row.
    """

    movies: NDArray[np.int64]  # (n, K) positions
    best: NDArray[np.float32]
    popular: NDArray[np.float32]
    less_known: NDArray[np.float32]

    @classmethod
    def of_all(cls, scores: RowScores) -> ListedScores:
        """Every movie is listed."""
        movies = np.broadcast_to(np.arange(scores.best.shape[1]), scores.best.shape)
        return cls(movies, scores.best, scores.popular, scores.less_known)


class PickThreeMethod(Protocol):
    """A recommender for three liked films. Parameters go into the constructor."""

    name: str

    def fit(self, data: TrainingData) -> Self:
        """Learn from the training users alone."""
        ...

    def score(self, picks: NDArray[np.int32]) -> RowScores:
        """Score all M movies for ``picks``, an (n, 3) array of movie positions."""
        ...


class ExplainedMethod(PickThreeMethod, Protocol):
    """A method that can say why: what it takes to be published as the site's answers."""

    def score_listed(self, picks: NDArray[np.int32]) -> ListedScores:
        """As ``score``, of those movies alone that may be among the answers."""
        ...

    def contributions(
        self, picks: NDArray[np.int32], films: NDArray[np.int32], row: Row
    ) -> NDArray[np.float32]:
        """How much each pick speaks for each recommended film of a row, (n, 3, k).

        ``films`` (n, k) are movie positions. Only the proportions within one film
        matter; a method of one additive term per pick gives those terms.
        """
        ...
