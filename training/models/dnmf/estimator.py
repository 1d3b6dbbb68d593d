"""Deep neural matrix factorization behind fit, predict and embed_users."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from training.data.blocks import blocks_of_users, sample_of_users
from training.data.interactions import Interactions
from training.models.dnmf.config import BIAS_DAMPING, DnmfConfig
from training.models.dnmf.fitting import Epoch, as_history, find_epochs, fit_model
from training.models.dnmf.model import DnmfModel, Encoded, History
from training.models.dnmf.movie_features import movie_features
from training.models.dnmf.pair_terms import Joint, PairTerms, joint_of, movie_terms, user_terms
from training.models.ratings.unknown_users import positions_or_last
from training.settings import whole


class Dnmf:
    """Predicts ratings, for known users and for new ones by their history.

    ``fit`` finds the number of epochs by early stopping on ratings held out of
    its own training ratings, then trains on all of them for that number; give
    ``epochs`` to skip the search. Beyond ``max_learned_ratings`` it learns from a
    random sample of the users and embeds the others by what they rated; movies have
    the biases of all ratings, and embeddings of those that were learned from. Every random
    choice follows from ``seed``.
    A fit repeats bit for bit on the same machine and library versions with one
    thread; with more, TensorFlow does not promise the order in which it adds up
    (two threads have not been seen to differ), and other processors round
    otherwise: expect agreement to about the fourth digit.
    """

    name = "dnmf"

    interactions_: Interactions  # the training ratings; movies: all those of the frame
    learned_: Interactions  # those of the users that it learned from: all, or a sample
    model_: DnmfModel
    users_: PairTerms  # (U) known users
    movies_: PairTerms  # (M)
    joint_: Joint
    epochs_: int
    curve_: list[Epoch]  # of the search; empty where ``epochs`` was given

    def __init__(
        self,
        config: DnmfConfig | None = None,
        seed: int = 0,
        epochs: int | None = None,
        progress: bool = False,
    ) -> None:
        if epochs is not None:
            whole(epochs=epochs)
        whole(0, seed=seed)
        self.config = config or DnmfConfig()
        self.seed = seed
        self.epochs = epochs
        self.progress = progress

    def fit(self, ratings: pd.DataFrame, movies: pd.DataFrame) -> Self:
        """Learn from ``ratings`` of ``movies`` (frames as in ``MovieLens``).

        The vocabulary is all of ``movies``: an unrated one is known by its
        genres and year. Raises ``KeyError`` for a rating of another movie.
        """
        features = self._know(ratings, movies)
        c = self.config
        if self.epochs is None:
            searched = sample_of_users(self.learned_, c.max_searched_ratings, self.seed + 1)
            self.epochs_, self.curve_ = find_epochs(searched, features, c, self.seed, self.progress)
        else:
            self.epochs_, self.curve_ = self.epochs, []
        model = fit_model(self.learned_, features, c, self.seed, self.epochs_, self.progress)
        return self._predict_by(model)

    def restore(
        self, ratings: pd.DataFrame, movies: pd.DataFrame, weights: list[NDArray[np.float32]]
    ) -> Self:
        """As after a ``fit`` to the same frames whose ``model_`` had these weights.

        The curve is not known, and ``epochs_`` neither.
        """
        features = self._know(ratings, movies)
        model = DnmfModel(self.learned_.n_users, features, self.config, self.seed)
        model.history = as_history(self.learned_)
        model.set_weights(weights)
        return self._predict_by(model)

    def _know(self, ratings: pd.DataFrame, movies: pd.DataFrame) -> NDArray[np.float32]:
        """The vocabularies and the users to learn from; returns the movies' features."""
        movies = movies.sort_values("movieId")
        known = Interactions.from_frame(ratings, movies["movieId"].to_numpy(np.int32))
        self.interactions_ = known
        self.learned_ = sample_of_users(known, self.config.max_learned_ratings, self.seed)
        return movie_features(movies)

    def _predict_by(self, model: DnmfModel) -> Self:
        self.model_ = model
        everybody = self.learned_.n_users == self.interactions_.n_users
        # Half of what there is to know of a rare movie is its bias, and that takes no learning.
        level = None if everybody else movie_level(self.interactions_)
        self._encoded: Encoded = model.encoder(model.history, level=level)
        if everybody:
            self.users_ = user_terms(model, self._encoded.users)
        else:
            self.users_ = self._embed_everybody()
        self.movies_ = movie_terms(model, self._encoded)
        self.joint_ = joint_of(model)
        return self

    def _embed_everybody(self) -> PairTerms:
        terms = []
        for block in blocks_of_users(self.interactions_):
            first, last = block.users[0], block.users[-1]
            terms.append(self.embed_users(block.matrix()[first : last + 1]))
        return PairTerms(
            *(
                np.concatenate([getattr(one, part.name) for one in terms])
                for part in fields(PairTerms)
            )
        )

    def embed_users(self, histories: sparse.csr_array) -> PairTerms:
        """Embed n users, new or known, by what they rated.

        ``histories`` is (n, M) stars over the movie positions of
        ``interactions_``, 0 where unrated; a row may be empty. Score them with
        ``joint_.score(embed_users(histories), movies_)``, (n, M) stars.
        """
        n_users, n_movies = histories.shape
        if n_movies != self.interactions_.n_movies:
            raise ValueError(
                f"histories have {n_movies} columns; expected one for each of the "
                f"{self.interactions_.n_movies} movies"
            )
        rated = sparse.coo_array(histories)
        history = History(
            rated.row.astype(np.int32),
            rated.col.astype(np.int32),
            rated.data.astype(np.float32),
        )
        users = self.model_.encoder.encode_users(
            history, n_users, self._encoded.mean, self._encoded.movies.bias
        )
        return user_terms(self.model_, users)

    def predict(
        self, user_ids: NDArray[np.int32], movie_ids: NDArray[np.int32]
    ) -> NDArray[np.float32]:
        """(n,) predicted stars of n pairs, not clipped to the scale.

        A user without training ratings is predicted as one with an empty
        history. Raises ``KeyError`` for a movie outside the vocabulary.
        """
        users = positions_or_last(user_ids, self.interactions_.user_ids)
        stranger = self.embed_users(sparse.csr_array((1, self.interactions_.n_movies)))
        terms = self.users_.append(stranger)
        movies = self.interactions_.movie_positions(movie_ids)
        return self.joint_.score_pairs(terms.take(users), self.movies_.take(movies))


def movie_level(ratings: Interactions) -> tuple[np.float32, NDArray[np.float32]]:
    """The mean rating, and (M,) biases of the movies as the network's encoder has them."""
    stars = ratings.ratings.astype(np.float64)
    mean = float(stars.mean())
    above = stars - mean

    def damped(values: NDArray[np.float64], groups: NDArray[np.int32], n: int) -> Any:
        return np.bincount(groups, values, n) / (np.bincount(groups, minlength=n) + BIAS_DAMPING)

    first = damped(above, ratings.movies, ratings.n_movies)
    users = damped(above - first[ratings.movies], ratings.users, ratings.n_users)
    bias = damped(above - users[ratings.users], ratings.movies, ratings.n_movies)
    return np.float32(mean), bias.astype(np.float32)
