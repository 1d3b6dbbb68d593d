"""Somebody new: 1 to 20 rated films of the whole data set, folded into a trained model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from tables.fold_in import DEFAULT, MOST_RATINGS
from webapp import shapes
from webapp.answering import page
from webapp.api import film_json
from webapp.described import Described, describe
from webapp.new_ratings import checked, from_address, from_json
from webapp.picks import PICKS, kept_picks
from webapp.published import current_showing

blueprint = Blueprint("new_users", __name__)

STARS = tuple(half / 2 for half in range(10, 0, -1))
LOVED = 5.0  # stars of a pick, until the visitor says otherwise
RECOMMENDED = 10
FOUND = 8
LONGEST_SEARCH = 100  # characters


@blueprint.post("/api/v1/recommendations")
@describe(
    Described(
        shapes.RecommendedToNew,
        body=shapes.NewRatings,
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
    showing = current_showing()
    asked = from_json(request)
    pairs = [(rating["movieId"], rating["rating"]) for rating in asked["ratings"]]
    model: shapes.FoldingModel = asked.get("model", "svd")
    best = showing.lazy.folded_in(checked(pairs, showing), model, asked.get("limit", RECOMMENDED))
    body: shapes.RecommendedToNew = {
        "run": showing.run.id,
        "model": model,
        "films": [
            {**film_json(showing.film(movie_id)), "score": score} for movie_id, score in best
        ],
    }
    response = jsonify(body)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/more")
def more() -> AnyResponse:
    """More films than three: a visitor searches the whole house, gives stars, and gets ten.

    ``movie`` are the three picks, the way back to their answer; they count as loved
    until there is a ``rated=ID:STARS``. ``q`` searches. ``added`` says that films were
    rated, so that the search is done with.
    """
    showing = current_showing()
    picks = kept_picks(request, showing)[:PICKS]
    texts = request.args.getlist("rated")
    query = request.args.get("q", "")[:LONGEST_SEARCH].strip()
    # The form sends every film that it shows, also those that nobody gave a star.
    tidy = [text for text in texts if text] or texts[:1]
    if tidy != texts or "added" in request.args:
        return redirect(_address(picks, tidy, "" if "added" in request.args else query))
    ratings = from_address(texts, showing) if texts else dict.fromkeys(picks, LOVED)
    best = showing.lazy.folded_in(ratings, DEFAULT, RECOMMENDED) if ratings else []
    found = showing.lazy.titled(query, FOUND + len(ratings)) if query else []
    return page(
        "pages/more.html",
        picks=picks,
        query=query,
        rated=[
            {
                "film": showing.film(movie_id),
                "stars": stars,
                "without": _address(picks, _pairs(ratings, movie_id) or [""], query),
            }
            for movie_id, stars in ratings.items()
        ],
        found=[showing.film(m.movieId) for m in found if m.ratings and m.movieId not in ratings][
            :FOUND
        ],
        all_stars=STARS,
        most=MOST_RATINGS,
        recommended=[showing.film(movie_id) for movie_id, _ in best],
    )


def _pairs(ratings: Mapping[int, float], left_out: int) -> list[str]:
    return [f"{movie_id}:{stars:g}" for movie_id, stars in ratings.items() if movie_id != left_out]


def _address(picks: Sequence[int], rated: Sequence[str], query: str) -> str:
    parameters = [*(("movie", str(pick)) for pick in picks), *(("rated", text) for text in rated)]
    if query:
        parameters.append(("q", query))
    encoded = urlencode(parameters, safe=":")
    return f"/more?{encoded}" if encoded else "/more"
