"""Users of the data set: what they rated highest, and what each model recommends them."""

from __future__ import annotations

from typing import get_args

from flask import Blueprint, Response, request

from webapp.api import schemas
from webapp.api.answers import film_json, from_run
from webapp.api.specification import Parameter, Specification, specify
from webapp.parameters import (
    film_number,
    known_movie,
    known_user,
    limit_of,
    one_of,
    shorten,
    texts_of,
)
from webapp.problems import Problem
from webapp.published import current_run_view
from webapp.responses import conditional_json

blueprint = Blueprint("api_users", __name__)

MODELS: tuple[schemas.Model, ...] = get_args(schemas.Model)
PREDICTING: tuple[schemas.PredictingModel, ...] = get_args(schemas.PredictingModel)

USER_ID = Parameter("userId", schemas.UserId, "The user's number.", "path", example=1)
PROBLEMS = ("wrong-parameter", "unknown-user", "not-in-this-run", "no-published-run")


@blueprint.get("/api/v1/users/<int:user_id>/viewed")
@specify(
    Specification(
        schemas.Viewed,
        parameters=(
            USER_ID,
            Parameter(
                "limit", schemas.ViewedLimit, "How many films; 20 unless told.", required=False
            ),
        ),
        problems=PROBLEMS,
    )
)
def viewed(user_id: int) -> Response:
    """What a user rated highest, best first."""
    view = current_run_view()
    limit = limit_of(request, schemas.MOST_VIEWED, schemas.MOST_VIEWED)
    found = known_user(user_id, view)
    body: schemas.Viewed = {
        **from_run(view),
        "userId": user_id,
        "ratings": found.ratings,
        "meanRating": found.meanRating,
        "films": [
            {**film_json(view.film(movie_id)), "rating": rating}
            for movie_id, rating in view.models.rated_highest(user_id, limit)
        ],
    }
    return conditional_json(body)


@blueprint.get("/api/v1/users/<int:user_id>/recommended")
@specify(
    Specification(
        schemas.RecommendedToUser,
        parameters=(
            USER_ID,
            Parameter("model", schemas.Model, "By which model; svd unless told.", required=False),
            Parameter(
                "limit", schemas.RecommendedLimit, "How many films; 10 unless told.", required=False
            ),
        ),
        problems=PROBLEMS,
    )
)
def recommended(user_id: int) -> Response:
    """What a model recommends to a user, best first, without what the user rated."""
    view = current_run_view()
    model = one_of(request, "model", MODELS, MODELS[0])
    limit = limit_of(request, schemas.MOST_RECOMMENDED, schemas.MOST_RECOMMENDED)
    known_user(user_id, view)
    body: schemas.RecommendedToUser = {
        **from_run(view),
        "userId": user_id,
        "model": model,
        "films": [
            {**film_json(view.film(movie_id)), "score": score}
            for movie_id, score in view.models.recommended(user_id, model, limit)
        ],
    }
    return conditional_json(body)


@blueprint.get("/api/v1/users/<int:user_id>/predictions")
@specify(
    Specification(
        schemas.Predictions,
        parameters=(
            USER_ID,
            Parameter(
                "movieId",
                schemas.PredictedMovies,
                f"1 to {schemas.MOST_PREDICTED} films, as in `movieId=1&movieId=2`.",
                example=[318, 2571],
            ),
            Parameter(
                "model", schemas.PredictingModel, "By which model; pmf unless told.", required=False
            ),
        ),
        problems=("not-a-number", "unknown-film", *PROBLEMS),
    )
)
def predictions(user_id: int) -> Response:
    """The stars that a model expects a user to give some films."""
    view = current_run_view()
    model = one_of(request, "model", PREDICTING, PREDICTING[0])
    texts = texts_of(request, "movieId")
    if not 1 <= len(texts) <= schemas.MOST_PREDICTED:
        raise Problem(
            "wrong-parameter",
            f"The parameter movieId appears 1 to {schemas.MOST_PREDICTED} times, "
            f"as in ?movieId=1&movieId=2; here it appears {len(texts)} times.",
        )
    known_user(user_id, view)
    movie_ids = [_known_film(text) for text in texts]
    stars = view.models.predicted(user_id, movie_ids, model)
    body: schemas.Predictions = {
        **from_run(view),
        "userId": user_id,
        "model": model,
        "predictions": [
            {"movieId": movie_id, "predictedRating": rating}
            for movie_id, rating in zip(movie_ids, stars, strict=True)
        ],
    }
    return conditional_json(body)


def _known_film(text: str) -> int:
    number = film_number(text)
    if number is None:
        raise Problem("not-a-number", f"“{shorten(text)}” is not the number of a film.")
    return known_movie(number, current_run_view()).movieId
