"""The posters: a fetched picture where the run has one, else a drawn one. Cached forever."""

from __future__ import annotations

from functools import lru_cache

from flask import Blueprint, Response, abort, redirect, send_from_directory
from werkzeug.wrappers import Response as AnyResponse

from tables import Movie
from webapp.assets import FOREVER
from webapp.drawing.poster import draw_poster
from webapp.poster_address import poster_address
from webapp.published import current_showing

blueprint = Blueprint("posters", __name__)

# The picture is still looked at when somebody opens it alone: let it load nothing.
SVG_POLICY = "default-src 'none'; frame-ancestors 'none'"


@blueprint.get("/posters/<int:movie_id>-<version>.<ending>")
def poster(movie_id: int, version: str, ending: str) -> AnyResponse:
    """The poster at this address; an outdated address leads to the current one."""
    showing = current_showing()
    movie = showing.movie(movie_id)
    if movie is None:
        abort(404, "There is no film with this number, so there is no poster either.")
    address = poster_address(showing.run, movie)
    if address != f"/posters/{movie_id}-{version}.{ending}":
        response: AnyResponse = redirect(address)
        response.headers["Cache-Control"] = "no-cache"
        return response

    file = showing.run.posters.get(movie_id)
    if file is not None:
        response = send_from_directory(showing.run.path.resolve(), file)
    else:
        response = Response(_drawn(movie), mimetype="image/svg+xml")
        response.headers["Content-Security-Policy"] = SVG_POLICY
    response.headers["Cache-Control"] = FOREVER
    return response


@lru_cache(maxsize=512)
def _drawn(movie: Movie) -> str:
    return draw_poster(movie.movieId, movie.title, movie.year, movie.genres)
