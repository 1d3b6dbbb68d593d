"""The drawn posters. Cached forever."""

from __future__ import annotations

from functools import lru_cache

from flask import Blueprint, Response, abort, redirect
from werkzeug.wrappers import Response as AnyResponse

from posters.poster import draw_poster
from tables import Movie
from webapp.assets import FOREVER
from webapp.poster_address import poster_address
from webapp.published import current_run_view

blueprint = Blueprint("posters", __name__)

# The picture is still looked at when somebody opens it alone: let it load nothing.
SVG_POLICY = "default-src 'none'; frame-ancestors 'none'"


@blueprint.get("/posters/<int:movie_id>-<version>.svg")
def poster(movie_id: int, version: str) -> AnyResponse:
    """The poster at this address; an outdated address leads to the current one."""
    view = current_run_view()
    movie = view.movie(movie_id)
    if movie is None:
        abort(404, "There is no film with this number, so there is no poster either.")
    address = poster_address(movie)
    if address != f"/posters/{movie_id}-{version}.svg":
        response: AnyResponse = redirect(address)
        response.headers["Cache-Control"] = "no-cache"
        return response
    response = Response(_drawn(movie), mimetype="image/svg+xml")
    response.headers["Content-Security-Policy"] = SVG_POLICY
    response.headers["Cache-Control"] = FOREVER
    return response


@lru_cache(maxsize=512)
def _drawn(movie: Movie) -> str:
    return draw_poster(movie.movieId, movie.title, movie.year, movie.genres)
