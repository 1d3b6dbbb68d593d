"""Other sites may read the API where ``MATINEE_CORS`` says so: off unless it is set.

``*`` lets every site, else the origins that are listed with commas between them. There are no
cookies here, so nothing is read that the asking site could not fetch itself; what is sent to the
API (POST) stays with this site's own pages.
"""

from __future__ import annotations

from flask import Flask, Response, request

READING = ("GET", "HEAD")


def init_app(app: Flask, setting: str) -> None:
    """Add the headers to answers, problems and 304s of ``/api/``, for reading alone."""
    allowed = tuple(filter(None, (origin.strip() for origin in setting.split(","))))
    if not allowed:
        return

    @app.after_request
    def add_headers(response: Response) -> Response:
        preflight = request.method == "OPTIONS"
        if not request.path.startswith("/api/") or not (preflight or request.method in READING):
            return response
        if "*" in allowed:
            origin: str | None = "*"
        else:
            response.vary.add("Origin")
            asking = request.headers.get("Origin", "")
            origin = asking if asking in allowed else None
        if origin:
            headers = response.headers
            headers["Access-Control-Allow-Origin"] = origin
            headers["Access-Control-Expose-Headers"] = "ETag, Retry-After"
            if preflight:
                headers["Access-Control-Allow-Methods"] = ", ".join(READING)
                headers["Access-Control-Allow-Headers"] = "If-None-Match"
                headers["Access-Control-Max-Age"] = "86400"
        return response
