"""The site's own address, for the few places where an address has to be whole.

``MATINEE_URL`` says it. Where it is not set, the request's Host header does if it has the
form of a host; of what proxies add (X-Forwarded-Host and its like) nothing is believed.
"""

from __future__ import annotations

import re

from flask import Flask, current_app, request

_URL = re.compile(r"https?://(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(?::[0-9]{1,5})?")


def init_app(app: Flask) -> None:
    """Check the setting. Raises ``ValueError`` where it is no address of a site."""
    url = app.config["MATINEE_URL"]
    if url and not _URL.fullmatch(url):
        raise ValueError(
            f"MATINEE_URL={url} is no address of a site: expected one such as "
            "https://matinee.example, in small letters and without a path."
        )
    app.template_global("absolute")(absolute)


def absolute(path: str) -> str:
    """``path`` behind the site's own address; alone where that cannot be told."""
    own = current_app.config["MATINEE_URL"] or f"{request.scheme}://{request.host.lower()}"
    return f"{own}{path}" if _URL.fullmatch(own) else path
