"""From signals to features: a cheap first stage picks candidates, all signals describe those."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.methods.signals import FACTS, Signals

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
            scores += np.float32(weight) * np.log(total + np.float32(signal.offset or 0))
        return np.concatenate(
            [
                _largest(scores[:, : self.popular], self.sizes[0]),
                _largest(scores[:, self.popular :], self.sizes[1]) + self.popular,
            ],
            axis=1,
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Of the F features."""
        signals = self.signals.signals.items()
        return (*(f"{name}: {aspect}" for name, s in signals for aspect in s.aspects), *FACTS)

    def features(
        self,
        triples: NDArray[np.integer],
        candidates: NDArray[np.integer],
        without: int | None = None,
    ) -> NDArray[np.float32]:
        """(n, K, F) the signals' features, then the facts, of ``candidates`` (n, K).

        ``without`` one of the picks (0, 1 or 2), its votes are those of an average
        catalogue film.
        """
        found = np.empty((*candidates.shape, len(self.names)), dtype=np.float32)
        column = 0
        for signal in self.signals.signals.values():
            votes = np.stack([signal.rows[triples[:, p : p + 1], candidates] for p in range(3)])
            if without is not None:
                votes[without] = signal.rows.mean(axis=0)[candidates]
            for values in signal.features(votes):
                found[:, :, column] = values
                column += 1
        found[:, :, column:] = self.signals.facts[candidates]
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
