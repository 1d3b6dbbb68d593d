"""What follows from a list of rated films of any length: the taste model, in NumPy alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

# What a rating says, by stars: low ones push away, three and more pull. Between these linear.
_STARS = np.array([0.5, 2.0, 2.5, 3.0, 4.0, 5.0])
_SAYS = np.array([-0.5, -0.3, -0.1, 0.35, 1.0, 1.25])

FEW, MANY = 4, 32  # films: up to so many the model for short lists alone, from so many the other
# How loudly everybody's taste speaks, next to one liked film: where nothing is liked it must.
_EVERYBODY, _EVERYBODY_ALONE = 0.1, 2.0


@dataclass(frozen=True)
class Factors:
    """One regression: the weight from movie i to movie j is the product of their rows."""

    sources: NDArray[np.float32]  # (M, r)
    targets: NDArray[np.float32]  # (M, r)


class TasteModel:
    """Scores of all movies for somebody's stars.

    ``few`` and ``many`` are the regressions for short and for long lists; between
    ``FEW`` and ``MANY`` films both speak, by the logarithm of the length. ``ratings``
    (M,) are how many people rated each movie, ``candidates`` (M,) which are scored.
    """

    def __init__(
        self,
        few: Factors,
        many: Factors,
        ratings: NDArray[Any],
        candidates: NDArray[np.bool_] | None = None,
    ) -> None:
        self._models = (few, many)
        self._n_movies = len(ratings)
        self._candidates = (
            np.arange(len(ratings)) if candidates is None else np.flatnonzero(candidates)
        )
        # Most movies are no candidates: without them a list is scored in a third of the time.
        self._targets = [np.ascontiguousarray(m.targets[self._candidates]) for m in self._models]
        self._log_ratings = np.log(np.maximum(ratings[self._candidates], 1)).astype(np.float32)
        # What everybody's list says: a list of low stars alone still has something to rank by.
        share = (ratings / max(float(ratings.sum()), 1.0)).astype(np.float32)
        self._everybody = [share @ model.sources for model in self._models]

    def scores(
        self, positions: NDArray[Any], stars: NDArray[Any], exponents: Sequence[float] = (0.0,)
    ) -> list[NDArray[np.float32]]:
        """(M,) scores for n rated positions and their (n,) stars, for each of ``exponents``.

        Minus infinity for what is no candidate. Only their order has meaning. An exponent
        is how much a film that many rated gains (above 0) or loses; it fades as the list
        grows, and where nothing is liked.
        """
        says = _says(stars)
        likes = min(float(np.maximum(says, 0).sum()), 1.0)
        everybody = np.float32(_EVERYBODY + _EVERYBODY_ALONE * (1 - likes))
        few, many = _shares(len(positions))
        total = np.zeros(len(self._candidates), dtype=np.float32)
        if many > 0:
            total = _scaled(self._raw(1, positions, says, everybody), many)
        results = [total] * len(exponents)
        if few > 0:
            raw = self._raw(0, positions, says, everybody)
            raw -= raw.min(initial=np.inf)
            results = [
                result
                + _scaled(raw * np.exp(np.float32(exponent * likes) * self._log_ratings), few)
                for result, exponent in zip(results, exponents, strict=True)
            ]
        return [self._of_all_movies(result) for result in results]

    def _of_all_movies(self, scores: NDArray[np.float32]) -> NDArray[np.float32]:
        found = np.full(self._n_movies, -np.inf, dtype=np.float32)
        found[self._candidates] = scores
        return found

    def contributions(
        self, positions: NDArray[Any], stars: NDArray[Any], films: NDArray[Any]
    ) -> NDArray[np.float32]:
        """(n, k) how much each rated film speaks for each of ``films`` (k,); below 0 against."""
        total = np.zeros((len(positions), len(films)), dtype=np.float32)
        for model, share in zip(self._models, _shares(len(positions)), strict=True):
            if share > 0:
                part = model.sources[positions] @ model.targets[films].T
                total += np.float32(share) * part / max(float(np.abs(part).max(initial=0)), 1e-12)
        loud: NDArray[np.float32] = total * _says(stars)[:, None]
        return loud

    def _raw(
        self,
        model: int,
        positions: NDArray[Any],
        says: NDArray[np.float32],
        everybody: np.float32,
    ) -> NDArray[np.float32]:
        factors = self._models[model]
        user = says @ factors.sources[positions] + everybody * self._everybody[model]
        found: NDArray[np.float32] = self._targets[model] @ user
        return found


def _says(stars: NDArray[Any]) -> NDArray[np.float32]:
    says: NDArray[np.float32] = np.interp(stars, _STARS, _SAYS).astype(np.float32)
    return says


def _shares(n: int) -> tuple[float, float]:
    """How much the model for short lists and the one for long lists say of a list of n films."""
    many = float(np.clip(np.log(max(n, 1) / FEW) / np.log(MANY / FEW), 0, 1))
    return 1 - many, many


def _scaled(scores: NDArray[np.float32], share: float) -> NDArray[np.float32]:
    scaled: NDArray[np.float32] = scores * np.float32(share / max(float(scores.std()), 1e-12))
    return scaled
