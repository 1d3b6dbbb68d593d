"""Similar films of every film: by content, by who rates them, and by both.

Two memory-mapped arrays of M rows, in the order of ``movies.csv``, and one block
of ten columns for each way of ``WAYS``:

``similar_movies.npy``
    int32, positions of the similar films, best first; -1 where there are fewer.
``similar_scores.npy``
    float32, the cosines; NaN where there is none.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tables.arrays.files import NO_POSITION, open_array
from tables.errors import TableError

SIMILAR = "similar_movies.npy"
SCORES = "similar_scores.npy"
WAYS = ("content", "collaborative", "hybrid")
PER_WAY = 10


def open_similar(folder: Path, n_movies: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Positions and cosines, (M, 30) each. Raises ``TableError`` where one is missing or wrong."""
    width = len(WAYS) * PER_WAY
    return (
        open_array(folder / SIMILAR, n_movies, width, ("int32",)),
        open_array(folder / SCORES, n_movies, width),
    )


def check_similar(folder: Path, n_movies: int) -> None:
    """Check every row; ``TableError`` names the first wrong one."""
    positions, scores = (np.asarray(array) for array in open_similar(folder, n_movies))
    rows = np.arange(n_movies)[:, None]
    wrong = (positions < NO_POSITION) | (positions >= n_movies) | (positions == rows)
    if wrong.any():
        row, column = (int(index[0]) for index in np.nonzero(wrong))
        raise TableError(f"{SIMILAR}, row {row}, column {column}: is no other movie's position.")
    absent = np.isnan(scores)
    if (absent != (positions == NO_POSITION)).any():
        row = int(np.nonzero((absent != (positions == NO_POSITION)).any(axis=1))[0][0])
        raise TableError(f"{SCORES}, row {row}: a score without a film, or a film without one.")
