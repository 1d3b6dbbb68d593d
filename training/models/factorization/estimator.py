"""The gradient-trained models behind fit and predict, by name."""

from __future__ import annotations

from typing import Self

import keras
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from serving.rating_models import ArrayModel
from training.data.holdout import random_holdout
from training.data.interactions import Interactions
from training.models.factorization.fitting import Epoch, FitConfig, fit, mean_squared_error
from training.models.factorization.models import DotProduct, EmbeddingNetwork
from training.models.ratings.unknown_users import positions_or_last
from training.settings import one_of, whole

NAMES = {
    "mf": "biased matrix factorization",
    "pmf": "probabilistic matrix factorization",
    "nn": "network over embeddings",
}
CONFIGS = {
    "mf": (FitConfig(),),
    "pmf": (FitConfig(weight_decay=0.2),),
    "nn": (
        # Ten ratings per film: its hundred weights need pulling back hard, and soon.
        FitConfig(weight_decay=2.0),
        # Sixty ratings per film: they can be learned, by many passes with much left out of each.
        FitConfig(
            epochs=15, learning_rate=4e-2, weight_decay=0.3, batch=2048, embedding_dropout=0.6
        ),
    ),
}
"""What each model may be trained with; of several, held-out ratings choose."""
CHOICE_SHARE = 0.1  # of the ratings that are learned from
# Measured: with 8 ratings per movie the first always won, with 48 the second by far. In between
# it is worth the time to find out.
RATINGS_TO_CHOOSE = 30  # per movie; below, the first is taken


class Factorization:
    """One of ``NAMES``, trained by the shared fit.

    Without a ``config`` it is the first of ``CONFIGS`` or, where movies have
    ``RATINGS_TO_CHOOSE`` on average, the one that predicts a tenth of the ratings best
    when it learns from the others; the fit is then on all of them.
    A fit repeats on the same machine and library versions to about the fourth
    digit: TensorFlow does not promise the order in which threads add up. A user or
    movie without ratings keeps embeddings near 0, which add nothing.
    """

    def __init__(
        self, name: str, config: FitConfig | None = None, seed: int = 0, progress: bool = False
    ) -> None:
        one_of(NAMES, name=name)
        whole(0, seed=seed)
        self.name = name
        self.configs = (config,) if config else CONFIGS[name]
        self.seed = seed
        self.progress = progress

    def fit(self, ratings: pd.DataFrame, movies: pd.DataFrame) -> Self:
        """Learn from ``ratings``; the vocabulary of movies is that of ``movies``."""
        known = Interactions.from_frame(ratings, np.sort(movies["movieId"].to_numpy(np.int32)))
        return self.fit_interactions(known)

    def fit_interactions(self, known: Interactions, validation: Interactions | None = None) -> Self:
        """Learn from ``known``; the curve follows ``validation`` of the same vocabulary."""
        self.config_ = self._choose_config(known)
        model, self.curve_ = self._train(known, self.config_, validation)
        self.interactions_ = known
        self.model_: ArrayModel = model.as_arrays()
        return self

    def predict(
        self, user_ids: NDArray[np.int32], movie_ids: NDArray[np.int32]
    ) -> NDArray[np.float32]:
        """(n,) predicted stars of n pairs, not clipped; ``KeyError`` for an unknown movie."""
        users = positions_or_last(user_ids, self.interactions_.user_ids)
        movies = self.interactions_.movie_positions(movie_ids)
        return predict_pairs(self.model_, users, movies)

    def _choose_config(self, known: Interactions) -> FitConfig:
        rated = max(1, len(np.unique(known.movies)))
        if len(self.configs) == 1 or len(known.ratings) < RATINGS_TO_CHOOSE * rated:
            return self.configs[0]
        learned, held_out = random_holdout(known, self.seed, CHOICE_SHARE)

        def error(config: FitConfig) -> float:
            model, _ = self._train(learned, config)
            return mean_squared_error(model, held_out, learned)

        return min(self.configs, key=error)

    def _train(
        self, known: Interactions, config: FitConfig, validation: Interactions | None = None
    ) -> tuple[keras.Model, list[Epoch]]:
        model = self._new_model(known, config)
        curve = fit(model, known, config, self.seed, validation, self.name, self.progress)
        return model, curve

    def _new_model(self, known: Interactions, config: FitConfig) -> keras.Model:
        # One more user than there are: the last stands for everyone who is not known.
        n_users, n_movies = known.n_users + 1, known.n_movies
        if self.name == "nn":
            return EmbeddingNetwork(n_users, n_movies, self.seed, config.embedding_dropout)
        if self.name == "pmf":
            return DotProduct(n_users, n_movies, start=0.0, squashed=True, seed=self.seed)
        mean = float(known.ratings.mean(dtype=np.float64))
        return DotProduct(n_users, n_movies, start=mean, squashed=False, seed=self.seed)


def predict_pairs(
    model: ArrayModel, users: NDArray[np.int32], movies: NDArray[np.int32]
) -> NDArray[np.float32]:
    """(n,) stars of n pairs of positions, one user at a time."""
    stars = np.empty(len(users), dtype=np.float32)
    order = np.argsort(users, kind="stable")
    starts = np.flatnonzero(np.diff(users[order], prepend=-1))
    for rows in np.split(order, starts[1:]):
        stars[rows] = model.score(users[rows[:1]], movies[rows])[0]
    return stars
