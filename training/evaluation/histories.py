"""How well people with histories are served: strong generalization.

Users are held out whole; a model sees 80% of a held-out user's likes and is asked for the
other 20% (Liang, Krishnan, Hoffman and Jebara, "Variational autoencoders for collaborative
filtering", WWW 2018): NDCG@100, Recall@20 and Recall@50, cut off as there. Likes are ratings
above 3.5, of users with at least five. Data sets of 50,000 users and more are split as
published there for ml-20m (seed 98765, 10,000 users held out); smaller ones are dealt into
five folds, each held out in turn.

Beside it, what low stars are worth: 80% of all ratings of a held-out user are shown, stars
included, and the share of pairs counts in which a hidden liked movie scores higher than a
hidden disliked one (AUC; disliked are ratings below 3).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from serving.ranking import best_first
from tables.arrays.taste import LIKED
from training.data.interactions import Interactions
from training.evaluation.pick_three import deal_users
from training.methods.histories import HISTORY_METHODS, HistoryModel

log = logging.getLogger(__name__)

PUBLISHED_SEED, PUBLISHED_USERS, PUBLISHED_FROM = 98765, 10_000, 50_000
LEAST_LIKES = 5
SHOWN = 0.8  # of a held-out user's likes, or ratings
DISLIKED_BELOW = 3.0  # stars
_MOST = 100

_DISCOUNTS = 1 / np.log2(np.arange(2, _MOST + 2))


@dataclass(frozen=True)
class HistoryScores:
    """Means over held-out users, and the standard error of the first."""

    method: str
    ndcg: float
    standard_error: float
    recall_20: float
    recall_50: float
    auc: float
    users: int


def evaluate_histories(interactions: Interactions, seed: int) -> list[HistoryScores]:
    """Every method of ``HISTORY_METHODS`` on the same held-out users, best first."""
    by_method: dict[str, list[NDArray[np.float64]]] = {name: [] for name in HISTORY_METHODS}
    frame = interactions.frame()
    for number, (learned, held_out) in enumerate(_split_users(interactions, seed)):
        known = Interactions.from_frame(
            frame[frame["userId"].isin(learned)], interactions.movie_ids
        )
        shown = frame[frame["userId"].isin(held_out)]
        for name, make in HISTORY_METHODS.items():
            model = make(known)
            found = _score(model, known, shown, np.random.default_rng([seed, number]))
            by_method[name].append(found)
            log.debug(f"fold {number}, {name}: NDCG@100 {np.nanmean(found[:, 0]):.4f}")
    scores = [_summary(name, np.concatenate(found)) for name, found in by_method.items()]
    return sorted(scores, key=lambda one: -one.ndcg)


def _split_users(
    interactions: Interactions, seed: int
) -> Iterator[tuple[NDArray[np.int32], NDArray[np.int32]]]:
    """(userIds to learn from, userIds held out) of each fold."""
    users = interactions.user_ids
    if len(users) < PUBLISHED_FROM:
        for held_out in deal_users(pd.Series(users), seed):
            yield np.setdiff1d(users, held_out), held_out
        return
    # As published: of the users with five likes as many are kept for validation as for the test.
    liked = interactions.users[interactions.ratings >= LIKED]
    active = users[np.bincount(liked, minlength=len(users)) >= LEAST_LIKES]
    order = np.random.RandomState(PUBLISHED_SEED).permutation(len(active))
    yield active[order[: -2 * PUBLISHED_USERS]], active[order[-PUBLISHED_USERS:]]


def _score(
    model: HistoryModel, known: Interactions, shown: pd.DataFrame, random: np.random.Generator
) -> NDArray[np.float64]:
    """(users, 4): NDCG@100, Recall@20, Recall@50 and AUC of each; NaN where there is none."""
    rows = []
    for _, rated in shown.groupby("userId", sort=True):
        positions = known.movie_positions(rated["movieId"].to_numpy(np.int32))
        stars = rated["rating"].to_numpy(np.float32)
        likes = random.permutation(np.flatnonzero(stars >= LIKED))
        everything = random.permutation(len(stars))
        if len(likes) < LEAST_LIKES:
            continue
        cut = int(len(likes) * SHOWN)
        given, asked = likes[:cut], positions[likes[cut:]]
        ranked = model(positions[given], stars[given])
        allowed = np.ones(len(ranked), dtype=bool)
        allowed[positions[given]] = False
        top = best_first(ranked, allowed, _MOST)
        hits = np.isin(top, asked)
        ideal = _DISCOUNTS[: min(len(asked), _MOST)].sum()
        rows.append(
            (
                float((hits * _DISCOUNTS[: len(hits)]).sum() / ideal),
                float(hits[:20].sum() / min(20, len(asked))),
                float(hits[:50].sum() / min(50, len(asked))),
                _auc(model, positions, stars, everything),
            )
        )
    return np.array(rows, dtype=np.float64).reshape(-1, 4)


def _auc(
    model: HistoryModel,
    positions: NDArray[np.int32],
    stars: NDArray[np.float32],
    order: NDArray[np.intp],
) -> float:
    cut = int(len(order) * SHOWN)
    given, hidden = order[:cut], order[cut:]
    liked = positions[hidden[stars[hidden] >= LIKED]]
    disliked = positions[hidden[stars[hidden] < DISLIKED_BELOW]]
    if len(given) == 0 or len(liked) == 0 or len(disliked) == 0:
        return float("nan")
    scores = model(positions[given], stars[given])
    pairs = scores[liked][:, None] - scores[disliked][None]
    return float(((pairs > 0) + 0.5 * (pairs == 0)).mean())


def _summary(name: str, found: NDArray[np.float64]) -> HistoryScores:
    return HistoryScores(
        name,
        float(found[:, 0].mean()),
        float(found[:, 0].std(ddof=1) / np.sqrt(len(found))),
        float(found[:, 1].mean()),
        float(found[:, 2].mean()),
        float(np.nanmean(found[:, 3])),
        len(found),
    )
