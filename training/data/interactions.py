"""Ratings as arrays, with a vocabulary that keeps identifiers and positions apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse


@dataclass(frozen=True)
class Interactions:
    """N ratings of U users and M movies; positions index the sorted identifiers.

    A *position* is a row or column of a matrix; an *identifier* is MovieLens'
    own ``userId`` or ``movieId``. Arrays named ``*_ids`` hold identifiers,
    ``users`` and ``movies`` hold positions.
    """

    user_ids: NDArray[np.int32]  # (U,) ascending
    movie_ids: NDArray[np.int32]  # (M,) ascending
    users: NDArray[np.int32]  # (N,) position of each rating's user
    movies: NDArray[np.int32]  # (N,) position of each rating's movie
    ratings: NDArray[np.float32]  # (N,) stars
    timestamps: NDArray[np.int64]  # (N,) seconds since 1970-01-01 UTC

    @classmethod
    def from_frame(
        cls, ratings: pd.DataFrame, movie_ids: NDArray[np.int32] | None = None
    ) -> Interactions:
        """Index a ratings frame (userId, movieId, rating, timestamp).

        ``movie_ids`` fixes the movie vocabulary (ascending; it may hold movies
        that nobody in the frame rated); by default it is the movies that occur.
        Raises ``KeyError`` when the frame holds a movie outside the vocabulary.
        """
        user_ids, users = _vocabulary(ratings["userId"].to_numpy(np.int32))
        of_movies = ratings["movieId"].to_numpy(np.int32)
        if movie_ids is None:
            movie_ids, movies = _vocabulary(of_movies)
        else:
            movies = positions_of(of_movies, movie_ids)
        return cls(
            user_ids=user_ids,
            movie_ids=np.asarray(movie_ids, dtype=np.int32),
            users=users,
            movies=movies,
            ratings=ratings["rating"].to_numpy(np.float32),
            timestamps=ratings["timestamp"].to_numpy(np.int64),
        )

    def frame(self) -> pd.DataFrame:
        """The ratings frame (userId, movieId, rating, timestamp), which ``from_frame`` indexes."""
        return pd.DataFrame(
            {
                "userId": self.user_ids[self.users],
                "movieId": self.movie_ids[self.movies],
                "rating": self.ratings,
                "timestamp": self.timestamps,
            }
        )

    @property
    def n_users(self) -> int:
        return len(self.user_ids)

    @property
    def n_movies(self) -> int:
        return len(self.movie_ids)

    def matrix(self, values: NDArray[np.float32] | None = None) -> sparse.csr_array:
        """The (U, M) user x movie matrix of ``values`` (default: the stars), 0 where unrated."""
        data = self.ratings if values is None else np.asarray(values, dtype=np.float32)
        return sparse.csr_array(
            (data, (self.users, self.movies)), shape=(self.n_users, self.n_movies)
        )

    def rating_counts(self) -> NDArray[np.int64]:
        """(M,) how many users rated each movie."""
        return np.bincount(self.movies, minlength=self.n_movies)

    def movie_positions(self, movie_ids: NDArray[np.int32]) -> NDArray[np.int32]:
        """Positions of the given movieIds, any shape; ``KeyError`` names the first unknown one."""
        return positions_of(np.asarray(movie_ids, dtype=np.int32), self.movie_ids)

    def user_positions(self, user_ids: NDArray[np.int32]) -> NDArray[np.int32]:
        """Positions of the given userIds, any shape; ``KeyError`` names the first unknown one."""
        return positions_of(np.asarray(user_ids, dtype=np.int32), self.user_ids)


def _vocabulary(ids: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The identifiers that occur, ascending, and where each of ``ids`` stands among them."""
    lowest, highest = ids.min(initial=0), ids.max(initial=0)
    if lowest < 0 or highest > 4 * len(ids) + 1000:
        found, positions = np.unique(ids, return_inverse=True)
        return found, positions.astype(np.int32)
    # As they mostly are: small numbers, which a table finds without a sort.
    occurs = np.zeros(int(highest) + 1, dtype=bool)
    occurs[ids] = True
    position = np.cumsum(occurs, dtype=np.int32) - np.int32(1)
    return np.flatnonzero(occurs).astype(np.int32), position[ids]


def positions_of(ids: NDArray[np.int32], vocabulary: NDArray[np.int32]) -> NDArray[np.int32]:
    """Where each identifier stands in the ascending ``vocabulary``.

    Raises ``KeyError`` with the first identifier that is not in it.
    """
    if len(vocabulary) == 0:
        found = np.zeros(ids.shape, dtype=np.int64)
        known = np.zeros(ids.shape, dtype=bool)
    else:
        found = np.searchsorted(vocabulary, ids)
        found = np.minimum(found, len(vocabulary) - 1)
        known = vocabulary[found] == ids
    if not known.all():
        raise KeyError(int(ids[~known].flat[0]))
    return found.astype(np.int32)
