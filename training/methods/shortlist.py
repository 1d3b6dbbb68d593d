"""From signals to features: a cheap first stage picks candidates, all signals describe those."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.methods.signals import Signals

FIRST_STAGE = {"likes": 1.0, "ratings": 0.5, "ridge, strong": 0.7}
"""Weights of the signals that choose the shortlist."""


@dataclass(frozen=True)
class Shortlister:
    """Works on ranks: rows 0 to C-1 of the signals are the catalogue, columns the candidates."""

    signals: Signals
    popular: int
    """So many of the candidates, the first ones, are popular."""
    sizes: tuple[int, int]
    """Popular and less-known candidates on a shortlist."""

    def shortlist(self, triples: NDArray[np.integer]) -> NDArray[np.int64]:
        """(n, K) candidates of ``triples`` (n, 3), the popular ones first, in no order."""
        scores = np.zeros((len(triples), len(self.signals.facts)), dtype=np.float32)
        for name, weight in FIRST_STAGE.items():
            signal = self.signals.signals[name]
            total = signal.rows[triples[:, 0]]
            for pick in (1, 2):
                total += signal.rows[triples[:, pick]]
            scores += np.float32(weight) * signal.value(total)
        return np.concatenate(
            [
                _largest(scores[:, : self.popular], self.sizes[0]),
                _largest(scores[:, self.popular :], self.sizes[1]) + self.popular,
            ],
            axis=1,
        )

    def features(
        self, triples: NDArray[np.integer], candidates: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """(n, K, F) each signal's value, then the facts, of ``candidates`` (n, K)."""
        values = self.signals.signals.values()
        n_facts = self.signals.facts.shape[1]
        found = np.empty((*candidates.shape, len(values) + n_facts), dtype=np.float32)
        for column, signal in enumerate(values):
            total = signal.rows[triples[:, :1], candidates]
            for pick in (1, 2):
                total += signal.rows[triples[:, pick : pick + 1], candidates]
            found[:, :, column] = signal.value(total)
        found[:, :, len(values) :] = self.signals.facts[candidates]
        return found


def choose_candidates(
    allowed: NDArray[np.bool_], likes: NDArray[np.integer], min_likes: int, size: int
) -> NDArray[np.int64]:
    """Positions of allowed films with ``min_likes`` likes; all allowed ones where these are few."""
    liked_enough = np.flatnonzero(allowed & (likes >= min_likes))
    return liked_enough if len(liked_enough) >= size else np.flatnonzero(allowed)


def _largest(scores: NDArray[np.float32], k: int) -> NDArray[np.int64]:
    if k >= scores.shape[1]:
        return np.broadcast_to(np.arange(scores.shape[1]), scores.shape)
    return np.argpartition(-scores, k, axis=1)[:, :k]
