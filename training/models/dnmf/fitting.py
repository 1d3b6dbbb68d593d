"""Training: hide a part of the ratings, predict it from the rest, again and again.

Every epoch deals the ratings at random into parts and hides each part once: the
biases and embeddings are computed from the visible ratings alone, and the loss is
the squared error on the hidden ones. So what a rating contributes to its own
prediction is left out exactly, biases included, as it is for a rating to come.
Of some users a step shows a few ratings only, as of a visitor with three picks.
"""

from __future__ import annotations

from dataclasses import dataclass

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from training.data.holdout import random_holdout
from training.data.interactions import Interactions
from training.models.dnmf.config import (
    AVERAGING,
    LEARNING_RATE,
    MAX_TARGETS,
    SHORTENED_LENGTH,
    SHORTENED_USERS,
    VALIDATION_SHARE,
    WARMUP_STEPS,
    DnmfConfig,
)
from training.models.dnmf.model import DnmfModel, History
from training.runtime.progress import progress_bar


@dataclass(frozen=True)
class Epoch:
    """One row of the learning curve; RMSE in stars."""

    epoch: int  # from 1
    train_rmse: float  # hidden training ratings, as predicted while training (dropout on)
    validation_rmse: float | None  # ratings held out, by the averaged weights


class Trainer:
    """One model in training on ``ratings``, and the running average of its weights."""

    def __init__(
        self,
        ratings: Interactions,
        features: NDArray[np.float32],
        config: DnmfConfig,
        seed: int,
    ) -> None:
        self.config = config
        self.random = np.random.default_rng(seed)
        self.history = as_history(ratings)
        self.n_ratings, self.n_users = len(ratings.ratings), ratings.n_users
        self._users = ratings.users
        self._user_counts = np.bincount(ratings.users, minlength=ratings.n_users)
        self.model = DnmfModel(ratings.n_users, features, config, seed)
        self.averaged = DnmfModel(ratings.n_users, features, config, seed)
        self.averaged.history = self.history
        self.averaged.set_weights(self.model.get_weights())
        self.optimizer = keras.optimizers.Adam(learning_rate=0.0, beta_2=0.99)
        self.optimizer.build(self.model.trainable_variables)
        self.steps = 0
        indices = tf.TensorSpec((None,), tf.int32)
        # Nothing in them depends on a tensor's value, so nothing has to be rewritten (autograph,
        # which leaves its translations behind in the folder for temporary files).
        self._compiled_step = tf.function(
            self._step, input_signature=(indices, indices), autograph=False
        )
        self._compiled_rate = tf.function(
            self.averaged.call, input_signature=((indices, indices),), autograph=False
        )

    def run_epoch(self) -> float:
        """Hide and predict every part once; returns the RMSE over the hidden ratings."""
        parts = np.array_split(
            self.random.permutation(self.n_ratings).astype(np.int32), self.config.hidden_parts
        )
        squares, n = 0.0, 0
        for part in parts:
            visible = self._shortened()
            visible[part] = False
            targets = part[:MAX_TARGETS]
            if len(targets) == 0 or not visible.any():
                continue
            self.steps += 1
            warm = min(1.0, self.steps / WARMUP_STEPS)
            self.optimizer.learning_rate.assign(LEARNING_RATE * warm)
            loss = self._compiled_step(np.flatnonzero(visible).astype(np.int32), targets)
            squares += float(loss) * len(targets)
            n += len(targets)
        return float(np.sqrt(squares / n))

    def _shortened(self) -> NDArray[np.bool_]:
        """Which ratings a step may show: all of most users, a few of some."""
        lengths = self.random.integers(1, SHORTENED_LENGTH + 1, self.n_users)
        short = self.random.random(self.n_users) < SHORTENED_USERS
        share = np.where(short, lengths / np.maximum(self._user_counts, 1), 1.0)
        return self.random.random(self.n_ratings) < share[self._users]

    def predict(self, users: NDArray[np.int32], movies: NDArray[np.int32]) -> NDArray[np.float32]:
        """(n,) stars by the averaged weights, from all of the training ratings."""
        stars: NDArray[np.float32] = self._compiled_rate((users, movies)).numpy()
        return stars

    def _step(self, visible: tf.Tensor, targets: tf.Tensor) -> tf.Tensor:
        seen = History(*(tf.gather(column, visible) for column in self.history))
        hidden = History(*(tf.gather(column, targets) for column in self.history))
        variables = self.model.trainable_variables
        with tf.GradientTape() as tape:
            encoded = self.model.encoder(seen, training=True)
            predicted = self.model.rate(encoded, hidden.users, hidden.movies, training=True)
            loss = tf.reduce_mean(tf.square(predicted - hidden.stars))
        self.optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables, strict=True))
        decay = AVERAGING
        for average, value in zip(self.averaged.trainable_variables, variables, strict=True):
            average.assign(decay * average + (1 - decay) * value)
        return loss


def find_epochs(
    ratings: Interactions,
    features: NDArray[np.float32],
    config: DnmfConfig,
    seed: int,
    progress: bool = False,
) -> tuple[int, list[Epoch]]:
    """The number of epochs with the lowest RMSE on ratings held out, and the curve to there.

    The held-out ratings are a random share of ``ratings``, which must therefore
    be training ratings only. Stops when the RMSE has not fallen for
    ``config.patience`` epochs. Raises ``ValueError`` for fewer than 4 ratings.
    """
    n = len(ratings.ratings)
    if n < 4:
        raise ValueError(f"at least 4 ratings are needed to hold some out, not {n}")
    learned, unseen = random_holdout(ratings, seed, VALIDATION_SHARE)
    trainer = Trainer(learned, features, config, seed)
    curve: list[Epoch] = []
    best, best_rmse, counted_rmse, waited = 1, float("inf"), float("inf"), 0
    bar = progress_bar(config.max_epochs, "dnmf: epochs needed", progress)
    with bar:
        for epoch in range(1, config.max_epochs + 1):
            train_rmse = trainer.run_epoch()
            error = trainer.predict(unseen.users, unseen.movies) - unseen.ratings
            rmse = float(np.sqrt(np.mean(np.square(error))))
            curve.append(Epoch(epoch, train_rmse, rmse))
            bar.update()
            bar.set_postfix(validation_rmse=f"{rmse:.4f}")
            if rmse < best_rmse:
                best, best_rmse = epoch, rmse
            # Patience asks for a fall that matters, so that a flat curve ends the search.
            if rmse < counted_rmse - config.min_gain:
                counted_rmse, waited = rmse, 0
            else:
                waited += 1
            if waited == config.patience:
                break
    return best, curve


def fit_model(
    ratings: Interactions,
    features: NDArray[np.float32],
    config: DnmfConfig,
    seed: int,
    epochs: int,
    progress: bool = False,
) -> DnmfModel:
    """The model with averaged weights after ``epochs`` epochs on all of ``ratings``."""
    trainer = Trainer(ratings, features, config, seed)
    with progress_bar(epochs, "dnmf: final fit", progress) as bar:
        for _ in range(epochs):
            rmse = trainer.run_epoch()
            bar.update()
            bar.set_postfix(train_rmse=f"{rmse:.4f}")
    return trainer.averaged


def as_history(ratings: Interactions) -> History:
    """The ratings as tensors."""
    return History(
        tf.constant(ratings.users), tf.constant(ratings.movies), tf.constant(ratings.ratings)
    )
