"""Static files at addresses that change with their content, so browsers may keep them forever.

All files share one digest, as a folder in the address (``/static/<digest>/site.css``). What
pages load is put together when the site starts: one sheet of all style sheets, one script of
all modules, each compressed beforehand. The sources stay as they are in ``static/``.
"""

from __future__ import annotations

import hashlib
import mimetypes
from functools import cache
from pathlib import Path

from flask import Flask, Response, abort, request
from werkzeug.security import safe_join

from webapp.assets.compression import compressed, is_text, takes_gzip
from webapp.assets.scripts import bundled_scripts
from webapp.assets.sheets import joined_sheets

FOREVER = "public, max-age=31536000, immutable"
SHEET, SCRIPT = "site.css", "site.js"


def init_app(app: Flask, folder: Path) -> None:
    """Serve ``folder`` under /static/ and give templates ``asset(path)``.

    Raises ``ValueError`` for a module or a style sheet that cannot be put together.
    """
    made: dict[str, bytes] = {}

    def put_together() -> None:
        if (folder / "css").is_dir():
            made[SHEET] = joined_sheets(folder / "css").encode()
        if (folder / "js" / "main.js").is_file():
            made[SCRIPT] = bundled_scripts(folder / "js" / "main.js").encode()

    put_together()
    digest = _digest(folder, made)
    app.extensions["assets"] = digest

    @cache
    def content_of(path: str) -> tuple[bytes, bytes | None]:
        """The bytes of a file, and compressed where that is shorter. Raises ``OSError``."""
        inside = None if path in made else safe_join(str(folder), path)
        content = made[path] if inside is None else Path(inside).read_bytes()
        return content, compressed(content, 9) if is_text(_type_of(path)) else None

    @app.template_global()
    def asset(path: str) -> str:
        """The address of a static file."""
        return f"/static/{digest}/{path}"

    @app.get("/static/<version>/<path:path>")
    def static_file(version: str, path: str) -> Response:
        if version != digest and not app.debug:
            abort(404, "This file belongs to another version of the site.")
        if app.debug:
            content_of.cache_clear()
            put_together()
        if path not in made and safe_join(str(folder), path) is None:
            abort(404, "There is no such file.")
        try:
            content, small = content_of(path)
        except OSError:
            abort(404, "There is no such file.")
        response = Response(content, mimetype=_type_of(path))
        response.add_etag(weak=True)
        if small is not None:
            response.vary.add("Accept-Encoding")
            if takes_gzip(request):
                response.set_data(small)
                response.content_encoding = "gzip"
        response.headers["Cache-Control"] = "no-cache" if app.debug else FOREVER
        response.make_conditional(request)
        return response


def _type_of(path: str) -> str:
    if path.endswith(".js"):
        return "text/javascript"
    return mimetypes.guess_type(path)[0] or "application/octet-stream"


def _digest(folder: Path, made: dict[str, bytes]) -> str:
    """A short hash over the names and bytes of all files, and of what is made of them."""
    content = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content.update(path.relative_to(folder).as_posix().encode() + b"\0")
        content.update(path.read_bytes() + b"\0")
    for name, data in sorted(made.items()):
        content.update(name.encode() + b"\0" + data + b"\0")
    return content.hexdigest()[:12]
