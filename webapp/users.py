"""Users of the data set: what they rated highest, and what each model recommends them."""

from __future__ import annotations

from bisect import bisect_left
from typing import get_args

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from webapp import shapes
from webapp.answering import conditional_json, page
from webapp.api import film_json
from webapp.described import Described, Parameter, describe
from webapp.lazy_tables import MODELS
from webapp.parameters import film_number, limit_of, one_of, shorten
from webapp.problems import Problem
from webapp.published import current_showing

blueprint = Blueprint("users", __name__)

MODEL_TITLES = {
    "svd": ("SVD", "Singular value decomposition of who rated what"),
    "dnmf": ("Deep factorization", "A deep neural matrix factorization"),
    "pmf": ("Probabilistic", "A probabilistic matrix factorization"),
    "nn": ("Neural network", "A neural network over embeddings of users and films"),
    "mf": ("Factorization", "A biased matrix factorization by gradient descent"),
    "als": ("Least squares", "Alternating least squares, by Spark"),
}
PREDICTING: tuple[shapes.PredictingModel, ...] = get_args(shapes.PredictingModel)

USER_ID = Parameter("user_id", shapes.UserId, "The user's number.", "path", example=1)
PROBLEMS = ("wrong-parameter", "unknown-user", "not-in-this-run", "no-published-run")


@blueprint.get("/users")
def some_user() -> AnyResponse:
    """The page of the user whose number is asked for, else of the first one."""
    text = request.args.get("user", "").strip()
    if not text:
        return redirect(url_for("users.user", user_id=current_showing().lazy.user_ids()[0]))
    number = film_number(text)
    if number is None:
        raise Problem("unknown-user", f"“{shorten(text)}” is not the number of a user.")
    return redirect(url_for("users.user", user_id=number))


@blueprint.get("/users/<int:user_id>")
def user(user_id: int) -> AnyResponse:
    """A user's page: rated highest, and a tab of recommendations for each model."""
    showing = current_showing()
    lazy = showing.lazy
    found = lazy.user(user_id)
    models = lazy.models
    chosen = one_of(request, "model", MODELS, models[0])
    ids = lazy.user_ids()
    place = bisect_left(ids, user_id)
    recommended = {
        model: [
            (showing.film(movie_id), score)
            for movie_id, score in lazy.recommended(user_id, model, shapes.MOST_RECOMMENDED)
        ]
        for model in dict.fromkeys((*models, chosen))  # a model without tables says so
    }
    return page(
        "pages/user.html",
        user=found,
        viewed=[
            (showing.film(movie_id), rating)
            for movie_id, rating in lazy.rated_highest(user_id, shapes.MOST_RECOMMENDED)
        ],
        recommended=recommended,
        chosen=chosen,
        model_titles=MODEL_TITLES,
        before=ids[place - 1] if place else None,
        after=ids[place + 1] if place + 1 < len(ids) else None,
    )


@blueprint.get("/api/v1/users/<int:user_id>/viewed")
@describe(
    Described(
        shapes.Viewed,
        parameters=(
            USER_ID,
            Parameter(
                "limit", shapes.ViewedLimit, "How many films; 20 unless told.", required=False
            ),
        ),
        problems=PROBLEMS,
    )
)
def viewed(user_id: int) -> Response:
    """What a user rated highest, best first."""
    showing = current_showing()
    limit = limit_of(request, shapes.MOST_VIEWED, shapes.MOST_VIEWED)
    found = showing.lazy.user(user_id)
    body: shapes.Viewed = {
        "run": showing.run.id,
        "userId": user_id,
        "ratings": found.ratings,
        "meanRating": found.meanRating,
        "films": [
            {**film_json(showing.film(movie_id)), "rating": rating}
            for movie_id, rating in showing.lazy.rated_highest(user_id, limit)
        ],
    }
    return conditional_json(body)


@blueprint.get("/api/v1/users/<int:user_id>/recommended")
@describe(
    Described(
        shapes.RecommendedToUser,
        parameters=(
            USER_ID,
            Parameter("model", shapes.Model, "By which model; svd unless told.", required=False),
            Parameter(
                "limit", shapes.RecommendedLimit, "How many films; 10 unless told.", required=False
            ),
        ),
        problems=PROBLEMS,
    )
)
def recommended(user_id: int) -> Response:
    """What a model recommends to a user, best first, without what the user rated."""
    showing = current_showing()
    model = one_of(request, "model", MODELS, MODELS[0])
    limit = limit_of(request, shapes.MOST_RECOMMENDED, shapes.MOST_RECOMMENDED)
    showing.lazy.user(user_id)
    body: shapes.RecommendedToUser = {
        "run": showing.run.id,
        "userId": user_id,
        "model": model,
        "films": [
            {**film_json(showing.film(movie_id)), "score": score}
            for movie_id, score in showing.lazy.recommended(user_id, model, limit)
        ],
    }
    return conditional_json(body)


@blueprint.get("/api/v1/users/<int:user_id>/predictions")
@describe(
    Described(
        shapes.Predictions,
        parameters=(
            USER_ID,
            Parameter(
                "movie",
                shapes.PredictedMovies,
                f"1 to {shapes.MOST_PREDICTED} films, as in `movie=1&movie=2`.",
                example=[318, 2571],
            ),
            Parameter(
                "model", shapes.PredictingModel, "By which model; pmf unless told.", required=False
            ),
        ),
        problems=("not-a-number", "unknown-film", *PROBLEMS),
    )
)
def predictions(user_id: int) -> Response:
    """The stars that a model expects a user to give some films."""
    showing = current_showing()
    model = one_of(request, "model", PREDICTING, PREDICTING[0])
    texts = request.args.getlist("movie")
    if not 1 <= len(texts) <= shapes.MOST_PREDICTED:
        raise Problem(
            "wrong-parameter",
            f"The parameter movie appears 1 to {shapes.MOST_PREDICTED} times, "
            f"as in ?movie=1&movie=2; here it appears {len(texts)} times.",
        )
    showing.lazy.user(user_id)
    movie_ids = [_known_film(text) for text in texts]
    stars = showing.lazy.predicted(user_id, movie_ids, model)
    body: shapes.Predictions = {
        "run": showing.run.id,
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
    if current_showing().movie(number) is None:
        raise Problem("unknown-film", f"There is no film with the number {number}.")
    return number
