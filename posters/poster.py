"""Drawn posters: for every film a picture of its own, in the manner of mid-century film posters.

A poster is a self-contained SVG of 300 x 450 units: a motif of one of the film's genres
(``motifs/``) and its title (``lettering.py``), put together by one of a few
layouts. Everything is chosen by a generator that the film seeds, so the same film
always gets the same poster and two films of one genre get different ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from posters import lettering
from posters.canvas import Canvas, Palette
from posters.motifs import MOTIFS
from posters.palettes import PALETTES

WIDTH, HEIGHT = 300, 450
CAPTION_SIZE = 10.5

FACES = {
    "Film-Noir": (lettering.BOOKMAN, lettering.NARROW),
    "Western": (lettering.BOOKMAN,),
    "Musical": (lettering.BOOKMAN, lettering.GOTHIC),
    "Horror": (lettering.NARROW, lettering.PALATINO),
    "Sci-Fi": (lettering.GOTHIC, lettering.NARROW),
    "War": (lettering.NARROW, lettering.HELVETICA),
    "Documentary": (lettering.HELVETICA,),
    "Animation": (lettering.GOTHIC, lettering.BOOKMAN),
    "Children": (lettering.GOTHIC, lettering.BOOKMAN),
    "Fantasy": (lettering.PALATINO, lettering.BOOKMAN),
    "Mystery": (lettering.PALATINO, lettering.GOTHIC),
    "Crime": (lettering.NARROW, lettering.HELVETICA),
    "Romance": (lettering.PALATINO, lettering.BOOKMAN),
    "Adventure": (lettering.BOOKMAN, lettering.NARROW),
    "Thriller": (lettering.NARROW, lettering.GOTHIC),
    "Action": (lettering.NARROW, lettering.HELVETICA),
    "Comedy": (lettering.GOTHIC, lettering.BOOKMAN),
    "Drama": (lettering.PALATINO, lettering.GOTHIC, lettering.HELVETICA),
    "": (lettering.HELVETICA,),
}


class Box(NamedTuple):
    """A rectangle on the poster."""

    x: float
    y: float
    w: float
    h: float


class Layout(NamedTuple):
    """Where the picture and the title go, and how the title is set."""

    picture: Box
    title: Box
    anchor: str  # SVG text-anchor: start or middle
    largest: float  # font size


LAYOUTS = (
    # Title below a picture that bleeds off three sides.
    Layout(Box(0, 0, 300, 322), Box(20, 336, 260, 98), "start", 52),
    Layout(Box(0, 0, 300, 330), Box(18, 342, 264, 92), "middle", 52),
    # Title above it.
    Layout(Box(0, 122, 300, 328), Box(20, 18, 260, 90), "start", 52),
    # A framed picture.
    Layout(Box(18, 18, 264, 306), Box(20, 336, 260, 96), "start", 50),
    Layout(Box(18, 126, 264, 306), Box(20, 18, 260, 94), "middle", 50),
)


def draw_poster(movie_id: int, title: str, year: int | None, genres: Sequence[str]) -> str:
    """The poster of a film as an SVG document. Unknown genres count as none."""
    rng = Random(f"{movie_id} {title} {year} {'|'.join(genres)}")  # noqa: S311 - not a secret
    genre = _telling_genre(genres, rng)
    palette = rng.choice(PALETTES[genre])
    face = rng.choice(FACES[genre])
    layout = rng.choice(LAYOUTS)
    motif = rng.choice(MOTIFS[genre])

    canvas = Canvas(layout.picture.w, layout.picture.h)
    motif(canvas, palette, rng)
    x, y, w, h = layout.picture
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
            f"<title>{lettering.safe(title)}</title>",
            f'<clipPath id="p"><rect width="{w}" height="{h}"/></clipPath>',
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{palette.paper}"/>',
            f'<g transform="translate({x} {y})" clip-path="url(#p)">',
            f'<rect width="{w}" height="{h}" fill="{palette.sky}"/>',
            *canvas.elements,
            "</g>",
            *_titles(title, year, genre, layout, palette, face),
            "</svg>",
        )
    )


def _telling_genre(genres: Sequence[str], rng: Random) -> str:
    """The genre that says most about the film; now and then the one after it, for variety."""
    known = [genre for genre in MOTIFS if genre and genre in genres]
    if not known:
        return ""
    return known[1] if len(known) > 1 and rng.random() < 0.4 else known[0]


def _titles(
    title: str,
    year: int | None,
    genre: str,
    layout: Layout,
    palette: Palette,
    face: lettering.Face,
) -> list[str]:
    """The title, as large as it fits, and under it a line with year and genre."""
    box = layout.title
    small = CAPTION_SIZE
    setting = lettering.fit(title, face, box.w, box.h - small - 9, layout.largest)
    x = box.x if layout.anchor == "start" else box.x + box.w / 2
    y = box.y + (box.h - setting.height - small - 9) / 2
    elements = []
    for line, width in zip(setting.lines, setting.widths, strict=True):
        baseline = y + setting.size * (lettering.LINE_HEIGHT + face.cap_height) / 2
        elements.append(
            lettering.text_element(
                line, x, baseline, setting.size, palette.ink, face, layout.anchor, width
            )
        )
        y += setting.size * lettering.LINE_HEIGHT
    caption = " · ".join(part for part in (str(year or ""), genre) if part).upper()
    if caption:
        width = lettering.HELVETICA.width(caption) * small + 1.4 * len(caption)
        elements.append(
            lettering.text_element(
                caption,
                x,
                y + 9 + small * 0.72,
                small,
                palette.ink,
                lettering.HELVETICA,
                layout.anchor,
                width,
                stretch="spacing",
            )
        )
    return elements
