"""The page of a user of the data set, with a tab of recommendations for each model."""

from __future__ import annotations

from bisect import bisect_left

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from webapp.api.schemas.users import MOST_RECOMMENDED
from webapp.drawn.hanging import hung
from webapp.parameters import film_number, known_user, one_of, shorten
from webapp.problems import Problem
from webapp.published import current_run_view
from webapp.responses import page

blueprint = Blueprint("users", __name__)

MODEL_TITLES = {  # in the order of their tabs
    "svd": ("SVD", "Singular value decomposition of who rated what"),
    "dnmf": ("Deep factorization", "A deep neural matrix factorization"),
    "pmf": ("Probabilistic", "A probabilistic matrix factorization"),
    "nn": ("Neural network", "A neural network over embeddings of users and films"),
    "mf": ("Factorization", "A biased matrix factorization by gradient descent"),
    "als": ("Least squares", "Alternating least squares, by Spark"),
}


@blueprint.get("/users")
def some_user() -> AnyResponse:
    """The page of the user whose number is asked for, else of the first one."""
    text = request.args.get("user", "").strip()
    if not text:
        return redirect(url_for("users.user", user_id=int(current_run_view().models.user_ids()[0])))
    number = film_number(text)
    if number is None:
        raise Problem("unknown-user", f"“{shorten(text)}” is not the number of a user.")
    return redirect(url_for("users.user", user_id=number))


@blueprint.get("/users/<int:user_id>")
def user(user_id: int) -> AnyResponse:
    """A user's page: rated highest, and a tab of recommendations for each model."""
    view = current_run_view()
    models = view.models
    found = known_user(user_id, view)
    listed = [model for model in MODEL_TITLES if model in models.recommending]
    chosen = one_of(request, "model", tuple(MODEL_TITLES), listed[0])
    ids = models.user_ids()
    place = bisect_left(ids, user_id)
    recommended = {
        model: [
            (view.film(movie_id), score)
            for movie_id, score in models.recommended(user_id, model, MOST_RECOMMENDED)
        ]
        for model in dict.fromkeys((*listed, chosen))  # a model without tables says so
    }
    viewed = models.rated_highest(user_id, MOST_RECOMMENDED)
    best = [chosen, *recommended]  # the one in view first
    seen = [view.film(movie_id) for movie_id, _ in viewed]
    posters = hung(view, [*seen, *(film for model in best for film, _ in recommended[model])])
    return page(
        "pages/user.html",
        user=found,
        viewed=[(posters[movie_id], rating) for movie_id, rating in viewed],
        recommended={
            model: [(posters[film.movieId], score) for film, score in films]
            for model, films in recommended.items()
        },
        chosen=chosen,
        model_titles=MODEL_TITLES,
        before=int(ids[place - 1]) if place else None,
        after=int(ids[place + 1]) if place + 1 < len(ids) else None,
    )
