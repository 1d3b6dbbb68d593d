"""Models of ratings as plain arrays: what is published of them, and prediction without TensorFlow.

A user and a movie are rows of two arrays, in the order of ``users.csv`` and
``movies.csv``. Training uses these classes too, so that the site predicts what
was measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from tables.arrays.ratings import NETWORK, PREDICTING, open_parts

Y_RANGE = 5.5
"""Squashed predictions lie between 0 and this: a little above the highest rating, so that
the highest can be predicted at all (a sigmoid never reaches its ends)."""

STARS = (0.5, 5.0)
"""The range of a shown prediction."""


class ArrayModel(Protocol):
    """Stars of pairs of users and movies, given as positions."""

    def score(self, users: NDArray[Any], movies: NDArray[Any]) -> NDArray[np.float32]:
        """(n, m) predicted stars of all pairs of n users and m movies."""
        ...

    def arrays(self) -> dict[str, NDArray[np.float32]]:
        """What is published, by the part's name."""
        ...


@dataclass(frozen=True)
class DotProductModel:
    """Products of user and movie rows: matrix factorization, ALS.

    Biases are columns: where a user's row ends in ``[b_u, 1]`` and a movie's in
    ``[1, mean + b_m]``, the product has them in it.
    """

    users: NDArray[np.float32]  # (U, d)
    movies: NDArray[np.float32]  # (M, d)
    squashed: bool  # the product goes through a sigmoid of height Y_RANGE

    def score(self, users: NDArray[Any], movies: NDArray[Any]) -> NDArray[np.float32]:
        products: NDArray[np.float32] = self.users[users] @ self.movies[movies].T
        return squash(products) if self.squashed else products

    def arrays(self) -> dict[str, NDArray[np.float32]]:
        return {"users": self.users, "movies": self.movies}


@dataclass(frozen=True)
class NetworkModel:
    """A perceptron over a user's and a movie's embedding, side by side.

    Its first layer is linear in both, so the share of each user and of each movie
    is computed once: only their sum meets the rest of the network.
    """

    users: NDArray[np.float32]  # (U, h1) user's share of the first layer, bias included
    movies: NDArray[np.float32]  # (M, h1) movie's share
    hidden: NDArray[np.float32]  # (h1 + 1, h2) second layer, its bias in the last row
    output: NDArray[np.float32]  # (h2 + 1, 1) output, its bias in the last row

    def score(self, users: NDArray[Any], movies: NDArray[Any]) -> NDArray[np.float32]:
        terms = self.movies[movies]
        scores = np.empty((len(users), len(terms)), dtype=np.float32)
        for row, user in enumerate(self.users[users]):
            first = np.maximum(terms + user, 0)
            second = np.maximum(first @ self.hidden[:-1] + self.hidden[-1], 0)
            scores[row] = (second @ self.output[:-1] + self.output[-1])[:, 0]
        return squash(scores)

    def arrays(self) -> dict[str, NDArray[np.float32]]:
        return {
            "users": self.users,
            "movies": self.movies,
            "hidden": self.hidden,
            "output": self.output,
        }


def squash(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Stars between 0 and ``Y_RANGE``: a sigmoid of that height."""
    # By tanh, which unlike the exponential never overflows.
    return (Y_RANGE / 2 * (1 + np.tanh(values / 2))).astype(np.float32, copy=False)


def open_model(folder: Path, model: str, n_users: int, n_movies: int) -> ArrayModel:
    """A published model, memory-mapped.

    Raises ``KeyError`` for a name that is none of ``PREDICTING`` and ``TableError``
    where an array is missing or does not fit.
    """
    if model not in PREDICTING:
        raise KeyError(model)
    parts = open_parts(folder, model, n_users, n_movies)
    if model == NETWORK:
        return NetworkModel(**parts)
    return DotProductModel(**parts, squashed=model == "pmf")
