"""Static files at addresses that change with their content, so browsers may keep them forever.

All files share one digest, as a folder in the address (``/static/<digest>/js/main.js``).
ES modules and style sheets can then refer to one another by relative addresses and
always get the version that they were published with.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from flask import Flask, Response, abort, send_from_directory

FOREVER = "public, max-age=31536000, immutable"


def init_app(app: Flask, folder: Path) -> None:
    """Serve ``folder`` under /static/ and give templates ``asset(path)``."""
    digest = _digest(folder)

    @app.template_global()
    def asset(path: str) -> str:
        """The address of a static file."""
        return f"/static/{digest}/{path}"

    @app.get("/static/<version>/<path:path>")
    def static_file(version: str, path: str) -> Response:
        if version != digest and not app.debug:
            abort(404, "This file belongs to another version of the site.")
        response = send_from_directory(folder, path)
        response.headers["Cache-Control"] = "no-cache" if app.debug else FOREVER
        return response


def _digest(folder: Path) -> str:
    """A short hash over the names and bytes of all files in ``folder``."""
    content = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content.update(path.relative_to(folder).as_posix().encode() + b"\0")
        content.update(path.read_bytes() + b"\0")
    return content.hexdigest()[:12]
