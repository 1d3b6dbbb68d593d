"""What browsers, phones and crawlers ask a site for by name: icons, manifest, robots, worker."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, current_app, json

from webapp.responses import page

blueprint = Blueprint("shell", __name__)

_STATIC = Path(__file__).resolve().parents[2] / "static"
_A_DAY = "public, max-age=86400"

# Answers are many (161,700 on the wall alone, five positions each), so no crawler walks through
# them; whoever shows a preview of a link that somebody sent may read its page.
_SHOW_PREVIEWS = (
    "Twitterbot",
    "facebookexternalhit",
    "LinkedInBot",
    "Slackbot-LinkExpanding",
    "Discordbot",
    "TelegramBot",
    "WhatsApp",
    "Applebot",
)
_ROBOTS = "\n".join(
    (
        *(f"User-agent: {name}" for name in _SHOW_PREVIEWS),
        "Allow: /",
        "",
        "User-agent: *",
        "Allow: /$",
        "Allow: /movies/",
        "Disallow: /*?",
        "Disallow: /recommendations",
        "Disallow: /previews/",
        "Disallow: /surprise",
        "Disallow: /together",
        "Disallow: /list.csv",
        "Disallow: /more",
        "Disallow: /users",
        "Disallow: /api/v1/",
        "",
    )
)


@blueprint.get("/robots.txt")
def robots() -> Response:
    """What crawlers may read: the wall, films and explanations, but not answers without end."""
    return _answer(_ROBOTS, "text/plain", _A_DAY)


@blueprint.get("/favicon.ico")
def favicon() -> Response:
    """The icon, for whoever does not read the page that names it."""
    return _answer((_STATIC / "favicon.ico").read_bytes(), "image/vnd.microsoft.icon", _A_DAY)


@blueprint.get("/site.webmanifest")
def manifest() -> Response:
    """What a phone that installs the site needs to know."""
    folder = f"/static/{current_app.extensions['assets']}/icons"
    icons = [
        {"src": f"{folder}/{name}.png", "sizes": f"{size}x{size}", "type": "image/png"}
        | ({"purpose": "maskable"} if name == "maskable" else {})
        for name, size in (("192", 192), ("512", 512), ("maskable", 512))
    ]
    body = {
        "id": "/",
        "name": "Matinee",
        "short_name": "Matinee",
        "description": "Pick three films you love, get ten you will.",
        "lang": "en",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f5ecdc",
        "theme_color": "#8f1a1a",
        "icons": icons,
    }
    return _answer(json.dumps(body), "application/manifest+json", "no-cache")


@blueprint.get("/sw.js")
def worker() -> Response:
    """The service worker, which names the version of the files that it keeps."""
    source = (_STATIC / "worker.js").read_text(encoding="utf-8")
    version = current_app.extensions["assets"]
    return _answer(source.replace("VERSION", version), "text/javascript", "no-cache")


@blueprint.get("/offline")
def offline() -> Response:
    """What the service worker shows where there is no connection."""
    return page("pages/offline.html")


def _answer(body: str | bytes, mimetype: str, cache_control: str) -> Response:
    return Response(body, mimetype=mimetype, headers={"Cache-Control": cache_control})
