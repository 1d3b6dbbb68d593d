"""Motifs of the underworld: film noir and crime."""

from __future__ import annotations

import math
from random import Random

from posters.canvas import Canvas, Palette, figure, polar, star

# Film noir


def blinds(c: Canvas, p: Palette, rng: Random) -> None:
    """A figure in the light that falls through a window blind."""
    tilt = rng.choice((-1, 1)) * rng.uniform(18, 40)
    for i in range(9):
        y = c.h * (0.06 + i * 0.1)
        c.polygon(
            [(30, y), (c.w - 30, y + tilt), (c.w - 30, y + tilt + 15), (30, y + 15)],
            p.glow,
            0.9 - 0.05 * i,
        )
    x = c.w * rng.uniform(0.36, 0.64)
    s = c.w * 0.0036
    c.circle(x, c.h * 0.5, 36 * s, p.deep)
    c.ellipse(x, c.h * 0.5 - 16 * s, 62 * s, 10 * s, -7, p.deep)
    c.path(
        f"M{x - 34 * s:.1f} {c.h * 0.5 - 20 * s:.1f}L{x - 28 * s:.1f} {c.h * 0.5 - 52 * s:.1f}"
        f"Q{x:.1f} {c.h * 0.5 - 66 * s:.1f} {x + 30 * s:.1f} {c.h * 0.5 - 58 * s:.1f}"
        f"L{x + 36 * s:.1f} {c.h * 0.5 - 22 * s:.1f}Z",
        p.deep,
    )
    c.path(
        f"M{x - 100 * s:.1f} {c.h:.1f}Q{x - 92 * s:.1f} {c.h * 0.5 + 40 * s:.1f} {x - 20 * s:.1f} "
        f"{c.h * 0.5 + 28 * s:.1f}H{x + 20 * s:.1f}Q{x + 92 * s:.1f} {c.h * 0.5 + 40 * s:.1f} "
        f"{x + 100 * s:.1f} {c.h:.1f}Z",
        p.deep,
    )
    c.rect(x - 34 * s, c.h * 0.5 - 26 * s, 70 * s, 6 * s, p.a)


def spotlight(c: Canvas, p: Palette, rng: Random) -> None:
    """A cone of light, somebody in it, and a long shadow."""
    x = c.w * rng.uniform(0.38, 0.62)
    ground = c.h * 0.84
    start = c.w * rng.choice((0.08, 0.92))
    c.polygon([(start, -10), (x - 85, ground), (x + 85, ground)], p.glow, 0.22)
    c.polygon([(start, -10), (x - 58, ground), (x + 58, ground)], p.glow, 0.5)
    c.ellipse(x, ground, 85, 17, 0, p.a)
    c.ellipse(x, ground, 58, 11, 0, p.glow)
    away = 1 if start < x else -1
    c.polygon(
        [(x - 8, ground), (x + 8, ground), (x + away * 160, c.h + 14), (x + away * 110, c.h + 14)],
        p.deep,
    )
    figure(c, x, ground + 3, c.h * 0.3, p.deep)


def skyline(c: Canvas, p: Palette, rng: Random) -> None:
    """Towers at night, a few windows lit."""
    mx, my = c.w * rng.uniform(0.25, 0.75), c.h * 0.28
    c.circle(mx, my, c.w * 0.19, p.glow)
    for depth, fill in ((0.42, p.b), (0.56, p.deep)):
        x = -rng.uniform(0, 20)
        while x < c.w:
            width = rng.uniform(30, 54)
            top = c.h * (depth + rng.uniform(-0.12, 0.14))
            c.rect(x, top, width - 3, c.h - top, fill)
            if fill == p.deep:
                for wy in range(int(top) + 10, int(c.h), 16):
                    for wx in range(int(x) + 6, int(x + width) - 9, 11):
                        if rng.random() < 0.3:
                            c.rect(wx, wy, 5, 8, rng.choice((p.a, p.glow)))
            x += width


# Crime


def target(c: Canvas, p: Palette, rng: Random) -> None:
    """Somebody in the cross hairs."""
    x, y = c.w * rng.uniform(0.42, 0.58), c.h * rng.uniform(0.42, 0.54)
    for k, fill in ((0.46, p.a), (0.37, p.sky), (0.28, p.a), (0.19, p.glow)):
        c.circle(x, y, c.w * k, fill)
    figure(c, x, y + c.h * 0.14, c.h * 0.28, p.deep)
    for x1, y1, x2, y2 in (
        (x, -5, x, y - c.w * 0.3),
        (x, y + c.w * 0.3, x, c.h + 5),
        (-5, y, x - c.w * 0.22, y),
        (x + c.w * 0.22, y, c.w + 5, y),
    ):
        c.line(f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}", p.deep, 3)


def fingerprint(c: Canvas, p: Palette, rng: Random) -> None:
    """The ridges of a thumb."""
    x, y = c.w * 0.5, c.h * 0.54
    turn = rng.uniform(-16, 16)
    for k in range(12, 0, -1):
        rx, ry = c.w * 0.031 * k, c.w * 0.041 * k
        gap = rng.uniform(30, 120)
        t0, t1 = math.radians(90 + gap / 2 + turn), math.radians(90 - gap / 2 + turn + 360)
        a = (x + rx * math.cos(t0), y + ry * math.sin(t0))
        b = (x + rx * math.cos(t1), y + ry * math.sin(t1))
        c.line(
            f"M{a[0]:.1f} {a[1]:.1f}A{rx:.1f} {ry:.1f} 0 1 1 {b[0]:.1f} {b[1]:.1f}",
            p.a if k in (4, 5) else p.glow,
            5.2,
        )


def police_tape(c: Canvas, p: Palette, rng: Random) -> None:
    """A scene closed off with tape; a lamp is still on."""
    x = c.w * rng.uniform(0.35, 0.65)
    c.polygon([(x, c.h * 0.1), (x - 130, c.h), (x + 130, c.h)], p.glow, 0.3)
    c.circle(x, c.h * 0.1, 20, p.glow)
    figure(c, x, c.h * 0.86, c.h * 0.3, p.deep)
    for y, tilt in ((0.5, rng.uniform(30, 80)), (0.7, rng.uniform(-80, -30))):
        top = c.h * y
        c.polygon(
            [(-5, top), (c.w + 5, top + tilt), (c.w + 5, top + tilt + 30), (-5, top + 30)], p.a
        )
        for i in range(-1, 10):
            sx = i * 40
            y0 = top + tilt * sx / c.w
            c.polygon([(sx, y0), (sx + 18, y0 + 2), (sx + 8, y0 + 32), (sx - 10, y0 + 30)], p.deep)


def playing_card(c: Canvas, p: Palette, rng: Random) -> None:
    """A card with a hole where its suit was."""
    turn = rng.uniform(-14, 14)
    x, y, w, h = c.w / 2, c.h * 0.5, c.w * 0.5, c.h * 0.74
    for k, fill in ((12, p.b), (0, p.glow)):
        half = math.hypot(w, h) / 2
        lean = math.degrees(math.atan2(h, w))
        angles = (lean, 180 - lean, 180 + lean, -lean)
        c.polygon([polar(x + k, y + k, half, angle + turn) for angle in angles], fill)
    c.polygon([polar(x, y, (h if i % 2 else w) * 0.3, turn + 90 * i) for i in range(4)], p.a)
    for side in (-1, 1):
        mx, my = polar(x, y, h * 0.4, turn + 90 * side - 18)
        c.polygon([polar(mx, my, 13 if i % 2 else 9, turn + 90 * i) for i in range(4)], p.a)
    for _ in range(rng.randint(1, 3)):
        hx, hy = polar(x, y, rng.uniform(0, w * 0.4), rng.uniform(0, 360))
        c.polygon(star(hx, hy, 20, 8, 9, rng.uniform(0, 40)), p.sky)
        c.circle(hx, hy, 8, p.deep)


def getaway(c: Canvas, p: Palette, rng: Random) -> None:
    """Headlights on a road at night."""
    x = c.w * rng.uniform(0.4, 0.6)
    horizon = c.h * rng.uniform(0.34, 0.42)
    c.circle(x + rng.choice((-1, 1)) * 70, horizon - 26, c.w * 0.12, p.glow)
    c.rect(0, horizon, c.w, c.h - horizon, p.b)
    c.polygon([(x - 6, horizon), (x + 6, horizon), (c.w * 1.1, c.h), (-c.w * 0.1, c.h)], p.deep)
    for i in range(6):
        k0, k1 = (i / 6) ** 2, ((i + 0.55) / 6) ** 2
        y0, y1 = horizon + (c.h - horizon) * k0, horizon + (c.h - horizon) * k1
        c.polygon(
            [
                (x - 1 - 5 * k0, y0),
                (x + 1 + 5 * k0, y0),
                (x + 1 + 6 * k1, y1),
                (x - 1 - 6 * k1, y1),
            ],
            p.a,
        )
    cx, cy = x + rng.choice((-1, 1)) * 46, c.h * 0.72
    for side in (-1, 1):
        c.polygon([(cx + side * 24, cy), (cx + side * 8, c.h), (cx + side * 74, c.h)], p.glow, 0.45)
    c.rect(cx - 25, cy - 38, 50, 22, p.a, r=8)
    c.rect(cx - 36, cy - 22, 72, 28, p.a, r=6)
    c.rect(cx - 19, cy - 33, 38, 13, p.deep, r=3)
    for side in (-1, 1):
        c.circle(cx + side * 25, cy - 6, 7, p.glow)
        c.rect(cx + side * 25 - 7, cy + 4, 14, 10, p.deep, r=3)
