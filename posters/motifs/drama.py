"""Motifs of drama."""

from __future__ import annotations

from random import Random

from posters.canvas import Canvas, Palette, figure, hill, placed, polar


def colour_fields(c: Canvas, p: Palette, rng: Random) -> None:
    """Two fields of colour and one person between them."""
    split = c.h * rng.uniform(0.5, 0.68)
    m = 20
    c.rect(m, m, c.w - 2 * m, split - m - 7, p.a, r=3)
    c.rect(m, split + 7, c.w - 2 * m, c.h - split - 7 - m, p.b, r=3)
    if rng.random() < 0.5:
        c.circle(c.w * rng.uniform(0.3, 0.7), split * 0.5, c.w * 0.13, p.glow)
    figure(c, c.w * rng.uniform(0.25, 0.75), split - 7, c.h * 0.17, p.deep)


def sun_and_hills(c: Canvas, p: Palette, rng: Random) -> None:
    """A low sun over rolling land."""
    x, y = c.w * rng.uniform(0.25, 0.75), c.h * rng.uniform(0.3, 0.44)
    c.circle(x, y, c.w * rng.uniform(0.17, 0.26), p.glow)
    for level, fill in ((0.5, p.a), (0.64, p.b), (0.78, p.deep)):
        hill(c, rng, c.h * level, 32, fill)


def stairs(c: Canvas, p: Palette, rng: Random) -> None:
    """Steps towards a lit door."""
    steps = 7
    flip = rng.random() < 0.5
    for i in range(steps):
        top = c.h * (0.97 - 0.09 * i)
        x0 = c.w * (0.02 + i * 0.1)
        x = 0 if flip else x0
        c.rect(x, top, c.w - x0, c.h - top, (p.a, p.b)[i % 2])
    dx = c.w * (0.12 if flip else 0.7)
    base = c.h * (0.97 - 0.09 * (steps - 1))
    c.rect(dx, base - c.h * 0.27, c.w * 0.18, c.h * 0.27, p.glow)
    at = 2 + rng.randrange(3)
    fx = c.w * (0.07 + at * 0.1)
    figure(c, c.w - fx if flip else fx, c.h * (0.97 - 0.09 * at), c.h * 0.19, p.deep)


def window(c: Canvas, p: Palette, rng: Random) -> None:
    """A window, and what the sky is doing behind it."""
    x, y, w, h = c.w * 0.17, c.h * 0.09, c.w * 0.66, c.h * 0.74
    c.rect(x, y, w, h, p.a)
    cx, cy = x + w * rng.uniform(0.28, 0.72), y + h * rng.uniform(0.25, 0.5)
    c.circle(cx, cy, w * 0.2, p.glow)
    c.polygon(
        [
            (x, y + h),
            (x, y + h * 0.8),
            (x + w * rng.uniform(0.3, 0.7), y + h * 0.62),
            (x + w, y + h * 0.82),
            (x + w, y + h),
        ],
        p.b,
    )
    c.rect(x + w / 2 - 4, y, 8, h, p.deep)
    c.rect(x, y + h * 0.45, w, 8, p.deep)
    c.line(f"M{x} {y}H{x + w}V{y + h}H{x}Z", p.deep, 10)
    c.rect(x - 16, y + h, w + 32, 14, p.deep)
    if rng.random() < 0.6:
        vx = x + w * rng.choice((0.2, 0.8))
        c.polygon(
            [(vx - 13, y + h - 30), (vx + 13, y + h - 30), (vx + 8, y + h), (vx - 8, y + h)], p.deep
        )
        for angle in (-120, -90, -62):
            ex, ey = polar(vx, y + h - 30, 48, angle)
            c.line(f"M{vx:.1f} {y + h - 30:.1f}L{ex:.1f} {ey:.1f}", p.deep, 3)
            c.circle(ex, ey, 9, p.glow)


def mask(c: Canvas, p: Palette, rng: Random) -> None:
    """A face in two terms."""
    x, y, rx, ry = c.w / 2, c.h * 0.5, c.w * rng.uniform(0.27, 0.34), c.h * rng.uniform(0.33, 0.39)
    c.path(f"M{x:.1f} {y - ry:.1f}A{rx:.1f} {ry:.1f} 0 0 0 {x:.1f} {y + ry:.1f}Z", p.glow)
    c.path(f"M{x:.1f} {y - ry:.1f}A{rx:.1f} {ry:.1f} 0 0 1 {x:.1f} {y + ry:.1f}Z", p.a)
    for side, fill in ((-1, p.deep), (1, p.glow)):
        ex, ey = x + side * rx * 0.46, y - ry * 0.16
        c.path(
            f"M{ex - 22:.1f} {ey:.1f}Q{ex:.1f} {ey - 24:.1f} {ex + 22:.1f} {ey:.1f}"
            f"Q{ex:.1f} {ey + 12:.1f} {ex - 22:.1f} {ey:.1f}Z",
            fill,
        )
    bend = rng.choice((-1, 1)) * 26
    my = y + ry * 0.42
    c.line(
        f"M{x - rx * 0.45:.1f} {my:.1f}Q{x - rx * 0.2:.1f} {my + bend:.1f} {x:.1f} {my:.1f}",
        p.deep,
        7,
    )
    c.line(
        f"M{x:.1f} {my:.1f}Q{x + rx * 0.2:.1f} {my - bend:.1f} {x + rx * 0.45:.1f} {my:.1f}",
        p.glow,
        7,
    )


def umbrella(c: Canvas, p: Palette, rng: Random) -> None:
    """Somebody under an umbrella, in slanting rain."""
    for _ in range(46):
        x, y, long = rng.uniform(-20, c.w), rng.uniform(-20, c.h), rng.uniform(14, 34)
        c.line(f"M{x + long * 0.35:.1f} {y:.1f}L{x:.1f} {y + long:.1f}", p.a, 2.2, 0.85)
    x, y, r = c.w * rng.uniform(0.4, 0.6), c.h * 0.48, c.w * 0.29
    c.rect(0, c.h * 0.9, c.w, c.h * 0.1, p.b)
    c.line(f"M{x:.1f} {y - r:.1f}V{c.h * 0.74:.1f}", p.deep, 4)
    figure(c, x - 14, c.h * 0.92, c.h * 0.36, p.deep)
    c.path(f"M{x - r:.1f} {y:.1f}A{r:.1f} {r:.1f} 0 0 1 {x + r:.1f} {y:.1f}Z", p.glow)
    c.path(
        f"M{x - r * 0.36:.1f} {y:.1f}A{r * 0.36:.1f} {r:.1f} 0 0 1 {x + r * 0.36:.1f} {y:.1f}Z",
        p.a,
    )
    c.ellipse(x - 14, c.h * 0.925, 52, 6, 0, p.deep, 0.5)


def candle(c: Canvas, p: Palette, rng: Random) -> None:
    """A flame and the circles of its light."""
    x, y = c.w * rng.uniform(0.42, 0.58), c.h * 0.4
    for k, opacity in ((0.62, 0.35), (0.47, 0.5), (0.33, 0.7)):
        c.circle(x, y, c.w * k, p.a, opacity)
    lean = rng.uniform(-14, 14)
    for k, fill in ((1.0, p.glow), (0.5, p.b)):
        c.path(
            f"M{x:.1f} {y + 42:.1f}C{x - 40 * k:.1f} {y + 36:.1f} "
            f"{x - 26 * k:.1f} {y - 20 * k:.1f} {x + lean * k:.1f} {y - 84 * k + 22:.1f}"
            f"C{x + 26 * k:.1f} {y - 16 * k:.1f} {x + 42 * k:.1f} {y + 36:.1f} "
            f"{x:.1f} {y + 42:.1f}Z",
            fill,
        )
    c.line(f"M{x:.1f} {y + 36:.1f}V{y + 56:.1f}", p.deep, 3)
    c.rect(x - 24, y + 54, 48, c.h, p.deep)
    c.ellipse(x, y + 55, 24, 6, 0, p.b)


def paper_boat(c: Canvas, p: Palette, rng: Random) -> None:
    """A paper boat on a wide sea."""
    c.circle(c.w * rng.uniform(0.25, 0.75), c.h * 0.26, c.w * 0.13, p.glow)
    x, y, tilt = c.w * rng.uniform(0.35, 0.65), c.h * 0.56, rng.uniform(-7, 7)
    c.polygon([(x - 40, y + 4), (x, y - 76 + tilt), (x + 40, y + 4)], p.glow)
    c.polygon([(x, y - 76 + tilt), (x + 40, y + 4), (x, y + 4)], p.a)
    c.polygon([(x - 82, y - 26 + tilt), (x - 44, y + 40), (x + 44, y + 40), (x, y + 2)], p.glow)
    c.polygon([(x + 82, y - 26 - tilt), (x + 44, y + 40), (x - 44, y + 40), (x, y + 2)], p.a)
    for level, fill in ((0.62, p.b), (0.74, p.a), (0.86, p.deep)):
        hill(c, rng, c.h * level, 9, fill)


def lighthouse(c: Canvas, p: Palette, rng: Random) -> None:
    """A lighthouse whose light goes out over the sea."""
    flip = rng.random() < 0.5
    x, top = c.w * (0.7 if flip else 0.3), c.h * rng.uniform(0.2, 0.27)
    away = -1 if flip else 1
    for near, far, opacity in ((18, 95, 0.55), (8, 45, 0.9)):
        c.polygon(
            [
                (x, top - near / 2),
                (x + away * c.w, top - far),
                (x + away * c.w, top + far),
                (x, top + near / 2),
            ],
            p.glow,
            opacity,
        )
    c.polygon([(x - 19, top + 16), (x + 19, top + 16), (x + 31, c.h), (x - 31, c.h)], p.a)
    for k in (0.3, 0.62):
        y = top + (c.h - top) * k
        c.polygon(
            [
                (x - 19 - 12 * k, y),
                (x + 19 + 12 * k, y),
                (x + 21 + 12 * k, y + 32),
                (x - 21 - 12 * k, y + 32),
            ],
            p.glow,
        )
    c.rect(x - 25, top + 12, 50, 7, p.deep)
    c.rect(x - 13, top - 14, 26, 27, p.glow)
    c.polygon([(x - 20, top - 12), (x, top - 34), (x + 20, top - 12)], p.deep)
    for level, fill in ((0.8, p.b), (0.89, p.deep)):
        hill(c, rng, c.h * level, 12, fill)


def empty_chair(c: Canvas, p: Palette, rng: Random) -> None:
    """A chair under a lamp, and nobody on it."""
    x, floor = c.w * rng.uniform(0.44, 0.56), c.h * 0.84
    c.rect(0, floor - 26, c.w, c.h, p.b)
    c.polygon([(x - 22, c.h * 0.2), (x + 22, c.h * 0.2), (x + 118, floor), (x - 118, floor)], p.a)
    c.ellipse(x, floor, 118, 20, 0, p.glow)
    c.line(f"M{x:.1f} 0V{c.h * 0.12:.1f}", p.deep, 3)
    c.polygon(
        [(x - 14, c.h * 0.11), (x + 14, c.h * 0.11), (x + 40, c.h * 0.2), (x - 40, c.h * 0.2)],
        p.deep,
    )
    c.ellipse(x, c.h * 0.2, 22, 7, 0, p.glow)
    side = rng.choice((-1, 1))
    back, front = x - side * 30, x + side * 30
    seat = floor - c.h * 0.16
    c.line(f"M{back:.1f} {floor:.1f}L{back - side * 8:.1f} {seat - c.h * 0.2:.1f}", p.deep, 7)
    c.line(f"M{front:.1f} {floor:.1f}V{seat:.1f}", p.deep, 7)
    c.line(f"M{back + side * 16:.1f} {floor - 9:.1f}V{seat:.1f}", p.deep, 5)
    c.line(f"M{front - side * 14:.1f} {floor - 9:.1f}V{seat:.1f}", p.deep, 5)
    c.line(f"M{back - side * 4:.1f} {seat:.1f}H{front + side * 4:.1f}", p.deep, 11)
    for k in (0.08, 0.17):
        c.line(f"M{back - side * 5:.1f} {seat - c.h * k:.1f}h{side * 14}", p.deep, 5)


def bird_cage(c: Canvas, p: Palette, rng: Random) -> None:
    """A cage whose bird has left it."""
    x, y, r = c.w * 0.42, c.h * 0.5, c.w * 0.27
    c.circle(c.w * 0.6, c.h * 0.36, c.w * 0.36, p.glow)
    c.line(f"M{x:.1f} 0V{y - r - 20:.1f}", p.deep, 3)
    c.ring(x, y - r - 14, 8, p.deep, 3)
    foot = y + r * 1.05
    for k in (-1, -0.6, -0.2, 0.2, 0.6, 1):
        c.line(
            f"M{x:.1f} {y - r:.1f}C{x + r * k:.1f} {y - r:.1f} {x + r * k:.1f} {y - r * 0.4:.1f} "
            f"{x + r * k:.1f} {foot:.1f}",
            p.deep,
            3.4,
        )
    c.line(f"M{x - r:.1f} {y:.1f}H{x + r:.1f}", p.deep, 3.4)
    c.rect(x - r - 9, foot - 4, 2 * r + 18, 17, p.deep, r=5)
    c.rect(x - r * 0.2, y + 4, r * 0.8, foot - y - 8, p.b)
    bx, by, s = c.w * rng.uniform(0.72, 0.8), c.h * rng.uniform(0.2, 0.3), rng.uniform(0.9, 1.1)
    c.path(
        placed(
            "M-44 6C-24 -6 -12 -4 0 2C2 -20 16 -38 40 -46C34 -26 30 -10 22 4C30 4 36 8 40 14"
            "L30 16C22 26 -4 30 -18 14Z",
            bx,
            by,
            s,
        ),
        p.a,
    )
