"""What somebody's whole history says: the served model, and what it is measured against."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from serving.fold_in import SvdFoldIn
from serving.ranking import best_first
from serving.taste import Factors, TasteModel
from tables.arrays.taste import LIKED
from training.data.interactions import Interactions
from training.methods.baselines.weighting import Weighting
from training.models.regression import regression_factors
from training.models.svd import DEFAULT_K, decompose
from training.models.taste import FEW, MANY, fit_taste

HistoryModel = Callable[[NDArray[Any], NDArray[Any]], NDArray[np.float32]]
"""From n rated positions and their stars to scores of all movies, (M,)."""

EASE_PENALTIES = (25.0, 50.0, 100.0, 200.0, 400.0, 800.0)
_INNER_SHARE = 0.2  # of the training users, on whom EASE's penalty is chosen


def taste(known: Interactions) -> HistoryModel:
    """The taste model as it is served."""
    few, many = (Factors(*fit_taste(known, parameters)) for parameters in (FEW, MANY))
    model = TasteModel(few, many, known.rating_counts())
    return lambda positions, stars: model.scores(positions, stars)[0]


def ease(known: Interactions) -> HistoryModel:
    """EASE on likes (Steck, WWW 2019), its penalty chosen on a fifth of the training users."""
    likes = Weighting().matrix(known)
    order = np.random.default_rng(0).permutation(likes.shape[0])
    cut = int(len(order) * _INNER_SHARE)
    inner, rest = likes[order[:cut]], likes[order[cut:]]
    penalty = max(EASE_PENALTIES, key=lambda each: _inner_recall(_ease_of(rest, each), inner))
    model = _ease_of(likes, penalty)

    def scores(positions: NDArray[Any], stars: NDArray[Any]) -> NDArray[np.float32]:
        return model(positions[stars >= LIKED])

    return scores


def svd(known: Interactions) -> HistoryModel:
    """The SVD's projection as it is served."""
    vectors = decompose(known.matrix(), DEFAULT_K).movie_vectors(DEFAULT_K)
    fold_in = SvdFoldIn(vectors.astype(np.float32), known.n_movies)
    return lambda positions, stars: fold_in.scores(positions, stars.astype(np.float32))


def most_popular(known: Interactions) -> HistoryModel:
    """The same for everybody: how many like each movie."""
    liked = known.movies[known.ratings >= LIKED]
    counts = np.bincount(liked, minlength=known.n_movies).astype(np.float32)
    return lambda positions, stars: counts


HISTORY_METHODS: dict[str, Callable[[Interactions], HistoryModel]] = {
    "taste": taste,
    "ease": ease,
    "svd": svd,
    "most-popular": most_popular,
}


def _ease_of(
    likes: sparse.csr_array, penalty: float
) -> Callable[[NDArray[Any]], NDArray[np.float32]]:
    left, right = regression_factors(likes.astype(np.float64), np.full(likes.shape[1], penalty))

    def scores(positions: NDArray[Any]) -> NDArray[np.float32]:
        found: NDArray[np.float32] = left[:, positions].sum(axis=1) @ right
        return found

    return scores


def _inner_recall(
    model: Callable[[NDArray[Any]], NDArray[np.float32]], users: sparse.csr_array
) -> float:
    """Mean Recall@50 of a fifth of each user's likes, the others shown."""
    random = np.random.default_rng(1)
    found = []
    for user in range(users.shape[0]):
        likes = random.permutation(users.indices[users.indptr[user] : users.indptr[user + 1]])
        cut = int(len(likes) * (1 - _INNER_SHARE))
        if not 0 < cut < len(likes):
            continue
        allowed = np.ones(users.shape[1], dtype=bool)
        allowed[likes[:cut]] = False
        top = best_first(model(likes[:cut]), allowed, 50)
        found.append(np.isin(top, likes[cut:]).sum() / min(50, len(likes) - cut))
    return float(np.mean(found)) if found else 0.0
