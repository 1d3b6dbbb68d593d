"""The one fit of all gradient-trained models: AdamW on a one-cycle schedule.

Smith, "A disciplined approach to neural network hyper-parameters", 2018: the
learning rate rises to its maximum over the first quarter of all steps and falls to
almost nothing over the rest. Weight decay is decoupled (Loshchilov and Hutter,
"Decoupled weight decay regularization", ICLR 2019).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import keras
import numpy as np
from numpy.typing import NDArray

from training.data.interactions import Interactions
from training.models.factorization.prediction import mean_squared_error
from training.models.factorization.steps import Steps, Training
from training.runtime.progress import progress_bar
from training.settings import at_least, positive, share, whole

RISE = 0.25  # share of the steps in which the learning rate rises
MOST_STEPS = 1000  # of all epochs, before the batch grows
MOST_FASTER = 2.0  # measured: four times the rate predicts worse
RATINGS_MEANT = 100_000
_FIRST, _LAST = 1 / 25, 1 / 100_000  # learning rate at both ends, as shares of the maximum


@dataclass(frozen=True)
class FitConfig:
    """How a model is trained."""

    epochs: int = 5
    learning_rate: float = 5e-3
    """The highest of the cycle."""
    weight_decay: float = 0.1
    """Share of every weight, times the learning rate, that each step takes off; biases of
    layers are spared."""
    batch: int = 512
    """Ratings per step; fewer where there are fewer ratings."""
    embedding_dropout: float = 0.4
    """Share of the network's embedded values that a step leaves out."""
    fewest_epochs: int = 5
    """Where epochs become fewer as ratings become more, so many are left, if there were."""

    def __post_init__(self) -> None:
        whole(epochs=self.epochs, batch=self.batch, fewest_epochs=self.fewest_epochs)
        positive(learning_rate=self.learning_rate)
        at_least(0, weight_decay=self.weight_decay)
        share(embedding_dropout=self.embedding_dropout)


@dataclass(frozen=True)
class Epoch:
    """One row of the learning curve: mean squared errors in squared stars."""

    epoch: int  # from 1
    train_mse: float  # over the epoch's batches, while the weights changed
    validation_mse: float | None  # predictions clipped to the scale of the ratings


def one_cycle(progress: float, maximum: float) -> float:
    """The learning rate at ``progress``, 0 to 1, of the training; two halves of a cosine."""
    if progress < RISE:
        start, end, part = maximum * _FIRST, maximum, progress / RISE
    else:
        start, end, part = maximum, maximum * _LAST, (progress - RISE) / (1 - RISE)
    return start + (end - start) * (1 - math.cos(math.pi * part)) / 2


def grown(config: FitConfig, n: int) -> FitConfig:
    """``config``, meant for about a hundred thousand ratings, for ``n`` of them.

    Where its batch would make more than ``MOST_STEPS`` of all epochs, the batch grows with the
    ratings: a user's and a movie's row then move as often as on few ratings, by
    gradients of more ratings each. The learning rate grows with the root of the batch (Malladi,
    Lyu, Panigrahi and Arora, "On the SDEs and scaling rules for adaptive gradient
    algorithms", NeurIPS 2022), to ``MOST_FASTER`` times at most. Many epochs become
    fewer, with the root of the ratings too, ``fewest_epochs`` at least. On few ratings it is
    ``config`` itself.
    """
    if n <= RATINGS_MEANT and n * config.epochs <= config.batch * MOST_STEPS:
        return config
    fewer = max(config.fewest_epochs, round(config.epochs * (RATINGS_MEANT / n) ** 0.5))
    epochs = min(config.epochs, fewer)
    batch = max(config.batch, n * epochs // MOST_STEPS)
    faster = min(MOST_FASTER, (batch / config.batch) ** 0.5)
    return replace(config, epochs=epochs, batch=batch, learning_rate=config.learning_rate * faster)


def fit(
    model: keras.Model,
    ratings: Interactions,
    config: FitConfig,
    seed: int,
    validation: Interactions | None = None,
    name: str = "",
    progress: bool = False,
    steps: Steps | None = None,
) -> list[Epoch]:
    """Train ``model`` (pairs of positions to stars) in place; returns the learning curve.

    ``seed`` orders the batches. A batch too small to be full is left out of its
    epoch; the ratings in it differ from epoch to epoch. ``steps`` are those compiled
    for a model of the same structure.
    """
    model((ratings.users[:1], ratings.movies[:1]))  # creates the weights
    training = Training(
        steps or Steps(model), model, config.weight_decay, config.embedding_dropout, seed
    )
    random = np.random.default_rng(seed)
    n, batch = len(ratings.ratings), min(config.batch, len(ratings.ratings))
    count = n // batch
    curve = []
    with progress_bar(config.epochs, f"{name}: epochs", progress) as bar:
        for epoch in range(config.epochs):
            rates = [
                one_cycle((epoch * count + number) / (config.epochs * count), config.learning_rate)
                for number in range(count)
            ]
            losses = training.run(ratings, _batches(random, n, batch), rates)
            error = None
            if validation is not None:
                error = mean_squared_error(model.as_arrays(), validation, ratings)
                bar.set_postfix(validation_mse=f"{error:.4f}")
            curve.append(Epoch(epoch + 1, losses / count, error))
            bar.update()
    return curve


def _batches(random: np.random.Generator, n: int, batch: int) -> NDArray[np.int64]:
    """(steps, batch) a random order of n ratings, cut into full batches.

    Within a batch they ascend: whatever order the ratings are kept in, that of users say, is
    that of a batch, and one user's row is read and changed once and not all over again.
    """
    steps = n // batch
    batches = random.permutation(n)[: steps * batch].reshape(steps, batch)
    batches.sort(axis=1)
    return batches
