"""The drawn posters, alone and several on a sheet. Cached forever."""

from __future__ import annotations

import re

from flask import Blueprint, Response, abort, redirect
from werkzeug.wrappers import Response as AnyResponse

from posters.svg import poster_svg, sheet_svg
from tables import Movie
from webapp.assets import FOREVER
from webapp.drawn.address import MOST_ON_A_SHEET
from webapp.published import current_run_view
from webapp.run_view import RunView

blueprint = Blueprint("posters", __name__)

# The picture is still looked at when somebody opens it alone: let it load nothing.
SVG_POLICY = "default-src 'none'; frame-ancestors 'none'"

_NO_FILM = "There is no film with this number, so there is no poster either."
_FILM = re.compile(r"([1-9][0-9]{0,9})(?:-([1-9][0-9]{0,2}))?")


@blueprint.get("/posters/<int:movie_id>-<version>.svg")
def poster(movie_id: int, version: str) -> AnyResponse:
    """The poster at this address; an outdated address leads to the current one."""
    view = current_run_view()
    movie = view.movie(movie_id)
    if movie is None:
        abort(404, _NO_FILM)
    address = view.posters.address(movie)
    if address != f"/posters/{movie_id}-{version}.svg":
        return _moved(address)
    return _svg(poster_svg(movie.title, view.posters.elements(movie, 0)))


@blueprint.get("/posters/<version>/<films>.svg")
def sheet(version: str, films: str) -> AnyResponse:
    """A sheet of posters, each of which its fragment shows; an outdated address leads on."""
    view = current_run_view()
    listed = _listed(films, view)
    address = view.posters.sheet(listed)
    if address != f"/posters/{version}/{films}.svg":
        return _moved(address)
    return _svg(
        sheet_svg([(movie.movieId, view.posters.elements(movie, n)) for movie, n in listed])
    )


def _listed(films: str, view: RunView) -> list[tuple[Movie, int]]:
    """The films of a sheet's address, each with the place of its look."""
    listed: dict[int, tuple[Movie, int]] = {}
    parts = films.split(".", MOST_ON_A_SHEET)
    if len(parts) > MOST_ON_A_SHEET:
        abort(404, f"A sheet holds {MOST_ON_A_SHEET} posters at most.")
    for part in parts:
        found = _FILM.fullmatch(part)
        movie = view.movie(int(found[1])) if found else None
        place = int(found[2] or 0) if found else 0
        if movie is None or movie.movieId in listed:
            abort(404, _NO_FILM if movie is None else "A film stands twice on this sheet.")
        if all(n != place for n, _ in enumerate(view.posters.looks(movie))):
            abort(404, "This film has fewer posters than that.")
        listed[movie.movieId] = movie, place
    return list(listed.values())


def _moved(address: str) -> AnyResponse:
    response: AnyResponse = redirect(address)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _svg(document: str) -> Response:
    response = Response(document, mimetype="image/svg+xml")
    response.headers["Content-Security-Policy"] = SVG_POLICY
    response.headers["Cache-Control"] = FOREVER
    return response
