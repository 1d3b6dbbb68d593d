"""Prices that keep a row from view the same few films to everybody."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_ROUNDS = 80
_FIRST_STEP = 0.5  # in units of the score
_LARGEST_SUBSIDY = 0.15  # likewise; more of it costs NDCG (docs/ranking.md)


def exposure_prices(
    scores: NDArray[np.float32],
    films: NDArray[np.integer],
    n_films: int,
    row_size: int,
    max_share: float,
    min_share: float = 0.0,
) -> NDArray[np.float32]:
    """(n_films,) prices; rows by score minus price show no film in more than ``max_share``.

    ``scores`` and ``films`` (n, K) are what n triples think of their candidates.
    Dual ascent on the exposure constraints: a film that is shown too often gets
    dearer, one that is shown too rarely for its price gets cheaper, by ever
    smaller steps. A film in less than ``min_share`` of the rows is subsidized, but
    only so far that it needs to be nearly good enough anyway.
    """
    prices = np.zeros(n_films, dtype=np.float32)
    if scores.shape[1] <= row_size:
        return prices  # every candidate is shown: no price could change that
    for step in range(_ROUNDS):
        priced = scores - prices[films]
        shown = np.argpartition(-priced, row_size, axis=1)[:, :row_size]
        counts = np.bincount(np.take_along_axis(films, shown, axis=1).ravel(), minlength=n_films)
        shares = counts / len(scores)
        change = np.clip(shares / max_share - 1, -1, 1)
        rare = (prices <= 0) & (shares < min_share)
        change[(prices <= 0) & ~rare] = np.maximum(change[(prices <= 0) & ~rare], 0)
        change[rare] = -1
        prices += np.float32(_FIRST_STEP / (1 + step / 8)) * change.astype(np.float32)
        np.maximum(prices, -_LARGEST_SUBSIDY, out=prices)
    return prices
