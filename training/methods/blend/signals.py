"""What speaks for a film when three picks are known: simple signals, each in closed form.

A *signal* is a table with one row per catalogue film and one column per
candidate film; what a triple says about a candidate is a function of the sum of
the three rows. *Facts* belong to a candidate alone. ``blend.py`` learns how much
weight each deserves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from training.methods.base import Row
from training.methods.blend.facts import film_facts
from training.methods.blend.inputs import Content
from training.methods.blend.user_sums import UserSums

_SMALL = 1e-9


@dataclass(frozen=True)
class Signal:
    """One table of votes of the catalogue's C films for the K candidates."""

    rows: NDArray[np.float32]  # (C, K)
    offset: float | None = None
    """Added to votes before their logarithm is taken; None where votes may be negative."""
    lists: tuple[Row, ...] = get_args(Row)
    """The lists of an answer in which it speaks."""

    @classmethod
    def of(
        cls,
        rows: NDArray[np.floating],
        offset: float | None = None,
        lists: tuple[Row, ...] = get_args(Row),
    ) -> Signal:
        """Stored in single precision, without the rounding below 0 that no logarithm takes."""
        votes = rows if offset is None else np.maximum(rows, 0)
        return cls(np.ascontiguousarray(votes, dtype=np.float32), offset, lists)


@dataclass(frozen=True)
class Signals:
    """All signals and facts from one group of users."""

    signals: dict[str, Signal]
    facts: NDArray[np.float32]  # (K, facts)


def compute_signals(
    sums: UserSums,
    latent: dict[str, NDArray[np.float64]],
    content: Content,
    catalogue: NDArray[np.int32],
    candidates: NDArray[np.int64],
) -> Signals:
    """Signals of ``candidates`` for picks from ``catalogue`` (both movie positions).

    ``sums`` are over the users of whom the signals are to know; so are the ``latent``
    cosines, by name.
    """
    s = sums
    weak, strong = ridge_over_triples(s, (4.0, 16.0))
    ratios = {
        "likes": (damped(s.liked_liked, s.picks_liked, s.liked), 0.003),
        "likes, equal users": (
            damped(s.liked_liked_equally, s.picks_liked_equally, s.liked_equally, 0.5),
            0.003,
        ),
        "ratings": (damped(s.rated_rated, s.picks_rated_root, s.rated_root), 0.003),
        "rated, then liked": (damped(s.rated_liked, s.picks_rated, s.liked), 0.003),
        "disliked": (damped(s.liked_disliked, s.picks_liked_root, s.disliked_root), 0.003),
        "liked together": (
            damped(s.liked_liked_together, s.picks_liked_root, s.liked_root),
            0.003,
        ),
        "liked lately": (damped(s.liked_liked_lately, s.picks_liked_root, s.liked_root), 0.003),
        "ridge, weak": (weak, 0.004),
        "ridge, strong": (strong, 0.004),
    }
    levels = {
        "year": -np.abs(content.years[catalogue][:, None] - content.years[candidates]) / 10,
        "genres": _products(content.genres, catalogue, candidates),
        "tags": _products(content.tags, catalogue, candidates),
        **latent,
    }
    return Signals(
        {name: Signal.of(rows, offset) for name, (rows, offset) in ratios.items()}
        | {name: Signal.of(rows) for name, rows in levels.items()},
        film_facts(sums, content, candidates).astype(np.float32),
    )


def damped(
    common: NDArray[np.float64],
    of_picks: NDArray[np.float64],
    of_candidates: NDArray[np.float64],
    candidate_exponent: float = 0.4,
) -> NDArray[np.float64]:
    """(C, K) weighted co-occurrence, divided by powers of how often each film occurs.

    Weights that fall with a user's activity are inverse user frequency (Breese,
    Heckerman and Kadie, UAI 1998): a like by someone who likes few films says more.
    """
    picks = np.maximum(of_picks, _SMALL)[:, None] ** 0.5
    found: NDArray[np.float64] = common / (
        picks * np.maximum(of_candidates, _SMALL) ** candidate_exponent
    )
    return found


def ridge_over_triples(sums: UserSums, penalties: tuple[float, ...]) -> list[NDArray[np.float64]]:
    """For each penalty the (C, K) ridge regression of likes on all triples of all users.

    Every user with n >= 3 liked catalogue films stands for all of their C(n, 3)
    triples at once: a film is in a random triple with probability 3 / n, a pair
    of films with 6 / (n (n - 1)), which gives the regression in closed form. A
    third of the mean is added to each row, so that three rows sum to a probability.
    """
    mean = sums.liked_by_drawn / max(sums.users_drawn, 1)
    moment = sums.drawn_liked - np.outer(sums.picks_drawn, mean)
    return [
        np.linalg.solve(sums.drawn_pairs + penalty * np.eye(len(moment)), moment) + mean / 3
        for penalty in penalties
    ]


def _products(
    features: sparse.csr_array, catalogue: NDArray[np.integer], candidates: NDArray[np.integer]
) -> NDArray[np.float64]:
    products: NDArray[np.float64] = (features[catalogue] @ features[candidates].T).toarray()
    return products
