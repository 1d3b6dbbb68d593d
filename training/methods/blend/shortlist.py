"""From signals to features: a cheap first stage picks candidates, all signals describe those."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from training.methods.base import Row
from training.methods.blend.facts import FACTS
from training.methods.blend.signals import Signal, Signals

FIRST_STAGE = {"likes": 1.0, "ratings": 0.5, "ridge, strong": 0.7}
"""Weights of the signals that choose the shortlist."""

_AT_A_TIME = 60_000  # scores of the first stage, which then stay in the processor's cache


class Votes(NamedTuple):
    """What one pick of each of n triples says of K candidates."""

    ratios: NDArray[np.float32]  # (n, K, R) of signals that cannot be negative, offset included
    levels: NDArray[np.float32]  # (n, K, L) of the others


class Shortlister:
    """Works on ranks: rows 0 to C-1 of the signals are the catalogue, columns the candidates."""

    def __init__(self, signals: Signals, popular: int, sizes: tuple[int, int]) -> None:
        """The first ``popular`` of the candidates are; ``sizes`` are how many of those and of
        the others a shortlist has."""
        self.popular = popular
        self.sizes = sizes
        self.facts = signals.facts
        named = signals.signals
        ratios = [name for name in named if named[name].offset is not None]
        levels = [name for name in named if named[name].offset is None]
        self.names: tuple[str, ...] = (
            *(f"{name}: sum" for name in (*ratios, *levels)),
            *(f"{name}: product" for name in ratios),
            *(f"{name}: most" for name in levels),
            *(f"{name}: least" for name in levels),
            *FACTS,
        )
        """Of the F features."""
        self._lists = {name: named[name].lists for name in named}
        self._first_stage = [
            (np.float32(weight), named[name].rows, np.float32(named[name].offset or 0))
            for name, weight in FIRST_STAGE.items()
        ]
        self._offsets = np.array([named[name].offset for name in ratios], dtype=np.float32)
        # What one pick says of one film lies together in memory: (C x K, signals).
        self._ratios = _together([named[name] for name in ratios])
        self._levels = _together([named[name] for name in levels])
        n_films = len(self.facts)
        self._mean = Votes(
            self._ratios.reshape(-1, n_films, len(ratios)).mean(axis=0),
            self._levels.reshape(-1, n_films, len(levels)).mean(axis=0),
        )

    def shortlist(self, triples: NDArray[np.integer]) -> NDArray[np.int64]:
        """(n, K) candidates of ``triples`` (n, 3), the popular ones first, in no order."""
        listed = np.empty((len(triples), sum(self.sizes)), dtype=np.int64)
        step = max(1, _AT_A_TIME // len(self.facts))
        for start in range(0, len(triples), step):
            some = triples[start : start + step]
            scores = np.zeros((len(some), len(self.facts)), dtype=np.float32)
            for weight, rows, offset in self._first_stage:
                total = rows[some[:, 0]]
                for pick in (1, 2):
                    total += rows[some[:, pick]]
                total += offset
                np.log(total, out=total)
                total *= weight
                scores -= total  # best first
            found = listed[start : start + step]
            found[:, : self.sizes[0]] = _smallest(scores[:, : self.popular], self.sizes[0])
            found[:, self.sizes[0] :] = _smallest(scores[:, self.popular :], self.sizes[1])
        listed[:, self.sizes[0] :] += self.popular
        return listed

    def used(self, row: Row) -> NDArray[np.bool_]:
        """(F,) whether a feature speaks in the list ``row``; facts always do."""
        silent = tuple(f"{name}: " for name, lists in self._lists.items() if row not in lists)
        return np.array([not name.startswith(silent) for name in self.names])

    def votes(
        self, triples: NDArray[np.integer], candidates: NDArray[np.integer]
    ) -> tuple[Votes, Votes, Votes]:
        """What each of the three picks of n triples (n, 3) says of ``candidates`` (n, K)."""
        first, second, third = (self._votes_of(triples[:, pick], candidates) for pick in range(3))
        return first, second, third

    def mean_votes(self, candidates: NDArray[np.integer]) -> Votes:
        """What an average film of the catalogue says of ``candidates`` (n, K)."""
        return Votes(self._mean.ratios[candidates], self._mean.levels[candidates])

    def parts(self, votes: tuple[Votes, Votes, Votes]) -> tuple[NDArray[np.float32], ...]:
        """The features that depend on the picks, (n, K, .) each, in the order of ``names``.

        Of signals that cannot be negative, the logarithm of the picks' sum asks
        whether any pick speaks for a film, the logarithm of their product whether
        all do; of the others it is their sum, maximum and minimum.
        """
        first, second, third = votes
        total = first.ratios + second.ratios
        total += third.ratios
        # Three offsets are in the sum, and one is wanted.
        width = total.shape[1] * total.shape[2]
        flat = total.reshape(len(total), width)
        flat -= np.tile(2 * self._offsets, total.shape[1])
        np.log(total, out=total)
        product = first.ratios * second.ratios
        product *= third.ratios
        np.log(product, out=product)
        level = first.levels + second.levels
        level += third.levels
        most = np.maximum(first.levels, second.levels)
        np.maximum(most, third.levels, out=most)
        least = np.minimum(first.levels, second.levels)
        np.minimum(least, third.levels, out=least)
        return total, level, product, most, least

    def features(
        self, triples: NDArray[np.integer], candidates: NDArray[np.integer]
    ) -> NDArray[np.float32]:
        """(n, K, F) what all signals, then the facts, say of ``candidates`` (n, K)."""
        parts = self.parts(self.votes(triples, candidates))
        return np.concatenate([*parts, self.facts[candidates]], axis=2)

    def _votes_of(self, picks: NDArray[np.integer], candidates: NDArray[np.integer]) -> Votes:
        pairs = picks[:, None].astype(np.int64) * len(self.facts) + candidates
        return Votes(np.take(self._ratios, pairs, axis=0), np.take(self._levels, pairs, axis=0))


def choose_candidates(
    allowed: NDArray[np.bool_], likes: NDArray[np.integer], min_likes: int, size: int
) -> NDArray[np.int64]:
    """Positions of allowed films with ``min_likes`` likes; all allowed ones where these are few."""
    liked_enough = np.flatnonzero(allowed & (likes >= min_likes))
    return liked_enough if len(liked_enough) >= size else np.flatnonzero(allowed)


def _together(signals: list[Signal]) -> NDArray[np.float32]:
    """(C x K, signals) votes, with the offsets of those that have one."""
    rows, columns = signals[0].rows.shape
    table = np.empty((rows, columns, len(signals)), dtype=np.float32)
    for place, signal in enumerate(signals):
        np.add(signal.rows, np.float32(signal.offset or 0), out=table[:, :, place])
    return table.reshape(rows * columns, len(signals))


def _smallest(scores: NDArray[np.float32], k: int) -> NDArray[np.int64]:
    if k >= scores.shape[1]:
        return np.broadcast_to(np.arange(scores.shape[1]), scores.shape)
    return np.argpartition(scores, k, axis=1)[:, :k]
