"""The classics of the tiny run: users, their lists, similar films and models of random arrays."""

from __future__ import annotations

from typing import Any

import numpy as np

from serving.rating_models import ArrayModel, DotProductModel, NetworkModel
from tables import schemas
from tables.arrays import taste
from tables.arrays.ratings import SVD_MOVIES, array_file
from tables.arrays.similar import PER_WAY, SCORES, SIMILAR, WAYS

USERS = 3
FACTORS = 2


def columns() -> dict[schemas.Schema, dict[str, Any]]:
    """Tables for users 1 to 3; each model recommends four films, another four each."""
    tables: dict[schemas.Schema, dict[str, Any]] = {
        schemas.USERS: {"userId": [1, 2, 3], "ratings": [20, 5, 1], "meanRating": [3.5, 4.0, 5.0]},
        schemas.RATED_BY_USER: {
            "userId": [1, 1, 1, 2, 3],
            "rank": [1, 2, 3, 1, 1],
            "movieId": [5, 1, 9, 2, 30],
            "rating": [5.0, 5.0, 4.5, 4.0, 5.0],
        },
        schemas.SVD_TIMES: {
            "k": [10, 50],
            "usedK": [2, 2],
            "seconds": [0.01, 0.02],
            "reconstructionError": [0.5, 0.5],
            "explainedVariance": [0.6, 0.6],
        },
        schemas.SIMILARITY_VARIANCE: {
            "components": [1, 2],
            "content": [0.4, 0.9],
            "collaborative": [0.3, None],
        },
        schemas.FACTORIZATION_CURVE: {
            "model": ["mf", "mf", "pmf", "nn"],
            "epoch": [1, 2, 1, 1],
            "trainMse": [0.9, 0.7, 0.8, 0.8],
            "validationMse": [0.95, 0.8, 0.8, 0.85],
        },
    }
    for number, model in enumerate(("svd", "pmf", "nn", "mf", "als")):
        tables[schemas.MOVIES_BY_USER[model]] = {
            "userId": np.repeat([1, 2, 3], 4),
            "rank": np.tile([1, 2, 3, 4], USERS),
            "movieId": np.arange(12) % 4 + 10 + number,
            "score": np.tile([4.75, 4.5, 4.25, 4.0], USERS),
        }
    return tables


def models(movies: int) -> dict[str, ArrayModel]:
    """Random models of 3 users and of movies of which the last is not rated."""
    random = np.random.default_rng(5)

    def rows(n: int, width: int) -> np.ndarray:
        return random.normal(size=(n, width)).astype(np.float32)

    def dot_product(squashed: bool) -> DotProductModel:
        users, films = rows(USERS, FACTORS + 2), rows(movies, FACTORS + 2)
        users[:, -1] = films[:, -2] = 1
        films[:, -1] += 0 if squashed else 3.5
        return DotProductModel(users, films, squashed)

    return {
        "mf": dot_product(squashed=False),
        "pmf": dot_product(squashed=True),
        "als": DotProductModel(rows(USERS, FACTORS), rows(movies, FACTORS), squashed=False),
        "nn": NetworkModel(rows(USERS, 4), rows(movies, 4), rows(5, 3), rows(4, 1)),
    }


def arrays(movies: int) -> dict[str, np.ndarray]:
    """The models' arrays, and similar films: the next ones by movieId; none for the last film."""
    found = {
        array_file(name, part): array
        for name, model in models(movies).items()
        for part, array in model.arrays().items()
    }
    vectors = np.linalg.qr(np.random.default_rng(6).normal(size=(movies - 1, FACTORS)))[0]
    found[SVD_MOVIES] = np.vstack([vectors, np.zeros((1, FACTORS))]).astype(np.float32)
    places = np.arange(PER_WAY * len(WAYS)) % PER_WAY
    positions = (np.arange(movies)[:, None] + 1 + places) % (movies - 1)
    scores = np.tile(0.9 - places / 20, (movies, 1))
    positions[-1], scores[-1] = -1, np.nan
    # The taste model: random rows, none for the last film; everybody loves all but that.
    random = np.random.default_rng(7)
    for file in taste.FACTORS:
        found[file] = random.normal(size=(movies, FACTORS)).astype(np.float32)
        found[file][-1] = 0
    stops = np.minimum(np.arange(1, movies + 1), movies - 1) * USERS
    starts = np.minimum(np.arange(movies), movies - 1) * USERS
    found[taste.LOVERS_RANGES] = np.stack([starts, stops], axis=1).astype(np.int64)
    found[taste.LOVERS] = np.tile(np.arange(USERS, dtype=np.int32), movies - 1)[:, None]
    found[SIMILAR] = positions.astype(np.int32)
    found[SCORES] = scores.astype(np.float32)
    return found
