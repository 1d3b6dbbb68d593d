"""Draws the icons and the site's own preview anew: ``python -m webapp.previews``."""

from __future__ import annotations

import struct
from pathlib import Path

from posters.poster import draw_poster
from posters.svg import poster_svg
from webapp.previews.picture import WIDTH, site_picture
from webapp.previews.raster import png

STATIC = Path(__file__).resolve().parents[2] / "static"

# What stands for any wall; no answer comes from them.
_FILMS = (
    ("Metropolis", 1927, "Sci-Fi"),
    ("Casablanca", 1942, "Romance"),
    ("Some Like It Hot", 1959, "Comedy"),
    ("Vertigo", 1958, "Thriller"),
    ("The General", 1926, "War"),
    ("Nosferatu", 1922, "Horror"),
    ("High Noon", 1952, "Western"),
    ("The Third Man", 1949, "Film-Noir"),
    ("Singin' in the Rain", 1952, "Musical"),
    ("King Kong", 1933, "Adventure"),
)
_SIZES = (180, 192, 512)  # pixels


def main() -> None:
    """Write ``preview.png``, ``favicon.ico`` and ``icons/`` below static/."""
    icons = STATIC / "icons"
    icons.mkdir(exist_ok=True)
    ticket = (STATIC / "icon.svg").read_text(encoding="utf-8")
    for size in _SIZES:
        (icons / f"{size}.png").write_bytes(png(_on_ground(ticket, 0.72), size))
    (icons / "maskable.png").write_bytes(png(_on_ground(ticket, 0.56), 512))
    (STATIC / "favicon.ico").write_bytes(_icon_file(png(ticket, 32), 32))
    posters = [
        poster_svg(title, draw_poster(n, title, year, (genre,)))
        for n, (title, year, genre) in enumerate(_FILMS)
    ]
    picture = site_picture(posters, "Pick three films you love.", "Get ten you will.")
    (STATIC / "preview.png").write_bytes(png(picture, WIDTH))


def _on_ground(ticket: str, share: float) -> str:
    """The ticket on the colour of paper; phones round the corners, and cut a maskable one more."""
    side, edge = 32 * share, 16 * (1 - share)
    inside = ticket.replace("<svg ", f'<svg x="{edge}" y="{edge}" width="{side}" height="{side}" ')
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" fill="#f5ecdc"/>{inside}</svg>'
    )


def _icon_file(picture: bytes, size: int) -> bytes:
    """An .ico of one PNG: a header, one entry, the picture."""
    entry = struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(picture), 22)
    return struct.pack("<HHH", 0, 1, 1) + entry + picture


if __name__ == "__main__":
    main()
