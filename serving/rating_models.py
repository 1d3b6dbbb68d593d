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


Positions = NDArray[Any] | slice
"""Rows of a model's arrays; a slice takes them without a copy."""

MOVIES_AT_ONCE = 512
"""Pairs that the network scores in one go: their first layer stays in the processor's cache."""


class ArrayModel(Protocol):
    """Stars of pairs of users and movies, given as positions."""

    def score(self, users: Positions, movies: Positions) -> NDArray[np.float32]:
        """(n, m) predicted stars of all pairs of n users and m movies."""
        ...

    def score_pairs(self, users: Positions, movies: Positions) -> NDArray[np.float32]:
        """(n,) predicted stars of n users, each with one of n movies."""
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

    def score(self, users: Positions, movies: Positions) -> NDArray[np.float32]:
        products: NDArray[np.float32] = self.users[users] @ self.movies[movies].T
        return squash(products) if self.squashed else products

    def score_pairs(self, users: Positions, movies: Positions) -> NDArray[np.float32]:
        products: NDArray[np.float32] = np.einsum(
            "ij,ij->i", self.users[users], self.movies[movies]
        )
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

    def score(self, users: Positions, movies: Positions) -> NDArray[np.float32]:
        terms, rows = self.movies[movies], self.users[users]
        scores = np.empty((len(rows), len(terms)), dtype=np.float32)
        first = np.empty((min(MOVIES_AT_ONCE, len(terms)), terms.shape[1]), dtype=np.float32)
        for start in range(0, len(terms), MOVIES_AT_ONCE):
            part = slice(start, start + MOVIES_AT_ONCE)
            sums = first[: len(terms[part])]
            for row, user in enumerate(rows):
                np.add(terms[part], user, out=sums)
                scores[row, part] = self._after_first(sums)
        return squash(scores)

    def score_pairs(self, users: Positions, movies: Positions) -> NDArray[np.float32]:
        return squash(self._after_first(self.users[users] + self.movies[movies]))

    def _after_first(self, sums: NDArray[np.float32]) -> NDArray[np.float32]:
        """(n,) outputs, not squashed, for (n, h1) sums of the first layer, which are changed."""
        np.maximum(sums, 0, out=sums)
        second = sums @ self.hidden[:-1]
        second += self.hidden[-1]
        np.maximum(second, 0, out=second)
        outputs: NDArray[np.float32] = second @ self.output[:-1, 0] + self.output[-1, 0]
        return outputs

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
    stars = np.tanh(values / 2)
    stars += 1
    stars *= Y_RANGE / 2
    return stars.astype(np.float32, copy=False)


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
