"""The page of the films that a visitor saved: the browser alone knows which."""

from __future__ import annotations

from flask import Blueprint, Response

from webapp.published import current_run_view
from webapp.responses import page

blueprint = Blueprint("saved", __name__)


@blueprint.get("/saved")
def saved() -> Response:
    """An empty list that ``static/js/saved.js`` fills from what the browser keeps."""
    current_run_view()  # without a run there are no films
    return page("pages/saved.html")
