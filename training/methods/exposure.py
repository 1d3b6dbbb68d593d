"""Prices that keep a row from showing the same few films to everybody."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_ROUNDS = 80
_FIRST_STEP = 0.5  # in units of the score


def exposure_prices(
    scores: NDArray[np.float32],
    films: NDArray[np.integer],
    n_films: int,
    row_size: int,
    max_share: float,
) -> NDArray[np.float32]:
    """(n_films,) prices; rows by score minus price show no film in more than ``max_share``.

    ``scores`` and ``films`` (n, K) are what n triples think of their candidates.
    Dual ascent on the exposure constraints: a film that is shown too often gets
    dearer, one that is shown too rarely for its price gets cheaper, by ever
    smaller steps; the price of a film that is never too frequent is 0.
    """
    prices = np.zeros(n_films, dtype=np.float32)
    if scores.shape[1] <= row_size:
        return prices  # every candidate is shown: no price could change that
    for step in range(_ROUNDS):
        priced = scores - prices[films]
        shown = np.argpartition(-priced, row_size, axis=1)[:, :row_size]
        counts = np.bincount(np.take_along_axis(films, shown, axis=1).ravel(), minlength=n_films)
        excess = np.clip(counts / (len(scores) * max_share) - 1, -1, 1)
        prices += np.float32(_FIRST_STEP / (1 + step / 8)) * excess.astype(np.float32)
        np.maximum(prices, 0, out=prices)
    return prices
