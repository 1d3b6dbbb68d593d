"""The gradient-trained models behind fit and predict, by name."""

from __future__ import annotations

from typing import Self

import keras
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tables.rating_models import RatingModel
from training.dnmf.fitting import select
from training.factorization.fitting import Epoch, FitConfig, fit
from training.factorization.models import DotProduct, EmbeddingNetwork
from training.interactions import Interactions
from training.ratings.unknown_users import positions_or_last

NAMES = {
    "mf": "biased matrix factorization",
    "pmf": "probabilistic matrix factorization",
    "nn": "network over embeddings",
}
VALIDATION_SHARE = 0.2
# The network's hundreds of weights for a film that few rated need pulling back hard.
CONFIGS = {"mf": FitConfig(), "pmf": FitConfig(weight_decay=0.2), "nn": FitConfig(weight_decay=2.0)}


class Factorization:
    """One of ``NAMES``, trained by the shared fit.

    A fit repeats on the same machine and library versions to about the fourth
    digit: TensorFlow does not promise the order in which threads add up. A user or
    movie without ratings keeps embeddings near 0, which add nothing.
    """

    def __init__(
        self, name: str, config: FitConfig | None = None, seed: int = 0, progress: bool = False
    ) -> None:
        if name not in NAMES:
            raise ValueError(f"expected one of {', '.join(NAMES)}, got {name!r}")
        self.name = name
        self.config = config or CONFIGS[name]
        self.seed = seed
        self.progress = progress

    def fit(self, ratings: pd.DataFrame, movies: pd.DataFrame) -> Self:
        """Learn from ``ratings``; the vocabulary of movies is that of ``movies``."""
        known = Interactions.from_frame(ratings, np.sort(movies["movieId"].to_numpy(np.int32)))
        return self.fit_interactions(known)

    def fit_interactions(self, known: Interactions, validation: Interactions | None = None) -> Self:
        """Learn from ``known``; the curve follows ``validation`` of the same vocabulary."""
        model = self._new_model(known)
        self.curve_: list[Epoch] = fit(
            model, known, self.config, self.seed, validation, self.name, self.progress
        )
        self.interactions_ = known
        self.model_: RatingModel = model.as_arrays()
        return self

    def predict(
        self, user_ids: NDArray[np.int32], movie_ids: NDArray[np.int32]
    ) -> NDArray[np.float32]:
        """(n,) predicted stars of n pairs, not clipped; ``KeyError`` for an unknown movie."""
        users = positions_or_last(user_ids, self.interactions_.user_ids)
        movies = self.interactions_.movie_positions(movie_ids)
        return predict_pairs(self.model_, users, movies)

    def _new_model(self, known: Interactions) -> keras.Model:
        # One more user than there are: the last stands for everyone who is not known.
        n_users, n_movies = known.n_users + 1, known.n_movies
        if self.name == "nn":
            return EmbeddingNetwork(n_users, n_movies, self.seed)
        if self.name == "pmf":
            return DotProduct(n_users, n_movies, start=0.0, squashed=True, seed=self.seed)
        mean = float(known.ratings.mean(dtype=np.float64))
        return DotProduct(n_users, n_movies, start=mean, squashed=False, seed=self.seed)


def predict_pairs(
    model: RatingModel, users: NDArray[np.int32], movies: NDArray[np.int32]
) -> NDArray[np.float32]:
    """(n,) stars of n pairs of positions, one user at a time."""
    stars = np.empty(len(users), dtype=np.float32)
    order = np.argsort(users, kind="stable")
    starts = np.flatnonzero(np.diff(users[order], prepend=-1))
    for rows in np.split(order, starts[1:]):
        stars[rows] = model.score(users[rows[:1]], movies[rows])[0]
    return stars


def random_holdout(known: Interactions, seed: int) -> tuple[Interactions, Interactions]:
    """Ratings to learn from, and a random fifth to validate on, in one vocabulary."""
    held_out = np.zeros(len(known.ratings), dtype=bool)
    order = np.random.default_rng(seed).permutation(len(held_out))
    held_out[order[: round(VALIDATION_SHARE * len(held_out))]] = True
    return select(known, ~held_out), select(known, held_out)
