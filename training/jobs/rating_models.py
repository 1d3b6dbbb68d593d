"""Publishing a model of ratings as arrays and as every user's best movies."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from serving.rating_models import ArrayModel
from tables import schemas
from tables.arrays.ratings import array_file, parts_of
from training.jobs.context import JobContext
from training.models.user_lists import top_unseen


def rating_model_files(name: str) -> tuple[str, ...]:
    """What ``publish_rating_model`` writes for a model."""
    return (schemas.MOVIES_BY_USER[name].name, *(array_file(name, p) for p in parts_of(name)))


def publish_rating_model(
    context: JobContext, name: str, model: ArrayModel, movies: NDArray[np.integer] | None = None
) -> None:
    """The model's arrays, and the top ten of every user by its predictions.

    The lists are of all movies or of those at the ascending positions ``movies``.
    """
    known = context.interactions
    columns = slice(None) if movies is None else movies
    best = top_unseen(
        lambda users: model.score(users, columns), known, name=name, progress=True, movies=movies
    )
    # Ranked as predicted, shown within the scale.
    best["score"] = best["score"].clip(context.data.scale[0], context.data.scale[1])
    context.write_frame(schemas.MOVIES_BY_USER[name], best)
    for part, array in model.arrays().items():
        if part == "users":
            array = array[: known.n_users]
        elif part == "movies":
            array = rows_of_movies(context, array)
        context.draft.write_array(array_file(name, part), array)


def rows_of_movies(context: JobContext, rows: NDArray[np.floating]) -> NDArray[np.float32]:
    """Rows of rated movies as rows of movies.csv, which has those that nobody rated too: 0."""
    all_rows = np.zeros((len(context.data.movies), rows.shape[1]), dtype=np.float32)
    all_rows[np.searchsorted(context.data.movies["movieId"], context.interactions.movie_ids)] = rows
    return all_rows
