"""The taste model: what follows from a list of rated films of any length.

A ridge regression of every movie's rating on all others', the diagonal zero (Steck,
"Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019), on graded values: a
liked movie counts 1, one that was seen and not liked counts less. What was seen says
much about what will be seen, and what was liked more. Penalties may grow with a
movie's popularity (Steck, "Autoencoders that don't overfit towards the Identity",
NeurIPS 2020), which is better for short lists and worse for long ones, so there are
two. Each is published as a product of two thin matrices: a look-up costs the length
of the list and one product, whatever the number of users.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tables.arrays.taste import LIKED
from training.data.interactions import Interactions
from training.models.regression import (
    RegressionByUsers,
    best_product,
    best_product_by_users,
    regression_factors,
)
from training.settings import at_least, positive, whole

# Values of the regression, by stars; chosen on tuning seeds (docs/ranking.md).
_LIKED, _MIDDLING, _DISLIKED = 1.0, 0.6, 0.35
_MIDDLING_FROM = 3.0  # stars

MOST_USERS = 8000  # a larger data set is learned from that many users, drawn at random


@dataclass(frozen=True)
class TasteParameters:
    """How one of the two regressions is penalized."""

    penalty: float
    """L2 penalty on every weight of a movie of average popularity."""
    penalty_exponent: float = 0.0
    """Penalty of a movie is in proportion to its popularity to this power."""
    user_exponent: float = 0.0
    """Weight taken from users who rate much."""
    rank: int = 256
    """Columns of the published factors."""
    seed: int = 0

    def __post_init__(self) -> None:
        positive(penalty=self.penalty)
        at_least(0, penalty_exponent=self.penalty_exponent, user_exponent=self.user_exponent)
        whole(rank=self.rank)
        whole(0, seed=self.seed)


FEW = TasteParameters(penalty=1000.0, penalty_exponent=1.0, user_exponent=0.15, rank=512)
MANY = TasteParameters(penalty=200.0)


def fit_taste(
    interactions: Interactions, parameters: TasteParameters
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Sources and targets (M, r): the weight from movie i to movie j is their rows' product.

    r is the rank asked for, or the rank of the ratings where that is lower.
    """
    values = _graded(interactions, parameters)
    weight = np.asarray(values.multiply(values).sum(axis=0), dtype=np.float64).ravel()
    relative = np.maximum(weight, weight[weight > 0].min(initial=1.0)) / max(weight.mean(), 1e-12)
    penalty = parameters.penalty * relative**parameters.penalty_exponent
    rank = min(parameters.rank, *values.shape)
    if values.shape[0] > values.shape[1]:
        return best_product(*regression_factors(values, penalty), rank, parameters.seed)
    return best_product_by_users(RegressionByUsers.of(values, penalty), rank, parameters.seed)


def _graded(interactions: Interactions, parameters: TasteParameters) -> sparse.csr_array:
    """(U, M) values of the ratings, of a sample of users where there are many."""
    stars = interactions.matrix().tocsr()
    if stars.shape[0] > MOST_USERS:
        drawn = np.random.default_rng(parameters.seed).permutation(stars.shape[0])[:MOST_USERS]
        stars = stars[np.sort(drawn)]
    graded = np.where(
        stars.data >= LIKED,
        _LIKED,
        np.where(stars.data >= _MIDDLING_FROM, _MIDDLING, _DISLIKED),
    )
    counts = np.diff(stars.indptr)
    share = (np.maximum(counts, 1) / max(np.median(counts), 1)) ** -parameters.user_exponent
    return sparse.csr_array(
        (graded * np.repeat(share, counts), stars.indices, stars.indptr), shape=stars.shape
    )


def lovers(interactions: Interactions) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Ranges (M, 2) and user positions (L,): who likes each movie, ascending within it."""
    liked = interactions.ratings >= LIKED
    movies, users = interactions.movies[liked], interactions.users[liked]
    order = np.lexsort((users, movies))
    counts = np.bincount(movies, minlength=interactions.n_movies)
    stops = np.cumsum(counts)
    ranges = np.stack([stops - counts, stops], axis=1).astype(np.int64)
    return ranges, users[order].astype(np.int32)
