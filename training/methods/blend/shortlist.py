"""From signals to features: a cheap first stage picks candidates, all signals describe those."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from training.methods.base import Row
from training.methods.blend.facts import FACTS
from training.methods.blend.signals import Signals

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

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Of the F features."""
        ratios, levels = self._kinds
        return (
            *(f"{name}: sum" for name in (*ratios, *levels)),
            *(f"{name}: product" for name in ratios),
            *(f"{name}: most" for name in levels),
            *(f"{name}: least" for name in levels),
            *FACTS,
        )

    def used(self, row: Row) -> NDArray[np.bool_]:
        """(F,) whether a feature speaks in the list ``row``; facts always do."""
        silent = tuple(
            f"{name}: " for name, signal in self.signals.signals.items() if row not in signal.lists
        )
        return np.array([not name.startswith(silent) for name in self.names])

    def features(
        self,
        triples: NDArray[np.integer],
        candidates: NDArray[np.integer],
        without: int | None = None,
    ) -> NDArray[np.float32]:
        """(n, K, F) what all signals, then the facts, say of ``candidates`` (n, K).

        Of signals that cannot be negative, the logarithm of the picks' sum asks
        whether any pick speaks for a film, the logarithm of their product whether
        all do; of the others it is their sum, maximum and minimum. ``without`` one
        of the picks (0, 1 or 2), its votes are those of an average catalogue film.
        """
        votes = [self._votes[triples[:, pick, None], candidates] for pick in range(3)]
        if without is not None:
            votes[without] = self._mean_votes[candidates]
        first, second, third = votes
        n = len(self._offsets)
        total = first + second + third
        total[..., :n] = np.log(total[..., :n] + self._offsets)
        product = first[..., :n] + self._offsets
        product *= second[..., :n] + self._offsets
        product *= third[..., :n] + self._offsets
        levels = [vote[..., n:] for vote in votes]
        return np.concatenate(
            [
                total,
                np.log(product, out=product),
                np.maximum(np.maximum(levels[0], levels[1]), levels[2]),
                np.minimum(np.minimum(levels[0], levels[1]), levels[2]),
                self.signals.facts[candidates],
            ],
            axis=2,
        )

    @cached_property
    def _kinds(self) -> tuple[list[str], list[str]]:
        """Names of the signals with and without an offset."""
        signals = self.signals.signals
        ratios = [name for name in signals if signals[name].offset is not None]
        return ratios, [name for name in signals if name not in ratios]

    @cached_property
    def _votes(self) -> NDArray[np.float32]:
        """(C, candidates, signals): what one pick says of one film lies together in memory."""
        ratios, levels = self._kinds
        return np.stack([self.signals.signals[name].rows for name in (*ratios, *levels)], axis=2)

    @cached_property
    def _mean_votes(self) -> NDArray[np.float32]:
        mean: NDArray[np.float32] = self._votes.mean(axis=0)
        return mean

    @cached_property
    def _offsets(self) -> NDArray[np.float32]:
        return np.array(
            [self.signals.signals[name].offset for name in self._kinds[0]], dtype=np.float32
        )


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
