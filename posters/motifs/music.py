"""Motifs of music."""

from __future__ import annotations

from random import Random

from posters.canvas import Canvas, Palette, placed, polar


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


def guitar(c: Canvas, p: Palette, rng: Random) -> None:
    """A guitar before the sun of a stage lamp."""
    x = c.w * 0.5
    flip = rng.random() < 0.5
    c.circle(x, c.h * 0.5, c.w * rng.uniform(0.38, 0.44), p.b)
    body = (
        "M0 -26C30 -34 44 -6 36 22C32 36 56 44 58 78C60 116 30 134 0 134C-30 134 -60 116 -58 78"
        "C-56 44 -32 36 -36 22C-44 -6 -30 -34 0 -26Z"
    )
    s = c.h / 360
    y = c.h * 0.59
    c.path(placed(body, x, y, s, flip), p.a)
    c.circle(x, y + 52 * s, 21 * s, p.deep)
    c.rect(x - 8 * s, y - 150 * s, 16 * s, 190 * s, p.deep)
    c.polygon(
        [
            (x - 13 * s, y - 188 * s),
            (x + 13 * s, y - 188 * s),
            (x + 9 * s, y - 148 * s),
            (x - 9 * s, y - 148 * s),
        ],
        p.glow,
    )
    for k in (-180, -168, -156):
        for side in (-1, 1):
            c.circle(x + side * 17 * s, y + k * s, 4, p.glow)
    c.rect(x - 26 * s, y + 92 * s, 52 * s, 8 * s, p.deep)
    for k in (-4, 0, 4):
        c.line(f"M{x + k * s:.1f} {y - 150 * s:.1f}V{y + 94 * s:.1f}", p.glow, 1)


def curtain(c: Canvas, p: Palette, rng: Random) -> None:
    """A curtain that opens on one lit spot."""
    c.rect(0, 0, c.w, c.h, p.deep)
    floor, x = c.h * 0.8, c.w / 2
    c.polygon([(x, -20), (x - 78, floor), (x + 78, floor)], p.glow, 0.5)
    c.rect(0, floor, c.w, c.h, p.b)
    c.ellipse(x, floor + 14, 84, 16, 0, p.glow)
    c.line(f"M{x:.1f} {floor + 12:.1f}V{c.h * 0.46:.1f}", p.deep, 5)
    c.ellipse(x, floor + 14, 26, 6, 0, p.deep)
    c.ellipse(x, c.h * 0.43, 12, 20, rng.uniform(-24, 24), p.deep)
    for flip in (False, True):
        for i in range(4):
            edge = c.w * (0.06 + 0.085 * (3 - i))
            x0 = c.w - edge if flip else edge
            out = c.w + 10 if flip else -10
            bend = -22 if flip else 22
            c.path(
                f"M{out:.1f} -5H{x0 + bend * 1.2:.1f}C{x0 + bend * 0.8:.1f} {c.h * 0.4:.1f} "
                f"{x0 - bend * 1.6:.1f} {c.h * 0.56:.1f} {x0 - bend * 0.4:.1f} "
                f"{c.h:.1f}H{out:.1f}Z",
                (p.a, p.sky)[i % 2] if p.sky != p.deep else (p.a, p.b)[i % 2],
            )
    step = c.w / 5
    for i in range(5):
        c.path(
            f"M{i * step:.1f} -5H{(i + 1) * step:.1f}V20Q{(i + 0.5) * step:.1f} 62 "
            f"{i * step:.1f} 20Z",
            (p.a, p.b)[i % 2],
        )


def trumpet(c: Canvas, p: Palette, rng: Random) -> None:
    """A trumpet, and what comes out of it."""
    x, y = c.w * 0.45, c.h * 0.62
    for i, fill in enumerate((p.a, p.b, p.glow)):
        for _ in range(3):
            nx, ny = x + rng.uniform(-90, 120), y - rng.uniform(84, 170)
            c.ellipse(nx, ny, 11, 8, -20, fill)
            c.line(
                f"M{nx + 10:.1f} {ny - 3:.1f}V{ny - 36:.1f}" + ("q14 6 14 20" if i % 2 else ""),
                fill,
                3,
            )
    gold, dark = (p.glow, p.deep)
    c.line(f"M{x - 120:.1f} {y + 30:.1f}L{x + 70:.1f} {y - 36:.1f}", gold, 13)
    c.polygon([(x + 40, y - 34), (x + 108, y - 104), (x + 144, y - 2), (x + 48, y - 12)], gold)
    c.ellipse(x + 126, y - 53, 14, 54, -19, dark)
    c.ellipse(x + 126, y - 53, 8, 43, -19, p.a)
    c.path(
        placed(
            "M-70 12C-80 60 -60 70 -40 62L34 36C54 28 54 4 40 -24L30 -20C38 4 38 18 28 24"
            "L-44 50C-54 52 -60 40 -56 8Z",
            x,
            y,
            1,
        ),
        gold,
    )
    for k in (-30, -6, 18):
        c.line(f"M{x + k:.1f} {y - 40 - k * 0.35:.1f}l18 52", dark, 10)
        c.circle(x + k - 2, y - 46 - k * 0.35, 8, p.a)
    c.circle(x - 124, y + 32, 9, dark)
