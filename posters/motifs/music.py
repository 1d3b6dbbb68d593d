"""Motifs of music."""

from __future__ import annotations

from random import Random

from posters.canvas import Canvas, Palette, polar


def sound_waves(c: Canvas, p: Palette, rng: Random) -> None:
    """One tone over another."""
    for i, (stroke, width) in enumerate(
        ((p.a, 16), (p.b, 16), (p.glow, 16), (p.deep, 16), (p.a, 8))
    ):
        y = c.h * (0.18 + 0.16 * i)
        swing = c.h * rng.uniform(0.05, 0.15)
        step = c.w / rng.choice((2, 3, 4))
        d = f"M{-step:.1f} {y:.1f}q{step / 4:.1f} {-swing * 2:.1f} {step / 2:.1f} 0"
        for _ in range(14):
            d += f"t{step / 2:.1f} 0"
        c.line(d, stroke, width)


def record(c: Canvas, p: Palette, rng: Random) -> None:
    """A record and the arm that plays it."""
    x, y, r = c.w * rng.uniform(0.4, 0.5), c.h * 0.52, c.w * 0.41
    c.circle(x, y, r, p.deep)
    for k in range(7):
        c.ring(x, y, r * (0.94 - 0.075 * k), p.b, 1, 0.55)
    sweep = rng.uniform(0, 360)
    for turn in (0, 180):
        a, b = polar(x, y, r, sweep + turn), polar(x, y, r, sweep + turn + 26)
        c.polygon([(x, y), a, b], p.glow, 0.16)
    c.circle(x, y, r * 0.37, p.a)
    c.circle(x, y, r * 0.25, p.glow)
    c.circle(x, y, 5, p.deep)
    c.line(
        f"M{c.w * 0.9:.1f} {c.h * 0.1:.1f}V{c.h * 0.4:.1f}L{x + r * 0.52:.1f} {y + 24:.1f}",
        p.ink,
        6,
    )
    c.circle(c.w * 0.9, c.h * 0.1, 14, p.b)


def piano(c: Canvas, p: Palette, rng: Random) -> None:
    """A keyboard that bends like a stage curtain."""
    keys, top = 9, c.h * 0.36
    for i in range(keys):
        x = i * c.w / keys
        down = 16 if rng.random() < 0.35 else 0
        c.rect(x + 1, top + down, c.w / keys - 2, c.h - top, p.glow if not down else p.a)
    for i in range(keys - 1):
        if i % 7 not in (2, 6):
            c.rect((i + 1) * c.w / keys - 9, top, 18, (c.h - top) * 0.58, p.deep, r=2)
    for i in range(6):
        x = c.w * (0.1 + 0.16 * i)
        y = top * rng.uniform(0.25, 0.7)
        c.ellipse(x, y, 11, 8, -20, (p.a, p.b)[i % 2])
        c.line(f"M{x + 10:.1f} {y - 3:.1f}V{y - 34:.1f}", (p.a, p.b)[i % 2], 3)
