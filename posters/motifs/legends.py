"""More motifs of fantasy: what legends are made of."""

from __future__ import annotations

import math
from random import Random

from posters.canvas import Canvas, Palette, crescent, hill, placed, polar, star, stars


def sword_in_stone(c: Canvas, p: Palette, rng: Random) -> None:
    """A sword that waits for somebody."""
    x = c.w / 2
    for i in range(9):
        a = -90 + (i - 4) * 19 + rng.uniform(-3, 3)
        c.polygon(
            [(x, c.h * 0.7), polar(x, c.h * 0.7, 380, a - 4), polar(x, c.h * 0.7, 380, a + 4)], p.b
        )
    c.circle(x, c.h * 0.4, c.w * 0.3, p.a, 0.8)
    c.polygon([(x - 12, c.h * 0.3), (x, c.h * 0.3), (x, c.h * 0.8), (x - 12, c.h * 0.8)], p.glow)
    c.polygon(
        [(x + 12, c.h * 0.3), (x, c.h * 0.3), (x, c.h * 0.8), (x + 12, c.h * 0.8)], "#ffffff", 0.75
    )
    c.rect(x - 58, c.h * 0.27, 116, 15, p.deep, r=7)
    c.rect(x - 8, c.h * 0.13, 16, c.h * 0.15, p.deep)
    c.circle(x, c.h * 0.115, 14, p.a)
    c.ring(x, c.h * 0.115, 14, p.deep, 5)
    c.path(placed("M-130 100L-104 30L-60 0L-10 -14L44 -4L92 26L130 100Z", x, c.h * 0.8, 1), p.deep)
    c.polygon([(x - 60, c.h * 0.8), (x - 10, c.h * 0.8 - 14), (x - 20, c.h * 0.8 + 34)], p.b)


def wizard_hat(c: Canvas, p: Palette, rng: Random) -> None:
    """A hat with more room in it than one thinks."""
    stars(c, rng, 30, p.glow, 0.8)
    x, y = c.w / 2, c.h * 0.76
    flip = rng.random() < 0.5
    c.circle(x, c.h * 0.46, c.w * 0.4, p.b)
    hat = (
        "M-84 0C-62 -60 -40 -130 -14 -176C0 -206 40 -222 76 -206C52 -200 40 -186 42 -166C52 "
        "-110 68 -50 84 0Z"
    )
    c.path(placed(hat, x, y, c.h / 330, flip), p.deep)
    c.path(placed("M-84 0L-72 -34C-24 -18 24 -18 74 -34L84 0Z", x, y, c.h / 330, flip), p.a)
    c.ellipse(x, y + 2, 136, 23, 0, p.deep)
    for dx, dy, r in ((-14, -96, 15), (22, -62, 10), (18, -138, 9), (-40, -56, 7)):
        way = -1 if flip else 1
        c.polygon(star(x + way * dx, y + dy, r, r * 0.42, 5, rng.uniform(0, 72)), p.glow)
    for _ in range(5):
        sx, sy = rng.uniform(20, c.w - 20), rng.uniform(c.h * 0.84, c.h * 0.97)
        c.polygon(star(sx, sy, 9, 3.4, 4, 0), p.glow)


def moth(c: Canvas, p: Palette, rng: Random) -> None:
    """A moth with eyes on its wings."""
    x, y, s = c.w / 2, c.h * 0.46, c.w / 300
    c.circle(x, y, c.w * 0.42, p.b)
    upper = "M0 -20C30 -80 90 -118 134 -104C140 -56 116 0 60 14C36 20 12 14 0 6Z"
    lower = "M0 4C40 12 92 20 98 62C92 104 52 124 30 106C14 88 4 50 0 30Z"
    for flip in (False, True):
        c.path(placed(lower, x, y, s, flip), p.a)
        c.path(placed(upper, x, y, s, flip), p.glow)
        way = -1 if flip else 1
        for ex, ey, r, fills in (
            (84, -52, 25, (p.deep, p.a, p.glow)),
            (58, 66, 16, (p.deep, p.glow, p.deep)),
        ):
            for k, fill in zip((1, 0.66, 0.28), fills, strict=True):
                c.circle(x + way * ex * s, y + ey * s, r * k * s, fill)
        bend = rng.uniform(20, 40)
        c.line(
            f"M{x:.1f} {y - 50 * s:.1f}q{way * 8} {-bend:.1f} {way * 34} {-bend - 16:.1f}",
            p.deep,
            4,
        )
    c.ellipse(x, y + 18 * s, 12 * s, 62 * s, 0, p.deep)
    c.circle(x, y - 48 * s, 13 * s, p.deep)


def dragon(c: Canvas, p: Palette, rng: Random) -> None:
    """A long neck, a wing, and the moon behind them."""
    flip = rng.random() < 0.5
    c.circle(c.w * (0.38 if flip else 0.62), c.h * 0.32, c.w * 0.29, p.glow)
    x, y, s = c.w / 2, c.h * 0.56, c.h / 330
    wing = (
        "M-6 60C-30 -20 -70 -90 -140 -134C-128 -96 -132 -76 -142 -56C-116 -52 -104 -36 -102 "
        "-10C-78 -18 -62 -6 -56 20C-40 14 -20 30 -6 60Z"
    )
    c.path(placed(wing, x, y, s, flip), p.a)
    neck = (
        "M-70 150C-60 70 -10 60 4 10C16 -36 -6 -66 24 -96L16 -124L44 -106C70 -110 92 -92 124 -78"
        "L118 -66L88 -64L112 -54L104 -46C80 -44 64 -48 56 -58C40 -40 66 0 60 50C56 100 70 "
        "110 80 150Z"
    )
    c.path(placed(neck, x, y, s, flip), p.deep)
    way = -1 if flip else 1
    c.circle(x + way * 58 * s, y - 86 * s, 5, p.glow)
    for sx, sy in ((10, -66), (0, -32), (2, 0), (-12, 30), (-34, 54)):
        c.polygon(
            [
                (x + way * (sx + 6) * s, y + (sy - 12) * s),
                (x + way * (sx - 20) * s, y + (sy - 4) * s),
                (x + way * (sx + 2) * s, y + (sy + 14) * s),
            ],
            p.a,
        )
    hill(c, rng, c.h * 0.92, 10, p.b)


def toadstools(c: Canvas, p: Palette, rng: Random) -> None:
    """Toadstools with lit windows."""
    crescent(c, c.w * rng.choice((0.2, 0.8)), c.h * 0.17, c.w * 0.1, p.glow, p.sky)
    hill(c, rng, c.h * 0.82, 10, p.b)
    spots = [(0.2, 0.84, 0.5, p.b), (0.82, 0.84, 0.42, p.b), (0.5, 0.92, 0.94, p.a)]
    for fx, fy, s, fill in spots:
        x, y = c.w * fx + rng.uniform(-8, 8), c.h * fy
        c.path(
            placed("M-24 0C-14 -50 -20 -80 -20 -110L20 -110C20 -80 14 -50 24 0Z", x, y, s), p.glow
        )
        c.path(
            placed(
                "M-92 -100C-84 -176 -30 -204 0 -204C30 -204 84 -176 92 -100C40 -84 -40 -84 "
                "-92 -100Z",
                x,
                y,
                s,
            ),
            fill,
        )
        for dx, dy, r in ((-46, -128, 13), (0, -162, 17), (46, -130, 12), (-8, -112, 8)):
            c.circle(x + dx * s, y + dy * s, r * s, p.glow)
        c.rect(x - 8 * s, y - 62 * s, 16 * s, 24 * s, p.deep, r=8 * s)
    hill(c, rng, c.h * 0.93, 6, p.deep)


def open_book(c: Canvas, p: Palette, rng: Random) -> None:
    """A book that lets its stars out."""
    x, y = c.w / 2, c.h * 0.8
    c.polygon([(x - 96, y - 10), (x + 96, y - 10), (x + 190, -10), (x - 190, -10)], p.b, 0.75)
    for i in range(17):
        k = i / 16
        a = k * 9 + rng.uniform(-0.5, 0.5)
        sx, sy = x + math.sin(a) * (24 + 96 * k), y - 40 - k * c.h * 0.66
        r = rng.uniform(7, 15)
        if i % 3:
            c.polygon(star(sx, sy, r, r * 0.4, 5, rng.uniform(0, 72)), (p.glow, p.a)[i % 2])
        else:
            c.circle(sx, sy, r * 0.45, p.glow)
    for flip in (False, True):
        c.path(placed("M0 34C40 8 84 8 124 26L124 40C84 24 40 24 0 48Z", x, y, 1, flip), p.deep)
        c.path(
            placed("M0 -4C40 -32 84 -32 124 -14L124 28C84 10 40 10 0 36Z", x, y, 1, flip), p.glow
        )
        for k in (0, 12, 24):
            way = -1 if flip else 1
            c.line(f"M{x + way * 20:.1f} {y - 2 + k:.1f}q{way * 40} -18 {way * 84} -6", p.b, 2.4)
    c.line(f"M{x:.1f} {y - 4:.1f}v42", p.deep, 3)
