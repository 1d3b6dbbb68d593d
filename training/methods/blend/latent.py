"""Latent factors of likes and of ratings: how near films are in the space of a truncated SVD."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tables.arrays.taste import LIKED
from training.data.blocks import part_of
from training.data.interactions import Interactions
from training.models.svd import decompose

RANKS_OF_LIKES = (6, 12, 24, 48)
RANKS_OF_RATINGS = (12,)
MOST_USERS = 20_000
"""Users whose ratings are decomposed at most, drawn at random from more."""

_LARGEST_GRAM = 2000  # users or films; beyond, 48 singular values come sooner by products


def latent_cosines(
    ratings: Interactions,
    users: NDArray[np.integer],
    catalogue: NDArray[np.integer],
    candidates: NDArray[np.integer],
    seed: int = 0,
) -> dict[str, NDArray[np.float64]]:
    """(C, K) cosines by name, from the ratings of ``users`` (positions)."""
    if len(users) > MOST_USERS:
        users = np.random.default_rng(seed).permutation(users)[:MOST_USERS]
    chosen = np.zeros(ratings.n_users, dtype=bool)
    chosen[users] = True
    known = part_of(ratings, chosen[ratings.users])
    activity = np.bincount(known.users, minlength=known.n_users).astype(np.float64)
    found = {}
    for name, ranks, keep in (
        ("latent likes", RANKS_OF_LIKES, known.ratings >= LIKED),
        ("latent ratings", RANKS_OF_RATINGS, np.ones(len(known.ratings), dtype=bool)),
    ):
        part = part_of(known, keep)
        given = part.matrix(np.ones(len(part.ratings), np.float32))[np.flatnonzero(chosen)]
        for rank, rows in _cosines(given, activity[chosen], catalogue, candidates, ranks).items():
            found[f"{name}, {rank}"] = rows
    return found


def _cosines(
    matrix: sparse.csr_array,
    activity: NDArray[np.float64],
    catalogue: NDArray[np.integer],
    candidates: NDArray[np.integer],
    ranks: tuple[int, ...],
) -> dict[int, NDArray[np.float64]]:
    """rank -> (C, K) cosine in the space of the largest singular vectors, rare films damped.

    Users are weighted by activity^-1/2 and films by their weighted sum^-0.35
    before the decomposition, as in PureSVD with popularity damping (Cremonesi,
    Koren and Turrin, RecSys 2010).
    """
    user_weights = np.maximum(activity, 1) ** -0.5
    weighted = sparse.csr_array(sparse.diags_array(user_weights) @ matrix.astype(np.float64))
    damping = np.maximum(np.asarray(weighted.sum(axis=0)).ravel(), 1e-3) ** -0.35
    weighted = sparse.csr_array(weighted @ sparse.diags_array(damping))
    largest = decompose(weighted, max(ranks), centred=False, largest_gram=_LARGEST_GRAM)
    films = largest.movie_vectors(largest.rank) * largest.singular_values
    found = {}
    for rank in ranks:
        embeddings = films[:, :rank]
        lengths = np.maximum(np.linalg.norm(embeddings, axis=1), 1e-6)
        picks = embeddings[catalogue] / lengths[catalogue, None]
        found[rank] = picks @ (embeddings[candidates] / lengths[candidates, None] ** 0.7).T
    return found
