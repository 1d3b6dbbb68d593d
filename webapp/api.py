"""The JSON API: the pages' twins under /api/v1/, with ETags and RFC 9457 problems."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, jsonify, render_template, request

from webapp.picks import three_picks
from webapp.problems import KINDS
from webapp.published import current_showing
from webapp.showing import Film, Recommendation

blueprint = Blueprint("api", __name__)

CACHE_CONTROL = "public, max-age=60"  # seconds after a publication that caches may lag


@blueprint.get("/api/v1/catalogue")
def catalogue() -> Response:
    """The films to pick from, best first."""
    showing = current_showing()
    films = []
    for film in showing.catalogue:
        popular = showing.run.popular[film.movieId]
        films.append(
            _film(film)
            | {
                "rank": popular.rank,
                "ratings": popular.ratings,
                "meanRating": popular.meanRating,
                "weightedRating": popular.weightedRating,
            }
        )
    return _answer({"run": showing.run.id, "films": films})


@blueprint.get("/api/v1/recommendations")
def recommendations() -> Response:
    """The answer to three picks; their order does not matter."""
    showing = current_showing()
    picks = three_picks(request, showing)
    answer = showing.run.answer(picks)
    return _answer(
        {
            "run": showing.run.id,
            "picks": sorted(picks),
            "popular": [_scored(r) for r in showing.recommendations(answer.popular)],
            "lessKnown": [_scored(r) for r in showing.recommendations(answer.less_known)],
            "best": [_scored(r) for r in showing.recommendations(answer.best)],
        }
    )


@blueprint.get("/api/v1/movies/<int:movie_id>")
def movie(movie_id: int) -> Response:
    """All that is known about one film, and its nearest neighbours."""
    showing = current_showing()
    found = showing.movie(movie_id)
    if found is None:
        abort(404, f"There is no film with the number {movie_id}.")
    popular = showing.run.popular.get(movie_id)
    return _answer(
        {"run": showing.run.id}
        | _film(showing.film(movie_id))
        | {
            "imdbId": found.imdbId or None,
            "tmdbId": found.tmdbId,
            "ratings": found.ratings,
            "meanRating": found.meanRating,
            "popularRank": popular.rank if popular else None,
            "weightedRating": popular.weightedRating if popular else None,
            "inCatalogue": showing.in_catalogue(movie_id),
            "neighbors": [
                _film(showing.film(n.movieId)) | {"similarity": round(1 - n.distance, 6)}
                for n in showing.run.neighbors(movie_id)
            ],
        }
    )


@blueprint.get("/problems/<kind>")
def problem(kind: str) -> str:
    """What a problem's ``type`` means, for the programmer who follows it."""
    if kind not in KINDS:
        abort(404)
    return render_template("api/problem_kind.html", kind=KINDS[kind])


def _film(film: Film) -> dict[str, Any]:
    return {
        "movieId": film.movieId,
        "title": film.title,
        "year": film.year,
        "genres": film.genres,
        "poster": film.poster,
    }


def _scored(recommendation: Recommendation) -> dict[str, Any]:
    return _film(recommendation.film) | {
        "score": round(recommendation.score, 6),
        "because": sorted(film.movieId for film in recommendation.because),
    }


def _answer(body: dict[str, Any]) -> Response:
    """``body`` as JSON with an ETag; 304 where the client has it already."""
    response = jsonify(body)
    response.headers["Cache-Control"] = CACHE_CONTROL
    response.add_etag()
    response.make_conditional(request)
    return response
