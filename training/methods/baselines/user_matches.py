"""From a model of ratings: the users who would love a pick, and those users' best films."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serving.ranking import top_positions
from tables.arrays.files import NO_POSITION
from training.data.interactions import Interactions
from training.methods.base import TrainingData
from training.models.base import RatingModel

_PAIRS_AT_A_TIME = 1 << 19


@dataclass(frozen=True)
class UserMatches:
    """For the catalogue's C movies, by predicted rating of pairs that are not rated yet.

    Of the U users only those n are looked at who match a movie best: nothing is U x M.
    """

    positions: NDArray[np.int32]  # (n,) user positions, ascending
    users: NDArray[np.int32]  # (C, users per movie) rows of ``positions``, best first, -1 for none
    films: NDArray[np.int32]  # (n, films per user) less-known movies, best first, -1 for none
    predicted: NDArray[np.float32]  # (n, M) stars


def match_users(
    make_model: Callable[[], RatingModel],
    data: TrainingData,
    users_per_movie: int,
    films_per_user: int,
) -> UserMatches:
    """Fit a rating model and read from it what the two published DNMF tables hold.

    The tables keep each user's best films of all kinds; here only less-known ones
    count, since only those can enter the row that they are wanted for.
    """
    ratings, catalogue = data.interactions, data.catalogue.movies
    model = make_model()
    model.fit(ratings.frame(), data.movies[data.movies["movieId"].isin(ratings.movie_ids)])
    everybody = np.arange(ratings.n_users, dtype=np.int32)
    rated = ratings.matrix(np.ones(len(ratings.ratings), dtype=np.float32))
    best = top_positions(
        predict_all(model, ratings, everybody, catalogue).T,
        (rated[:, catalogue].toarray() == 0).T,
        users_per_movie,
    )
    matched = np.unique(best[best != NO_POSITION])
    rows = np.where(best == NO_POSITION, NO_POSITION, np.searchsorted(matched, best))
    movies = np.arange(ratings.n_movies, dtype=np.int32)
    predicted = predict_all(model, ratings, matched, movies)
    open_to = (rated[matched].toarray() == 0) & data.catalogue.outside_less_known
    return UserMatches(
        positions=matched,
        users=rows.astype(np.int32),
        films=top_positions(predicted, open_to, films_per_user),
        predicted=predicted,
    )


def predict_all(
    model: RatingModel,
    ratings: Interactions,
    users: NDArray[np.int32],
    movies: NDArray[np.int32],
) -> NDArray[np.float32]:
    """(n, m) predicted stars of n users and m movies (positions), by a model fitted on them."""
    predicted = np.empty((len(users), len(movies)), dtype=np.float32)
    step = max(1, _PAIRS_AT_A_TIME // max(1, len(movies)))
    movie_ids = ratings.movie_ids[movies]
    for start in range(0, len(users), step):
        some = ratings.user_ids[users[start : start + step]]
        predicted[start : start + len(some)] = model.predict(
            np.repeat(some, len(movies)), np.tile(movie_ids, len(some))
        ).reshape(len(some), -1)
    return predicted
