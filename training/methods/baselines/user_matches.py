"""From a model of ratings: the users who would love a pick, and those users' best films."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from serving.ranking import top_positions
from training.data.interactions import Interactions
from training.methods.base import TrainingData
from training.models.base import RatingModel

_USERS_AT_A_TIME = 64


@dataclass(frozen=True)
class UserMatches:
    """For the catalogue's C movies, by predicted rating of pairs that are not rated yet."""

    users: NDArray[np.int32]  # (C, users per movie) user positions, best match first, -1 for none
    films: NDArray[np.int32]  # (U, films per user) less-known movies, best first, -1 for none
    predicted: NDArray[np.float32]  # (U, M) stars


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
    ratings = data.interactions
    predicted = predict_all(make_model(), ratings, data.movies)
    unseen = ratings.matrix(np.ones(len(ratings.ratings), dtype=np.float32)).toarray() == 0
    catalogue = data.catalogue.movies
    return UserMatches(
        users=top_positions(predicted[:, catalogue].T, unseen[:, catalogue].T, users_per_movie),
        films=top_positions(predicted, unseen & data.catalogue.outside_less_known, films_per_user),
        predicted=predicted,
    )


def predict_all(
    model: RatingModel, ratings: Interactions, movies: pd.DataFrame
) -> NDArray[np.float32]:
    """(U, M) predicted stars of every user and movie, by a model fitted on ``ratings``."""
    model.fit(ratings.frame(), movies[movies["movieId"].isin(ratings.movie_ids)])
    predicted = np.empty((ratings.n_users, ratings.n_movies), dtype=np.float32)
    for start in range(0, ratings.n_users, _USERS_AT_A_TIME):
        users = ratings.user_ids[start : start + _USERS_AT_A_TIME]
        predicted[start : start + len(users)] = model.predict(
            np.repeat(users, ratings.n_movies), np.tile(ratings.movie_ids, len(users))
        ).reshape(len(users), -1)
    return predicted
