"""Predictions of a trained model for given pairs, and how far off they are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from serving.rating_models import ArrayModel
from training.data.interactions import Interactions

PAIRS_AT_ONCE = 1 << 14


def predict_pairs(
    model: ArrayModel, users: NDArray[np.int32], movies: NDArray[np.int32]
) -> NDArray[np.float32]:
    """(n,) stars of n pairs of positions, not clipped."""
    stars = np.empty(len(users), dtype=np.float32)
    for start in range(0, len(users), PAIRS_AT_ONCE):
        part = slice(start, start + PAIRS_AT_ONCE)
        stars[part] = model.score_pairs(users[part], movies[part])
    return stars


def mean_squared_error(model: ArrayModel, unseen: Interactions, known: Interactions) -> float:
    """Of the predictions for ``unseen``, clipped to the range of the ``known`` ratings."""
    stars = predict_pairs(model, unseen.users, unseen.movies)
    stars.clip(known.ratings.min(), known.ratings.max(), out=stars)
    return float(np.mean(np.square(stars - unseen.ratings, dtype=np.float64)))
