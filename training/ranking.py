"""Best-first selection over score matrices, the same everywhere and free of chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

NO_POSITION = -1


def top_positions(
    scores: NDArray[np.float32], allowed: NDArray[np.bool_], k: int
) -> NDArray[np.int32]:
    """The k best allowed columns of each row, best first, (n, k); -1 where fewer are allowed.

    ``scores`` is (n, M) and not changed, ``allowed`` (M,) or (n, M). Ties go to
    the lower position. Raises ``ValueError`` when an allowed score is not a number.
    """
    if allowed.ndim == 1:  # leave out what is open to no row: there is a lot of it
        columns = np.flatnonzero(allowed & (scores != -np.inf).any(axis=0))
        if len(columns) < scores.shape[1]:
            chosen = top_positions(scores[:, columns], np.ones(len(columns), dtype=bool), k)
            return np.append(columns, NO_POSITION).astype(np.int32)[chosen]
    n, width = scores.shape
    masked = np.where(allowed, scores, np.float32(-np.inf)).astype(np.float32, copy=False)
    if np.isnan(masked).any():
        raise ValueError("a score is not a number (NaN)")
    k_found = min(k, width)
    # One integer per entry orders by score, then by position: the bits of a
    # float read as an integer keep its order once negative ones are mirrored.
    bits = (masked + np.float32(0.0)).view(np.int32)
    bits = np.where(bits < 0, bits ^ np.int32(0x7FFFFFFF), bits)
    keys = (bits.astype(np.int64) << 32) | (np.int64(0xFFFFFFFF) - np.arange(width))
    if k_found < width:
        keys = np.partition(keys, width - k_found, axis=1)[:, width - k_found :]
    keys = -np.sort(-keys, axis=1)
    found = (np.int64(0xFFFFFFFF) - (keys & np.int64(0xFFFFFFFF))).astype(np.int32)
    best = np.full((n, k), NO_POSITION, dtype=np.int32)
    best[:, :k_found] = found
    rows = np.arange(n)[:, None]
    best[:, :k_found][np.isneginf(masked[rows, found])] = NO_POSITION
    return best
