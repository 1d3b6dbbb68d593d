"""Recommendations for somebody new: a few ratings folded into a trained model.

The movies' rows stay as they were trained; only the row of the new user is
computed, from 1 to 5,000 ratings, in closed form and in NumPy alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from serving.predictions import Predictions
from serving.ranking import best_first
from serving.rating_models import STARS, Y_RANGE, DotProductModel, squash
from serving.users import ScoredMovie
from tables.arrays.ratings import array_file, open_svd_movies
from tables.reader import Run

MOST_RATINGS = 5000
FOLDABLE = ("svd", "pmf", "mf", "als")
DEFAULT = "svd"

# Stars that neither pull nor push: two and less push away, two and a half and more pull. Of the
# points that push at all, those from 1 to 2.25 are equally good on users held out (NDCG@10 0.394 to
# 0.397 on ml-latest-small, seed 101, standard error 0.011; 3 stars would cost 0.026).
NEUTRAL = 2.25

_NOISE = 0.7  # squared stars by which a rating differs from what a model that knows the user says
_STEPS = 4  # of Gauss and Newton's method through the sigmoid; two more change no digit shown


class SvdFoldIn:
    """Projection of a zero-filled, centred row onto the right singular vectors.

    Sarwar et al., "Incremental singular value decomposition algorithms for highly
    scalable recommender systems", ICIT 2002. Stars count from ``NEUTRAL``, not from 0:
    from 0, half a star for a film would bring the same films as five.
    """

    def __init__(self, movies: NDArray[np.float32], n_rated: int) -> None:
        self._movies = movies  # (M, k), orthonormal columns
        self._n_rated = n_rated  # movies that somebody rated: the length of a row
        self._sums = movies.sum(axis=0)

    def scores(self, positions: NDArray[Any], stars: NDArray[np.float32]) -> NDArray[np.float32]:
        """(M,) reconstructed scores for n rated positions and their (n,) stars."""
        preferences = stars - np.float32(NEUTRAL)
        mean = preferences.sum() / self._n_rated
        coefficients = preferences @ self._movies[positions] - mean * self._sums
        reconstructed: NDArray[np.float32] = self._movies @ coefficients + mean
        return reconstructed


class DotProductFoldIn:
    """The most probable row of a user, given the rows of all users as what to expect.

    Rows are taken as drawn from a normal distribution with the mean and covariance
    of the trained users' rows, ratings as their products with noise: ridge
    regression towards the average user (Bishop, "Pattern Recognition and Machine
    Learning", 2.3.3). Through a sigmoid it is solved by Gauss and Newton's method.
    """

    def __init__(self, model: DotProductModel) -> None:
        self._movies = model.movies
        self._squashed = model.squashed
        users = np.asarray(model.users, dtype=np.float64)
        self._mean = users.mean(axis=0)
        centred = users - self._mean
        self._covariance = centred.T @ centred / max(1, len(users) - 1)

    def scores(self, positions: NDArray[Any], stars: NDArray[np.float32]) -> NDArray[np.float32]:
        """(M,) predicted stars for n rated positions and their (n,) stars."""
        row = self.user_row(positions, stars)
        products: NDArray[np.float32] = self._movies @ row.astype(np.float32)
        return squash(products) if self._squashed else products

    def user_row(self, positions: NDArray[Any], stars: NDArray[np.float32]) -> NDArray[np.float64]:
        """(d,) the row that users who gave these stars would have."""
        rated = np.asarray(self._movies[positions], dtype=np.float64)
        expected = rated @ self._mean
        spread = rated @ self._covariance  # (n, d)
        row: NDArray[np.float64] = self._mean
        for _ in range(_STEPS if self._squashed else 1):
            products = rated @ row
            targets, noise = stars.astype(np.float64), np.full(len(stars), _NOISE)
            if self._squashed:
                # The straight line that touches the sigmoid here, read backwards.
                predicted = squash(products.astype(np.float32)).astype(np.float64)
                slope = np.maximum(_slope(products), 0.1)
                targets, noise = products + (targets - predicted) / slope, _NOISE / slope**2
            # The same system twice: of the size of the list, or of the size of a row.
            if len(stars) <= rated.shape[1]:
                solved = np.linalg.solve(spread @ rated.T + np.diag(noise), targets - expected)
                row = self._mean + solved @ spread
            else:
                weighted = rated / noise[:, None]
                left = np.eye(len(self._mean)) + self._covariance @ (rated.T @ weighted)
                right = self._covariance @ (weighted.T @ (targets - expected))
                row = self._mean + np.linalg.solve(left, right)
        return row


class FoldIn:
    """Recommendations of a run for somebody new; models are opened when first asked for."""

    def __init__(self, run: Run, predictions: Predictions | None = None) -> None:
        self._run = run
        self._predictions = predictions or Predictions(run)
        self._opened: dict[str, SvdFoldIn | DotProductFoldIn] = {}
        self._rated = run.movies.ratings > 0

    @property
    def models(self) -> tuple[str, ...]:
        """The models of this run that can fold in."""
        tables = self._run.manifest.tables
        return tuple(model for model in FOLDABLE if array_file(model, "movies") in tables)

    def recommend(
        self, ratings: Mapping[int, float], model: str = DEFAULT, limit: int = 10
    ) -> list[ScoredMovie]:
        """The best movies for somebody who gave these stars by movieId, without those rated.

        Raises ``ValueError`` unless there are 1 to 5,000 ratings, ``KeyError`` for an
        unknown movieId, a movie that nobody rated before, or an unknown model.
        """
        scores = self.scores(ratings, model)
        rated = [self._position(movie_id) for movie_id in ratings]
        allowed = self._rated.copy()
        allowed[rated] = False
        best = best_first(scores, allowed, limit)
        if model != "svd":
            scores = scores.clip(*STARS)  # ranked as predicted, shown within the scale
        return [
            ScoredMovie(self._run.movies.movie_id(position), round(float(scores[position]), 6))
            for position in best
        ]

    def scores(self, ratings: Mapping[int, float], model: str = DEFAULT) -> NDArray[np.float32]:
        """(M,) scores for somebody who gave these stars by movieId. Raises as ``recommend``."""
        if not 1 <= len(ratings) <= MOST_RATINGS:
            raise ValueError(f"expected 1 to {MOST_RATINGS:,} ratings, got {len(ratings)}")
        opened = self._open(model)
        positions = np.array([self._position(movie_id) for movie_id in ratings], dtype=np.intp)
        return opened.scores(positions, np.fromiter(ratings.values(), np.float32, len(ratings)))

    def _position(self, movie_id: int) -> int:
        position = self._run.movies.position(movie_id)
        if position is None or not self._rated[position]:
            raise KeyError(movie_id)
        return position

    def _open(self, model: str) -> SvdFoldIn | DotProductFoldIn:
        if model not in self._opened:
            if model not in self.models:
                raise KeyError(model)
            if model == "svd":
                movies = open_svd_movies(self._run.path, len(self._run.movies))
                self._opened[model] = SvdFoldIn(movies, int(self._rated.sum()))
            else:
                trained = self._predictions.open(model)
                assert isinstance(trained, DotProductModel)
                self._opened[model] = DotProductFoldIn(trained)
        return self._opened[model]


def _slope(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of ``squash``, in stars per unit."""
    share = squash(values.astype(np.float32)).astype(np.float64) / Y_RANGE
    return Y_RANGE * share * (1 - share)
