"""Motifs of romance."""

from __future__ import annotations

import math
from random import Random

from posters.canvas import Canvas, Palette, figure, polar


def two_circles(c: Canvas, p: Palette, rng: Random) -> None:
    """Two circles that share a part of each other."""
    r = c.w * rng.uniform(0.27, 0.32)
    y = c.h * 0.5
    lean = rng.uniform(-0.18, 0.18) * c.h
    d = r * 0.62
    x = c.w / 2
    (x1, y1), (x2, y2) = (x - d, y - lean / 2), (x + d, y + lean / 2)
    c.circle(x1, y1, r, p.a)
    c.circle(x2, y2, r, p.b)
    # The lens that both share, between the two crossings.
    gap = math.hypot(x2 - x1, y2 - y1)
    if gap < 2 * r:
        half = math.sqrt(r * r - gap * gap / 4)
        ux, uy = (x2 - x1) / gap, (y2 - y1) / gap
        mx, my = (x1 + x2) / 2, (y1 + y2) / 2
        c.path(
            f"M{mx - uy * half:.1f} {my + ux * half:.1f}A{r:.1f} {r:.1f} 0 0 1 "
            f"{mx + uy * half:.1f} {my - ux * half:.1f}A{r:.1f} {r:.1f} 0 0 1 "
            f"{mx - uy * half:.1f} {my + ux * half:.1f}Z",
            p.glow,
        )
    for k in (1.14, 1.26):
        c.ring(x1, y1, r * k, p.a, 1.5, 0.6)
        c.ring(x2, y2, r * k, p.b, 1.5, 0.6)


def ribbons(c: Canvas, p: Palette, rng: Random) -> None:
    """Two bundles of lines that meet and part."""
    phase = rng.uniform(-0.4, 0.4)
    for i in range(9):
        for sign, stroke in ((1, p.a), (-1, p.b)):
            off = (i - 4) * 8
            x0 = c.w * 0.5 + off + sign * c.w * 0.36
            mid = c.w * (0.5 + phase * 0.2) + off
            x1 = c.w * 0.5 + off - sign * c.w * 0.36
            c.line(
                f"M{x0:.1f} -10C{x0:.1f} {c.h * 0.34:.1f} {mid:.1f} {c.h * 0.3:.1f} {mid:.1f} "
                f"{c.h * 0.5:.1f}S{x1:.1f} {c.h * 0.68:.1f} {x1:.1f} {c.h + 10:.1f}",
                p.glow if i == 4 else stroke,
                4.4,
            )


def petals(c: Canvas, p: Palette, rng: Random) -> None:
    """A rose of overlapping petals."""
    x, y = c.w / 2, c.h * 0.44
    turn = rng.uniform(0, 60)
    c.line(f"M{x:.1f} {y:.1f}Q{x + 20:.1f} {c.h * 0.75:.1f} {x - 8:.1f} {c.h + 8:.1f}", p.deep, 6)
    c.ellipse(x + 40, c.h * 0.8, 36, 12, -32, p.deep)
    for layer, (count, reach, size) in enumerate(
        ((9, 0.25, 0.17), (7, 0.16, 0.14), (5, 0.07, 0.1))
    ):
        for i in range(count):
            angle = turn * (layer + 1) + i * 360 / count
            px, py = polar(x, y, c.w * reach, angle)
            fill = (p.a, p.b, p.a)[layer] if i % 2 else (p.b, p.a, p.glow)[layer]
            c.ellipse(px, py, c.w * size, c.w * size * 0.72, angle, fill, 0.9)
    c.circle(x, y, c.w * 0.05, p.glow)


def moonlight(c: Canvas, p: Palette, rng: Random) -> None:
    """Two people, the moon, and its road over the water."""
    x, y, shore = c.w * rng.uniform(0.36, 0.64), c.h * 0.3, c.h * 0.56
    r = c.w * rng.uniform(0.19, 0.24)
    for k in (1.9, 1.45):
        c.circle(x, y, r * k, p.b, 0.4)
    c.circle(x, y, r, p.glow)
    c.rect(0, shore, c.w, c.h - shore, p.deep)
    for i in range(9):
        half = r * (0.25 + 0.12 * i) * rng.uniform(0.7, 1.15)
        c.rect(x - half + rng.uniform(-9, 9), shore + 10 + i * 15, 2 * half, 5, p.glow, r=2.5)
    side = rng.choice((-1, 1))
    c.rect(0, c.h * 0.93, c.w, c.h * 0.07, p.a)
    figure(c, x + side * 12, c.h * 0.945, c.h * 0.3, p.a)
    figure(c, x - side * 16, c.h * 0.945, c.h * 0.26, p.b)


def hearts(c: Canvas, p: Palette, rng: Random) -> None:
    """A heart within a heart within a heart."""
    x, y = c.w / 2, c.h * 0.45
    lean = rng.uniform(-9, 9)
    steps = rng.choice((6, 7, 8))
    for i in range(steps):
        s = c.w * 0.62 * (1 - i / steps)
        dx = lean * i
        c.path(
            f"M{x + dx:.1f} {y + s * 0.72:.1f}C{x + dx - s * 1.15:.1f} {y - s * 0.06:.1f} "
            f"{x + dx - s * 0.58:.1f} {y - s * 0.98:.1f} {x + dx:.1f} {y - s * 0.34:.1f}"
            f"C{x + dx + s * 0.58:.1f} {y - s * 0.98:.1f} {x + dx + s * 1.15:.1f} "
            f"{y - s * 0.06:.1f} {x + dx:.1f} {y + s * 0.72:.1f}Z",
            (p.a, p.b, p.glow)[i % 3],
        )
