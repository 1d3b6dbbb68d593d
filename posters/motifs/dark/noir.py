"""Motifs of film noir."""

from __future__ import annotations

from random import Random

from posters.canvas import Canvas, Palette, figure, placed


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


def smoke(c: Canvas, p: Palette, rng: Random) -> None:
    """A cigarette in the dark, and its smoke."""
    x, y = c.w * 0.36, c.h * 0.82
    bends = [rng.uniform(30, 70) for _ in range(3)]
    for width, stroke, opacity in ((26, p.b, 0.9), (10, p.glow, 0.9)):
        c.line(
            f"M{x + 96:.1f} {y - 40:.1f}C{x + 96 - bends[0]:.1f} {c.h * 0.6:.1f} "
            f"{x + 96 + bends[1]:.1f} "
            f"{c.h * 0.5:.1f} {x + 80:.1f} {c.h * 0.36:.1f}S{x + 80 + bends[2]:.1f} "
            f"{c.h * 0.16:.1f} "
            f"{x + 90:.1f} -20",
            stroke,
            width,
            opacity,
        )
    c.line(f"M{x - 70:.1f} {y + 26:.1f}L{x + 86:.1f} {y - 32:.1f}", p.glow, 19)
    c.line(f"M{x - 70:.1f} {y + 26:.1f}L{x - 20:.1f} {y + 7:.1f}", p.a, 19)
    c.circle(x + 92, y - 34, 11, p.a)
    c.rect(0, c.h * 0.93, c.w, c.h, p.deep)


def alley_cat(c: Canvas, p: Palette, rng: Random) -> None:
    """An alley at night; somebody saw it all."""
    for side in (-1, 1):
        edge = c.w / 2 + side * c.w * 0.2
        out = c.w / 2 + side * c.w * 0.56
        c.polygon([(edge, 0), (out, 0), (out, c.h), (edge + side * 34, c.h)], p.deep)
        for j in range(4):
            wx, wy = c.w / 2 + side * c.w * 0.38, c.h * (0.1 + 0.2 * j)
            c.rect(wx - 13, wy, 26, 34, p.a if rng.random() < 0.3 else p.b)
    c.circle(c.w / 2, c.h * 0.26, c.w * 0.16, p.glow)
    c.polygon(
        [(c.w * 0.3, c.h), (c.w * 0.44, c.h * 0.6), (c.w * 0.56, c.h * 0.6), (c.w * 0.7, c.h)], p.b
    )
    x, base = c.w * rng.uniform(0.46, 0.54), c.h * 0.93
    c.path(
        placed(
            "M-34 0C-44 -40 -20 -66 -16 -80L-24 -112L-8 -98L8 -98L24 -112L16 -80C20 -66 44 "
            "-40 34 0Z",
            x,
            base,
            1,
        ),
        p.deep,
    )
    c.line(f"M{x + 28:.1f} {base - 6:.1f}q44 4 34 -44", p.deep, 8)
    for side in (-1, 1):
        c.circle(x + side * 8, base - 86, 3.6, p.a)
