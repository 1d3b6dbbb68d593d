"""For those who run the site: is it alive, and is it ready."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from tables import NoPublishedRun
from webapp.problems import RETRY_AFTER_SECONDS
from webapp.published import current_run_view

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """200 while the process can answer at all."""
    return Response("ok\n", mimetype="text/plain", headers={"Cache-Control": "no-store"})


@blueprint.get("/readyz")
def readyz() -> Response:
    """200 with the run's id when visitors can be served, 503 while nothing is published."""
    try:
        response = jsonify(ready=True, run=current_run_view().run.id)
    except NoPublishedRun as error:
        response = jsonify(ready=False, reason=str(error))
        response.status_code = 503
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    response.headers["Cache-Control"] = "no-store"
    return response
