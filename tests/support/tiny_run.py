"""A published run of invented films, small enough to reason about, for tests of readers."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import numpy as np

from tables import schemas
from tables.arrays.answers import ANSWERS, BECAUSE, SCORES, WIDTH
from tables.arrays.drawings import DRAWINGS
from tables.arrays.stars import STAR_COUNTS, STEPS
from tables.arrays.triples import triple_count
from tables.drafts.draft import Draft
from tables.manifest import Dataset
from tables.runs import RunStore
from tests.support import tiny_classics
from training.jobs.registry import makers

CATALOGUE = 6  # films 1-6; films 7-16 are popular, films 17-30 less known, film 31 is unrated
POPULAR = 16
MOVIES = 31
TRIPLES = triple_count(CATALOGUE)
DATASET = Dataset("tiny", "0" * 64, simulated=True, users=3, movies=MOVIES, ratings=600)


def columns() -> dict[schemas.Schema, dict[str, Any]]:
    """The tables of the tiny run, by schema; a test may spoil what it likes."""
    ids = np.arange(1, MOVIES + 1)
    ratings = np.where(ids <= POPULAR, 100 - ids, np.where(ids < MOVIES, 5, 0))
    return {
        schemas.MOVIES: {
            "movieId": ids,
            "title": [f"Film {i}" for i in ids],
            "year": [None if i == 30 else 1980 + int(i) for i in ids],
            "genres": ["" if i == 30 else "Comedy|Drama" if i % 2 else "Sci-Fi" for i in ids],
            "imdbId": ["" if i == 30 else f"{i:07d}" for i in ids],
            "tmdbId": [None if i == 30 else int(i) for i in ids],
            "ratings": ratings,
            "meanRating": [None if i == MOVIES else 3.5 for i in ids],
        },
        schemas.POPULAR_MOVIES: {
            "rank": np.arange(1, POPULAR + 1),
            "movieId": ids[:POPULAR],
            "ratings": ratings[:POPULAR],
            "meanRating": np.full(POPULAR, 3.5),
            "weightedRating": np.linspace(4.2, 3.1, POPULAR),
        },
        schemas.KNN_NEIGHBORS: {
            "movieId": np.repeat(ids[:POPULAR], 2),
            "rank": np.tile([1, 2], POPULAR),
            "neighborId": np.stack(
                [ids[:POPULAR] % POPULAR + 1, (ids[:POPULAR] + 1) % POPULAR + 1], axis=1
            ).ravel(),
            "distance": np.tile([0.25, 0.5], POPULAR),
        },
        schemas.DNMF_MOVIES_BY_USER: {
            "userId": np.repeat([1, 2, 3], 2),
            "rank": np.tile([1, 2], 3),
            "movieId": [17, 18, 19, 20, 21, 22],
            "predictedRating": np.tile([4.5, 4.25], 3),
        },
        schemas.DNMF_USERS_BY_MOVIE: {
            "movieId": np.repeat(ids[: MOVIES - 1], 2),
            "rank": np.tile([1, 2], MOVIES - 1),
            "userId": np.tile([1, 2], MOVIES - 1),
            "predictedRating": np.tile([4.5, 4.25], MOVIES - 1),
        },
        schemas.DNMF_CURVE: {
            "epoch": [1, 2],
            "trainRmse": [0.95, 0.9],
            "validationRmse": [0.92, 0.9],
        },
        **tiny_classics.columns(),
    }


def arrays() -> dict[str, np.ndarray]:
    """The answers (films 7-11, 17-21 and their union for every triple), and the models."""
    answer = np.array([*range(6, 11), *range(16, 21), *range(6, 11), *range(16, 21)])
    scores = np.array([5, 4, 3, 2, 1, 5, 4, 3, 2, 1, *range(10, 0, -1)], dtype=np.float32)
    because = np.tile([0b001, 0b010, 0b100, 0b111], WIDTH // 4).astype(np.uint8)
    return {
        ANSWERS: np.tile(answer, (TRIPLES, 1)).astype(np.int16),
        SCORES: np.tile(scores, (TRIPLES, 1)),
        BECAUSE: np.tile(because, (TRIPLES, 1)),
        STAR_COUNTS: star_counts(),
        **tiny_classics.arrays(MOVIES),
    }


def star_counts() -> np.ndarray:
    """Everybody gives three and a half stars."""
    counts = np.zeros((MOVIES, len(STEPS)), dtype=np.int32)
    counts[:, STEPS.index(3.5)] = columns()[schemas.MOVIES]["ratings"]
    return counts


CLASSICS = frozenset(
    {schema.name for schema in tiny_classics.columns()} | set(tiny_classics.arrays(MOVIES))
)
"""Tables that a run may lack."""


def publish(
    artifacts: Path,
    changes: dict[str, Any] | None = None,
    without: Collection[str] = (),
    settings: dict[str, Any] | None = None,
    drawings: tuple[dict[str, Any], np.ndarray] | None = None,
) -> str:
    """Publish the tiny run, ``without`` some of its optional tables, and return its id.

    ``changes`` replaces columns (``{"knn_neighbors.csv": {"distance": [...]}}``)
    or whole arrays, to test what the checks say. ``drawings`` are drawn posters, packed.
    """
    changes = changes or {}
    settings = {"catalogueSize": CATALOGUE, **(settings or {})}
    with Draft.start(RunStore(artifacts), DATASET, 7, settings, {}, makers()) as draft:
        for schema, table in columns().items():
            if schema.name in without:
                continue
            draft.write_table(schema, {**table, **changes.get(schema.name, {})})
        for name, array in arrays().items():
            if name in without:
                continue
            draft.write_array(name, changes.get(name, array))
        if drawings is not None:
            draft.write_table(schemas.DRAWN_POSTERS, drawings[0])
            draft.write_array(DRAWINGS, drawings[1])
        draft.add_job("popularity", 1.5)
        return draft.publish()
