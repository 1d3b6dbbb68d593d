"""Motifs of horror."""

from __future__ import annotations

from random import Random

from posters.canvas import Canvas, Palette, hill, placed, polar


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


def bats(c: Canvas, p: Palette, rng: Random) -> None:
    """They fly out before the moon."""
    c.circle(c.w * rng.uniform(0.4, 0.6), c.h * 0.42, c.w * 0.37, p.glow)
    wing = (
        "M0 -6C6 -14 10 -20 14 -12C34 -32 66 -34 92 -14C78 -12 70 -2 68 12C56 2 44 6 38 18"
        "C28 8 14 10 0 26Z"
    )
    places = [(0.5, 0.46, 1.05), (0.24, 0.22, 0.55), (0.78, 0.25, 0.45), (0.22, 0.7, 0.5)]
    places += [(0.8, 0.66, 0.62), (0.55, 0.12, 0.34)]
    for fx, fy, s in places:
        x, y = c.w * fx + rng.uniform(-12, 12), c.h * fy + rng.uniform(-10, 10)
        for flip in (False, True):
            c.path(placed(wing, x, y, s, flip), p.deep)
        for side in (-1, 1):
            c.circle(x + side * 5 * s, y - 2 * s, 2.4 * s, p.a)
    hill(c, rng, c.h * 0.9, 10, p.b)
    hill(c, rng, c.h * 0.95, 8, p.deep)


def skull(c: Canvas, p: Palette, rng: Random) -> None:
    """It has been smiling for a long time."""
    x, y, s = c.w / 2, c.h * 0.46, c.w / 300
    for i in range(0, 360, 24):
        c.polygon([(x, y), polar(x, y, 420, i), polar(x, y, 420, i + 12)], p.b, 0.7)
    head = (
        "M0 -118C76 -118 112 -66 108 -8C106 26 90 40 76 52L70 96C40 112 -40 112 -70 96L-76 52"
        "C-90 40 -106 26 -108 -8C-112 -66 -76 -118 0 -118Z"
    )
    c.path(placed(head, x, y, s), p.glow)
    socket = "M-32 4C-34 -28 24 -34 32 -6C34 24 8 34 -12 28C-26 24 -32 16 -32 4Z"
    for side in (-1, 1):
        c.path(placed(socket, x + side * 46 * s, y - 6 * s, s, side > 0), p.deep)
        c.circle(x + side * 46 * s + rng.uniform(-6, 6), y - 4 * s, 6, p.a)
    c.polygon([(x, y + 22 * s), (x + 15 * s, y + 52 * s), (x - 15 * s, y + 52 * s)], p.deep)
    for k in (-42, -21, 0, 21, 42):
        c.line(f"M{x + k * s:.1f} {y + 72 * s:.1f}v{26 * s:.1f}", p.deep, 4)
    c.line(
        f"M{x - 52 * s:.1f} {y + 72 * s:.1f}Q{x:.1f} {y + 84 * s:.1f} {x + 52 * s:.1f} "
        f"{y + 72 * s:.1f}",
        p.deep,
        4,
    )
    c.line(
        f"M{x + 20 * s:.1f} {y - 116 * s:.1f}l{-12 * s:.1f} {26 * s:.1f}l{16 * s:.1f} {12 * s:.1f}"
        f"l{-9 * s:.1f} {22 * s:.1f}",
        p.deep,
        3,
    )


def hand_from_below(c: Canvas, p: Palette, rng: Random) -> None:
    """Something wants out of the ground."""
    c.circle(c.w * rng.choice((0.3, 0.7)), c.h * 0.26, c.w * 0.2, p.glow)
    x, ground = c.w * rng.uniform(0.44, 0.56), c.h * 0.84
    for i in range(3):
        gx = c.w * (0.16 + 0.34 * i)
        if abs(gx - x) > 70:
            c.path(placed("M-24 0L-24 -50C-24 -80 24 -80 24 -50L24 0Z", gx, ground + 4, 1), p.b)
    c.path(
        placed(
            "M-30 150L-26 40C-46 6 -52 -4 -44 -12C-34 -18 -26 -2 -18 10L-16 10C-26 -50 -34 -74 -24"
            " -80C-12 -84 -8 -52 0 -6L2 -6C0 -66 -4 -98 8 -100C20 -100 18 -62 20 -6L22 -6"
            "C26 -56 26 -82 38 -80C48 -78 42 -44 40 8C46 -14 50 -40 60 -36C68 -32 58 0 52 34"
            "C48 60 36 70 30 80L32 150Z",
            x,
            ground - 96,
            c.h / 350,
        ),
        p.a,
    )
    hill(c, rng, ground + 6, 7, p.deep)
    for _ in range(6):
        px = x + rng.uniform(-70, 70)
        c.circle(px, ground + rng.uniform(-6, 8), rng.uniform(6, 14), p.deep)
