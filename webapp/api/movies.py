"""Films of the whole data set in the API: found by title, and what is like them."""

from __future__ import annotations

from typing import get_args

from flask import Blueprint, Response, request

from tables.arrays.similar import PER_WAY
from webapp.api import schemas
from webapp.api.answers import film_json, from_run
from webapp.api.specification import Parameter, Specification, specify
from webapp.parameters import known_movie, limit_of, one_of, text_of
from webapp.published import current_run_view
from webapp.responses import conditional_json

blueprint = Blueprint("films", __name__)

FOUND = 20
WAYS: tuple[schemas.Way, ...] = get_args(schemas.Way)
LONGEST_TITLE = 200


@blueprint.get("/api/v1/movies")
@specify(
    Specification(
        schemas.Found,
        parameters=(
            Parameter("title", schemas.Title, "A title, or words of it.", example="inception"),
            Parameter(
                "limit",
                schemas.FoundLimit,
                f"How many films; {FOUND} unless told.",
                required=False,
            ),
        ),
        problems=("wrong-parameter", "no-published-run"),
    )
)
def movies_by_title() -> Response:
    """Films by title, best match first.

    Typos and the order of words are forgiven, accents folded, articles ignored; a year
    beside a title is understood.
    """
    view = current_run_view()
    title = text_of(request, "title", LONGEST_TITLE)
    limit = limit_of(request, FOUND, schemas.MOST_FOUND)
    body: schemas.Found = {
        **from_run(view),
        "films": [
            {
                **film_json(view.film(movie.movieId)),
                "ratings": movie.ratings,
                "inCatalogue": view.in_catalogue(movie.movieId),
                "canPick": view.can_pick(movie.movieId),
            }
            for movie in view.models.titled(title, limit)
        ],
    }
    return conditional_json(body)


@blueprint.get("/api/v1/movies/<int:movie_id>/similar")
@specify(
    Specification(
        schemas.Similar,
        parameters=(
            Parameter("movieId", schemas.MovieId, "The film's number.", "path", example=318),
            Parameter(
                "by",
                schemas.Way,
                "What makes films similar: genres and tags, who rates them how, or both; "
                "hybrid unless told.",
                required=False,
            ),
            Parameter(
                "limit", schemas.SimilarLimit, "How many films; 10 unless told.", required=False
            ),
        ),
        problems=("unknown-film", "wrong-parameter", "not-in-this-run", "no-published-run"),
    )
)
def similar_movies(movie_id: int) -> Response:
    """The films most similar to a film, best first.

    There is none where nothing is known to compare by: a film without ratings is
    like no other by who rates it.
    """
    view = current_run_view()
    by = one_of(request, "by", WAYS, WAYS[-1])
    limit = limit_of(request, PER_WAY, PER_WAY)
    known_movie(movie_id, view)
    body: schemas.Similar = {
        **from_run(view),
        "movieId": movie_id,
        "by": by,
        "films": [
            {**film_json(view.film(found.movieId)), "similarity": found.score}
            for found in view.models.similar(movie_id, by, limit)
        ],
    }
    return conditional_json(body)
