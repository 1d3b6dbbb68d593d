"""The page on the models: what each method is, and how good it is."""

from __future__ import annotations

from flask import Blueprint, Response

from tables.evaluation import PICK_THREE, RATING
from webapp.published import current_run_view
from webapp.responses import page

blueprint = Blueprint("models", __name__)


@blueprint.get("/models")
def models() -> Response:
    """What the methods are and how good they are, with figures drawn at training time."""
    view = current_run_view()
    standings = view.standings
    return page(
        "pages/models.html",
        run=view.run,
        standings=standings,
        tries=standings.tries,
        picks=standings.boards.get(PICK_THREE),
        ratings=standings.boards.get(RATING),
    )
