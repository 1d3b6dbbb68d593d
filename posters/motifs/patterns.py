"""Patterns: for documentaries, and one for every film."""

from __future__ import annotations

import math
from random import Random

from posters.canvas import Canvas, Palette, polar

# Documentary


def dot_grid(c: Canvas, p: Palette, rng: Random) -> None:
    """A grid of measurements with one that stands out."""
    columns, rows = 9, max(8, round(9 * c.h / c.w))
    cx, cy = rng.uniform(1, columns - 2), rng.uniform(1, rows - 2)
    sx, sy = c.w / (columns + 1), c.h / (rows + 1)
    chosen = (rng.randrange(columns), rng.randrange(rows))
    for i in range(columns):
        for j in range(rows):
            size = 2.4 + 10.5 * math.exp(-((i - cx) ** 2 + (j - cy) ** 2) / 7)
            x, y = sx * (i + 1), sy * (j + 1)
            if (i, j) == chosen:
                c.circle(x, y, 15, p.a)
            else:
                c.circle(x, y, size, p.glow if (i + j) % 3 else p.b)


def contours(c: Canvas, p: Palette, rng: Random) -> None:
    """The height lines of a map."""
    x, y = c.w * rng.uniform(0.35, 0.65), c.h * rng.uniform(0.4, 0.6)
    bumps = [(rng.randint(2, 5), rng.uniform(0, 6.3), rng.uniform(0.05, 0.15)) for _ in range(3)]
    for k in range(15, 0, -1):
        points = []
        for step in range(0, 360, 6):
            t = math.radians(step)
            wave = 1 + sum(a * math.sin(n * t + ph + k * 0.12) for n, ph, a in bumps)
            points.append(polar(x, y, k * 16 * wave, step))
        d = "M" + "L".join(f"{px:.0f} {py:.0f}" for px, py in points) + "Z"
        if k == 3:
            c.path(d, p.a)
        c.line(d, p.glow if k % 4 == 0 else p.b, 2.6 if k % 4 == 0 else 1.3)


def film_strip(c: Canvas, p: Palette, rng: Random) -> None:
    """Frames of film, one of them in colour."""
    lean = rng.uniform(-22, 22)
    lit = rng.randrange(1, 3)
    for i in range(4):
        y = c.h * (-0.02 + 0.27 * i)
        x = c.w * 0.5 + lean * (i - 1.5) * 0.9
        c.rect(x - c.w * 0.37, y - 4, c.w * 0.74, c.h * 0.28, p.deep)
        c.rect(x - c.w * 0.25, y + 6, c.w * 0.5, c.h * 0.22, p.a if i == lit else p.b)
        c.circle(x + (i - 1.5) * 16, y + c.h * 0.11, c.h * 0.06, p.glow)
        for k in range(4):
            for side in (-0.335, 0.285):
                c.rect(
                    x + c.w * side, y + 6 + k * c.h * 0.062, c.w * 0.05, c.h * 0.032, p.glow, r=2
                )


# Everything else


def bauhaus(c: Canvas, p: Palette, rng: Random) -> None:
    """Tiles of quarter circles, triangles and dots."""
    columns = 3
    size = c.w / columns
    fills = (p.a, p.b, p.glow, p.deep)
    for j in range(math.ceil(c.h / size)):
        for i in range(columns):
            x, y = i * size, j * size
            ground, shape = rng.sample(fills, 2)
            c.rect(x, y, size + 0.5, size + 0.5, ground)
            corners = [(x, y), (x + size, y), (x + size, y + size), (x, y + size)]
            k = rng.randrange(4)
            a, b, d = corners[k], corners[(k + 1) % 4], corners[(k + 3) % 4]
            kind = rng.random()
            if kind < 0.5:
                c.path(
                    f"M{a[0]:.1f} {a[1]:.1f}L{b[0]:.1f} {b[1]:.1f}A{size:.1f} {size:.1f} 0 0 1 "
                    f"{d[0]:.1f} {d[1]:.1f}Z",
                    shape,
                )
            elif kind < 0.72:
                c.polygon([a, b, d], shape)
            else:
                c.circle(x + size / 2, y + size / 2, size * 0.32, shape)
