"""Motifs of horror."""

from __future__ import annotations

from random import Random

from posters.canvas import Canvas, Palette, hill, polar


def claws(c: Canvas, p: Palette, rng: Random) -> None:
    """Slashes across a full moon."""
    c.circle(c.w * 0.5, c.h * 0.48, c.w * 0.38, p.glow)
    lean = rng.choice((-1, 1)) * rng.uniform(50, 90)
    for i in range(4):
        x = c.w * (0.22 + 0.19 * i)
        top, bottom = c.h * rng.uniform(0.04, 0.14), c.h * rng.uniform(0.82, 0.98)
        belly = rng.uniform(11, 17)
        c.path(
            f"M{x + lean / 2:.1f} {top:.1f}Q{x + belly + 6:.1f} {c.h * 0.5:.1f} "
            f"{x - lean / 2:.1f} {bottom:.1f}Q{x - belly:.1f} {c.h * 0.45:.1f} "
            f"{x + lean / 2:.1f} {top:.1f}Z",
            p.a,
        )


def eye(c: Canvas, p: Palette, rng: Random) -> None:
    """One open eye."""
    x, y = c.w / 2, c.h * 0.5
    for i in range(13):
        angle = 180 + 15 * i
        a, b = polar(x, y, c.w * 0.3, angle), polar(x, y, c.w * rng.uniform(0.48, 0.62), angle)
        c.line(f"M{a[0]:.1f} {a[1]:.1f}L{b[0]:.1f} {b[1]:.1f}", p.a, 5)
    half = c.w * 0.42
    c.path(
        f"M{x - half:.1f} {y:.1f}Q{x:.1f} {y - half * 1.05:.1f} {x + half:.1f} {y:.1f}"
        f"Q{x:.1f} {y + half * 1.05:.1f} {x - half:.1f} {y:.1f}Z",
        p.glow,
    )
    r = c.w * 0.19
    c.circle(x, y, r, p.a)
    for i in range(0, 360, 18):
        a, b = polar(x, y, r * 0.5, i), polar(x, y, r * 0.92, i)
        c.line(f"M{a[0]:.1f} {a[1]:.1f}L{b[0]:.1f} {b[1]:.1f}", p.b, 2)
    if rng.random() < 0.5:
        c.ellipse(x, y, r * 0.22, r * 0.9, 0, p.deep)
    else:
        c.circle(x, y, r * 0.46, p.deep)
    c.circle(x - r * 0.3, y - r * 0.38, r * 0.15, p.glow)


def bare_tree(c: Canvas, p: Palette, rng: Random) -> None:
    """A leafless tree before the moon."""
    c.circle(c.w * rng.uniform(0.4, 0.6), c.h * 0.42, c.w * 0.36, p.glow)

    def branch(x: float, y: float, angle: float, length: float, width: float) -> None:
        ex, ey = polar(x, y, length, angle)
        c.line(f"M{x:.1f} {y:.1f}L{ex:.1f} {ey:.1f}", p.deep, width)
        if length > 15:
            for side in (-1, 1):
                branch(
                    ex,
                    ey,
                    angle + side * rng.uniform(14, 40),
                    length * rng.uniform(0.6, 0.8),
                    width * 0.62,
                )

    branch(c.w * 0.5, c.h, -90 + rng.uniform(-7, 7), c.h * 0.3, 17)
    hill(c, rng, c.h * 0.94, 6, p.deep)
    for _ in range(3):
        bx, by = c.w * rng.uniform(0.1, 0.9), c.h * rng.uniform(0.08, 0.3)
        c.line(
            f"M{bx - 9:.1f} {by - 4:.1f}Q{bx - 4:.1f} {by - 6:.1f} {bx:.1f} {by:.1f}"
            f"Q{bx + 4:.1f} {by - 6:.1f} {bx + 9:.1f} {by - 4:.1f}",
            p.a,
            2.4,
        )


def house_on_the_hill(c: Canvas, p: Palette, rng: Random) -> None:
    """One window is lit."""
    side = rng.choice((-1, 1))
    c.circle(c.w * (0.5 + side * 0.17), c.h * 0.32, c.w * 0.26, p.glow)
    c.path(
        f"M-5 {c.h:.1f}Q{c.w * 0.4:.1f} {c.h * 0.92:.1f} {c.w / 2:.1f} {c.h * 0.62:.1f}"
        f"Q{c.w * 0.62:.1f} {c.h * 0.9:.1f} {c.w + 5:.1f} {c.h:.1f}Z",
        p.deep,
    )
    x, base = c.w / 2, c.h * 0.68
    c.rect(x - 46, base - 84, 92, 90, p.deep)
    c.polygon([(x - 56, base - 82), (x, base - 128), (x + 56, base - 82)], p.deep)
    tower = x - side * 34
    c.rect(tower - 17, base - 138, 34, 140, p.deep)
    c.polygon([(tower - 24, base - 136), (tower, base - 190), (tower + 24, base - 136)], p.deep)
    windows = [(x + side * 8, base - 66), (x + side * 30, base - 66), (tower, base - 120)]
    lit = rng.randrange(3)
    for i, (wx, wy) in enumerate(windows):
        c.rect(wx - 6, wy, 12, 20, p.a if i == lit else p.b)
