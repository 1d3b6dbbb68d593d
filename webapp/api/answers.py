"""The JSON API: the pages' twins under /api/v1/, with ETags and RFC 9457 problems."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, request

from tables.fetched.entries import Entry
from webapp.api import schemas
from webapp.api.examples import shortened
from webapp.api.specification import Parameter, Specification, specify
from webapp.parameters import adventure_of, known_movie, limit_of
from webapp.picks import three_picks
from webapp.problems import KINDS, problem_document
from webapp.published import current_run_view
from webapp.responses import conditional_json
from webapp.run_view import ROW, Answered, Because, Film, Recommendation, RunView

blueprint = Blueprint("api", __name__)

CLOSED = "no-published-run"
ADVENTURE = Parameter(
    "adventure",
    schemas.Adventure,
    "From famous (0) to hidden (4); 2 unless told.",
    required=False,
)
ROW_LIMIT = Parameter(
    "limit", schemas.RowLimit, f"How many films in each row; {ROW} unless told.", required=False
)


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
                "popularRank": popular.rank,
                "ratings": popular.ratings,
                "meanRating": popular.meanRating,
                "weightedRating": popular.weightedRating,
            }
        )
    body: schemas.Catalogue = {**from_run(view), "films": films}
    return conditional_json(body)


@blueprint.get("/api/v1/recommendations")
@specify(
    Specification(
        schemas.Recommendations,
        parameters=(
            Parameter(
                "movieId",
                schemas.Picks,
                "Three different films, as in `movieId=1&movieId=2&movieId=3`. "
                "Their order does not matter.",
                example=[318, 2571, 296],
            ),
            ADVENTURE,
            ROW_LIMIT,
        ),
        problems=(
            *("wrong-number-of-picks", "same-film-twice", "not-a-number", "query-too-long"),
            *("unknown-film", "not-in-catalogue", "wrong-parameter", "not-in-this-run", CLOSED),
        ),
    )
)
def recommendations() -> Response:
    """The answer to three picks.

    Films outside the catalogue: better-known ones, less-known ones, and the best of
    everything, each with its reasons. A pick is a film of the catalogue, or any other that
    many people rated.
    """
    view = current_run_view()
    picks = three_picks(request, view, "movieId")
    adventure, limit = adventure_of(request), limit_of(request, ROW, schemas.MOST_IN_A_ROW)
    rows = rows_json(view, view.answer(picks, adventure, limit), adventure)
    body: schemas.Recommendations = {**from_run(view), "picks": sorted(picks), **rows}
    return conditional_json(body)


@blueprint.get("/api/v1/together")
@specify(
    Specification(
        schemas.Together,
        parameters=(
            Parameter(
                "first", schemas.Picks, "Three picks of one person.", example=[318, 2571, 296]
            ),
            Parameter(
                "second", schemas.Picks, "Three picks of the other.", example=[1, 3114, 4886]
            ),
        ),
        problems=(
            *("wrong-number-of-picks", "same-film-twice", "not-a-number", "query-too-long"),
            *("unknown-film", "not-in-catalogue", "not-in-this-run", CLOSED),
        ),
    )
)
def together() -> Response:
    """Ten films for two people, with whose picks spoke for what.

    A film suits both as well as it suits the one whom it suits less: it is ranked by the
    lower of its two places.
    """
    view = current_run_view()
    first, second = (three_picks(request, view, name) for name in ("first", "second"))
    body: schemas.Together = {
        **from_run(view),
        "first": sorted(first),
        "second": sorted(second),
        "films": [
            {
                **film_json(found.film),
                "score": found.score,
                "first": [because_json(b) for b in found.first],
                "second": [because_json(b) for b in found.second],
            }
            for found in view.together(first, second)
        ],
    }
    return conditional_json(body)


@blueprint.get("/api/v1/movies/<int:movie_id>")
@specify(
    Specification(
        schemas.Movie,
        parameters=(
            Parameter("movieId", schemas.MovieId, "The film's number.", "path", example=318),
        ),
        problems=("unknown-film", CLOSED),
    )
)
def movie(movie_id: int) -> Response:
    """All that is known about one film, and its nearest neighbours."""
    view = current_run_view()
    found = known_movie(movie_id, view)
    popular = view.run.popular.get(movie_id)
    body: schemas.Movie = {
        **from_run(view),
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
        **facts_json(view.fetched.of(found.tmdbId)),
    }
    return conditional_json(body)


@blueprint.get("/problems/<kind>")
def problem(kind: str) -> str:
    """What a problem's ``type`` means, for the programmer who follows it."""
    if kind not in KINDS:
        abort(404)
    found = KINDS[kind]
    document = problem_document(found.status, found.title, "…", "/api/v1/…", f"/problems/{kind}")
    return render_template("api/problem_kind.html", kind=found, example=shortened(document))


def from_run(view: RunView) -> schemas.FromRun:
    """Where an answer comes from, as every one says that is about films or models."""
    manifest = view.run.manifest
    return {"run": manifest.id, "simulated": manifest.dataset.simulated}


def film_json(film: Film) -> schemas.Film:
    """A film as the API shows it everywhere."""
    return {
        "movieId": film.movieId,
        "title": film.title,
        "year": film.year,
        "genres": list(film.genres),
        "poster": film.poster,
    }


def facts_json(entry: Entry | None) -> schemas.Facts:
    """What TMDB knows of a film, where it was fetched; what is unknown is left out."""
    facts: schemas.Facts = {}
    if entry is None:
        return facts
    if entry.plot:
        facts["plot"] = entry.plot
    if entry.runtime is not None:
        facts["runtime"] = entry.runtime
    if entry.directors:
        facts["directors"] = list(entry.directors)
    if entry.actors:
        facts["actors"] = list(entry.actors)
    return facts


def rows_json(view: RunView, answered: Answered, adventure: int) -> schemas.Rows:
    """An answer as the API shows it everywhere."""
    return {
        **from_run(view),
        "adventure": adventure,
        "popular": [_scored(r) for r in answered.popular],
        "lessKnown": [_scored(r) for r in answered.less_known],
        "best": [_scored(r) for r in answered.best],
    }


def because_json(because: Because) -> schemas.Because:
    """A reason as the API shows it everywhere."""
    return {
        "movieId": because.film.movieId,
        "lovers": because.lovers,
        "alsoLove": because.also_love,
        "times": None if because.times is None else round(because.times, 3),
    }


def _scored(recommendation: Recommendation) -> schemas.RecommendedFilm:
    return {
        **film_json(recommendation.film),
        "score": round(recommendation.score, 6),
        "because": [because_json(because) for because in recommendation.because],
    }
