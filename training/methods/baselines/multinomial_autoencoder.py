"""Multinomial autoencoder: Mult-DAE and Mult-VAE in Keras."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_softmax

from training.methods.base import RowScores, TrainingData
from training.methods.baselines.catalogue_rows import popularity_factor
from training.methods.baselines.weighting import Weighting
from training.settings import at_least, finite, positive, share, whole

if TYPE_CHECKING:
    import keras
    import tensorflow as tf


SEED = 0  # of the weights, the dropout and the order of the users


@dataclass(frozen=True)
class MultinomialAutoencoderParameters:
    weighting: Weighting = field(default_factory=Weighting)
    """Which ratings are a user's history."""
    hidden: int = 200
    """Width of the hidden layer on either side of the latent one; 0 leaves it out."""
    latent: int = 64
    """Dimension of the latent layer."""
    dropout: float = 0.5
    """Share of a history hidden from the encoder while training."""
    kl_weight: float = 0.0
    """Weight of the KL term once annealed; 0 is the denoising autoencoder, Mult-DAE."""
    learning_rate: float = 1e-3
    epochs: int = 50
    batch_users: int = 100
    popularity_exponent: float = 0.0
    """Added to the log-probabilities times the log of the movie's ratings."""

    def __post_init__(self) -> None:
        whole(0, hidden=self.hidden)
        whole(latent=self.latent, epochs=self.epochs, batch_users=self.batch_users)
        share(dropout=self.dropout)
        at_least(0, kl_weight=self.kl_weight)
        positive(learning_rate=self.learning_rate)
        finite(popularity_exponent=self.popularity_exponent)


class MultinomialAutoencoder:
    """Encodes the liked films, decodes a multinomial over all films.

    Liang, Krishnan, Hoffman and Jebara, "Variational Autoencoders for
    Collaborative Filtering", WWW 2018: L2-normalized input, dropout on it, tanh
    layers, multinomial likelihood; the KL weight rises linearly over the first
    half of the training. A triple is encoded as a history of three films, at the
    mean of its posterior. On the CPU with one seed it repeats to within rounding,
    not bit for bit: TensorFlow may order its sums differently.
    """

    name = "multinomial-autoencoder"

    def __init__(self, parameters: MultinomialAutoencoderParameters | None = None) -> None:
        self.parameters = parameters or MultinomialAutoencoderParameters()

    def fit(self, data: TrainingData) -> Self:
        import keras

        p = self.parameters
        matrix = p.weighting.matrix(data.interactions)
        matrix = matrix[np.flatnonzero(np.diff(matrix.indptr))]  # users with a history
        n_users = matrix.shape[0]
        keras.utils.set_random_seed(SEED)
        shuffle = np.random.default_rng(SEED)
        self._model = build_autoencoder(data.interactions.n_movies, p)
        steps = p.epochs * math.ceil(n_users / p.batch_users)
        step = 0
        for _ in range(p.epochs):
            order = shuffle.permutation(n_users)
            for start in range(0, n_users, p.batch_users):
                histories = matrix[order[start : start + p.batch_users]].toarray()
                step += 1
                self._model.kl_weight.assign(p.kl_weight * min(1.0, 2 * step / steps))
                self._model.train_on_batch(histories, histories)
        self._offset = np.log(popularity_factor(data.catalogue.counts, p.popularity_exponent))
        return self

    def score(self, picks: NDArray[np.int32]) -> RowScores:
        histories = np.zeros((len(picks), len(self._offset)), dtype=np.float32)
        np.put_along_axis(histories, picks, 1.0, axis=1)
        logits = np.asarray(self._model(histories, training=False), dtype=np.float32)
        # Log-probabilities: comparable between triples, in the same order as the logits.
        return RowScores.same(log_softmax(logits, axis=1) + self._offset)


def build_autoencoder(n_movies: int, parameters: MultinomialAutoencoderParameters) -> keras.Model:
    """The compiled network: (batch, n_movies) histories in, logits of the same shape out."""
    import keras
    from keras import layers, ops

    p = parameters

    class Autoencoder(keras.Model):
        def __init__(self) -> None:
            super().__init__()
            self.kl_weight = keras.Variable(0.0, trainable=False, name="kl_weight")
            self.noise = keras.random.SeedGenerator(SEED)
            self.normalize = layers.UnitNormalization()
            self.dropout = layers.Dropout(p.dropout, seed=SEED)
            hidden = [p.hidden] if p.hidden else []
            self.encoder = [layers.Dense(width, activation="tanh") for width in hidden]
            variational = p.kl_weight > 0
            # Mult-DAE has a plain tanh layer here, Mult-VAE a mean and a log variance.
            self.mean = layers.Dense(p.latent, activation=None if variational else "tanh")
            self.log_variance = layers.Dense(p.latent) if variational else None
            self.decoder = [layers.Dense(width, activation="tanh") for width in hidden]
            self.output_layer = layers.Dense(n_movies)

        def call(self, histories: tf.Tensor, training: bool = False) -> tf.Tensor:
            x = self.dropout(self.normalize(histories), training=training)
            for layer in self.encoder:
                x = layer(x)
            latent = self.mean(x)
            if self.log_variance is not None and training:
                log_variance = self.log_variance(x)
                divergence = 0.5 * ops.sum(
                    ops.exp(log_variance) + ops.square(latent) - 1 - log_variance, axis=1
                )
                self.add_loss(self.kl_weight * ops.mean(divergence))
                noise = keras.random.normal(ops.shape(latent), seed=self.noise)
                latent = latent + ops.exp(0.5 * log_variance) * noise
            x = latent
            for layer in self.decoder:
                x = layer(x)
            return self.output_layer(x)

    def negative_log_likelihood(histories: tf.Tensor, logits: tf.Tensor) -> tf.Tensor:
        return -ops.mean(ops.sum(histories * ops.log_softmax(logits, axis=1), axis=1))

    model = Autoencoder()
    model.compile(
        optimizer=keras.optimizers.Adam(p.learning_rate),
        loss=negative_log_likelihood,
    )
    return model
