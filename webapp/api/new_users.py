"""Somebody new: 1 to 20 rated films of the whole data set, folded into a trained model."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from webapp.api import schemas
from webapp.api.answers import film_json
from webapp.api.specification import Specification, specify
from webapp.new_ratings import checked, from_json
from webapp.published import current_run_view

blueprint = Blueprint("new_users", __name__)

RECOMMENDED = 10


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

    From 1 to 20 rated films of the whole data set: the ratings are folded into a trained
    model, svd unless told. Films that nobody rated before cannot be used.
    """
    view = current_run_view()
    asked = from_json(request)
    pairs = [(rating["movieId"], rating["rating"]) for rating in asked["ratings"]]
    model: schemas.FoldingModel = asked.get("model", "svd")
    best = view.models.folded_in(checked(pairs, view), model, asked.get("limit", RECOMMENDED))
    body: schemas.RecommendedToNew = {
        "run": view.run.id,
        "model": model,
        "films": [{**film_json(view.film(movie_id)), "score": score} for movie_id, score in best],
    }
    response = jsonify(body)
    response.headers["Cache-Control"] = "no-store"
    return response
