"""A data set of invented raters with two tastes, for tests of pick-three methods."""

from pathlib import Path

import numpy as np
import pandas as pd

from training.data.movielens import MovieLens
from training.evaluation.pick_three import Fold, evaluate_fold, make_folds
from training.methods.base import PickThreeMethod
from training.methods.baselines.random_order import RandomOrder

N_MOVIES = 60


def two_tastes(n_users: int = 60, seed: int = 0) -> MovieLens:
    """Even users like even movies, odd users odd ones; low movieIds are rated most."""
    rng = np.random.default_rng(seed)
    rows = []
    for user in range(1, n_users + 1):
        chance = 0.9 / (1 + np.arange(N_MOVIES) / 12)
        for movie in np.flatnonzero(rng.random(N_MOVIES) < chance) + 1:
            same_taste = movie % 2 == user % 2
            stars = rng.choice([4.0, 4.5, 5.0]) if same_taste else rng.choice([1.5, 2.5, 3.0])
            rows.append((user, movie, stars, 1_000_000_000 + 1000 * user + int(movie)))
    ratings = pd.DataFrame(rows, columns=["userId", "movieId", "rating", "timestamp"]).astype(
        {"userId": "int32", "movieId": "int32", "rating": "float32", "timestamp": "int64"}
    )
    ids = np.arange(1, N_MOVIES + 1, dtype=np.int32)
    movies = pd.DataFrame(
        {
            "movieId": ids,
            "title": [f"Film {i}" for i in ids],
            "year": pd.array([1990 + i % 10 if i % 7 else pd.NA for i in ids], dtype="Int16"),
            "genres": ["Comedy|Drama" if i % 2 == 0 else "Horror" if i % 5 else "" for i in ids],
        }
    )
    tags = pd.DataFrame(
        {
            "userId": np.array([1, 2, 2], dtype=np.int32),
            "movieId": np.array([1, 2, 4], dtype=np.int32),
            "tag": ["odd", "even", "Even "],
            "timestamp": np.array([1, 2, 3], dtype=np.int64),
        }
    )
    return MovieLens(
        name="two-tastes",
        source=Path("nowhere"),
        checksum="",
        simulated=True,
        scale=(0.5, 5.0, 0.5),
        ratings=ratings,
        movies=movies,
        links=pd.DataFrame(columns=["movieId", "imdbId", "tmdbId"]),
        tags=tags,
    )


def tiny_folds(monkeypatch, seed: int = 3, catalogue_size: int = 12) -> list[Fold]:
    """The folds of ``two_tastes`` with a catalogue that leaves most movies outside."""
    import training.evaluation.pick_three as protocol
    from training.models.catalogue import build_catalogue

    monkeypatch.setattr(
        protocol, "build_catalogue", lambda i: build_catalogue(i, threshold=10, size=catalogue_size)
    )
    return list(make_folds(two_tastes(), seed))


def better_than_chance(method: PickThreeMethod, fold: Fold) -> bool:
    """Whether the method, fitted on the fold, ranks clearly better than chance."""
    found = evaluate_fold(method, fold).metrics["ndcg@10"].mean()
    return bool(found > 1.3 * evaluate_fold(RandomOrder(), fold).metrics["ndcg@10"].mean())
