"""The fetched posters, as they lie in the store. Cached until they are too old to be shown."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from flask import Blueprint, Response, abort, redirect
from werkzeug.wrappers import Response as AnyResponse

from tables.fetched.entries import SHOWN
from webapp.published import current_run_view

log = logging.getLogger(__name__)

blueprint = Blueprint("fetched_posters", __name__)


@blueprint.get("/posters/fetched/<int:movie_id>-<version>.webp")
def fetched_poster(movie_id: int, version: str) -> AnyResponse:
    """The picture at this address; an outdated address leads to the current poster.

    A file that is gone, or is not what was fetched, leads to the drawn poster.
    """
    view = current_run_view()
    movie = view.movie(movie_id)
    if movie is None:
        abort(404, "There is no film with this number, so there is no poster either.")
    entry = view.fetched.of(movie.tmdbId)
    if entry is None or version not in (entry.small, entry.large):
        return _elsewhere(view.film(movie_id).poster)
    content = view.fetched.picture(entry, version)
    if content is None:
        log.warning("The picture %s of film %d is not what was fetched.", version, movie_id)
        return _elsewhere(view.posters.address(movie))
    left = max(0, int((entry.fetched + SHOWN - datetime.now(UTC)).total_seconds()))
    response = Response(content, mimetype="image/webp")
    # The address stands for these bytes forever; that long nobody may keep them.
    response.headers["Cache-Control"] = f"public, max-age={left}, immutable"
    return response


def _elsewhere(address: str) -> AnyResponse:
    response: AnyResponse = redirect(address)
    response.headers["Cache-Control"] = "no-cache"
    return response
