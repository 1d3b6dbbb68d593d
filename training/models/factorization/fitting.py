"""The one fit of all gradient-trained models: AdamW on a one-cycle schedule.

Smith, "A disciplined approach to neural network hyper-parameters", 2018: the
learning rate rises to its maximum over the first quarter of all steps and falls to
almost nothing over the rest. Weight decay is decoupled (Loshchilov and Hutter,
"Decoupled weight decay regularization", ICLR 2019).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from training.data.interactions import Interactions
from training.runtime.progress import progress_bar
from training.settings import at_least, positive, share, whole

RISE = 0.25  # share of the steps in which the learning rate rises
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

    def __post_init__(self) -> None:
        whole(epochs=self.epochs, batch=self.batch)
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


def fit(
    model: keras.Model,
    ratings: Interactions,
    config: FitConfig,
    seed: int,
    validation: Interactions | None = None,
    name: str = "",
    progress: bool = False,
) -> list[Epoch]:
    """Train ``model`` (pairs of positions to stars) in place; returns the learning curve.

    ``seed`` orders the batches. A batch too small to be full is left out of its
    epoch; the ratings in it differ from epoch to epoch.
    """
    model((ratings.users[:1], ratings.movies[:1]))  # creates the weights
    optimizer = keras.optimizers.AdamW(
        learning_rate=0.0, weight_decay=config.weight_decay, beta_2=0.99, epsilon=1e-5
    )
    optimizer.exclude_from_weight_decay(var_names=["bias"])
    variables = model.trainable_variables
    optimizer.build(variables)

    # Compiled, the update passes over each weight once and not once per operation of it.
    @tf.function(jit_compile=True, autograph=False)
    def update(*gradients: tf.Tensor) -> None:
        optimizer.apply(gradients, variables)

    @tf.function(reduce_retracing=True, autograph=False)
    def step(users: tf.Tensor, movies: tf.Tensor, stars: tf.Tensor) -> tf.Tensor:
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(model((users, movies), training=True) - stars))
        gradients = tape.gradient(loss, [variable.value for variable in variables])
        update(*(tf.convert_to_tensor(gradient) for gradient in gradients))
        return loss

    random = np.random.default_rng(seed)
    n, batch = len(ratings.ratings), min(config.batch, len(ratings.ratings))
    steps = n // batch
    curve = []
    with progress_bar(config.epochs, f"{name}: epochs", progress) as bar:
        for epoch in range(config.epochs):
            losses = tf.constant(0.0)
            for number, chosen in enumerate(_batches(random, n, batch)):
                done = (epoch * steps + number) / (config.epochs * steps)
                optimizer.learning_rate.assign(one_cycle(done, config.learning_rate))
                losses += step(
                    ratings.users[chosen], ratings.movies[chosen], ratings.ratings[chosen]
                )
            error = None
            if validation is not None:
                error = mean_squared_error(model, validation, ratings)
                bar.set_postfix(validation_mse=f"{error:.4f}")
            curve.append(Epoch(epoch + 1, float(losses) / steps, error))
            bar.update()
    return curve


def mean_squared_error(model: keras.Model, unseen: Interactions, known: Interactions) -> float:
    """Of the predictions for ``unseen``, clipped to the range of the ``known`` ratings."""
    predicted = model((unseen.users, unseen.movies)).numpy()
    error = predicted.clip(known.ratings.min(), known.ratings.max()) - unseen.ratings
    return float(np.mean(np.square(error, dtype=np.float64)))


def _batches(random: np.random.Generator, n: int, batch: int) -> NDArray[np.int64]:
    """(steps, batch) a random order of n ratings, cut into full batches."""
    steps = n // batch
    return random.permutation(n)[: steps * batch].reshape(steps, batch)
