"""Scores of item-to-item methods: picks come from the catalogue, so its rows are enough."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class CatalogueRows:
    """The rows of a movie x movie table that belong to the catalogue (at most 100)."""

    def __init__(self, catalogue: NDArray[np.int32], rows: NDArray[np.float32]) -> None:
        """``catalogue`` (C,) holds movie positions, ``rows`` (C, M) their scores of all movies."""
        self.rows = np.ascontiguousarray(rows, dtype=np.float32)
        self._row_of = np.full(rows.shape[1], -1, dtype=np.int32)
        self._row_of[catalogue] = np.arange(len(catalogue), dtype=np.int32)

    def rows_of(self, picks: NDArray[np.int32]) -> NDArray[np.int32]:
        """Row numbers of movie positions, any shape; ``KeyError`` for one outside the catalogue."""
        rows = self._row_of[picks]
        if (rows < 0).any():
            raise KeyError(f"movie position {int(picks[rows < 0].flat[0])} is not in the catalogue")
        return rows

    def sum_over_picks(self, picks: NDArray[np.int32]) -> NDArray[np.float32]:
        """(n, M) sum of the rows of each of the n triples in ``picks`` (n, 3)."""
        rows = self.rows_of(picks)
        scores = self.rows[rows[:, 0]]  # fancy indexing copies, so adding in place is safe
        for column in range(1, rows.shape[1]):
            scores += self.rows[rows[:, column]]
        return scores

    def of_films(self, picks: NDArray[np.int32], films: NDArray[np.int32]) -> NDArray[np.float32]:
        """(n, 3, k) the score that each of ``picks`` (n, 3) gives each of ``films`` (n, k)."""
        return self.rows[self.rows_of(picks)[:, :, None], films[:, None, :]]


def popularity_factor(counts: NDArray[np.int64], exponent: float) -> NDArray[np.float32]:
    """(M,) factor ``counts ** exponent``, 1 for unrated movies; below 0 it favours rare ones."""
    return (np.maximum(counts, 1).astype(np.float64) ** exponent).astype(np.float32)
