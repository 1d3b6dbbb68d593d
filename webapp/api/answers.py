"""The JSON API: the pages' twins under /api/v1/, with ETags and RFC 9457 problems."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, request

from webapp.api import schemas
from webapp.api.specification import Parameter, Specification, specify
from webapp.picks import three_picks
from webapp.problems import KINDS
from webapp.published import current_run_view
from webapp.responses import conditional_json
from webapp.run_view import Film, Recommendation

blueprint = Blueprint("api", __name__)

CLOSED = "no-published-run"


@blueprint.get("/api/v1/catalogue")
@specify(Specification(schemas.Catalogue, problems=(CLOSED,)))
def catalogue() -> Response:
    """The films to pick from, best first."""
    view = current_run_view()
    films: list[schemas.CatalogueFilm] = []
    for film in view.catalogue:
        popular = view.run.popular[film.movieId]
        films.append(
            {
                **film_json(film),
                "rank": popular.rank,
                "ratings": popular.ratings,
                "meanRating": popular.meanRating,
                "weightedRating": popular.weightedRating,
            }
        )
    body: schemas.Catalogue = {"run": view.run.id, "films": films}
    return conditional_json(body)


@blueprint.get("/api/v1/recommendations")
@specify(
    Specification(
        schemas.Recommendations,
        parameters=(
            Parameter(
                "movie",
                schemas.Picks,
                "Three different films of the catalogue, as in `movie=1&movie=2&movie=3`. "
                "Their order does not matter.",
                example=[318, 2571, 296],
            ),
        ),
        problems=(
            *("wrong-number-of-picks", "same-film-twice", "not-a-number", "query-too-long"),
            *("unknown-film", "not-in-catalogue", CLOSED),
        ),
    )
)
def recommendations() -> Response:
    """The answer to three picks.

    Ten films, none of them in the catalogue: five popular ones, five that are less
    known, and the best ten of everything, each with its reasons.
    """
    view = current_run_view()
    picks = three_picks(request, view)
    answer = view.run.answer(picks)
    body: schemas.Recommendations = {
        "run": view.run.id,
        "picks": sorted(picks),
        "popular": [_scored(r) for r in view.recommendations(answer.popular)],
        "lessKnown": [_scored(r) for r in view.recommendations(answer.less_known)],
        "best": [_scored(r) for r in view.recommendations(answer.best)],
    }
    return conditional_json(body)


@blueprint.get("/api/v1/movies/<int:movie_id>")
@specify(
    Specification(
        schemas.Movie,
        parameters=(
            Parameter("movie_id", schemas.MovieId, "The film's number.", "path", example=318),
        ),
        problems=(CLOSED,),
        not_found="There is no film with this number.",
    )
)
def movie(movie_id: int) -> Response:
    """All that is known about one film, and its nearest neighbours."""
    view = current_run_view()
    found = view.movie(movie_id)
    if found is None:
        abort(404, f"There is no film with the number {movie_id}.")
    popular = view.run.popular.get(movie_id)
    body: schemas.Movie = {
        "run": view.run.id,
        **film_json(view.film(movie_id)),
        "imdbId": found.imdbId or None,
        "tmdbId": found.tmdbId,
        "ratings": found.ratings,
        "meanRating": found.meanRating,
        "popularRank": popular.rank if popular else None,
        "weightedRating": popular.weightedRating if popular else None,
        "inCatalogue": view.in_catalogue(movie_id),
        "neighbors": [
            {**film_json(view.film(n.movieId)), "similarity": round(1 - n.distance, 6)}
            for n in view.run.neighbors(movie_id)
        ],
    }
    return conditional_json(body)


@blueprint.get("/problems/<kind>")
def problem(kind: str) -> str:
    """What a problem's ``type`` means, for the programmer who follows it."""
    if kind not in KINDS:
        abort(404)
    return render_template("api/problem_kind.html", kind=KINDS[kind])


def film_json(film: Film) -> schemas.Film:
    """A film as the API shows it everywhere."""
    return {
        "movieId": film.movieId,
        "title": film.title,
        "year": film.year,
        "genres": list(film.genres),
        "poster": film.poster,
    }


def _scored(recommendation: Recommendation) -> schemas.RecommendedFilm:
    return {
        **film_json(recommendation.film),
        "score": round(recommendation.score, 6),
        "because": sorted(film.movieId for film in recommendation.because),
    }
