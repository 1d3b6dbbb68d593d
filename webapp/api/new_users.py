"""Somebody new: 1 to 5,000 rated films of the whole data set, answered like three picks."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from serving.own_answers import USUAL
from webapp.api import schemas
from webapp.api.answers import from_run, rows_json
from webapp.api.specification import Specification, specify
from webapp.new_ratings import checked, from_json
from webapp.parameters import known_movie
from webapp.published import current_run_view
from webapp.run_view import ROW

blueprint = Blueprint("new_users", __name__)


@blueprint.post("/api/v1/recommendations")
@specify(
    Specification(
        schemas.RecommendedToNew,
        body=schemas.NewRatings,
        conditional=False,
        problems=(
            *("malformed-json", "wrong-ratings", "film-rated-twice"),
            *("unknown-film", "unrated-film", "not-in-this-run"),
            *("body-too-large", "not-json", "no-published-run"),
        ),
    )
)
def recommendations_for_ratings() -> Response:
    """Recommendations for somebody new.

    From 1 to 5,000 rated films of the whole data set, low stars included, which push away:
    an answer like that to three picks, by the taste model unless told. Films that nobody
    rated before cannot be used.
    """
    view = current_run_view()
    asked = from_json(request)
    pairs = [(rating["movieId"], rating["rating"]) for rating in asked["ratings"]]
    model: schemas.ListModel = asked.get("model", "taste")
    adventure = asked.get("adventure", USUAL)
    without = asked.get("without", [])
    for movie_id in without:
        known_movie(movie_id, view)
    answered = view.answer_to_list(
        checked(pairs, view), adventure, asked.get("limit", ROW), model, without
    )
    rows = rows_json(view, answered, adventure)
    body: schemas.RecommendedToNew = {**from_run(view), "model": model, **rows}
    response = jsonify(body)
    response.headers["Cache-Control"] = "no-store"
    return response
