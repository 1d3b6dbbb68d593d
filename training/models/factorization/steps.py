"""The steps of the fit, many in one call: AdamW over all weights, compiled.

Every step updates every weight, as AdamW is defined: between two ratings of its own a user's
row goes on with its momentum and its decay. Compiled, a step reads and writes the weights and
their two moments once, so that even for the users and movies of 32 million ratings it costs
less than the gradient of its batch.
"""

from __future__ import annotations

from collections.abc import Sequence

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from training.data.interactions import Interactions

FIRST_MOMENT, SECOND_MOMENT, EPSILON = 0.9, 0.99, 1e-5
RATINGS_PER_CALL = 1 << 17


class Steps:
    """Compiled steps of models of one structure, whatever their weights and settings.

    Fits with the same numbers of users and movies and the same batch share what was
    compiled; on few ratings it takes longer than the fit.
    """

    def __init__(self, model: keras.Model) -> None:
        """``model``, built, stands for all: its structure is used, not its weights."""
        self._shapes = [variable.shape for variable in model.variables]
        self._decays = [float(variable.name != "bias") for variable in model.trainable_variables]

        def losses_of(
            weights: list[tf.Variable],
            moments: list[tuple[tf.Variable, tf.Variable]],
            fixed: list[tf.Tensor],
            batches: tuple[tf.Tensor, tf.Tensor, tf.Tensor],
            rates: tf.Tensor,
            count: tf.Tensor,
            settings: tuple[tf.Tensor, tf.Tensor, tf.Tensor],
        ) -> tf.Tensor:
            weight_decay, left_out, seed = settings

            def step(number: tf.Tensor, total: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
                users, movies, stars = (array[number] for array in batches)
                rate, corrected = rates[number, 0], rates[number, 1]
                values = [weight.read_value() for weight in weights]
                with tf.GradientTape() as tape:
                    tape.watch(values)
                    drop = (left_out, tf.stack([seed, tf.cast(rates[number, 2], tf.int32)]))
                    predicted, _ = model.stateless_call(values, fixed, (users, movies), drop=drop)
                    loss = tf.reduce_mean(tf.square(predicted - stars))
                gradients = tape.gradient(loss, values)
                for weight, value, gradient, (first, second), decays in zip(
                    weights, values, gradients, moments, self._decays, strict=True
                ):
                    dense = tf.convert_to_tensor(gradient)
                    mean = first + (1 - FIRST_MOMENT) * (dense - first)
                    square = second + (1 - SECOND_MOMENT) * (tf.square(dense) - second)
                    first.assign(mean)
                    second.assign(square)
                    kept = value * (1 - rate * weight_decay * decays)
                    weight.assign(kept - corrected * mean / (tf.sqrt(square) + EPSILON))
                return number + 1, total + loss

            start = (tf.constant(0), tf.constant(0.0))
            return tf.while_loop(lambda number, _: number < count, step, start)[1]

        self._losses_of = tf.function(losses_of, jit_compile=True, autograph=False)

    def serve(self, model: keras.Model) -> bool:
        """Whether ``model``, of the same structure, has as many users and movies."""
        return [variable.shape for variable in model.variables] == self._shapes


class Training:
    """A model on its way through the steps of one fit."""

    def __init__(
        self, steps: Steps, model: keras.Model, weight_decay: float, left_out: float, seed: int
    ) -> None:
        """``left_out`` is the share of embedded values that a step leaves out."""
        self._steps = steps
        self._weights = [variable.value for variable in model.trainable_variables]
        self._fixed = [variable.value for variable in model.non_trainable_variables]
        self._moments = [
            (tf.Variable(tf.zeros_like(weight)), tf.Variable(tf.zeros_like(weight)))
            for weight in self._weights
        ]
        self._settings = (
            tf.constant(weight_decay),
            tf.constant(left_out),
            tf.constant(seed % (1 << 31)),
        )
        self._done = 0

    def run(
        self, ratings: Interactions, batches: NDArray[np.integer], rates: Sequence[float]
    ) -> float:
        """One step for each of (k, batch) ``batches`` of ratings; the sum of their losses.

        ``rates`` are the k learning rates.
        """
        per_call = max(1, RATINGS_PER_CALL // batches.shape[1])
        total = 0.0
        for start in range(0, len(batches), per_call):
            rows = batches[start : start + per_call]
            at = self._done + np.arange(len(rows))
            rate = np.asarray(rates[start : start + per_call])
            corrected = rate * np.sqrt(1 - SECOND_MOMENT ** (at + 1))
            corrected /= 1 - FIRST_MOMENT ** (at + 1)
            total += float(
                self._steps._losses_of(
                    self._weights,
                    self._moments,
                    self._fixed,
                    tuple(
                        _filled(array[rows], per_call)
                        for array in (ratings.users, ratings.movies, ratings.ratings)
                    ),
                    _filled(np.stack([rate, corrected, at], axis=1, dtype=np.float32), per_call),
                    tf.constant(len(rows)),
                    self._settings,
                )
            )
            self._done += len(rows)
        return total


def _filled(rows: NDArray[np.generic], n: int) -> tf.Tensor:
    """Rows of zeros up to ``n``: one shape for all calls, since each is compiled for itself."""
    empty = np.zeros((n - len(rows), *rows.shape[1:]), dtype=rows.dtype)
    return tf.constant(np.concatenate([rows, empty]))
