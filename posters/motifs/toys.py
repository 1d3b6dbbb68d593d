"""Motifs of the nursery: animation and films for children."""

from __future__ import annotations

import math
from random import Random

from posters.canvas import Canvas, Palette, hill, placed, polar


def kite(c: Canvas, p: Palette, rng: Random) -> None:
    """A kite on a long string."""
    flip = rng.random() < 0.5
    x, y = c.w * (0.4 if flip else 0.6), c.h * 0.32
    way = -1 if flip else 1
    for _ in range(3):
        cx, cy = rng.uniform(0, c.w), c.h * rng.uniform(0.1, 0.7)
        for k, r in ((-22.0, 12.0), (0.0, 18.0), (22.0, 13.0)):
            c.circle(cx + k, cy, r, p.glow, 0.7)
    tip, tail = (x + way * 46, y - 92), (x - way * 50, y + 98)
    left, right = (x - 66, y - 30), (x + 66, y + 18)
    if flip:
        left, right = (x - 66, y + 18), (x + 66, y - 30)
    c.polygon([tip, left, tail], p.a)
    c.polygon([tip, right, tail], p.b)
    mid = ((left[0] + right[0]) / 2, (left[1] + right[1]) / 2)
    c.polygon([tip, left, mid], p.glow)
    c.line(
        f"M{tip[0]:.1f} {tip[1]:.1f}L{tail[0]:.1f} {tail[1]:.1f}M{left[0]:.1f} {left[1]:.1f}"
        f"L{right[0]:.1f} {right[1]:.1f}",
        p.deep,
        2.6,
    )
    ex, ey = c.w * (0.72 if flip else 0.28), c.h * 0.96
    d = f"M{tail[0]:.1f} {tail[1]:.1f}"
    d += (
        f"C{tail[0] - way * 60:.1f} {tail[1] + 30:.1f} {ex + way * 60:.1f} {ey - 50:.1f} "
        f"{ex:.1f} {ey:.1f}"
    )
    c.line(d, p.deep, 2.4)
    for i in range(3):
        k = 0.12 + 0.16 * i
        bx, by = tail[0] + (ex - tail[0]) * k, tail[1] + (ey - tail[1]) * (k + 0.02)
        fill = (p.a, p.glow, p.b)[i]
        c.polygon([(bx, by), (bx - 16, by - 11), (bx - 16, by + 11)], fill)
        c.polygon([(bx, by), (bx + 16, by - 11), (bx + 16, by + 11)], fill)
    hill(c, rng, c.h * 0.9, 12, p.b)


def goldfish(c: Canvas, p: Palette, rng: Random) -> None:
    """A fish in its bowl, and its plans."""
    x, y, r = c.w / 2, c.h * 0.54, c.w * 0.38
    c.rect(0, c.h * 0.86, c.w, c.h, p.deep)
    c.circle(x, y, r, p.glow)
    c.path(
        f"M{x - r * 0.97:.1f} {y - r * 0.24:.1f}Q{x - r * 0.5:.1f} {y - r * 0.36:.1f} {x:.1f} "
        f"{y - r * 0.24:.1f}T{x + r * 0.97:.1f} {y - r * 0.24:.1f}A{r:.1f} {r:.1f} 0 1 1 "
        f"{x - r * 0.97:.1f} {y - r * 0.24:.1f}Z",
        p.b,
    )
    c.rect(x - r * 0.62, y - r * 1.04, r * 1.24, 13, p.glow, r=6)
    flip = rng.random() < 0.5
    fish = "M-64 0C-40 -46 30 -46 54 -6L92 -36C86 -10 86 12 92 38L54 8C30 46 -40 46 -64 0Z"
    c.path(placed(fish, x - 8, y + r * 0.2, 0.95, flip), p.a)
    way = 1 if flip else -1
    c.circle(x - 8 + way * 36, y + r * 0.2 - 8, 8, p.glow)
    c.circle(x - 8 + way * 38, y + r * 0.2 - 8, 4, p.deep)
    c.path(
        placed("M-10 -2C8 -22 24 -14 26 2C16 12 0 14 -10 -2Z", x - 4, y + r * 0.2, 1, flip), p.glow
    )
    for i in range(4):
        c.circle(x + way * (66 + rng.uniform(-8, 8)), y + r * 0.1 - 20 * i, 5 + i, p.glow, 0.85)
    c.ellipse(x - r * 0.6, y - r * 0.42, 8, 24, 34, "#ffffff", 0.6)


def toy_train(c: Canvas, p: Palette, rng: Random) -> None:
    """An engine of wood, with smoke."""
    flip = rng.random() < 0.5
    x, rail = c.w / 2, c.h * 0.82
    way = -1 if flip else 1

    def box(left: float, top: float, w: float, h: float, fill: str, r: float = 0) -> None:
        c.rect(x - left - w if flip else x + left, rail + top, w, h, fill, r=r)

    for i in range(4):
        c.circle(
            x + way * (62 - 34 * i),
            rail - 190 - 24 * i + rng.uniform(-6, 6),
            15 + 7 * i,
            p.glow,
            0.9,
        )
    box(48, -176, 30, 60, p.deep)
    box(40, -184, 46, 14, p.a)
    box(-104, -164, 92, 132, p.a, 5)
    box(-114, -178, 112, 18, p.deep, 5)
    box(-84, -146, 52, 46, p.glow, 4)
    box(-18, -122, 118, 90, p.b, 22)
    box(90, -104, 16, 54, p.deep, 5)
    box(-110, -44, 226, 18, p.deep, 5)
    for k, r in ((-72, 34), (22, 26), (82, 26)):
        c.circle(x + way * k, rail - r, r, p.deep)
        c.circle(x + way * k, rail - r, r * 0.66, p.glow)
        c.circle(x + way * k, rail - r, r * 0.26, p.a)
    c.rect(0, rail, c.w, 9, p.deep)
    for i in range(9):
        c.rect(i * 36 - 4, rail + 9, 18, 13, p.a)


def ice_cream(c: Canvas, p: Palette, rng: Random) -> None:
    """More scoops than the cone is made for."""
    x, y = c.w / 2, c.h * 0.64
    c.circle(x, c.h * 0.46, c.w * 0.44, p.glow, 0.75)
    c.polygon([(x - 56, y), (x + 56, y), (x, c.h * 0.97)], p.b)
    for k in (-0.5, 0, 0.5):
        c.line(f"M{x + 56 * k - 20:.1f} {y:.1f}L{x + 28 * k + 14:.1f} {y + 66:.1f}", p.deep, 2, 0.5)
        c.line(f"M{x + 56 * k + 20:.1f} {y:.1f}L{x + 28 * k - 14:.1f} {y + 66:.1f}", p.deep, 2, 0.5)
    lean = 0.0
    fills = [p.a, p.deep, p.b, p.glow]
    rng.shuffle(fills)
    radius = 50.0
    top = y - 16
    for i in range(3):
        c.circle(x + lean, top - radius * 0.6, radius, fills[i])
        if i == 0:
            for k in (-44, -16, 14, 42):
                c.ellipse(x + k, y + 2, 17, rng.uniform(11, 22), 0, fills[0])
        c.ellipse(x + lean - radius * 0.4, top - radius * 0.95, 7, 13, 32, "#ffffff", 0.6)
        top -= radius * 1.12
        lean += rng.uniform(-13, 13)
        radius *= 0.86
    c.circle(x + lean, top - 4, 14, p.a)
    c.line(f"M{x + lean:.1f} {top - 16:.1f}q4 -18 16 -24", p.deep, 3)


def cat(c: Canvas, p: Palette, rng: Random) -> None:
    """A cat that was there before you."""
    x, y, r = c.w / 2, c.h * 0.6, c.w * 0.34
    fur = rng.choice((p.a, p.deep))
    eyes = p.glow
    c.circle(x, c.h * 0.4, c.w * 0.44, p.b)
    for side in (-1, 1):
        c.polygon(
            [
                (x + side * r * 0.2, y - r * 0.7),
                (x + side * r * 1.02, y - r * 1.5),
                (x + side * r * 1.02, y - r * 0.2),
            ],
            fur,
        )
        c.polygon(
            [
                (x + side * r * 0.5, y - r * 0.76),
                (x + side * r * 0.88, y - r * 1.16),
                (x + side * r * 0.88, y - r * 0.5),
            ],
            p.glow,
        )
    c.ellipse(x, y, r * 1.1, r * 0.92, 0, fur)
    c.path(
        f"M{x - r * 1.2:.1f} {c.h + 5:.1f}Q{x - r:.1f} {y + r * 0.5:.1f} {x:.1f} {y + r * 0.5:.1f}"
        f"T{x + r * 1.2:.1f} {c.h + 5:.1f}Z",
        fur,
    )
    look = rng.uniform(-7, 7)
    for side in (-1, 1):
        c.circle(x + side * r * 0.46, y - r * 0.12, r * 0.27, eyes)
        c.ellipse(x + side * r * 0.46 + look, y - r * 0.12, r * 0.1, r * 0.22, 0, "#1d1a20")
        for k in (-8, 4, 16):
            c.line(
                f"M{x + side * r * 0.4:.1f} {y + r * 0.42:.1f}L{x + side * r * 1.25:.1f} "
                f"{y + r * 0.32 + k:.1f}",
                p.glow,
                2.4,
            )
    c.polygon([(x - 12, y + r * 0.2), (x + 12, y + r * 0.2), (x, y + r * 0.34)], p.glow)
    c.line(
        f"M{x - 22:.1f} {y + r * 0.48:.1f}Q{x - 10:.1f} {y + r * 0.58:.1f} {x:.1f} "
        f"{y + r * 0.38:.1f}"
        f"Q{x + 10:.1f} {y + r * 0.58:.1f} {x + 22:.1f} {y + r * 0.48:.1f}",
        p.glow,
        3.4,
    )


def rainbow(c: Canvas, p: Palette, rng: Random) -> None:
    """A rainbow between two clouds that smile."""
    x, y = c.w / 2, c.h * 0.68
    for r, fill in ((0.45, p.a), (0.38, p.b), (0.31, p.glow), (0.24, p.deep), (0.17, p.sky)):
        c.circle(x, y, c.w * r, fill)
    c.rect(0, y, c.w, c.h, p.sky)
    for _ in range(7):
        t = rng.uniform(200, 340)
        sx, sy = polar(x, y, c.w * rng.uniform(0.54, 0.7), t)
        c.circle(sx, sy, rng.uniform(3, 6), p.glow)
    for side in (-1, 1):
        cx = x + side * c.w * 0.31
        for k, r in ((-38, 25), (-8, 36), (30, 28)):
            c.circle(cx + k, y + 4, r, p.glow)
        c.rect(cx - 60, y + 2, 116, 27, p.glow, r=13)
        for eye in (-14, 10):
            c.circle(cx + eye, y - 4, 4, p.deep)
        c.line(f"M{cx - 14:.1f} {y + 8:.1f}q12 12 24 0", p.deep, 3)
    for i in range(8):
        rx = c.w * (0.1 + 0.114 * i)
        c.path(
            placed(
                "M0 -14C10 0 8 10 0 10C-8 10 -10 0 0 -14Z", rx, c.h * rng.uniform(0.86, 0.95), 1
            ),
            p.b,
        )


def paper_plane(c: Canvas, p: Palette, rng: Random) -> None:
    """A paper plane and the loops behind it."""
    flip = rng.random() < 0.5
    way = -1 if flip else 1
    x, y = c.w * (0.36 if flip else 0.64), c.h * rng.uniform(0.26, 0.34)
    sx = c.w * (0.9 if flip else 0.1)
    loop = c.h * rng.uniform(0.62, 0.7)
    dash = [
        (
            sx + (x - sx) * t + way * math.sin(t * 6.3) * 62 * (1 - t),
            c.h * 0.94
            + (y + 36 - c.h * 0.94) * t
            + (math.cos(t * 6.3) - 1) * (loop - c.h * 0.6) * 0.6,
        )
        for t in (i / 20 for i in range(19))
    ]
    for px, py in dash:
        c.circle(px, py, 4.4, p.deep)
    for _ in range(4):
        cx, cy = rng.uniform(0, c.w), c.h * rng.uniform(0.08, 0.9)
        for k, r in ((-24, 12), (0, 19), (24, 14)):
            c.circle(cx + k, cy, r, p.glow, 0.75)
    wing = "M96 -56L-104 -4L-42 22Z"
    c.path(placed("M96 -56L-42 22L-30 66Z", x, y, 1.05, flip), p.deep)
    c.path(placed(wing, x, y, 1.05, flip), p.a)
    c.path(placed("M96 -56L-10 34L36 64Z", x, y, 1.05, flip), p.b)
    c.path(placed("M-30 66L-10 34L2 44Z", x, y, 1.05, flip), p.a)


def snail(c: Canvas, p: Palette, rng: Random) -> None:
    """Somebody who will get there."""
    flip = rng.random() < 0.5
    way = -1 if flip else 1
    x, y, r = c.w / 2 - way * 14, c.h * 0.58, c.w * 0.29
    c.circle(c.w * (0.5 + way * 0.3), c.h * 0.2, c.w * 0.13, p.glow)
    c.path(
        placed(
            "M-130 66C-60 40 60 50 84 30C92 -20 96 -66 118 -70C146 -70 146 -40 132 -20"
            "C130 40 110 84 60 84L-110 84C-122 84 -132 76 -130 66Z",
            x,
            y + r * 0.42,
            c.w / 300,
            flip,
        ),
        p.glow,
    )
    hx, hy = x + way * 122 * c.w / 300, y + r * 0.42 - 66
    for k in (-2, 18):
        c.line(f"M{hx + way * k * 0.4:.1f} {hy + 8:.1f}l{way * k} -40", p.glow, 6)
        c.circle(hx + way * k * 1.4, hy - 34, 8, p.deep)
    for part, fill in ((1, p.a), (0.76, p.b), (0.52, p.a), (0.28, p.glow)):
        off = (1 - part) * r * 0.24
        c.circle(x - way * off, y + off, r * part, fill)
    hill(c, rng, c.h * 0.88, 5, p.deep)
    for i in range(9):
        gx = c.w * (0.06 + 0.11 * i)
        c.polygon(
            [
                (gx - 5, c.h * 0.9),
                (gx + rng.uniform(-8, 8), c.h * 0.9 - rng.uniform(18, 40)),
                (gx + 5, c.h * 0.9),
            ],
            p.deep,
        )
