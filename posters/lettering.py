"""Lettering: how wide text is, and how a title is broken and sized to fit a box.

A drawn poster is an image, so it can only use fonts that the visitor's machine has.
Each face below is a stack of fonts with the same widths (Palatino, Book Antiqua and
P052 are cut to one measure, and so on). Where a machine has none of a stack, SVG's
``textLength`` squeezes or stretches the line to the width it was laid out with.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import NamedTuple

LINE_HEIGHT = 1.08  # of the font size
MOST_LINES = 6


@dataclass(frozen=True)
class Face:
    """A bold display face: its font stack and the widths of U+0020..U+007E in 1/1000 em."""

    stack: str
    widths: tuple[int, ...]
    capitals: bool  # set in capitals
    cap_height: float  # of the font size

    def width(self, text: str) -> float:
        """Width of ``text`` at font size 1."""
        return sum(self._advance(character) for character in text) / 1000

    def _advance(self, character: str) -> int:
        base = unicodedata.normalize("NFD", character)[0]
        index = ord(base) - 0x20
        return self.widths[index] if 0 <= index < len(self.widths) else 1000


class Setting(NamedTuple):
    """A title set in lines at one size."""

    lines: tuple[str, ...]
    size: float
    widths: tuple[float, ...]  # of each line, at that size

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * LINE_HEIGHT


def fit(text: str, face: Face, width: float, height: float, largest: float) -> Setting:
    """``text`` broken into the lines that allow the largest size within ``width`` x ``height``.

    Nothing ever overflows: a word that is too long makes everything smaller.
    """
    words = tuple((text.upper() if face.capitals else text).split()) or ("",)
    best: Setting | None = None
    for count in range(1, min(len(words), MOST_LINES) + 1):
        lines = _break(words, face, count)
        widest = max(face.width(line) for line in lines) or 1.0
        size = min(largest, width / widest, height / (count * LINE_HEIGHT))
        if best is None or size > best.size * 1.04:  # another line has to be worth it
            best = Setting(lines, size, tuple(face.width(line) * size for line in lines))
    assert best is not None
    return best


def _break(words: tuple[str, ...], face: Face, count: int) -> tuple[str, ...]:
    """``words`` in ``count`` lines whose widest is as narrow as can be."""

    @cache
    def narrowest(first: int, lines: int) -> tuple[float, tuple[str, ...]]:
        rest = " ".join(words[first:])
        if lines == 1:
            return face.width(rest), (rest,)
        options = []
        for after in range(first + 1, len(words) - lines + 2):
            line = " ".join(words[first:after])
            width, others = narrowest(after, lines - 1)
            options.append((max(face.width(line), width), (line, *others)))
        return min(options)

    return narrowest(0, count)[1]


def text_element(
    text: str,
    x: float,
    y: float,
    size: float,
    face: Face,
    width: float,
    stretch: str = "spacingAndGlyphs",
) -> str:
    """An SVG text element whose baseline starts (or is centred) at x, y and is ``width`` wide.

    ``stretch`` is SVG's lengthAdjust: what gives when the font is wider or narrower.
    """
    length = f' textLength="{_short(width)}" lengthAdjust="{stretch}"' if text else ""
    return (
        f'<text x="{_short(x)}" y="{_short(y)}" font-size="{_short(size)}" '
        f'font-family="{face.stack}"{length}>{safe(text)}</text>'
    )


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def safe(text: str) -> str:
    """``text`` as XML character data, without the control characters that XML cannot hold."""
    return escape(re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text))


def _widths(table: str) -> tuple[int, ...]:
    return tuple(int(width) for width in table.split())


GOTHIC = Face(
    stack=("Century Gothic, URW Gothic, ITC Avant Garde Gothic, Futura, Avenir Next, sans-serif"),
    widths=_widths(
        """
        280 280 360 560 560 860 680 220 380 380 440 600 280 420 280 460 560 560 560 560 560 560
        560 560 560 560 280 280 600 600 600 560 740 740 580 780 700 520 480 840 680 280 480 620
        440 900 740 840 560 840 580 520 420 640 700 900 680 620 500 320 640 320 600 500 420 660
        660 640 660 640 280 660 600 240 260 580 240 940 600 640 660 660 320 440 300 600 560 800
        560 580 460 340 600 340 600
        """
    ),
    capitals=True,
    cap_height=0.739,
)
PALATINO = Face(
    stack=("Palatino Linotype, Palatino, Book Antiqua, P052, URW Palladio L, Georgia, serif"),
    widths=_widths(
        """
        250 278 402 500 500 889 833 227 333 333 444 606 250 333 250 296 500 500 500 500 500 500
        500 500 500 500 250 250 606 606 606 444 747 778 667 722 833 611 556 833 833 389 389 778
        611 1000 833 833 611 833 722 611 667 778 778 1000 667 667 667 333 606 333 606 500 333
        500 611 444 611 500 389 556 611 333 333 611 333 889 611 556 611 611 389 444 333 611 556
        833 500 556 500 310 606 310 606
        """
    ),
    capitals=False,
    cap_height=0.69,
)
NARROW = Face(
    stack=(
        "Arial Narrow, Liberation Sans Narrow, Nimbus Sans Narrow, Roboto Condensed, sans-serif"
    ),
    widths=_widths(
        """
        228 273 389 456 456 729 592 195 273 273 319 479 228 273 228 228 456 456 456 456 456 456
        456 456 456 456 273 273 479 479 479 501 800 592 592 592 592 547 501 638 592 228 456 592
        501 683 592 638 547 638 592 547 501 592 547 774 547 547 501 273 228 273 479 456 273 456
        501 456 501 456 273 501 501 228 228 456 228 729 501 501 501 501 319 456 273 501 456 638
        456 456 410 319 230 319 479
        """
    ),
    capitals=True,
    cap_height=0.72,
)
BOOKMAN = Face(
    stack=("Bookman Old Style, URW Bookman, Bookman, Rockwell, Georgia, serif"),
    widths=_widths(
        """
        340 360 420 660 660 940 800 240 320 320 460 600 340 360 340 600 660 660 660 660 660 660
        660 660 660 660 340 340 600 600 600 660 820 720 720 740 780 720 680 780 820 400 640 800
        640 940 740 800 660 800 780 660 700 740 720 940 780 700 640 300 600 300 600 500 400 580
        600 580 640 580 380 580 680 360 340 660 340 1000 680 620 640 620 460 520 460 660 600 800
        600 620 560 320 600 320 600
        """
    ),
    capitals=False,
    cap_height=0.68,
)
HELVETICA = Face(
    stack=("Helvetica, Arial, Liberation Sans, Nimbus Sans, Roboto, sans-serif"),
    widths=_widths(
        """
        278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556
        556 556 556 556 333 333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722
        611 833 722 778 667 778 722 667 611 722 667 944 667 667 611 333 278 333 584 556 333 556
        611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778
        556 556 500 389 280 389 584
        """
    ),
    capitals=False,
    cap_height=0.72,
)
