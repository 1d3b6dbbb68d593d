"""Motifs of romance."""

from __future__ import annotations

import math
from random import Random

from posters.canvas import Canvas, Palette, figure, placed, polar


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


def birds_on_a_wire(c: Canvas, p: Palette, rng: Random) -> None:
    """Two birds, close together, and a third who looks away."""
    c.circle(c.w * rng.uniform(0.35, 0.65), c.h * 0.4, c.w * 0.36, p.glow)
    bird = (
        "M-46 16C-40 -14 -22 -30 0 -30C6 -46 34 -48 38 -28L52 -22L38 -16C34 10 14 30 -12 28L-54 44Z"
    )
    wires = (0.5, 0.64, 0.86)
    for k in wires:
        c.line(
            f"M-5 {c.h * k - 12:.1f}Q{c.w / 2:.1f} {c.h * k + 16:.1f} {c.w + 5:.1f} "
            f"{c.h * k - 12:.1f}",
            p.deep,
            2.4,
        )
    y, x = c.h * 0.64 - 26, c.w * rng.uniform(0.42, 0.56)
    c.path(placed(bird, x - 46, y, 1.1), p.a)
    c.path(placed(bird, x + 60, y, 1.1, flip=True), p.b)
    c.circle(x - 20, y - 34, 3.5, p.glow)
    c.circle(x + 34, y - 34, 3.5, p.glow)
    other = rng.choice((0.2, 0.8))
    c.path(placed(bird, c.w * other, c.h * 0.86 - 22, 0.8, other < 0.5), p.deep)
    s = 15
    c.path(placed("M0 18C-30 -2 -14 -26 0 -10C14 -26 30 -2 0 18Z", x + 8, y - 74, s / 15), p.a)


def love_letter(c: Canvas, p: Palette, rng: Random) -> None:
    """A letter, its seal, and what comes out of it."""
    x, y, w, h = c.w / 2, c.h * 0.62, c.w * 0.39, c.h * 0.2
    for i in range(9):
        k = i / 8
        hx = x + math.sin(k * 5 + rng.uniform(-0.6, 0.6)) * c.w * 0.3 * k
        hy, s = y - h - k * c.h * 0.36, 0.5 + rng.uniform(0, 0.5)
        c.path(
            placed("M0 18C-30 -2 -14 -26 0 -10C14 -26 30 -2 0 18Z", hx, hy, s), (p.a, p.b)[i % 2]
        )
    c.rect(x - w, y - h, 2 * w, 2 * h, p.glow, r=4)
    c.polygon([(x - w, y + h), (x, y - 6), (x + w, y + h)], p.b)
    c.polygon([(x - w, y - h), (x, y + h * 0.34), (x + w, y - h)], p.deep)
    c.polygon([(x - w + 10, y - h - 1), (x, y + h * 0.24), (x + w - 10, y - h - 1)], p.glow)
    c.circle(x, y + h * 0.22, 22, p.a)
    c.path(
        placed("M0 18C-30 -2 -14 -26 0 -10C14 -26 30 -2 0 18Z", x, y + h * 0.22 + 1, 0.6), p.glow
    )


def swans(c: Canvas, p: Palette, rng: Random) -> None:
    """Two swans whose necks make a heart."""
    water = c.h * 0.66
    c.circle(c.w / 2, c.h * 0.36, c.w * rng.uniform(0.3, 0.38), p.a)
    c.rect(0, water, c.w, c.h, p.b)
    swan = (
        "M-128 0C-120 -48 -84 -66 -46 -34C-38 -58 -60 -84 -56 -118C-52 -152 -14 -156 -4 -120"
        "L-2 -100L-12 -112C-22 -134 -40 -132 -40 -112C-38 -84 -12 -60 -16 -24C-20 6 -60 16 -128 0Z"
    )
    s = c.w / 300
    for flip in (False, True):
        c.path(placed(swan, c.w / 2, water + 6, s, flip), p.glow)
    for i in range(7):
        half = rng.uniform(20, 80)
        y = water + 24 + i * 13
        c.rect(c.w / 2 - half + rng.uniform(-40, 40), y, 2 * half, 4, p.glow, 0.6, r=2)


def balcony(c: Canvas, p: Palette, rng: Random) -> None:
    """Somebody on a balcony, somebody below it."""
    side = rng.choice((-1, 1))
    c.circle(c.w * (0.5 - side * 0.24), c.h * 0.24, c.w * 0.15, p.glow)
    wall = c.w * 0.5 if side > 0 else 0
    c.rect(wall, 0, c.w * 0.5, c.h, p.b)
    wx, wy, ww, wh = c.w * (0.5 + side * 0.23), c.h * 0.13, c.w * 0.24, c.h * 0.37
    c.path(
        f"M{wx - ww / 2:.1f} {wy + wh:.1f}V{wy + ww / 2:.1f}A{ww / 2:.1f} {ww / 2:.1f} 0 0 1 "
        f"{wx + ww / 2:.1f} {wy + ww / 2:.1f}V{wy + wh:.1f}Z",
        p.glow,
    )
    figure(c, wx - side * 6, wy + wh, c.h * 0.27, p.a)
    floor = wy + wh
    c.rect(wx - 62, floor, 124, 11, p.deep)
    c.rect(wx - 62, floor - 46, 124, 6, p.deep)
    for i in range(8):
        c.rect(wx - 60 + i * 16.6, floor - 44, 4, 46, p.deep)
    c.rect(0, c.h * 0.92, c.w, c.h, p.deep)
    figure(c, c.w * (0.5 - side * 0.2), c.h * 0.93, c.h * 0.27, p.deep)
    vine = c.w * (0.5 + side * 0.42)
    c.line(
        f"M{vine:.1f} {c.h:.1f}Q{vine - side * 22:.1f} {c.h * 0.6:.1f} {vine:.1f} {c.h * 0.2:.1f}",
        p.deep,
        3,
    )
    for i in range(9):
        y = c.h * (0.24 + 0.08 * i)
        c.ellipse(vine - side * rng.uniform(-6, 20), y, 12, 6, rng.uniform(-50, 50), p.a)
