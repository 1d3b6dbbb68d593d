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
from training.models.factorization.fitting import Epoch, FitConfig, fit, grown
from training.models.factorization.models import LAYERS, DotProduct, EmbeddingNetwork
from training.models.factorization.prediction import mean_squared_error, predict_pairs
from training.models.factorization.steps import Steps
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
            epochs=15,
            learning_rate=4e-2,
            weight_decay=0.3,
            batch=2048,
            embedding_dropout=0.6,
            fewest_epochs=3,
        ),
    ),
}
"""What each model may be trained with; of several, held-out ratings choose."""
CHOICE_SHARE = 0.1  # of the ratings that are learned from
# Measured: with 8 ratings per movie the first always won, with 48 the second by far. In between
# it is worth the time to find out; far beyond, where a try costs more than all else, it is not.
RATINGS_TO_CHOOSE, RATINGS_TO_LEARN = 30, 60  # per movie: below, the first; beyond, the last


class Factorization:
    """One of ``NAMES``, trained by the shared fit.

    Without a ``config`` it is the first of ``CONFIGS`` or, where movies have
    ``RATINGS_TO_CHOOSE`` on average, the one that predicts a tenth of the ratings best
    when it learns from the others; the fit is then on all of them. With more than
    ``RATINGS_TO_LEARN`` it is the last. Whichever it is, it is ``grown`` with the ratings.
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
        self._as_given = config is not None
        self.seed = seed
        self.progress = progress
        self._steps: Steps | None = None

    def fit(self, ratings: pd.DataFrame, movies: pd.DataFrame) -> Self:
        """Learn from ``ratings``; the vocabulary of movies is that of ``movies``."""
        known = Interactions.from_frame(ratings, np.sort(movies["movieId"].to_numpy(np.int32)))
        return self.fit_interactions(known)

    def fit_interactions(
        self,
        known: Interactions,
        validation: Interactions | None = None,
        config: FitConfig | None = None,
    ) -> Self:
        """Learn from ``known``; the curve follows ``validation`` of the same vocabulary.

        ``config`` is taken as it is and spares the choice, as that of an earlier fit does. Fits
        of one vocabulary share what is compiled.
        """
        self.config_ = config or self._choose_config(known)
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
        n, rated = len(known.ratings), max(1, len(np.unique(known.movies)))
        configs = self.configs
        if not self._as_given:
            configs = tuple(grown(config, n) for config in configs)
        if len(configs) == 1 or n < RATINGS_TO_CHOOSE * rated:
            return configs[0]
        if n > RATINGS_TO_LEARN * rated:
            return configs[-1]
        learned, held_out = random_holdout(known, self.seed, CHOICE_SHARE)

        def error(config: FitConfig) -> float:
            model, _ = self._train(learned, config)
            return mean_squared_error(model.as_arrays(), held_out, learned)

        return min(configs, key=error)

    def _train(
        self, known: Interactions, config: FitConfig, validation: Interactions | None = None
    ) -> tuple[keras.Model, list[Epoch]]:
        model = self._new_model(known)
        model((known.users[:1], known.movies[:1]))  # creates the weights
        if self._steps is None or not self._steps.serve(model):
            self._steps = Steps(model)
        curve = fit(
            model, known, config, self.seed, validation, self.name, self.progress, self._steps
        )
        return model, curve

    def _new_model(self, known: Interactions) -> keras.Model:
        # One more user than there are: the last stands for everyone who is not known.
        n_users, n_movies = known.n_users + 1, known.n_movies
        if self.name == "nn":
            # More columns than the first layer has units add nothing that it could tell apart.
            return EmbeddingNetwork(n_users, n_movies, self.seed, widest=LAYERS[0])
        if self.name == "pmf":
            return DotProduct(n_users, n_movies, start=0.0, squashed=True, seed=self.seed)
        mean = float(known.ratings.mean(dtype=np.float64))
        return DotProduct(n_users, n_movies, start=mean, squashed=False, seed=self.seed)
