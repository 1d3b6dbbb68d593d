"""Lists from elsewhere: an export goes in, the films of the run that are in it come out."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, Response, jsonify, request

from webapp.api import schemas
from webapp.api.answers import from_run
from webapp.api.specification import Specification, specify
from webapp.published import current_run_view
from webapp.uploads.lists import brought_list

blueprint = Blueprint("brought_lists", __name__)


@blueprint.post("/api/v1/lists")
@specify(
    Specification(
        schemas.MatchedList,
        body=schemas.ListFile,
        body_media_type="multipart/form-data",
        conditional=False,
        problems=(
            *("no-list-sent", "unreadable-list", "list-too-large", "not-a-form"),
            "no-published-run",
        ),
    )
)
def match_list() -> Response:
    """The films of a list from elsewhere.

    An export of Letterboxd, IMDb, Trakt or Netflix, or a CSV of titles, years and ratings; its
    source is told by its content. Rows are matched by IMDb's or TMDB's number, else by title and
    year, and rather not than wrongly. Nothing of the file is stored.
    """
    view = current_run_view()
    brought = brought_list(request, view)
    body: schemas.MatchedList = {
        **from_run(view),
        "source": cast(schemas.Source, brought.source),
        "matched": [
            {
                "row": row.number,
                "movieId": movie.movieId,
                "title": movie.title,
                "year": movie.year,
                "rating": stars,
            }
            for row, movie, stars in brought.matches.matched
        ],
        "unmatched": [{"row": row.number, "text": row.text} for row in brought.matches.unmatched],
        "notes": list(brought.notes),
    }
    response = jsonify(body)
    response.headers["Cache-Control"] = "no-store"
    return response
