"""Films to take along: as CSV, for Letterboxd's import and for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, Response, request

from lists.writing import csv_of
from tables import Movie
from webapp.parameters import adventure_of, film_number, known_movie, shorten
from webapp.picks import three_picks
from webapp.problems import Problem
from webapp.published import current_run_view
from webapp.responses import API_CACHE_CONTROL

blueprint = Blueprint("downloads", __name__)

MOST_SAVED = 500


@blueprint.get("/recommendations.csv")
def recommendations_csv() -> Response:
    """The ten films for three picks, in the order of the page, at its ``adventure``."""
    view = current_run_view()
    answer = view.answer(three_picks(request, view), adventure_of(request))
    found = (*answer.popular, *answer.less_known)
    movies = (view.movie(entry.film.movieId) for entry in found)
    return _attachment("matinee-recommendations.csv", filter(None, movies))


@blueprint.get("/list.csv")
def list_csv() -> Response:
    """Any films: ``movie`` as often as there are, up to 500."""
    view = current_run_view()
    texts = request.args.getlist("movie")
    if not 1 <= len(texts) <= MOST_SAVED:
        raise Problem(
            "wrong-parameter",
            f"The parameter movie is given {len(texts):,} times; expected 1 to {MOST_SAVED} films, "
            "as in ?movie=1&movie=2.",
        )
    movies: dict[int, Movie] = {}
    for text in texts:
        number = film_number(text)
        if number is None:
            raise Problem("not-a-number", f"“{shorten(text)}” is not the number of a film.")
        movies[number] = known_movie(number, view)
    return _attachment("matinee-list.csv", movies.values())


def _attachment(name: str, movies: Iterable[Movie]) -> Response:
    response = Response(csv_of(movies), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = API_CACHE_CONTROL
    return response
