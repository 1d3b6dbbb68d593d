"""The site: opens the published tables and answers requests from memory."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask
from flask.json.provider import DefaultJSONProvider

from webapp import (
    api,
    assets,
    operations,
    own_address,
    pages,
    problems,
    published,
    security,
)
from webapp.api import cors
from webapp.assets import compression
from webapp.fetched import credits

ROOT = Path(__file__).resolve().parent.parent


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """The WSGI application.

    Three settings, from ``config``, else from the environment: ``MATINEE_ARTIFACTS``, the
    folder of the published runs, else ``artifacts``; ``MATINEE_URL``, the site's own address
    (``webapp/own_address.py``); and ``MATINEE_CORS``, which other sites may read the API, else
    none (``webapp/api/cors.py``). The site starts without a published run too, and says so
    until there is one.
    """
    app = Flask(__name__, static_folder=None, template_folder=str(ROOT / "templates"))
    # A doubled slash is another address: what leads to the single one would name the host of the
    # request, which may be anybody's.
    app.url_map.merge_slashes = False
    app.config["MATINEE_ARTIFACTS"] = os.environ.get("MATINEE_ARTIFACTS", "artifacts")
    app.config["MATINEE_CORS"] = os.environ.get("MATINEE_CORS", "")
    app.config["MATINEE_URL"] = os.environ.get("MATINEE_URL", "")
    app.config.from_mapping(config)
    app.json = provider = DefaultJSONProvider(app)
    provider.sort_keys = False  # film fields in reading order
    provider.ensure_ascii = False
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    own_address.init_app(app)
    assets.init_app(app, ROOT / "static")
    published.init_app(app, Path(app.config["MATINEE_ARTIFACTS"]))
    credits.init_app(app)
    security.init_app(app)
    problems.init_app(app)
    for room in (pages, api, operations):
        for blueprint in room.BLUEPRINTS:
            app.register_blueprint(blueprint)
    cors.init_app(app, app.config["MATINEE_CORS"])
    operations.init_app(app)  # knows all routes now
    compression.init_app(app)  # before all that looks at answers: those of last come first
    return app
