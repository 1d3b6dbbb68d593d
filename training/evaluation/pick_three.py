"""The pick-three protocol: how good the ten films are that a method answers three picks with.

- A rating of 4 stars or more is a like.
- The sorted user ids are permuted by ``default_rng(seed).permutation`` and dealt
  into 5 folds, the f-th taking every fifth from the f-th on. Each fold is held
  out in turn; catalogue, threshold (scaled to the remaining users) and
  vocabulary come from the other users alone.
- A held-out user takes part who likes at least 3 films of the catalogue and at
  least 1 film outside it that a training user rated. Such a user gives 3 cases:
  3 liked catalogue films each, drawn without replacement. The draws depend on
  seed, fold and user order only, so that all methods see the same cases.
- Targets are all films outside the catalogue that the user likes, those
  included that no training user rated: nobody can recommend them, and for a
  user with fewer than 10 (5) targets they cost every method the same.
- A row is judged against targets of its own kind, over the cases that have one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from serving.ranking import top_positions
from tables.arrays.files import NO_POSITION
from tables.arrays.taste import LIKED
from training.data.interactions import Interactions
from training.data.movielens import MovieLens
from training.methods.base import PickThreeMethod, TrainingData
from training.models.catalogue import build_catalogue

FOLDS = 5
CASES_PER_USER = 3
PICKS = 3
BEST_SIZE = 10
ROW_SIZE = 5


@dataclass(frozen=True)
class Cases:
    """n cases of one fold. Positions refer to the fold's training interactions."""

    user_ids: NDArray[np.int32]  # (n,) held-out user of each case; three consecutive cases share it
    picks: NDArray[np.int32]  # (n, 3) movie positions
    targets: NDArray[np.bool_]  # (n, M) liked movies outside the catalogue
    unreachable: NDArray[np.int64]  # (n,) liked movies that no training user rated

    def __len__(self) -> int:
        return len(self.user_ids)


@dataclass(frozen=True)
class Fold:
    """One held-out fifth of the users and what may be learned from the others."""

    seed: int
    number: int  # 0 to 4
    training: TrainingData
    cases: Cases


@dataclass(frozen=True)
class FoldResult:
    """Scores of every case and what was recommended, for means, errors and paired tests."""

    user_ids: NDArray[np.int32]  # (n,)
    metrics: dict[str, NDArray[np.float64]]
    """metric name -> (n,); NaN where a row has no target of its kind in that case."""
    recommended: dict[str, NDArray[np.int32]]
    """"best" (n, 10), "popular" (n, 5), "less_known" (n, 5) movieIds, best first, -1 for none."""


def make_folds(data: MovieLens, seed: int) -> Iterator[Fold]:
    """The 5 folds of a seed, one at a time."""
    for number, held_out in enumerate(deal_users(data.ratings["userId"], seed)):
        yield make_fold(data, held_out, seed, number)


def deal_users(user_ids: pd.Series, seed: int) -> list[NDArray[np.int32]]:
    """The user ids of each of the 5 folds: disjoint, together everyone."""
    users = np.unique(user_ids.to_numpy(np.int32))
    dealt = np.random.default_rng(seed).permutation(users)
    return [np.sort(dealt[number::FOLDS]) for number in range(FOLDS)]


def make_fold(data: MovieLens, held_out: NDArray[np.int32], seed: int, number: int) -> Fold:
    """Everything of one fold, computed without the ratings and tags of ``held_out`` users."""
    is_held_out = data.ratings["userId"].isin(held_out)
    interactions = Interactions.from_frame(data.ratings[~is_held_out])
    training = TrainingData(
        interactions=interactions,
        catalogue=build_catalogue(interactions),
        movies=data.movies,
        tags=data.tags[~data.tags["userId"].isin(held_out)],
    )
    rng = np.random.default_rng([seed, number])
    return Fold(seed, number, training, draw_cases(data.ratings[is_held_out], training, rng))


def draw_cases(held_out: pd.DataFrame, training: TrainingData, rng: np.random.Generator) -> Cases:
    """Three cases for each eligible user of the ``held_out`` ratings, by ascending userId."""
    vocabulary = training.interactions.movie_ids
    in_catalogue = np.zeros(len(vocabulary), dtype=bool)
    in_catalogue[training.catalogue.movies] = True
    users, picks, targets, unreachable = [], [], [], []
    liked = held_out[held_out["rating"] >= LIKED]
    for user_id, movie_ids in liked.groupby("userId", sort=True)["movieId"]:
        known = np.intersect1d(movie_ids.to_numpy(np.int32), vocabulary)
        positions = training.interactions.movie_positions(known)
        pickable = positions[in_catalogue[positions]]
        wanted = positions[~in_catalogue[positions]]
        if len(pickable) < PICKS or len(wanted) == 0:
            continue
        target = np.zeros(len(vocabulary), dtype=bool)
        target[wanted] = True
        for _ in range(CASES_PER_USER):
            users.append(user_id)
            picks.append(rng.choice(pickable, PICKS, replace=False))
            targets.append(target)
            unreachable.append(len(movie_ids) - len(known))
    return Cases(
        user_ids=np.array(users, dtype=np.int32),
        picks=np.array(picks, dtype=np.int32).reshape(-1, PICKS),
        targets=np.array(targets, dtype=bool).reshape(-1, len(vocabulary)),
        unreachable=np.array(unreachable, dtype=np.int64),
    )


def evaluate_fold(method: PickThreeMethod, fold: Fold) -> FoldResult:
    """Fit the method on the fold's training users and score its answers to the cases."""
    return evaluate_fitted(method.fit(fold.training), fold)


def evaluate_fitted(method: PickThreeMethod, fold: Fold) -> FoldResult:
    """The same for a method that was already fitted on the fold's training users.

    Metrics: ``ndcg@10`` and ``hit@10`` of the best ten; ``popular ndcg@5``,
    ``popular hit@5``, ``less_known ndcg@5`` and ``less_known hit@5`` of the rows;
    ``popularity rank``, the mean place of the best ten among all movies by
    number of ratings (1 = most rated).
    """
    catalogue, cases = fold.training.catalogue, fold.cases
    scores = method.score(cases.picks)
    lists = {  # name: scores, allowed candidates, length
        "best": (scores.best, catalogue.outside_popular | catalogue.outside_less_known, BEST_SIZE),
        "popular": (scores.popular, catalogue.outside_popular, ROW_SIZE),
        "less_known": (scores.less_known, catalogue.outside_less_known, ROW_SIZE),
    }
    metrics, recommended = {}, {}
    movie_ids = np.append(fold.training.interactions.movie_ids, NO_POSITION).astype(np.int32)
    for name, (row_scores, allowed, size) in lists.items():
        chosen = top_positions(row_scores, allowed, size)
        unreachable = cases.unreachable if name != "popular" else 0
        prefix = "" if name == "best" else f"{name} "
        wanted = cases.targets & allowed
        metrics[f"{prefix}ndcg@{size}"] = ndcg(chosen, wanted, unreachable)
        metrics[f"{prefix}hit@{size}"] = hit(chosen, wanted, unreachable)
        recommended[name] = movie_ids[chosen]  # -1 picks the -1 at the end
        if name == "best":
            metrics["popularity rank"] = mean_popularity_rank(chosen, catalogue.counts)
    return FoldResult(user_ids=cases.user_ids, metrics=metrics, recommended=recommended)


def ndcg(
    chosen: NDArray[np.int32], targets: NDArray[np.bool_], unreachable: NDArray[np.int64] | int = 0
) -> NDArray[np.float64]:
    """(n,) normalized discounted cumulative gain of (n, k) lists, NaN where nothing is wanted.

    Binary relevance, discount 1 / log2(rank + 1), divided by the gain of a list
    that begins with all targets (Järvelin and Kekäläinen, TOIS 2002).
    """
    size = chosen.shape[1]
    discounts = 1 / np.log2(np.arange(2, size + 2))
    ideal = np.concatenate([[np.nan], np.cumsum(discounts)])
    n_wanted = np.minimum(targets.sum(axis=1) + unreachable, size)
    found: NDArray[np.float64] = (_relevant(chosen, targets) @ discounts) / ideal[n_wanted]
    return found


def hit(
    chosen: NDArray[np.int32], targets: NDArray[np.bool_], unreachable: NDArray[np.int64] | int = 0
) -> NDArray[np.float64]:
    """(n,) 1 where the (n, k) list holds a target, else 0; NaN where nothing is wanted."""
    found = _relevant(chosen, targets).any(axis=1).astype(np.float64)
    return np.where(targets.sum(axis=1) + unreachable > 0, found, np.nan)


def mean_popularity_rank(
    chosen: NDArray[np.int32], counts: NDArray[np.int64]
) -> NDArray[np.float64]:
    """(n,) mean rank by rating count (1 = most rated, ties by position), NaN for empty lists."""
    ranks = np.empty(len(counts), dtype=np.float64)
    ranks[np.argsort(-counts, kind="stable")] = np.arange(1, len(counts) + 1)
    present = chosen != NO_POSITION
    total = np.where(present, ranks[chosen], 0.0).sum(axis=1)
    n_present = present.sum(axis=1)
    mean = np.full(len(chosen), np.nan)
    np.divide(total, n_present, out=mean, where=n_present > 0)
    return mean


def over_users(values: NDArray[np.float64], user_ids: NDArray[np.int32]) -> tuple[float, float]:
    """Mean over cases and its standard error over users, for one metric.

    Cases of one user are not independent, so the error is the cluster-robust
    one: the users' summed deviations from the mean are the independent draws.
    NaN cases are left out; NaN without any case, and an error of NaN for one user.
    """
    known = ~np.isnan(values)
    values, user_ids = values[known], user_ids[known]
    if len(values) == 0:
        return float("nan"), float("nan")
    mean = values.mean()
    users, index = np.unique(user_ids, return_inverse=True)
    deviations = np.bincount(index, weights=values - mean)
    if len(users) < 2:
        return float(mean), float("nan")
    correction = len(users) / (len(users) - 1)
    return float(mean), float(np.sqrt(correction * (deviations**2).sum()) / len(values))


def coverage(recommended: NDArray[np.int32], n_movies: int) -> float:
    """Share of ``n_movies`` that were recommended at least once, from movieIds of any shape."""
    return len(np.unique(recommended[recommended != NO_POSITION])) / n_movies


def _relevant(chosen: NDArray[np.int32], targets: NDArray[np.bool_]) -> NDArray[np.bool_]:
    wanted = np.take_along_axis(targets, np.maximum(chosen, 0), axis=1)
    wanted &= chosen != NO_POSITION
    return wanted
