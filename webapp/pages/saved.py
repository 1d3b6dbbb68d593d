"""The page of the films that a visitor saved: the browser alone knows which."""

from __future__ import annotations

from flask import Blueprint, Response

from webapp.responses import page

blueprint = Blueprint("saved", __name__)


@blueprint.get("/saved")
def saved() -> Response:
    """An empty list that ``static/js/saved.js`` fills from what the browser keeps."""
    return page("pages/saved.html")
