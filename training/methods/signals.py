"""What speaks for a film when three picks are known: many simple signals, each computed in closed form.

A *signal* is a table with one row per catalogue film and one column per
candidate film; what a triple says about a candidate is a function of the sum of
the three rows. *Facts* belong to a candidate alone. ``blend.py`` learns how much
weight each deserves.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

LIKED = 4.0  # stars
DISLIKED = 3.0  # at most so many stars

LATENT_RANKS = (6, 12, 24, 48)
_MINUTE, _HOUR = 60.0, 3600.0  # seconds
_SMALL = 1e-9


@dataclass(frozen=True)
class Ratings:
    """Sparse (U, M) matrices of some users' ratings; both have the same pattern."""

    stars: sparse.csr_array
    timestamps: sparse.csr_array  # seconds since 1970-01-01 UTC

    def of_users(self, users: NDArray[np.int64]) -> Ratings:
        return Ratings(self.stars[users], self.timestamps[users])


@dataclass(frozen=True)
class Content:
    """What is known about the films without any rating, rows as in the vocabulary."""

    years: NDArray[np.float32]  # (M,) missing ones replaced by the median
    genres: sparse.csr_array  # (M, genres) TF-IDF, rows of length 1 (or 0)
    tags: sparse.csr_array  # (M, tags) likewise


@dataclass(frozen=True)
class Signal:
    """One table of votes of the catalogue's C films for the K candidates."""

    rows: NDArray[np.float32]  # (C, K)
    offset: float | None = None
    """A triple's value is log(offset + sum of its rows); None takes the sum itself."""

    def value(self, total: NDArray[np.float32]) -> NDArray[np.float32]:
        """The signal's value for sums over three picks, any shape."""
        if self.offset is None:
            return total
        return np.log(np.maximum(total, 0) + np.float32(self.offset))

    def slope(self, total: NDArray[np.float32]) -> NDArray[np.float32]:
        """How fast the value rises with the sum."""
        if self.offset is None:
            return np.ones_like(total)
        return 1 / (np.maximum(total, 0) + np.float32(self.offset))


@dataclass(frozen=True)
class Signals:
    """All signals and facts from one group of users."""

    signals: dict[str, Signal]
    facts: NDArray[np.float32]  # (K, facts)


def compute_signals(
    ratings: Ratings,
    content: Content,
    catalogue: NDArray[np.int32],
    candidates: NDArray[np.int32],
) -> Signals:
    """Signals of ``candidates`` for picks from ``catalogue`` (both movie positions)."""
    liked = _indicator(ratings.stars, ratings.stars.data >= LIKED)
    rated = _indicator(ratings.stars, ratings.stars.data > 0)
    disliked = _indicator(ratings.stars, ratings.stars.data <= DISLIKED)
    activity = np.maximum(np.asarray(rated.sum(axis=1), dtype=np.float64), 1)
    pick_likes, likes = liked[:, catalogue], liked[:, candidates]
    pick_rates, rates = rated[:, catalogue], rated[:, candidates]
    ridge = ridge_over_triples(pick_likes, likes)
    session, recent = co_likes_in_time(ratings, liked, catalogue, candidates, activity)
    signals = {
        "likes": Signal(damped_cosine(pick_likes, likes, activity**-0.75), 0.003),
        "likes, all users alike": Signal(
            damped_cosine(pick_likes, likes, activity**0.0, candidate_exponent=0.5), 0.003
        ),
        "ratings": Signal(damped_cosine(pick_rates, rates, activity**-0.5), 0.003),
        "rated, then liked": Signal(damped_cosine(pick_rates, likes, activity**-0.75), 0.003),
        "disliked": Signal(
            damped_cosine(pick_likes, disliked[:, candidates], activity**-0.5), 0.003
        ),
        "session": Signal(session, 0.003),
        "recent": Signal(recent, 0.003),
        "ridge 4": Signal(ridge(4.0), 0.004),
        "ridge 16": Signal(ridge(16.0), 0.004),
        "year": Signal(-np.abs(content.years[catalogue][:, None] - content.years[candidates]) / 10),
        "genres": Signal(_product(content.genres[catalogue], content.genres[candidates])),
        "tags": Signal(_product(content.tags[catalogue], content.tags[candidates])),
    }
    for rank, rows in latent_cosines(liked, activity, catalogue, candidates).items():
        signals[f"latent {rank}"] = Signal(rows)
    facts = film_facts(ratings, liked, rated, activity, content)[candidates]
    return Signals(
        {
            name: Signal(np.ascontiguousarray(s.rows, dtype=np.float32), s.offset)
            for name, s in signals.items()
        },
        facts.astype(np.float32),
    )


def damped_cosine(
    picks: sparse.csr_array,
    candidates: sparse.csr_array,
    weights: NDArray[np.float64],
    candidate_exponent: float = 0.4,
) -> NDArray[np.float64]:
    """(C, K) co-occurrence over users, each user weighted, popularity damped by powers of norms.

    Weights that fall with a user's activity are inverse user frequency (Breese,
    Heckerman and Kadie, UAI 1998): who rates everything says little about taste.
    """
    weighted = sparse.csr_array(picks.multiply(weights[:, None]))
    common = (weighted.T @ candidates).toarray().astype(np.float64)
    pick_norms = np.maximum(np.asarray(weighted.sum(axis=0)), _SMALL)
    candidate_norms = np.maximum(weights @ candidates, _SMALL)
    return common / (pick_norms[:, None] ** 0.5 * candidate_norms**candidate_exponent)


def ridge_over_triples(picks: sparse.csr_array, candidates: sparse.csr_array):  # type: ignore[no-untyped-def]
    raise NotImplementedError
