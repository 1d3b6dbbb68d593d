"""How pages and API answer: whole once, and as 304 to whoever has the answer already."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, render_template, request

API_CACHE_CONTROL = "public, max-age=60"  # seconds after a publication that caches may lag


def page(template: str, **context: Any) -> Response:
    """A rendered page that browsers ask about every time but load only when it changed."""
    response = Response(render_template(template, **context), mimetype="text/html")
    return _conditional(response, "no-cache")


def private_page(template: str, status: int = 200, **context: Any) -> Response:
    """A rendered page about what somebody sent: nobody keeps it."""
    response = Response(render_template(template, **context), status, mimetype="text/html")
    response.headers["Cache-Control"] = "no-store"
    return response


def conditional_json(body: Any) -> Response:
    """``body`` as JSON with an ETag; 304 where the client has it already."""
    return _conditional(jsonify(body), API_CACHE_CONTROL)


def _conditional(response: Response, cache_control: str) -> Response:
    response.headers["Cache-Control"] = cache_control
    response.add_etag(weak=True)  # the same page in gzip has the same tag
    response.make_conditional(request)
    return response
