"""Motifs of crime."""

from __future__ import annotations

import math
from random import Random

from posters.canvas import Canvas, Palette, figure, polar, star


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


def briefcase(c: Canvas, p: Palette, rng: Random) -> None:
    """A case that somebody opens, and the light that falls out."""
    x, y, w = c.w / 2, c.h * 0.66, c.w * 0.36
    for i in range(11):
        a = 180 + 18 * i + rng.uniform(-5, 5)
        c.polygon([(x, y), polar(x, y, 380, a), polar(x, y, 380, a + 9)], p.glow)
    c.polygon(
        [(x - w, y - 6), (x + w, y - 6), (x + w * 0.86, y - 92), (x - w * 0.86, y - 92)], p.deep
    )
    c.polygon(
        [
            (x - w * 0.9, y - 12),
            (x + w * 0.9, y - 12),
            (x + w * 0.78, y - 82),
            (x - w * 0.78, y - 82),
        ],
        p.glow,
    )
    c.rect(x - w, y - 10, 2 * w, c.h * 0.24, p.deep, r=7)
    c.rect(x - w, y + 18, 2 * w, 8, p.a)
    for side in (-1, 1):
        c.rect(x + side * w * 0.56 - 13, y + 8, 26, 30, p.a, r=3)
    c.line(f"M{x - 26:.1f} {y + 44:.1f}v15h52v-15", p.glow, 8)


def safe_dial(c: Canvas, p: Palette, rng: Random) -> None:
    """Left, right, left."""
    x, y, r = c.w / 2, c.h * 0.5, c.w * 0.38
    c.rect(20, 20, c.w - 40, c.h - 40, p.b, r=10)
    for fx, fy in ((36, 36), (c.w - 36, 36), (36, c.h - 36), (c.w - 36, c.h - 36)):
        c.circle(fx, fy, 7, p.deep)
    c.circle(x, y, r, p.deep)
    turn = rng.uniform(0, 360)
    for i in range(50):
        inner = 0.8 if i % 5 == 0 else 0.88
        (x1, y1), (x2, y2) = (
            polar(x, y, r * inner, turn + i * 7.2),
            polar(x, y, r * 0.95, turn + i * 7.2),
        )
        c.line(f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}", p.glow, 4 if i % 5 == 0 else 2)
    c.circle(x, y, r * 0.6, p.glow)
    for i in range(3):
        px, py = polar(x, y, r * 0.52, turn + 120 * i)
        c.line(f"M{x:.1f} {y:.1f}L{px:.1f} {py:.1f}", p.deep, 15)
        c.circle(px, py, 13, p.deep)
    c.circle(x, y, r * 0.17, p.a)
    c.polygon([(x - 12, y - r * 1.13), (x + 12, y - r * 1.13), (x, y - r * 0.94)], p.a)


def dice(c: Canvas, p: Palette, rng: Random) -> None:
    """Two dice that were thrown."""
    pips = {
        1: [(0, 0)],
        2: [(-1, -1), (1, 1)],
        3: [(-1, -1), (0, 0), (1, 1)],
        4: [(-1, -1), (1, 1), (-1, 1), (1, -1)],
        5: [(-1, -1), (1, 1), (-1, 1), (1, -1), (0, 0)],
        6: [(-1, -1), (1, 1), (-1, 1), (1, -1), (-1, 0), (1, 0)],
    }
    c.circle(c.w / 2, c.h * 0.5, c.w * 0.44, p.b)
    for fx, fy, half, fill, dot in ((0.38, 0.33, 58, p.glow, p.deep), (0.6, 0.68, 66, p.a, p.glow)):
        x, y, turn = c.w * fx, c.h * fy, rng.uniform(-32, 32)
        for shift, colour in ((10, p.deep), (0, fill)):
            c.polygon(
                [
                    polar(x + shift, y + shift, half * math.sqrt(2), turn + 45 + 90 * i)
                    for i in range(4)
                ],
                colour,
            )
        t = math.radians(turn)
        for dx, dy in pips[rng.randint(1, 6)]:
            ox, oy = dx * half * 0.5, dy * half * 0.5
            c.circle(
                x + ox * math.cos(t) - oy * math.sin(t),
                y + ox * math.sin(t) + oy * math.cos(t),
                10,
                dot,
            )
