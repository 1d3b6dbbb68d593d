"""Scores of item-to-item methods: picks come from the catalogue, so its rows are enough."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from training.methods.catalogue_index import CatalogueIndex


class CatalogueRows:
    """The rows of a movie x movie table that belong to the catalogue (at most 100)."""

    def __init__(self, catalogue: NDArray[np.int32], rows: NDArray[np.float32]) -> None:
        """``catalogue`` (C,) holds movie positions, ``rows`` (C, M) their scores of all movies."""
        self.rows = np.ascontiguousarray(rows, dtype=np.float32)
        self._index = CatalogueIndex(catalogue, rows.shape[1])

    def sum_over_picks(self, picks: NDArray[np.int32]) -> NDArray[np.float32]:
        """(n, M) sum of the rows of each of the n triples in ``picks`` (n, 3)."""
        rows = self._index.rows_of(picks)
        scores = self.rows[rows[:, 0]]  # fancy indexing copies, so adding in place is safe
        for column in range(1, rows.shape[1]):
            scores += self.rows[rows[:, column]]
        return scores

    def of_films(self, picks: NDArray[np.int32], films: NDArray[np.int32]) -> NDArray[np.float32]:
        """(n, 3, k) the score that each of ``picks`` (n, 3) gives each of ``films`` (n, k)."""
        return self.rows[self._index.rows_of(picks)[:, :, None], films[:, None, :]]


def popularity_factor(counts: NDArray[np.int64], exponent: float) -> NDArray[np.float32]:
    """(M,) factor ``counts ** exponent``, 1 for unrated movies; below 0 it favours rare ones."""
    return (np.maximum(counts, 1).astype(np.float64) ** exponent).astype(np.float32)
