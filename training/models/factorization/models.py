"""The gradient-trained models, in Keras: dot products of embeddings, and a network.

What is squashed starts from the middle of its range and not from the mean rating:
the embeddings then learn a direction that all share, which lets a user's spread and
a movie's mean scale each other. Started from the mean, both models measured worse.
"""

from __future__ import annotations

import keras
import numpy as np
import tensorflow as tf
from keras import layers
from numpy.typing import NDArray

from serving.rating_models import Y_RANGE, DotProductModel, NetworkModel

FACTORS = 50
LAYERS = (100, 50)
WIDEST = 600

Pairs = tuple[tf.Tensor, tf.Tensor]
"""(n,) positions of users, and (n,) of movies."""

Drop = tuple[tf.Tensor, tf.Tensor]
"""The share of embedded values that a step leaves out, and (2,) what its chance starts from."""


def embedding_size(n: int) -> int:
    """The size rule of the network's embeddings: min(600, round(1.6 n^0.56)) for n categories."""
    size: int = round(1.6 * n**0.56)
    return min(WIDEST, size)


class DotProduct(keras.Model):
    """start + b_u + b_m + p_u . q_m, by itself or squashed into (0, ``Y_RANGE``).

    By itself, with the mean rating for a start, it is biased matrix factorization
    (Koren, Bell and Volinsky, IEEE Computer 2009); squashed, with the penalty on the
    factors that a Gaussian prior amounts to, probabilistic matrix factorization
    (Salakhutdinov and Mnih, NIPS 2007).
    """

    def __init__(
        self,
        n_users: int,
        n_movies: int,
        start: float,
        squashed: bool,
        seed: int,
        size: int = FACTORS,
    ) -> None:
        super().__init__()
        self.squashed = squashed
        # A weight, since what is compiled for one model serves another with another mean.
        self.start = self.add_weight(
            shape=(), initializer=keras.initializers.Constant(start), trainable=False
        )
        self.user_factors = _embedding(n_users, size, seed)
        self.movie_factors = _embedding(n_movies, size, seed + 1)
        self.user_biases = _embedding(n_users, 1, seed + 2)
        self.movie_biases = _embedding(n_movies, 1, seed + 3)

    def call(self, pairs: Pairs, drop: Drop | None = None) -> tf.Tensor:
        """(n,) stars of n pairs. ``drop`` is the network's alone."""
        users, movies = pairs
        products = keras.ops.sum(self.user_factors(users) * self.movie_factors(movies), axis=-1)
        biases = self.user_biases(users)[:, 0] + self.movie_biases(movies)[:, 0]
        total = products + biases + self.start
        return Y_RANGE * keras.ops.sigmoid(total) if self.squashed else total

    def as_arrays(self) -> DotProductModel:
        """The trained model without Keras."""
        users = _with_columns(self.user_factors, self.user_biases)
        movies = _with_columns(self.movie_factors, self.movie_biases)
        users[:, -1] = 1
        movies[:, -1] = movies[:, -2] + float(self.start.value)
        movies[:, -2] = 1
        return DotProductModel(users, movies, self.squashed)


class EmbeddingNetwork(keras.Model):
    """A perceptron (100, 50; relu) over a user's and a movie's embedding, squashed likewise.

    The embeddings differ in size, as users and movies do in number (the rule of
    fastai's tabular models: Howard and Gugger, Information 2020), up to what is asked for.
    """

    def __init__(self, n_users: int, n_movies: int, seed: int, widest: int = WIDEST) -> None:
        """``widest`` is the most that an embedding may have, whatever the rule says."""
        super().__init__()
        users, movies = (min(embedding_size(n), widest) for n in (n_users, n_movies))
        self.user_embeddings = _embedding(n_users, users, seed)
        self.movie_embeddings = _embedding(n_movies, movies, seed + 1)
        self.hidden = [
            layers.Dense(
                units,
                activation="relu",
                kernel_initializer=keras.initializers.HeUniform(seed + 3 + number),
            )
            for number, units in enumerate(LAYERS)
        ]
        self.output_layer = layers.Dense(
            1, kernel_initializer=keras.initializers.GlorotUniform(seed + 3 + len(LAYERS))
        )

    def call(self, pairs: Pairs, drop: Drop | None = None) -> tf.Tensor:
        """(n,) stars of n pairs; in a step, with what it leaves out."""
        users, movies = pairs
        values = keras.ops.concatenate(
            [self.user_embeddings(users), self.movie_embeddings(movies)], axis=-1
        )
        if drop is not None:
            values = dropped(values, drop)
        for layer in self.hidden:
            values = layer(values)
        return Y_RANGE * keras.ops.sigmoid(self.output_layer(values)[:, 0])

    def as_arrays(self) -> NetworkModel:
        """The trained model without Keras, its first layer applied to each embedding."""
        users, movies = (e.get_weights()[0] for e in (self.user_embeddings, self.movie_embeddings))
        kernel, bias = self.hidden[0].get_weights()
        return NetworkModel(
            users=users @ kernel[: users.shape[1]] + bias,
            movies=movies @ kernel[users.shape[1] :],
            hidden=np.vstack(self.hidden[1].get_weights()),
            output=np.vstack(self.output_layer.get_weights()),
        )


def dropped(values: tf.Tensor, drop: Drop) -> tf.Tensor:
    """``values`` with a share of them 0, and the others greater so that the mean stays.

    Keras has this too; compiled, its random numbers take longer than all the rest of a step.
    """
    left_out, chance = drop
    random = tf.random.stateless_uniform(tf.shape(values), chance, alg="philox")
    return tf.where(random < left_out, 0.0, values / (1 - left_out))


def _embedding(n: int, size: int, seed: int) -> layers.Embedding:
    initializer = keras.initializers.TruncatedNormal(stddev=0.01, seed=seed)
    return layers.Embedding(n, size, embeddings_initializer=initializer)


def _with_columns(factors: layers.Embedding, biases: layers.Embedding) -> NDArray[np.float32]:
    """(n, size + 2) factors, biases and an empty column."""
    empty = np.zeros((factors.input_dim, 1), np.float32)
    return np.hstack([factors.get_weights()[0], biases.get_weights()[0], empty])
