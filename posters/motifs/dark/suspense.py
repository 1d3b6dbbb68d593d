"""Motifs of suspense: mystery and thriller."""

from __future__ import annotations

import math
from random import Random

from posters.canvas import Canvas, Palette, figure, placed, polar

# Mystery


def keyhole(c: Canvas, p: Palette, rng: Random) -> None:
    """What can be seen through the keyhole."""
    x, y, r = c.w / 2, c.h * 0.38, c.w * 0.23
    c.circle(x, y, r * 1.75, p.b)
    c.circle(x, y, r, p.glow)
    c.polygon(
        [(x - r * 0.5, y), (x + r * 0.5, y), (x + r, c.h * 0.93), (x - r, c.h * 0.93)], p.glow
    )
    c.polygon(
        [
            (x - r * 0.74, c.h * 0.62),
            (x + r * 0.74, c.h * 0.62),
            (x + r, c.h * 0.93),
            (x - r, c.h * 0.93),
        ],
        p.a,
    )
    figure(c, x + rng.uniform(-14, 14), c.h * 0.8, c.h * 0.4, p.deep)


def doors(c: Canvas, p: Palette, rng: Random) -> None:
    """A corridor of doors; one stands open."""
    x, y = c.w * 0.5, c.h * 0.46
    for i, fill in enumerate((p.a, p.b, p.a, p.deep)):
        k = 1 - i * 0.24
        w, h = c.w * 0.5 * k, c.h * 0.62 * k
        c.rect(x - w, y - h * 0.76, 2 * w, h * 1.64, fill)
    w, h = c.w * 0.1, c.h * 0.2
    c.rect(x - w, y - h * 0.6, 2 * w, h * 1.36, p.glow)
    c.polygon(
        [(x - w, y + h * 0.76), (x + w, y + h * 0.76), (x + w * 3.4, c.h), (x - w * 3.4, c.h)],
        p.glow,
        0.45,
    )
    figure(c, x + rng.uniform(-9, 9), y + h * 0.78, h * 0.9, p.deep)


def magnifier(c: Canvas, p: Palette, rng: Random) -> None:
    """A lens over a pattern that hides something."""
    fills = (p.b, p.deep)
    for i in range(7):
        for j in range(int(c.h / 40) + 1):
            c.circle(24 + i * 42, 22 + j * 40, 8, fills[(i * j + i) % 2], 0.8)
    x, y, r = c.w * rng.uniform(0.4, 0.52), c.h * rng.uniform(0.36, 0.46), c.w * 0.26
    hx, hy = polar(x, y, r * 2.15, 52)
    c.line(f"M{x:.1f} {y:.1f}L{hx:.1f} {hy:.1f}", p.deep, 19)
    c.circle(x, y, r * 1.13, p.deep)
    c.circle(x, y, r, p.glow)
    c.circle(x, y, r * 0.55, p.a)
    c.circle(x - r * 0.4, y - r * 0.42, r * 0.13, "#ffffff")


def street_lamp(c: Canvas, p: Palette, rng: Random) -> None:
    """A lamp in the fog, and somebody who waits under it."""
    x, y = c.w * rng.uniform(0.3, 0.7), c.h * 0.24
    for k, opacity in ((0.56, 0.25), (0.4, 0.4), (0.25, 0.7)):
        c.circle(x, y, c.w * k, p.glow, opacity)
    c.rect(x - 3.5, y, 7, c.h, p.deep)
    c.polygon([(x - 17, y - 4), (x + 17, y - 4), (x + 11, y + 30), (x - 11, y + 30)], p.a)
    c.polygon([(x - 22, y - 4), (x + 22, y - 4), (x, y - 24)], p.deep)
    figure(c, x + rng.choice((-1, 1)) * rng.uniform(34, 60), c.h * 0.9, c.h * 0.36, p.deep)
    for i in range(5):
        start = c.w * rng.uniform(-0.3, 0.3)
        top = c.h * (0.56 + 0.08 * i)
        c.rect(start, top, c.w * rng.uniform(0.6, 1.1), 12, p.b, 0.55, r=6)
    c.rect(0, c.h * 0.9, c.w, c.h * 0.1, p.deep)


# Thriller


def vertigo(c: Canvas, p: Palette, rng: Random) -> None:
    """A spiral that pulls somebody in."""
    x, y = c.w * rng.uniform(0.42, 0.58), c.h * rng.uniform(0.42, 0.55)
    way = rng.choice((-1, 1))
    for arm, stroke in ((0, p.a), (120, p.b), (240, p.glow)):
        points = []
        for step in range(0, 900, 12):
            r = 6 + step * 0.27
            points.append(polar(x, y, r, arm + way * step * 0.8))
        d = "M" + "L".join(f"{px:.0f} {py:.0f}" for px, py in points)
        c.line(d, stroke, 7)
    figure(c, x, y + c.h * 0.12, c.h * 0.2, p.deep)


def tunnel(c: Canvas, p: Palette, rng: Random) -> None:
    """Frames within frames, each a little more askew."""
    x, y = c.w / 2, c.h * 0.5
    twist = rng.choice((-1, 1)) * rng.uniform(4, 9)
    fills = (p.a, p.sky, p.b, p.sky, p.a, p.deep, p.glow)
    for i, fill in enumerate(fills):
        r = c.w * (0.68 - 0.095 * i)
        c.polygon([polar(x, y, r, 45 + 90 * k + twist * i) for k in range(4)], fill)
    figure(c, x, y + 22, 44, p.deep)


def sliced(c: Canvas, p: Palette, rng: Random) -> None:
    """A disc cut into strips that no longer fit."""
    x, y, r = c.w / 2, c.h * 0.5, c.w * 0.39
    strips = 9
    for i in range(strips):
        y0, y1 = y - r + 2 * r * i / strips, y - r + 2 * r * (i + 1) / strips - 3
        shift = rng.uniform(-26, 26) if i % 2 else rng.uniform(-7, 7)
        h0, h1 = (math.sqrt(max(0.0, r * r - (v - y) ** 2)) for v in (y0, y1))
        bulge = 1 if i < strips / 2 else 0
        c.path(
            f"M{x - h0 + shift:.1f} {y0:.1f}H{x + h0 + shift:.1f}"
            f"A{r:.1f} {r:.1f} 0 0 1 {x + h1 + shift:.1f} {y1:.1f}H{x - h1 + shift:.1f}"
            f"A{r:.1f} {r:.1f} 0 0 1 {x - h0 + shift:.1f} {y0:.1f}Z",
            (p.glow, p.a)[bulge] if i % 3 else p.b,
        )


def long_shadow(c: Canvas, p: Palette, rng: Random) -> None:
    """Somebody at the far end of a street, seen from above by their shadow."""
    x, y = c.w * rng.uniform(0.35, 0.65), c.h * rng.uniform(0.26, 0.36)
    lean = rng.choice((-1, 1)) * rng.uniform(40, 110)
    c.polygon([(0, 0), (c.w * 0.3, 0), (x - 44, y), (0, c.h)], p.b)
    c.polygon([(c.w, 0), (c.w * 0.7, 0), (x + 44, y), (c.w, c.h)], p.a)
    c.circle(x, y - 34, c.w * 0.13, p.glow)
    c.polygon([(x - 7, y), (x + 7, y), (x + lean + 46, c.h), (x + lean - 46, c.h)], p.deep)
    figure(c, x, y + 4, c.h * 0.17, p.deep)


def torn(c: Canvas, p: Palette, rng: Random) -> None:
    """A face of two colours, torn down the middle."""
    x, y, r = c.w / 2, c.h * 0.5, c.w * 0.36
    edge = [(x + rng.uniform(-16, 16), c.h * i / 11) for i in range(12)]
    c.circle(x, y, r, p.glow)
    c.polygon([*edge, (c.w + 5, c.h), (c.w + 5, 0)], p.a)
    c.path(
        f"M{x:.1f} {y - r:.1f}A{r:.1f} {r:.1f} 0 0 1 {x:.1f} {y + r:.1f}Z",
        p.deep,
    )
    for px, py in edge[3:9]:
        c.polygon([(px - 9, py - 20), (px + 11, py - 4), (px - 5, py + 16)], p.b)
    c.circle(x - r * 0.42, y - r * 0.14, r * 0.13, p.deep)
    c.circle(x + r * 0.42, y - r * 0.14, r * 0.13, p.glow)


def fuse(c: Canvas, p: Palette, rng: Random) -> None:
    """A clock that is nearly there."""
    x, y, r = c.w / 2, c.h * 0.5, c.w * 0.36
    c.circle(x, y, r * 1.16, p.deep)
    c.circle(x, y, r, p.glow)
    for i in range(60):
        inner = 0.8 if i % 5 == 0 else 0.9
        (x1, y1), (x2, y2) = polar(x, y, r * inner, i * 6), polar(x, y, r * 0.95, i * 6)
        c.line(f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}", p.deep, 4 if i % 5 == 0 else 1.4)
    minutes = rng.uniform(2, 11)
    a = polar(x, y, r * 0.86, -90 - minutes * 6)
    top = polar(x, y, r * 0.86, -90)
    c.path(
        f"M{x:.1f} {y:.1f}L{a[0]:.1f} {a[1]:.1f}A{r * 0.86:.1f} {r * 0.86:.1f} 0 0 1 "
        f"{top[0]:.1f} {top[1]:.1f}Z",
        p.a,
    )
    hour = polar(x, y, r * 0.5, -96)
    c.line(f"M{x:.1f} {y:.1f}L{a[0]:.1f} {a[1]:.1f}", p.deep, 6)
    c.line(f"M{x:.1f} {y:.1f}L{hour[0]:.1f} {hour[1]:.1f}", p.deep, 10)
    c.circle(x, y, 11, p.a)


def telephone(c: Canvas, p: Palette, rng: Random) -> None:
    """A receiver off its hook."""
    x, y = c.w * rng.uniform(0.46, 0.54), c.h * 0.4
    c.circle(x, y, c.w * 0.39, p.b)
    c.path(
        placed(
            "M-96 -6C-96 -62 96 -62 96 -6L96 26C96 38 50 38 50 26L50 8C20 -4 -20 -4 -50 8L-50 26"
            "C-50 38 -96 38 -96 26Z",
            x,
            y,
            1,
        ),
        p.deep,
    )
    d, side = f"M{x + 74:.1f} {y + 30:.1f}", 1
    for _ in range(8):
        d += f"q{side * 26} 9 0 18"
        side = -side
    c.line(f"{d}V{c.h + 5:.1f}", p.deep, 5)
    for k in (70, 96, 122):
        a, b = polar(x - 72, y + 34, k * 0.8, 66), polar(x - 72, y + 34, k * 0.8, 114)
        arc = f"A{k * 0.8:.1f} {k * 0.8:.1f} 0 0 1 {b[0]:.1f} {b[1]:.1f}"
        c.line(f"M{a[0]:.1f} {a[1]:.1f}{arc}", p.glow, 5)


def spiral_stairs(c: Canvas, p: Palette, rng: Random) -> None:
    """A stairwell, from above."""
    x, y = c.w / 2, c.h * 0.5
    turn, way = rng.uniform(0, 360), rng.choice((-1, 1))
    for i in range(34):
        a0, a1 = turn + way * i * 22, turn + way * (i + 1) * 22
        r0 = c.w * (0.72 - 0.018 * i)
        c.polygon(
            [(x, y), polar(x, y, r0, a0), polar(x, y, r0, a1)],
            (p.a, p.deep, p.b)[i % 3] if p.a != p.deep else (p.glow, p.deep, p.b)[i % 3],
        )
    c.circle(x, y, c.w * 0.12, p.glow)
    figure(c, x, y + 20, 40, p.deep)


def match_flame(c: Canvas, p: Palette, rng: Random) -> None:
    """One match, lit, and a dark room."""
    x, y = c.w * rng.uniform(0.42, 0.52), c.h * 0.4
    lean = rng.choice((-1, 1)) * rng.uniform(14, 34)
    for k, opacity in ((0.48, 0.35), (0.34, 0.6)):
        c.circle(x, y, c.w * k, p.b, opacity)
    c.line(f"M{x:.1f} {y + 30:.1f}L{x + lean:.1f} {c.h + 8:.1f}", p.glow, 12)
    c.ellipse(x, y + 26, 11, 19, 0, p.deep)
    c.path(
        placed(
            "M0 44C-40 40 -44 -6 -12 -50C-8 -34 -2 -30 4 -74C30 -40 48 -6 36 20C30 36 16 44 0 44Z",
            x,
            y,
            1,
        ),
        p.glow,
    )
    accent = p.a if p.a != p.deep else p.b
    c.path(
        placed("M0 36C-18 34 -22 8 -4 -24C14 -2 24 14 18 26C14 34 8 36 0 36Z", x, y + 4, 1), accent
    )


def footprints(c: Canvas, p: Palette, rng: Random) -> None:
    """They lead somewhere, and none come back."""
    flip = rng.random() < 0.5
    c.circle(c.w * (0.3 if flip else 0.7), c.h * 0.16, c.w * 0.19, p.glow)
    for i in range(8):
        k = i / 7
        s = 1.12 - 0.72 * k
        x = c.w * (0.3 + 0.34 * k) + (-1 if i % 2 else 1) * 26 * s
        y = c.h * (0.9 - 0.66 * k**0.8)
        x = c.w - x if flip else x
        fill = p.deep if i % 2 else p.a
        if i == 7:
            fill = p.glow
        c.ellipse(x, y - 16 * s, 13 * s, 22 * s, 10, fill)
        c.ellipse(x - 3 * s, y + 17 * s, 10 * s, 11 * s, 10, fill)


def raven(c: Canvas, p: Palette, rng: Random) -> None:
    """A black bird on something old."""
    flip = rng.random() < 0.5
    x, y = c.w / 2, c.h * 0.46
    c.circle(x, y - 10, c.w * 0.38, p.glow)
    bird = (
        "M104 -60C84 -66 78 -92 46 -92C18 -92 10 -68 4 -46C-30 -20 -60 20 -112 96L-84 92L-92 112"
        "C-50 92 0 84 30 44C54 12 62 -20 72 -44Z"
    )
    c.path(placed(bird, x, y, 1, flip), p.deep)
    way = -1 if flip else 1
    c.circle(x + way * 50, y - 70, 6, p.a)
    for k in (-6, 14):
        c.line(f"M{x + way * k:.1f} {y + 66:.1f}l{way * 4} 40", p.deep, 4)
    c.path(placed("M-70 0L70 0L62 20L46 24L46 110L-46 110L-46 24L-62 20Z", x, y + 106, 1), p.b)
    for k in (-22, 0, 22):
        c.line(f"M{x + k:.1f} {y + 136:.1f}V{c.h + 4:.1f}", p.deep, 4, 0.6)
