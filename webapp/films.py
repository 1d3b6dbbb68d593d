"""Films of the whole data set in the API: found by title, and what is like them."""

from __future__ import annotations

from typing import get_args

from flask import Blueprint, Response, abort, request

from tables.similar import PER_WAY
from webapp import shapes
from webapp.answering import conditional_json
from webapp.api import film_json
from webapp.described import Described, Parameter, describe
from webapp.parameters import limit_of, one_of, text_of
from webapp.published import current_showing

blueprint = Blueprint("films", __name__)

FOUND = 20
WAYS: tuple[shapes.Way, ...] = get_args(shapes.Way)
LONGEST_TITLE = 200


@blueprint.get("/api/v1/movies")
@describe(
    Described(
        shapes.Found,
        parameters=(
            Parameter("title", shapes.Title, "A title, or words of it.", example="inception"),
            Parameter(
                "limit",
                shapes.FoundLimit,
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
    showing = current_showing()
    title = text_of(request, "title", LONGEST_TITLE)
    limit = limit_of(request, FOUND, shapes.MOST_FOUND)
    body: shapes.Found = {
        "run": showing.run.id,
        "films": [
            {
                **film_json(showing.film(movie.movieId)),
                "inCatalogue": showing.in_catalogue(movie.movieId),
            }
            for movie in showing.lazy.titled(title, limit)
        ],
    }
    return conditional_json(body)


@blueprint.get("/api/v1/movies/<int:movie_id>/similar")
@describe(
    Described(
        shapes.Similar,
        parameters=(
            Parameter("movie_id", shapes.MovieId, "The film's number.", "path", example=318),
            Parameter(
                "by",
                shapes.Way,
                "What makes films similar: genres and tags, who rates them how, or both; "
                "hybrid unless told.",
                required=False,
            ),
            Parameter(
                "limit", shapes.SimilarLimit, "How many films; 10 unless told.", required=False
            ),
        ),
        problems=("wrong-parameter", "not-in-this-run", "no-published-run"),
        not_found="There is no film with this number.",
    )
)
def similar_movies(movie_id: int) -> Response:
    """The films most similar to a film, best first.

    There is none where nothing is known to compare by: a film without ratings is
    like no other by who rates it.
    """
    showing = current_showing()
    by = one_of(request, "by", WAYS, WAYS[-1])
    limit = limit_of(request, PER_WAY, PER_WAY)
    if showing.movie(movie_id) is None:
        abort(404, f"There is no film with the number {movie_id}.")
    body: shapes.Similar = {
        "run": showing.run.id,
        "movieId": movie_id,
        "by": by,
        "films": [
            {**film_json(showing.film(found.movieId)), "similarity": found.score}
            for found in showing.lazy.similar(movie_id, by, limit)
        ],
    }
    return conditional_json(body)
