"""Drawn posters: for every film a picture of its own, in the manner of mid-century film posters.

A poster is 300 x 450 units: a motif of one of the film's genres (``motifs/``) and its title
(``lettering.py``), put together by one of a few layouts. Motif and palette are a look
(``looks.py``), of which every film has its own order; the rest is chosen by a generator that the
film seeds, so the same film in the same look always gets the same poster. ``svg.py`` makes
documents of posters.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from posters import lettering
from posters.canvas import Canvas, Palette, shortened
from posters.looks import Look, looks, motif, seed_of
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

    x: int
    y: int
    w: int
    h: int


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


def draw_poster(
    movie_id: int,
    title: str,
    year: int | None,
    genres: Sequence[str],
    look: Look | None = None,
) -> str:
    """The poster of a film, in its first look or another one, as SVG elements without ids.

    They fill 300 x 450 units from 0, 0; ``svg.py`` says how they are shown.
    """
    seed = seed_of(movie_id, title, year, genres)
    look = look or looks(seed, genres)[0]
    rng = Random(f"{seed} {look.motif}")  # noqa: S311 - not a secret
    palette = PALETTES[look.genre][look.palette]
    face = rng.choice(FACES[look.genre])
    layout = rng.choice(LAYOUTS)

    canvas = Canvas(layout.picture.w, layout.picture.h)
    motif(look)(canvas, palette, rng)
    x, y, w, h = layout.picture
    return "".join(
        (
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{palette.paper}"/>',
            # An inner svg cuts off what reaches beyond the picture.
            f'<svg x="{x}" y="{y}" width="{w}" height="{h}">',
            f'<rect width="{w}" height="{h}" fill="{palette.sky}"/>',
            shortened("".join(canvas.elements)),
            "</svg>",
            *_titles(title, year, look.genre, layout, palette, face),
        )
    )


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
    elements = [f'<g fill="{palette.ink}" font-weight="700" text-anchor="{layout.anchor}">']
    for line, width in zip(setting.lines, setting.widths, strict=True):
        baseline = y + setting.size * (lettering.LINE_HEIGHT + face.cap_height) / 2
        elements.append(lettering.text_element(line, x, baseline, setting.size, face, width))
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
                lettering.HELVETICA,
                width,
                stretch="spacing",
            )
        )
    return [*elements, "</g>"]
