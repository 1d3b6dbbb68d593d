"""Job 1, popularity: weighted averages (PySpark), and with them the vocabulary of movies."""

from __future__ import annotations

import logging

import numpy as np

from tables import schemas
from tables.arrays.stars import STAR_COUNTS
from training.errors import SetupError
from training.jobs.context import Job, JobContext
from training.models.catalogue import CATALOGUE_SIZE

log = logging.getLogger(__name__)


def run_popularity(context: JobContext) -> None:
    """Weighted-average popularity, and with it the vocabulary of movies."""
    from training.models.popularity import star_counts, weighted_popularity

    threshold = context.catalogue.threshold
    popular = int(context.catalogue.popular.sum())
    if popular < 3:
        raise SetupError(
            f"Only {popular} movies of {context.data.name} have {threshold} ratings or more; "
            "a visitor needs at least 3 to pick from. Train on a larger data set."
        )
    # The store has these very ratings, and Spark reads it without Python.
    store = context.data.store
    found = weighted_popularity(context.spark, context.data.ratings, threshold, store)
    log.debug(
        f"{len(found.popular)} popular movies (at least {threshold} ratings), "
        f"m = {found.m:.2f}, C = {found.c:.4f}"
    )
    context.draft.add_settings(
        {
            "threshold": threshold,
            "m": found.m,
            "C": found.c,
            "catalogueSize": min(CATALOGUE_SIZE, len(found.popular)),
        }
    )
    movies = context.data.movies.merge(found.rated, on="movieId", how="left")
    movies = movies.merge(context.data.links, on="movieId", how="left").sort_values("movieId")
    context.draft.write_table(
        schemas.MOVIES,
        {
            "movieId": movies["movieId"].to_numpy(),
            "title": movies["title"].tolist(),
            "year": [None if year != year else year for year in movies["year"].astype(float)],
            "genres": movies["genres"].tolist(),
            "imdbId": movies["imdbId"].fillna("").tolist(),
            "tmdbId": movies["tmdbId"].astype(float).tolist(),
            "ratings": movies["ratings"].fillna(0).astype(int).to_numpy(),
            "meanRating": movies["meanRating"].tolist(),
        },
    )
    context.write_frame(schemas.POPULAR_MOVIES, found.popular)
    ratings = context.data.ratings
    context.draft.write_array(
        STAR_COUNTS,
        star_counts(
            ratings["movieId"].to_numpy(np.int32),
            ratings["rating"].to_numpy(np.float32),
            movies["movieId"].to_numpy(np.int32),
        ),
    )


JOB = Job(
    "popularity",
    "weighted-average popularity (Spark)",
    run_popularity,
    (schemas.MOVIES.name, schemas.POPULAR_MOVIES.name, STAR_COUNTS),
)
