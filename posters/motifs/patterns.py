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


def arcs(c: Canvas, p: Palette, rng: Random) -> None:
    """Quarter circles in one another, from two corners."""
    corners = [(0.0, 0.0), (c.w, 0.0), (c.w, c.h), (0.0, c.h)]
    start = rng.randrange(4)
    for which, (x, y) in enumerate((corners[start], corners[(start + 2) % 4])):
        reach = c.w * (0.86 if which == 0 else 0.66)
        steps = 6 if which == 0 else 5
        for i in range(steps):
            c.circle(x, y, reach * (1 - i / steps), (p.a, p.glow, p.b, p.deep)[(i + which) % 4])


def cut_paper(c: Canvas, p: Palette, rng: Random) -> None:
    """Pieces of cut paper that nearly fit, as in the titles of an old thriller."""
    x = c.w * 0.08
    fills = (p.a, p.b, p.deep, p.a, p.b, p.glow)
    i = 0
    while x < c.w * 0.92:
        width = c.w * rng.uniform(0.1, 0.17)
        top, bottom = c.h * rng.uniform(0.04, 0.34), c.h * rng.uniform(0.64, 0.96)
        lean = rng.uniform(-12, 12)
        c.polygon(
            [
                (x + lean, top + rng.uniform(-9, 9)),
                (x + width + lean, top + rng.uniform(-9, 9)),
                (x + width - lean, bottom + rng.uniform(-9, 9)),
                (x - lean, bottom + rng.uniform(-9, 9)),
            ],
            fills[i % len(fills)],
        )
        x += width + c.w * 0.028
        i += 1
    c.circle(c.w * rng.uniform(0.3, 0.7), c.h * rng.uniform(0.3, 0.6), c.w * 0.14, p.glow)


def stacked_discs(c: Canvas, p: Palette, rng: Random) -> None:
    """Half discs stacked up, each turned its own way."""
    rows = 4
    step = c.h / (rows + 0.4)
    for j in range(rows):
        y = step * (j + 0.2)
        for i in range(2):
            x, r = c.w * (0.27 + 0.46 * i), min(c.w * 0.21, step * 0.94)
            fill, other = rng.sample((p.a, p.b, p.glow, p.deep), 2)
            up = rng.random() < 0.5
            base = y + (step * 0.94 if up else 0)
            sweep = 1 if up else 0
            c.path(
                f"M{x - r:.1f} {base:.1f}A{r:.1f} {r:.1f} 0 0 {sweep} {x + r:.1f} {base:.1f}Z", fill
            )
            c.circle(x, base + (-1 if up else 1) * r * 0.38, r * 0.22, other)


def sunburst(c: Canvas, p: Palette, rng: Random) -> None:
    """A sun of long and short rays."""
    x, y = c.w / 2, c.h * 0.5
    count = rng.choice((20, 24, 28))
    turn = rng.uniform(0, 15)
    for i in range(count):
        angle = turn + i * 360 / count
        reach = c.w * (0.47, 0.36, 0.42)[i % 3]
        half = 360 / count * 0.32
        c.polygon(
            [
                polar(x, y, c.w * 0.2, angle - half),
                polar(x, y, reach, angle),
                polar(x, y, c.w * 0.2, angle + half),
            ],
            (p.a, p.b)[i % 2],
        )
    c.circle(x, y, c.w * 0.17, p.deep)
    c.circle(x, y, c.w * 0.11, p.a)


# Documentary too


def globe(c: Canvas, p: Palette, rng: Random) -> None:
    """The world and its lines."""
    x, y, r = c.w / 2, c.h * 0.5, c.w * 0.38
    c.circle(x, y, r, p.b)
    for k in (0.34, 0.7):
        c.orbit(x, y, r * k, r, rng.uniform(-2, 2), p.glow, 3)
    for k in (-0.62, -0.3, 0, 0.3, 0.62):
        half = math.sqrt(1 - k * k) * r
        c.line(f"M{x - half:.1f} {y + k * r:.1f}H{x + half:.1f}", p.glow, 3)
    c.line(f"M{x:.1f} {y - r:.1f}V{y + r:.1f}", p.glow, 3)
    c.ring(x, y, r, p.glow, 6)
    angle = rng.uniform(0, 360)
    px, py = polar(x, y, r * 0.45, angle)
    c.circle(px, py, 25, p.a)
    c.circle(px, py, 9, p.sky)


def aperture(c: Canvas, p: Palette, rng: Random) -> None:
    """The blades of a lens."""
    x, y, r = c.w / 2, c.h * 0.5, c.w * 0.4
    c.circle(x, y, r * 1.08, p.deep)
    turn, hole = rng.uniform(0, 60), rng.uniform(0.24, 0.4)
    for i in range(6):
        a = turn + 60 * i
        inner, after = polar(x, y, r * hole, a), polar(x, y, r * hole, a + 60)
        rim = [polar(x, y, r, a + k) for k in (100, 90, 80, 70, 60, 50, 40)]
        c.polygon([inner, after, *rim], (p.a, p.b)[i % 2])
    c.polygon([polar(x, y, r * hole, turn + 60 * i) for i in range(6)], p.sky)
    c.ring(x, y, r * 1.02, p.sky, 5)
