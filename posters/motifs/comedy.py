"""Motifs of comedy."""

from __future__ import annotations

import math
from random import Random

from posters.canvas import Canvas, Palette, polar


def smiles(c: Canvas, p: Palette, rng: Random) -> None:
    """Half circles that grin."""
    columns, rows = 2, 3
    w, h = c.w / columns, c.h / rows
    fills = (p.a, p.b, p.glow, p.deep)
    for i in range(columns):
        for j in range(rows):
            x, y, r = (i + 0.5) * w, (j + 0.42) * h, min(w, h) * 0.4
            fill = fills[(i + j + rng.randint(0, 1)) % 4]
            flip = -1 if rng.random() < 0.22 else 1
            sweep = 0 if flip > 0 else 1
            c.path(f"M{x - r:.1f} {y:.1f}A{r:.1f} {r:.1f} 0 0 {sweep} {x + r:.1f} {y:.1f}Z", fill)
            for side in (-1, 1):
                c.circle(x + side * r * 0.45, y - flip * r * 0.28, r * 0.12, fill)


def confetti(c: Canvas, p: Palette, rng: Random) -> None:
    """A party popper's afterwards, round one big grin."""
    for _ in range(60):
        x, y, s = rng.uniform(0, c.w), rng.uniform(0, c.h), rng.uniform(5, 12)
        fill = rng.choice((p.a, p.b, p.glow, p.deep))
        kind = rng.random()
        if kind < 0.4:
            c.circle(x, y, s * 0.6, fill)
        elif kind < 0.75:
            t = rng.uniform(0, 360)
            c.polygon([polar(x, y, s, t + 90 * i) for i in range(4)], fill)
        else:
            c.line(f"M{x:.1f} {y:.1f}q{s:.1f} {-s:.1f} {s:.1f} {s:.1f}t{s:.1f} {s:.1f}", fill, 3)
    x, y, r = c.w / 2, c.h * 0.5, c.w * 0.29
    c.circle(x, y, r, p.glow)
    c.circle(x, y, r * 0.93, p.a)
    for side in (-1, 1):
        c.ellipse(x + side * r * 0.34, y - r * 0.26, r * 0.11, r * 0.18, 0, p.deep)
    c.path(
        f"M{x - r * 0.6:.1f} {y + r * 0.12:.1f}A{r * 0.6:.1f} {r * 0.6:.1f} 0 0 0 "
        f"{x + r * 0.6:.1f} {y + r * 0.12:.1f}Z",
        p.deep,
    )


def bowler_hat(c: Canvas, p: Palette, rng: Random) -> None:
    """Rolling checks, a bow tie and a bowler hat."""
    size = c.w / 8
    for i in range(9):
        for j in range(int(c.h / size) + 2):
            if (i + j) % 2:
                c.rect(i * size, j * size, size, size, p.a, 0.55)
    x, y = c.w / 2, c.h * 0.45
    tilt = rng.uniform(-10, 10)
    c.circle(x, y, c.w * 0.31, p.glow)
    c.path(
        f"M{x - 58:.1f} {y - 6 - tilt:.1f}C{x - 58:.1f} {y - 92:.1f} {x + 58:.1f} {y - 92:.1f} "
        f"{x + 58:.1f} {y - 6 + tilt:.1f}Z",
        p.deep,
    )
    c.ellipse(x, y - 4, 84, 10, math.degrees(math.atan2(tilt, 58)), p.deep)
    by = y + c.w * 0.2
    c.polygon([(x, by), (x - 52, by - 28), (x - 52, by + 28)], p.b)
    c.polygon([(x, by), (x + 52, by - 28), (x + 52, by + 28)], p.b)
    c.circle(x, by, 12, p.deep)


def cocktail(c: Canvas, p: Palette, rng: Random) -> None:
    """A glass with something fizzy, and what is in the air around it."""
    x, y, half = c.w / 2, c.h * 0.3, c.w * 0.32
    c.circle(x, c.h * 0.46, c.w * 0.43, p.glow)
    c.polygon([(x - half, y), (x + half, y), (x, y + half * 1.15)], p.deep)
    fill = 0.86
    c.polygon(
        [(x - half * fill, y + 12), (x + half * fill, y + 12), (x, y + half * 1.06)],
        rng.choice((p.a, p.b)),
    )
    c.rect(x - 3.5, y + half * 1.1, 7, c.h * 0.3, p.deep)
    c.ellipse(x, y + half * 1.1 + c.h * 0.3, 46, 8, 0, p.deep)
    lean = rng.choice((-1, 1)) * rng.uniform(34, 60)
    c.line(f"M{x:.1f} {y + half * 0.8:.1f}L{x + lean * 1.6:.1f} {y - 62:.1f}", p.deep, 4)
    c.circle(x + lean * 0.75, y + 6, 15, p.b)
    c.circle(x + lean * 0.75, y + 6, 5, p.a)
    for _ in range(9):
        c.circle(x + rng.uniform(-70, 70), y - rng.uniform(8, 76), rng.uniform(3, 8), p.a)


def spring(c: Canvas, p: Palette, rng: Random) -> None:
    """A jack that is out of his box."""
    x, base = c.w / 2, c.h * 0.93
    lean = rng.choice((-1, 1)) * rng.uniform(14, 36)
    c.polygon([(x - 62, base - 92), (x + 62, base - 92), (x + 62, base), (x - 62, base)], p.a)
    c.polygon([(x, base - 82), (x + 34, base - 46), (x, base - 10), (x - 34, base - 46)], p.glow)
    coils = 7 if c.h > 315 else 5  # his ears stay inside
    for i in range(coils):
        k = i / coils
        c.orbit(x + lean * k, base - 92 - 17 * i, 30, 10, -6, p.deep, 5)
    hx, hy = x + lean, base - 92 - 17 * coils - 40
    c.circle(hx, hy, 50, p.glow)
    for side in (-1, 1):
        c.polygon([(hx, hy - 30), (hx + side * 62, hy - 84), (hx + side * 46, hy - 14)], p.b)
        c.circle(hx + side * 62, hy - 84, 11, p.a)
        c.circle(hx + side * 17, hy - 4, 6, p.deep)
    c.path(f"M{hx - 26:.1f} {hy + 12:.1f}A26 24 0 0 0 {hx + 26:.1f} {hy + 12:.1f}Z", p.a)
