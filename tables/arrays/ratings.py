"""The published arrays of models that predict ratings, and of the SVD.

A user's row is their place in ``users.csv``, a movie's its place in ``movies.csv``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tables.arrays.files import open_array
from tables.errors import TableError

GRADIENT_TRAINED = ("mf", "pmf", "nn")
PREDICTING = (*GRADIENT_TRAINED, "als")
"""The models that predict stars from arrays."""

NETWORK = "nn"  # the one that is more than a product of rows
SVD_MOVIES = "svd_movies.npy"  # (M, k) right singular vectors


def array_file(model: str, part: str) -> str:
    """The name under which a part of a model is published."""
    return f"{model}_{part}.npy"


def parts_of(model: str) -> tuple[str, ...]:
    """The parts that a model is published in."""
    return ("users", "movies", "hidden", "output") if model == NETWORK else ("users", "movies")


def open_parts(folder: Path, model: str, n_users: int, n_movies: int) -> dict[str, NDArray[Any]]:
    """A published model's arrays by part, memory-mapped.

    ``users`` (U, d) and ``movies`` (M, d); of the network also ``hidden`` (d + 1, h)
    and ``output`` (h + 1, 1), whose last rows are the biases. Raises ``TableError``
    where an array is missing or does not fit the others.
    """

    def opened(part: str, rows: int, width: int | None = None) -> NDArray[Any]:
        return open_array(folder / array_file(model, part), rows, width)

    users = opened("users", n_users)
    parts = {"users": users, "movies": opened("movies", n_movies, users.shape[1])}
    if model == NETWORK:
        parts["hidden"] = opened("hidden", users.shape[1] + 1)
        parts["output"] = opened("output", parts["hidden"].shape[1] + 1, 1)
    return parts


def open_svd_movies(folder: Path, n_movies: int) -> NDArray[np.float32]:
    """The right singular vectors, (M, k)."""
    return open_array(folder / SVD_MOVIES, n_movies)


def check_rating_arrays(
    folder: Path, tables: frozenset[str], n_users: int | None, n_movies: int
) -> None:
    """Open every model of a run whose files are ``tables``; ``TableError`` names the first fault.

    ``n_users`` is None in a run without ``users.csv``, which can have no such model.
    """
    for model in PREDICTING:
        if array_file(model, "movies") not in tables:
            continue
        if n_users is None:
            raise TableError(f"{array_file(model, 'users')} has no users.csv to stand beside.")
        for part, array in open_parts(folder, model, n_users, n_movies).items():
            _check_finite(array_file(model, part), array)
    if SVD_MOVIES in tables:
        _check_finite(SVD_MOVIES, open_svd_movies(folder, n_movies))


def _check_finite(name: str, array: NDArray[Any]) -> None:
    if not np.isfinite(array).all():
        raise TableError(f"{name} holds a value that is no number.")
