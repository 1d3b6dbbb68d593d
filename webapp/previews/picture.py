"""The picture of an answer: three picks as posters, the ten behind them, the name of the house.

Made of the drawn posters, as one SVG of 1200 x 630 units. It is mostly seen at half its
size or less, so what is to be read is large.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from itertools import count

WIDTH, HEIGHT = 1200, 630
_WIDE, _HIGH = 300, 450  # a poster's own units
_MARQUEE = 128  # height of the sign
_ROW = 5  # posters in a row of the ten
_INK, _BULB, _TICKET = "#fff3dc", "#ffe9bd", "#ffe7b8"

_DEFINITIONS = (
    '<linearGradient id="sign" x2="0" y2="1">'
    '<stop stop-color="#8f1a1a"/><stop offset="1" stop-color="#5b0d12"/></linearGradient>'
    '<radialGradient id="light" cx=".5" cy=".42" r=".62">'
    '<stop stop-color="#ffcd82" stop-opacity=".34"/><stop offset="1" stop-color="#ffcd82" '
    'stop-opacity="0"/></radialGradient>'
    '<linearGradient id="night" x2="0" y2="1"><stop stop-color="#150e19" stop-opacity=".3"/>'
    '<stop offset=".62" stop-color="#150e19" stop-opacity=".42"/>'
    '<stop offset="1" stop-color="#150e19" stop-opacity=".97"/></linearGradient>'
)


def answer_picture(picks: Sequence[str], ten: Sequence[str], sentence: str) -> str:
    """An SVG document of the posters (SVG documents, too) of three picks and of their ten."""
    numbers = count()
    parts = [_background(ten, numbers)]
    width, height = 240, 360
    for place, poster in enumerate(picks):
        x, y, turn = WIDTH / 2 + (place - 1) * 276, 352 + abs(place - 1) * 9, (place - 1) * 5
        parts.append(
            f'<g transform="translate({x} {y}) rotate({turn})">{_shadow(width, height)}'
            f'<rect x="{-width / 2 - 7}" y="{-height / 2 - 7}" width="{width + 14}" '
            f'height="{height + 14}" rx="7" fill="{_TICKET}"/>'
            f"{_inner(poster, -width / 2, -height / 2, width, height, next(numbers))}</g>"
        )
    parts += [_sign(), _words(sentence, 600, 44)]
    return _document(parts)


def site_picture(posters: Sequence[str], headline: str, sentence: str) -> str:
    """An SVG document of the house: its name before its posters, if it has any."""
    shade = f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#150e19" opacity=".5"/>'
    parts = [_background(posters, count()), shade, _sign()]
    parts += [_words(headline, 392, 92, "EB Garamond"), _words(sentence, 470, 44)]
    return _document(parts)


def _document(parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f"<defs>{_DEFINITIONS}</defs>{''.join(parts)}</svg>"
    )


def _background(posters: Sequence[str], numbers: count[int]) -> str:
    """Two rows of posters in a dark house."""
    width, height, gap = 226, 339, 14
    tiles = []
    for place, poster in enumerate(posters[: 2 * _ROW]):
        row, column = divmod(place, _ROW)
        x = column * (width + gap) + gap / 2
        y = 66 + row * (height + gap)
        tiles.append(_inner(poster, x, y, width, height, next(numbers)))
    everything = f'width="{WIDTH}" height="{HEIGHT}"'
    return (
        f'<rect {everything} fill="#150e19"/>{"".join(tiles)}'
        f'<rect {everything} fill="url(#night)"/><rect {everything} fill="url(#light)"/>'
    )


def _shadow(width: float, height: float) -> str:
    """What a card of this size throws below itself; a blur would take a second to draw."""
    return "".join(
        f'<rect x="{-width / 2 - 7 - spread}" y="{-height / 2 + 5 - spread}" rx="{9 + spread}" '
        f'width="{width + 14 + 2 * spread}" height="{height + 14 + 2 * spread}" opacity=".07"/>'
        for spread in range(0, 24, 3)
    )


def _sign() -> str:
    """The marquee: two rows of bulbs around the name, and the awning under it."""
    bulbs = "".join(
        f'<circle cx="{x}" cy="{y}" r="9" fill="{_BULB}" opacity=".25"/>'
        f'<circle cx="{x}" cy="{y}" r="4.6" fill="{_BULB}"/>'
        for y, start in ((15, 15), (_MARQUEE - 15, 38))
        for x in range(start, WIDTH, 46)
    )
    awning = "".join(
        f'<circle cx="{x}" cy="{_MARQUEE}" r="20" fill="{"#5b0d12" if odd else "#f6e3c0"}"/>'
        for odd, x in enumerate(range(20, WIDTH + 20, 40), 1)
        for odd in (odd % 2,)
    )
    return (
        f'{awning}<rect width="{WIDTH}" height="{_MARQUEE}" fill="url(#sign)"/>{bulbs}'
        f'<text x="{WIDTH / 2}" y="91" text-anchor="middle" font-family="EB Garamond" '
        f'font-style="italic" font-weight="700" font-size="88" fill="{_INK}">Matinee</text>'
    )


def _words(text: str, y: float, size: float, family: str = "Jost") -> str:
    return (
        f'<text x="{WIDTH / 2}" y="{y}" text-anchor="middle" font-family="{family}" '
        f'font-weight="700" font-size="{size}" fill="{_INK}">{escape(text)}</text>'
    )


def _inner(poster: str, x: float, y: float, width: float, height: float, number: int) -> str:
    """A poster as a part of another document, whose names cannot clash with those of others."""
    own = re.sub(r'\bid="([^"]+)"', rf'id="p{number}-\1"', poster)
    own = re.sub(r'(url\(#|href="#)', rf"\1p{number}-", own)
    # A group, not a document inside: that would be drawn on a layer as large as everything.
    drawn = re.sub(r"^<svg [^>]*>|</svg>$", "", own.strip())
    return f'<g transform="translate({x} {y}) scale({width / _WIDE} {height / _HIGH})">{drawn}</g>'
