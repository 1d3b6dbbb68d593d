"""More motifs of drama: time, people and the roads that they take."""

from __future__ import annotations

import itertools
from random import Random

from posters.canvas import Canvas, Palette, figure, placed


def hourglass(c: Canvas, p: Palette, rng: Random) -> None:
    """Sand that runs, and what is left of it."""
    x, y, w, h = c.w / 2, c.h * 0.5, c.w * 0.25, c.h * 0.36
    c.circle(x, y, c.w * 0.42, p.b)
    left = rng.uniform(0.3, 0.75)
    for way in (-1, 1):
        c.path(
            f"M{x - w:.1f} {y + way * h:.1f}C{x - w:.1f} {y + way * h * 0.4:.1f} {x - 5:.1f} "
            f"{y + way * h * 0.3:.1f} {x - 5:.1f} {y:.1f}H{x + 5:.1f}C{x + 5:.1f} "
            f"{y + way * h * 0.3:.1f} {x + w:.1f} {y + way * h * 0.4:.1f} {x + w:.1f} "
            f"{y + way * h:.1f}Z",
            p.glow,
        )
    k = 0.3 + 0.35 * left
    half = w * (0.35 + 0.5 * left)
    c.path(
        f"M{x - half:.1f} {y - h * k:.1f}H{x + half:.1f}C{x + half * 0.6:.1f} {y - h * 0.2:.1f} "
        f"{x + 4:.1f} {y - h * 0.2:.1f} {x + 4:.1f} {y:.1f}H{x - 4:.1f}C{x - 4:.1f} "
        f"{y - h * 0.2:.1f} {x - half * 0.6:.1f} {y - h * 0.2:.1f} {x - half:.1f} {y - h * k:.1f}Z",
        p.a,
    )
    c.line(f"M{x:.1f} {y:.1f}V{y + h * 0.8:.1f}", p.a, 4)
    c.path(
        f"M{x - w * 0.92:.1f} {y + h:.1f}Q{x:.1f} {y + h * (0.1 + 0.6 * left):.1f} "
        f"{x + w * 0.92:.1f} {y + h:.1f}Z",
        p.a,
    )
    for way in (-1, 1):
        c.rect(x - w - 16, y + way * h - 9, 2 * w + 32, 18, p.deep, r=4)
        c.rect(x + way * (w + 6) - 4, y - h, 8, 2 * h, p.deep)


def profiles(c: Canvas, p: Palette, rng: Random) -> None:
    """Two faces, or a vase between them."""
    face = (
        "M-160 -190L-44 -190C-30 -160 -26 -140 -38 -112C-44 -98 -36 -92 -18 -66C-14 -58 -22 -54 -34"
        " -52C-30 -44 -26 -38 -30 -30C-36 -26 -36 -22 -30 -18C-30 0 -40 10 -62 12C-70 40 -52 70 -20"
        " 100C-20 140 -20 160 -20 190L-160 190Z"
    )
    gap = rng.uniform(-4, 12)
    c.rect(0, 0, c.w, c.h, p.glow)
    s = c.h / 320
    y = c.h * 0.56
    c.path(placed(face, c.w / 2 - gap, y, s), p.a)
    c.path(placed(face, c.w / 2 + gap, y, s, flip=True), p.deep)
    c.circle(c.w / 2 - gap - 52 * s, y - 78 * s, 5, p.glow)
    c.circle(c.w / 2 + gap + 52 * s, y - 78 * s, 5, p.glow)


def long_road(c: Canvas, p: Palette, rng: Random) -> None:
    """A road with its telegraph poles, all the way to the horizon."""
    x, horizon = c.w * rng.uniform(0.4, 0.6), c.h * rng.uniform(0.44, 0.52)
    side = rng.choice((-1, 1))
    c.circle(x - side * c.w * 0.16, horizon - 10, c.w * 0.2, p.glow)
    c.rect(0, horizon, c.w, c.h, p.b)
    c.polygon([(x - 2, horizon), (x + 2, horizon), (x + 130, c.h), (x - 130, c.h)], p.deep)
    for k in (0.05, 0.16, 0.36, 0.68):
        y = horizon + (c.h - horizon) * k
        c.polygon(
            [
                (x - 6 * k - 0.5, y),
                (x + 6 * k + 0.5, y),
                (x + 8 * k + 1, y + 52 * k + 4),
                (x - 8 * k - 1, y + 52 * k + 4),
            ],
            p.glow,
        )
    tops = []
    for k in (0.04, 0.1, 0.24, 0.55, 1.1):
        px, foot = x + side * (8 + 135 * k), horizon + (c.h - horizon) * k * 0.6
        top = foot - 40 - 250 * k
        c.line(f"M{px:.1f} {foot:.1f}V{top:.1f}", p.deep, 1.2 + 5 * k)
        c.line(
            f"M{px - 5 - 24 * k:.1f} {top + 12 * k + 2:.1f}h{10 + 48 * k:.1f}", p.deep, 1 + 4 * k
        )
        tops.append((px, top))
    for (x0, y0), (x1, y1) in itertools.pairwise(tops):
        c.line(
            f"M{x0:.1f} {y0:.1f}Q{(x0 + x1) / 2:.1f} {(y0 + y1) / 2 + 14:.1f} {x1:.1f} {y1:.1f}",
            p.deep,
            1.2,
        )
    figure(c, x - side * 26, c.h * 0.9, c.h * 0.2, p.a)


def chess_king(c: Canvas, p: Palette, rng: Random) -> None:
    """The last king on the board."""
    horizon = c.h * 0.62
    x = c.w * rng.uniform(0.42, 0.58)
    c.circle(x, c.h * 0.4, c.w * 0.37, p.a)
    for j in range(4):
        y0 = horizon + (c.h - horizon) * (j / 4) ** 1.5
        y1 = horizon + (c.h - horizon) * ((j + 1) / 4) ** 1.5
        k0, k1 = 0.55 + 0.75 * (j / 4) ** 1.5, 0.55 + 0.75 * ((j + 1) / 4) ** 1.5
        for i in range(-5, 5):
            c.polygon(
                [
                    (c.w / 2 + i * 60 * k0, y0),
                    (c.w / 2 + (i + 1) * 60 * k0, y0),
                    (c.w / 2 + (i + 1) * 60 * k1, y1),
                    (c.w / 2 + i * 60 * k1, y1),
                ],
                p.glow if (i + j) % 2 else p.b,
            )
    king = (
        "M-34 100L34 100L34 86C26 80 22 60 18 20L26 12L20 4C34 -20 44 -36 30 -48C18 -56 6 -48 4 -40"
        "L4 -58L14 -58L14 -68L4 -68L4 -80L-4 -80L-4 -68L-14 -68L-14 -58L-4 -58L-4 -40"
        "C-6 -48 -18 -56 -30 -48C-44 -36 -34 -20 -20 4L-26 12L-18 20C-22 60 -26 80 -34 86Z"
    )
    c.ellipse(x + 26, c.h * 0.86, 70, 11, 0, p.deep, 0.4)
    c.path(placed(king, x, c.h * 0.86 - 130 * c.h / 330, c.h / 330 * 1.3), p.deep)
