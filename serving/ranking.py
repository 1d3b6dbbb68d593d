"""Best-first selection over score matrices, the same everywhere and free of chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tables.arrays.files import NO_POSITION

_LOW_BITS = np.int64(0xFFFFFFFF)


def ordered_bits(scores: NDArray[np.float32]) -> NDArray[np.int32]:
    """Integers in the order of the scores: a float's bits, those of negative ones mirrored.

    Raises ``ValueError`` when a score is not a number.
    """
    if np.isnan(scores).any():
        raise ValueError("a score is not a number (NaN)")
    bits = (scores.astype(np.float32, copy=False) + np.float32(0.0)).view(np.int32)  # no -0.0
    return np.where(bits < 0, bits ^ np.int32(0x7FFFFFFF), bits)


def ordered_keys(bits: NDArray[np.int32], first: int = 0) -> NDArray[np.int64]:
    """One integer for each of (n, m) ``ordered_bits`` that orders by score, then by position.

    The higher key is the better score or, where scores are equal, the lower position;
    columns are the positions from ``first`` on. The bits of the score stand above, the
    position counted from the top below.
    """
    keys = bits.astype(np.int64) << 32
    keys |= _LOW_BITS - np.arange(first, first + bits.shape[1])
    return keys


def positions_of(keys: NDArray[np.int64]) -> NDArray[np.int32]:
    """The positions in keys of ``ordered_keys``."""
    return (_LOW_BITS - (keys & _LOW_BITS)).astype(np.int32)


def scores_of(keys: NDArray[np.int64]) -> NDArray[np.float32]:
    """The scores in keys of ``ordered_keys``."""
    bits = (keys >> 32).astype(np.int32)
    return np.where(bits < 0, bits ^ np.int32(0x7FFFFFFF), bits).view(np.float32)


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
    good = masked > -np.inf
    if k < width:
        good &= masked >= np.partition(masked, width - k, axis=1)[:, width - k, None]
    # The k best of each row, and more where several share the last place.
    rows, columns = np.nonzero(good)
    order = np.lexsort((columns, -masked[rows, columns], rows))
    rows, columns = rows[order], columns[order]
    places = np.arange(len(rows)) - np.searchsorted(rows, np.arange(n))[rows]
    kept = places < k
    best = np.full((n, k), NO_POSITION, dtype=np.int32)
    best[rows[kept], places[kept]] = columns[kept]
    return best


def top_listed(
    scores: NDArray[np.float32], positions: NDArray[np.integer], k: int
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """The k best of each row's listed positions, (n, k), and their scores, best first.

    ``scores`` and ``positions`` are (n, K); a score of minus infinity is not allowed. Ties go
    to the lower position; -1 and 0.0 where fewer are allowed. Raises ``ValueError`` when a
    score is not a number.
    """
    n, width = scores.shape
    keys = ordered_bits(scores).astype(np.int64) << 32
    keys |= _LOW_BITS - positions
    k_found = min(k, width)
    if k_found < width:
        keys = np.partition(keys, width - k_found, axis=1)[:, width - k_found :]
    keys = -np.sort(-keys, axis=1)
    best = np.full((n, k), NO_POSITION, dtype=np.int32)
    best_scores = np.zeros((n, k), dtype=np.float32)
    found = scores_of(keys)
    allowed = found != -np.inf
    best[:, :k_found] = np.where(allowed, positions_of(keys), NO_POSITION)
    best_scores[:, :k_found] = np.where(allowed, found, 0)
    return best, best_scores


def best_first(scores: NDArray[np.float32], allowed: NDArray[np.bool_], k: int) -> list[int]:
    """The k best allowed positions of one row of scores, (M,), best first; fewer where fewer are.

    As ``top_positions``, and quicker for one row: it looks at the best scores alone.
    """
    positions = np.flatnonzero(allowed)
    if k < len(positions):
        kept = scores[positions]
        positions = positions[kept >= np.partition(kept, -k)[-k]]
    order = np.argsort(-scores[positions], kind="stable")
    return [int(position) for position in positions[order][:k]]
