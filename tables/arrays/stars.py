"""How many people gave each film half a star, one star, ... five stars.

``star_counts.npy`` has a row for each film in the order of ``movies.csv``, and a column for
each step of the scale.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tables.arrays.files import open_array
from tables.errors import TableError
from tables.movies import Movies

STAR_COUNTS = "star_counts.npy"
STEPS = tuple(step / 2 for step in range(1, 11))
"""Stars of each column."""

_MEANS_AGREE = 1e-3  # stars; means are published with four digits or more


def open_star_counts(folder: Path, n_movies: int) -> NDArray[Any]:
    """(M, 10) int32. Raises ``TableError`` where the file is missing or wrong in form."""
    return open_array(folder / STAR_COUNTS, n_movies, len(STEPS), ("int32",))


def check_star_counts(folder: Path, movies: Movies) -> None:
    """Hold the counts against the films' ratings and means; ``TableError`` names the first that
    differs, as rows of other films do."""
    counts = np.asarray(open_star_counts(folder, len(movies)), dtype=np.int64)
    sums = counts.sum(axis=1)
    with np.errstate(invalid="ignore"):
        means = counts @ np.array(STEPS) / sums
    wrong = (counts < 0).any(axis=1) | (sums != movies.ratings)
    rated = ~wrong & (sums > 0)
    wrong[rated] = np.abs(means - movies.means)[rated] > _MEANS_AGREE
    if wrong.any():
        row = int(np.flatnonzero(wrong)[0])
        raise TableError(
            f"{STAR_COUNTS}, row {row}: these are not the ratings of movie "
            f"{movies.movie_id(row)}, which has {movies.ratings[row]:,} with a mean of "
            f"{movies.means[row]:.4f} in movies.csv."
        )
