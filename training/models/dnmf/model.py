"""The network: embeddings out of rating histories, a product path and a perceptron path.

Neural matrix factorization (He et al. 2017, "Neural collaborative filtering")
predicts a rating from the embeddings of a user and of a movie along two paths,
their elementwise product and a multilayer perceptron over both, which one linear
output joins. Here the output is what damped biases leave to explain, and the
embeddings are not looked up: a user's is a learned sum over the movies that they
rated, of the residuals and of the mere presence of their ratings (asymmetric SVD
and SVD++: Koren 2008, "Factorization meets the neighborhood"), a movie's the same
sum over those who rated it, and over its genres and year. So a user who is not in
the training data is embedded by the same network.
"""

from __future__ import annotations

from typing import NamedTuple

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from training.models.dnmf.config import BIAS_DAMPING, HISTORY_EXPONENT, TABLE_DROPOUT, DnmfConfig

FACTS = 4  # numbers about a history that the perceptron sees beside the embedding
_INITIAL_SCALE = 0.02  # standard deviation of the tables' first values


class History(NamedTuple):
    """Ratings as three tensors of one length: who, which movie (positions), how many stars."""

    users: tf.Tensor
    movies: tf.Tensor
    stars: tf.Tensor


class Side(NamedTuple):
    """What the histories say of n users, or of n movies."""

    bias: tf.Tensor  # (n,) stars above the mean rating, damped
    embedding: tf.Tensor  # (n, embedding_size)
    facts: tf.Tensor  # (n, FACTS) bias, spread of residuals, two forms of the number of ratings


class Encoded(NamedTuple):
    """Everything that a prediction needs."""

    mean: tf.Tensor  # () mean rating of the history
    users: Side
    movies: Side


class HistoryEncoder(keras.layers.Layer):
    """Biases and embeddings of U users and M movies from their ratings."""

    def __init__(
        self,
        n_users: int,
        features: NDArray[np.float32],
        config: DnmfConfig,
        random: np.random.Generator,
    ) -> None:
        super().__init__()
        self.n_users, self.n_movies = n_users, len(features)
        self.config = config
        self.features = tf.constant(features)
        first = keras.initializers.RandomNormal(stddev=_INITIAL_SCALE, seed=_draw(random))

        def table(rows: int, name: str) -> keras.Variable:
            return self.add_weight(
                shape=(rows, config.embedding_size), initializer=first, name=name
            )

        # What a rating of this movie adds to its user's embedding: times its residual, and as is.
        # A movie's row is its own plus that of its genres and year, so rare movies share theirs.
        self.movie_residual = table(self.n_movies, "movie_residual")
        self.movie_presence = table(self.n_movies, "movie_presence")
        self.feature_residual = table(features.shape[1], "feature_residual")
        self.feature_presence = table(features.shape[1], "feature_presence")
        # What a rating by this user adds to its movie's embedding.
        self.user_residual = table(n_users, "user_residual")
        self.user_presence = table(n_users, "user_presence")
        # Where embeddings start before any rating.
        self.user_origin = table(1, "user_origin")
        self.feature_origin = table(features.shape[1], "feature_origin")
        self.drop_movie = keras.layers.Dropout(
            TABLE_DROPOUT, noise_shape=(self.n_movies, 1), seed=_draw(random)
        )
        self.drop_user = keras.layers.Dropout(
            TABLE_DROPOUT, noise_shape=(n_users, 1), seed=_draw(random)
        )

    def call(
        self,
        history: History,
        training: bool = False,
        level: tuple[tf.Tensor, tf.Tensor] | None = None,
    ) -> Encoded:
        """Encode all U users and M movies.

        ``level`` are the mean rating and the movies' biases (M,) where more is known of
        them than the history tells.
        """
        if level is None:
            mean = tf.reduce_mean(history.stars)
            movie_bias = self._movie_bias(history, mean)
        else:
            mean, movie_bias = level
        users, residuals = self._encode_users(history, self.n_users, mean, movie_bias, training)
        movies = self._encode_movies(history, movie_bias, residuals, training)
        return Encoded(mean, users, movies)

    def encode_users(
        self, history: History, n_users: int, mean: tf.Tensor, movie_bias: tf.Tensor
    ) -> Side:
        """Encode ``n_users`` users, new ones included, for movies whose biases are known."""
        return self._encode_users(history, n_users, mean, movie_bias, training=False)[0]

    def _movie_bias(self, history: History, mean: tf.Tensor) -> tf.Tensor:
        # Two rounds: a movie's first bias ignores who rated it, its second allows for that.
        damping = BIAS_DAMPING
        above = history.stars - mean
        first = _damped_mean(above, history.movies, self.n_movies, damping)
        users = _damped_mean(
            above - tf.gather(first, history.movies), history.users, self.n_users, damping
        )
        return _damped_mean(
            above - tf.gather(users, history.users), history.movies, self.n_movies, damping
        )

    def _encode_users(
        self,
        history: History,
        n_users: int,
        mean: tf.Tensor,
        movie_bias: tf.Tensor,
        training: bool,
    ) -> tuple[Side, tf.Tensor]:
        beyond = history.stars - mean - tf.gather(movie_bias, history.movies)
        bias = _damped_mean(beyond, history.users, n_users, BIAS_DAMPING)
        residuals = beyond - tf.gather(bias, history.users)
        count = _counts(history.users, n_users)
        by_residual = self.movie_residual + self.features @ self.feature_residual
        by_presence = self.movie_presence + self.features @ self.feature_presence
        both = self.drop_movie(tf.concat([by_residual, by_presence], axis=1), training=training)
        by_residual, by_presence = tf.split(both, 2, axis=1)
        shape = (n_users, self.n_movies)
        sums = _sparse_product(history, residuals, shape, by_residual) + _sparse_product(
            history, tf.ones_like(residuals), shape, by_presence
        )
        embedding = sums * self._shrinkage(count) + self.user_origin
        return Side(bias, embedding, _facts(bias, residuals, history.users, count)), residuals

    def _encode_movies(
        self, history: History, bias: tf.Tensor, residuals: tf.Tensor, training: bool
    ) -> Side:
        count = _counts(history.movies, self.n_movies)
        both = self.drop_user(
            tf.concat([self.user_residual, self.user_presence], axis=1), training=training
        )
        by_residual, by_presence = tf.split(both, 2, axis=1)
        shape = (self.n_users, self.n_movies)
        sums = _sparse_product(history, residuals, shape, by_residual, adjoint=True)
        sums += _sparse_product(history, tf.ones_like(residuals), shape, by_presence, adjoint=True)
        embedding = sums * self._shrinkage(count) + self.features @ self.feature_origin
        return Side(bias, embedding, _facts(bias, residuals, history.movies, count))

    def _shrinkage(self, count: tf.Tensor) -> tf.Tensor:
        return tf.pow(count + 1, -HISTORY_EXPONENT)[:, None]


class JointHead(keras.layers.Layer):
    """The two paths from a pair of embeddings to what the biases leave to explain."""

    def __init__(self, config: DnmfConfig, random: np.random.Generator) -> None:
        super().__init__()
        size, (wide, narrow) = config.embedding_size, config.hidden_units
        self.drop = keras.layers.Dropout(config.embedding_dropout, seed=_draw(random))
        self.first = _hidden_layer(wide, random)
        self.second = _hidden_layer(narrow, random)
        self.joint = keras.layers.Dense(1)
        self.first.build((None, 2 * (size + FACTS)))
        self.second.build((None, wide))
        self.joint.build((None, size + narrow))
        # The product path starts as the plain dot product of matrix factorization, and the
        # perceptron path small beside it.
        scale = keras.initializers.RandomNormal(stddev=0.1, seed=_draw(random))((narrow, 1))
        self.joint.kernel.assign(tf.concat([tf.ones((size, 1)), scale], axis=0))

    def call(self, users: Side, movies: Side, training: bool = False) -> tf.Tensor:
        """(n,) residuals of n pairs; row r of ``users`` goes with row r of ``movies``."""
        user = self.drop(users.embedding, training=training)
        movie = self.drop(movies.embedding, training=training)
        perceptron = self.second(
            self.first(tf.concat([user, users.facts, movie, movies.facts], axis=1))
        )
        return self.joint(tf.concat([user * movie, perceptron], axis=1))[:, 0]


class DnmfModel(keras.Model):
    """Predicted stars of (user, movie) position pairs, given a history to know them by."""

    def __init__(
        self, n_users: int, features: NDArray[np.float32], config: DnmfConfig, seed: int
    ) -> None:
        super().__init__()
        random = np.random.default_rng(seed)
        self.encoder = HistoryEncoder(n_users, features, config, random)
        self.head = JointHead(config, random)
        self.history: History | None = None  # what ``call`` and ``predict`` know users by

    def call(self, pairs: tuple[tf.Tensor, tf.Tensor], training: bool = False) -> tf.Tensor:
        """(n,) stars for n user positions and n movie positions."""
        users, movies = pairs
        return self.rate(self.encoder(self.history, training=training), users, movies, training)

    def rate(
        self, encoded: Encoded, users: tf.Tensor, movies: tf.Tensor, training: bool = False
    ) -> tf.Tensor:
        """(n,) stars of n pairs from embeddings that are already there."""
        user = Side(*(tf.gather(part, users) for part in encoded.users))
        movie = Side(*(tf.gather(part, movies) for part in encoded.movies))
        return encoded.mean + user.bias + movie.bias + self.head(user, movie, training=training)


def _draw(random: np.random.Generator) -> int:
    """A seed of its own for each random part, so that no two draw alike."""
    return int(random.integers(2**31))


def _hidden_layer(units: int, random: np.random.Generator) -> keras.layers.Dense:
    initial = keras.initializers.HeNormal(seed=_draw(random))
    return keras.layers.Dense(units, activation="relu", kernel_initializer=initial)


def _counts(groups: tf.Tensor, n: int) -> tf.Tensor:
    return tf.math.unsorted_segment_sum(tf.ones_like(groups, tf.float32), groups, n)


def _damped_mean(values: tf.Tensor, groups: tf.Tensor, n: int, damping: float) -> tf.Tensor:
    total = tf.math.unsorted_segment_sum(values, groups, n)
    return total / (_counts(groups, n) + damping)


def _facts(bias: tf.Tensor, residuals: tf.Tensor, groups: tf.Tensor, count: tf.Tensor) -> tf.Tensor:
    # The spread starts from 4 residuals of one star, so that a single rating says little.
    squares = tf.math.unsorted_segment_sum(tf.square(residuals), groups, count.shape[0])
    spread = tf.sqrt((squares + 4) / (count + 5))
    return tf.stack([bias, spread, tf.math.log1p(count) / 4, tf.math.rsqrt(count + 1)], axis=1)


def _sparse_product(
    history: History,
    values: tf.Tensor,
    shape: tuple[int, int],
    table: tf.Tensor,
    adjoint: bool = False,
) -> tf.Tensor:
    """The users x movies matrix of ``values`` (or its transpose) times ``table``."""
    indices = tf.stack([history.users, history.movies], axis=1)
    matrix = tf.SparseTensor(tf.cast(indices, tf.int64), values, shape)
    return tf.sparse.sparse_dense_matmul(matrix, table, adjoint_a=adjoint)
