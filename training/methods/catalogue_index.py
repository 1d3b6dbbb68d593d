"""From positions of movies to their places in the catalogue, where all picks come from."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class CatalogueIndex:
    """Which row of a table with one row per catalogue movie belongs to a movie."""

    def __init__(self, catalogue: NDArray[np.integer], n_movies: int) -> None:
        """``catalogue`` (C,) holds positions of movies, of which there are ``n_movies``."""
        self._row_of = np.full(n_movies, -1, dtype=np.int32)
        self._row_of[catalogue] = np.arange(len(catalogue), dtype=np.int32)

    def rows_of(self, picks: NDArray[np.integer]) -> NDArray[np.int32]:
        """Row numbers of movie positions, any shape; ``KeyError`` for one outside the catalogue."""
        rows: NDArray[np.int32] = self._row_of[picks]
        if (rows < 0).any():
            raise KeyError(f"movie position {int(picks[rows < 0].flat[0])} is not in the catalogue")
        return rows
