"""The published arrays of the taste model, which answers a list of any length, and who loves what.

Rows are movies in the order of ``movies.csv``; a movie that nobody rated has a row of zeros.

``taste_few_sources.npy``, ``taste_few_targets.npy``
    float32, (M, r): from a rated movie to a movie that follows, for short lists.
``taste_many_sources.npy``, ``taste_many_targets.npy``
    float32, (M, r): the same for long lists.
``lovers_ranges.npy``
    int64, (M, 2): where a movie's lovers start and stop in the next array.
``lovers.npy``
    int32, (L, 1): positions of the users who like the movie, ascending within it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tables.arrays.files import open_array
from tables.errors import TableError

LIKED = 4.0
"""From so many stars on, somebody likes a movie."""
LENGTHS = ("few", "many")
LOVERS, LOVERS_RANGES = "lovers.npy", "lovers_ranges.npy"


def factor_file(length: str, side: str) -> str:
    """The name of one side (sources or targets) of a factorization for lists of a length."""
    return f"taste_{length}_{side}.npy"


FACTORS = tuple(factor_file(length, side) for length in LENGTHS for side in ("sources", "targets"))
ARRAYS = (*FACTORS, LOVERS, LOVERS_RANGES)


def open_factors(folder: Path, length: str, n_movies: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Sources and targets, (M, r) each, memory-mapped; ``TableError`` where one does not fit."""
    sources = open_array(folder / factor_file(length, "sources"), n_movies)
    targets = open_array(folder / factor_file(length, "targets"), n_movies, sources.shape[1])
    return sources, targets


def open_lovers(
    folder: Path, n_movies: int, n_lovers: int
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Ranges (M, 2) and user positions (L,), memory-mapped."""
    ranges: NDArray[np.int64] = open_array(folder / LOVERS_RANGES, n_movies, 2, ("int64",))
    return ranges, open_array(folder / LOVERS, n_lovers, 1, ("int32",))[:, 0]


def check_taste(folder: Path, n_movies: int, n_users: int, n_lovers: int) -> None:
    """Check every array; ``TableError`` names the first fault."""
    for length in LENGTHS:
        for array, side in zip(
            open_factors(folder, length, n_movies), ("sources", "targets"), strict=True
        ):
            if not np.isfinite(array).all():
                raise TableError(f"{factor_file(length, side)} holds a value that is no number.")
    ranges, lovers = open_lovers(folder, n_movies, n_lovers)
    starts, stops = ranges[:, 0], ranges[:, 1]
    if (starts[1:] != stops[:-1]).any() or (stops < starts).any():
        raise TableError(f"{LOVERS_RANGES}: the ranges do not follow one another.")
    if n_movies and (starts[0] != 0 or stops[-1] != n_lovers):
        raise TableError(f"{LOVERS_RANGES}: the ranges do not cover {LOVERS}.")
    if ((lovers < 0) | (lovers >= n_users)).any():
        raise TableError(f"{LOVERS} holds a position that no user has.")
    inside = np.ones(len(lovers), dtype=bool)
    inside[starts[starts < len(lovers)]] = False  # the first of each movie follows nobody
    if (np.diff(lovers) <= 0)[inside[1:]].any():
        raise TableError(f"{LOVERS}: the users of a movie must ascend.")
