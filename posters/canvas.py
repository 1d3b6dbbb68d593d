"""What motifs are drawn with: colours, a canvas of SVG elements, and pieces many of them share."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from random import Random
from typing import NamedTuple

Point = tuple[float, float]


class Palette(NamedTuple):
    """The colours of a poster, as #rrggbb."""

    sky: str  # background of the picture
    deep: str  # dark schemas
    glow: str  # the brightest shape
    a: str  # accents
    b: str
    paper: str  # the panel that carries the title
    ink: str  # the title


class Canvas:
    """Collects SVG elements; ``w`` and ``h`` are the size of the picture."""

    def __init__(self, w: float, h: float) -> None:
        self.w = w
        self.h = h
        self.elements: list[str] = []

    def circle(self, x: float, y: float, r: float, fill: str, opacity: float = 1) -> None:
        self._add(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{fill}"', opacity)

    def ring(
        self, x: float, y: float, r: float, stroke: str, width: float, opacity: float = 1
    ) -> None:
        self._add(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="none" '
            f'stroke="{stroke}" stroke-width="{width:.1f}"',
            opacity,
        )

    def ellipse(
        self, x: float, y: float, rx: float, ry: float, turn: float, fill: str, opacity: float = 1
    ) -> None:
        self._add(
            f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{rx:.1f}" ry="{ry:.1f}" '
            f'transform="rotate({turn:.1f} {x:.1f} {y:.1f})" fill="{fill}"',
            opacity,
        )

    def orbit(
        self, x: float, y: float, rx: float, ry: float, turn: float, stroke: str, width: float
    ) -> None:
        self._add(
            f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{rx:.1f}" ry="{ry:.1f}" '
            f'transform="rotate({turn:.1f} {x:.1f} {y:.1f})" fill="none" '
            f'stroke="{stroke}" stroke-width="{width:.1f}"',
            1,
        )

    def rect(
        self, x: float, y: float, w: float, h: float, fill: str, opacity: float = 1, r: float = 0
    ) -> None:
        rounded = f' rx="{r:.1f}"' if r else ""
        self._add(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}"{rounded} '
            f'fill="{fill}"',
            opacity,
        )

    def polygon(self, points: Iterable[Point], fill: str, opacity: float = 1) -> None:
        listed = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self._add(f'<polygon points="{listed}" fill="{fill}"', opacity)

    def path(self, d: str, fill: str, opacity: float = 1) -> None:
        self._add(f'<path d="{d}" fill="{fill}"', opacity)

    def line(self, d: str, stroke: str, width: float, opacity: float = 1) -> None:
        self._add(
            f'<path d="{d}" fill="none" stroke="{stroke}" stroke-width="{width:.1f}" '
            'stroke-linecap="round" stroke-linejoin="round"',
            opacity,
        )

    def _add(self, element: str, opacity: float) -> None:
        faded = "" if opacity >= 1 else f' opacity="{opacity:.2f}"'
        self.elements.append(f"{element}{faded}/>")


def polar(x: float, y: float, r: float, degrees: float) -> Point:
    """The point at distance r and an angle clockwise from the right."""
    angle = math.radians(degrees)
    return x + r * math.cos(angle), y + r * math.sin(angle)


def shortened(elements: str) -> str:
    """SVG elements without what their numbers can do without: ".0" at the end."""
    return re.sub(r"(\d)\.0(?!\d)", r"\1", elements)


def placed(d: str, x: float, y: float, s: float, flip: bool = False) -> str:
    """A path of absolute M, L, C, Q and Z moved to x, y and made ``s`` times as large.

    ``flip`` mirrors it: what looks to the right then looks to the left.
    """
    numbers = iter(re.split(r"(-?[\d.]+)", d))
    moved, across = [], True
    for between in numbers:
        moved.append(between)
        number = next(numbers, None)
        if number is None:
            break
        value = float(number) * s
        moved.append(f"{x - value if flip else x + value:.1f}" if across else f"{y + value:.1f}")
        across = not across
    return "".join(moved)


def figure(c: Canvas, x: float, ground: float, height: float, fill: str) -> None:
    """A person seen from afar, in a coat and a hat."""
    u = height / 10
    c.circle(x, ground - 9 * u, 1.05 * u, fill)
    c.polygon(
        [
            (x - 0.6 * u, ground - 7.9 * u),
            (x + 0.6 * u, ground - 7.9 * u),
            (x + 1.75 * u, ground - 7.3 * u),
            (x + 1.85 * u, ground - 4.4 * u),
            (x + 1.25 * u, ground - 4.4 * u),
            (x + 1.3 * u, ground - 2.7 * u),
            (x + 0.95 * u, ground),
            (x + 0.2 * u, ground),
            (x, ground - 2.4 * u),
            (x - 0.2 * u, ground),
            (x - 0.95 * u, ground),
            (x - 1.3 * u, ground - 2.7 * u),
            (x - 1.25 * u, ground - 4.4 * u),
            (x - 1.85 * u, ground - 4.4 * u),
            (x - 1.75 * u, ground - 7.3 * u),
        ],
        fill,
    )
    c.ellipse(x, ground - 9.5 * u, 1.7 * u, 0.3 * u, -4, fill)
    c.rect(x - 0.95 * u, ground - 10.4 * u, 1.9 * u, u, fill, r=0.3 * u)


def stars(c: Canvas, rng: Random, count: int, fill: str, below: float = 1.0) -> None:
    """Small stars scattered over the upper part of the picture."""
    for _ in range(count):
        c.circle(rng.uniform(0, c.w), rng.uniform(0, c.h * below), rng.choice((0.7, 1, 1.6)), fill)


def hill(c: Canvas, rng: Random, y: float, swing: float, fill: str) -> None:
    """Rolling land from height y down to the lower edge."""
    w, h = c.w, c.h
    p = [y + rng.uniform(-swing, swing) for _ in range(4)]
    c.path(
        f"M0 {p[0]:.1f}C{w * 0.33:.1f} {p[1]:.1f} {w * 0.6:.1f} {p[2]:.1f} {w:.1f} {p[3]:.1f}"
        f"V{h:.1f}H0Z",
        fill,
    )


def star(x: float, y: float, outer: float, inner: float, points: int, turn: float) -> list[Point]:
    """The corners of a star, for ``Canvas.polygon``."""
    return [
        polar(x, y, inner if i % 2 else outer, turn + i * 180 / points) for i in range(2 * points)
    ]


def crescent(c: Canvas, x: float, y: float, r: float, fill: str, hidden_by: str) -> None:
    """A moon partly hidden by a disc of the background."""
    c.circle(x, y, r, fill)
    c.circle(x + r * 0.42, y - r * 0.18, r * 0.86, hidden_by)
