"""Motifs of the dark: film noir, crime, mystery, thriller, horror and war."""

from __future__ import annotations

import math
from random import Random

from posters.canvas import Canvas, Palette, figure, hill, polar, star

# Film noir


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


# Crime


def target(c: Canvas, p: Palette, rng: Random) -> None:
    """Somebody in the cross hairs."""
    x, y = c.w * rng.uniform(0.42, 0.58), c.h * rng.uniform(0.42, 0.54)
    for k, fill in ((0.46, p.a), (0.37, p.sky), (0.28, p.a), (0.19, p.glow)):
        c.circle(x, y, c.w * k, fill)
    figure(c, x, y + c.h * 0.14, c.h * 0.28, p.deep)
    for x1, y1, x2, y2 in (
        (x, -5, x, y - c.w * 0.3),
        (x, y + c.w * 0.3, x, c.h + 5),
        (-5, y, x - c.w * 0.22, y),
        (x + c.w * 0.22, y, c.w + 5, y),
    ):
        c.line(f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}", p.deep, 3)


def fingerprint(c: Canvas, p: Palette, rng: Random) -> None:
    """The ridges of a thumb."""
    x, y = c.w * 0.5, c.h * 0.54
    turn = rng.uniform(-16, 16)
    for k in range(12, 0, -1):
        rx, ry = c.w * 0.031 * k, c.w * 0.041 * k
        gap = rng.uniform(30, 120)
        t0, t1 = math.radians(90 + gap / 2 + turn), math.radians(90 - gap / 2 + turn + 360)
        a = (x + rx * math.cos(t0), y + ry * math.sin(t0))
        b = (x + rx * math.cos(t1), y + ry * math.sin(t1))
        c.line(
            f"M{a[0]:.1f} {a[1]:.1f}A{rx:.1f} {ry:.1f} 0 1 1 {b[0]:.1f} {b[1]:.1f}",
            p.a if k in (4, 5) else p.glow,
            5.2,
        )


def police_tape(c: Canvas, p: Palette, rng: Random) -> None:
    """A scene closed off with tape; a lamp is still on."""
    x = c.w * rng.uniform(0.35, 0.65)
    c.polygon([(x, c.h * 0.1), (x - 130, c.h), (x + 130, c.h)], p.glow, 0.3)
    c.circle(x, c.h * 0.1, 20, p.glow)
    figure(c, x, c.h * 0.86, c.h * 0.3, p.deep)
    for y, tilt in ((0.5, rng.uniform(30, 80)), (0.7, rng.uniform(-80, -30))):
        top = c.h * y
        c.polygon(
            [(-5, top), (c.w + 5, top + tilt), (c.w + 5, top + tilt + 30), (-5, top + 30)], p.a
        )
        for i in range(-1, 10):
            sx = i * 40
            y0 = top + tilt * sx / c.w
            c.polygon([(sx, y0), (sx + 18, y0 + 2), (sx + 8, y0 + 32), (sx - 10, y0 + 30)], p.deep)


def playing_card(c: Canvas, p: Palette, rng: Random) -> None:
    """A card with a hole where its suit was."""
    turn = rng.uniform(-14, 14)
    x, y, w, h = c.w / 2, c.h * 0.5, c.w * 0.5, c.h * 0.74
    for k, fill in ((12, p.b), (0, p.glow)):
        half = math.hypot(w, h) / 2
        lean = math.degrees(math.atan2(h, w))
        angles = (lean, 180 - lean, 180 + lean, -lean)
        c.polygon([polar(x + k, y + k, half, angle + turn) for angle in angles], fill)
    c.polygon([polar(x, y, (h if i % 2 else w) * 0.3, turn + 90 * i) for i in range(4)], p.a)
    for side in (-1, 1):
        mx, my = polar(x, y, h * 0.4, turn + 90 * side - 18)
        c.polygon([polar(mx, my, 13 if i % 2 else 9, turn + 90 * i) for i in range(4)], p.a)
    for _ in range(rng.randint(1, 3)):
        hx, hy = polar(x, y, rng.uniform(0, w * 0.4), rng.uniform(0, 360))
        c.polygon(star(hx, hy, 20, 8, 9, rng.uniform(0, 40)), p.sky)
        c.circle(hx, hy, 8, p.deep)


def getaway(c: Canvas, p: Palette, rng: Random) -> None:
    """Headlights on a road at night."""
    x = c.w * rng.uniform(0.4, 0.6)
    horizon = c.h * rng.uniform(0.34, 0.42)
    c.circle(x + rng.choice((-1, 1)) * 70, horizon - 26, c.w * 0.12, p.glow)
    c.rect(0, horizon, c.w, c.h - horizon, p.b)
    c.polygon([(x - 6, horizon), (x + 6, horizon), (c.w * 1.1, c.h), (-c.w * 0.1, c.h)], p.deep)
    for i in range(6):
        k0, k1 = (i / 6) ** 2, ((i + 0.55) / 6) ** 2
        y0, y1 = horizon + (c.h - horizon) * k0, horizon + (c.h - horizon) * k1
        c.polygon(
            [
                (x - 1 - 5 * k0, y0),
                (x + 1 + 5 * k0, y0),
                (x + 1 + 6 * k1, y1),
                (x - 1 - 6 * k1, y1),
            ],
            p.a,
        )
    cx, cy = x + rng.choice((-1, 1)) * 46, c.h * 0.72
    for side in (-1, 1):
        c.polygon([(cx + side * 24, cy), (cx + side * 8, c.h), (cx + side * 74, c.h)], p.glow, 0.45)
    c.rect(cx - 25, cy - 38, 50, 22, p.a, r=8)
    c.rect(cx - 36, cy - 22, 72, 28, p.a, r=6)
    c.rect(cx - 19, cy - 33, 38, 13, p.deep, r=3)
    for side in (-1, 1):
        c.circle(cx + side * 25, cy - 6, 7, p.glow)
        c.rect(cx + side * 25 - 7, cy + 4, 14, 10, p.deep, r=3)


# Mystery


def keyhole(c: Canvas, p: Palette, rng: Random) -> None:
    """What can be seen through the keyhole."""
    x, y, r = c.w / 2, c.h * 0.38, c.w * 0.23
    c.circle(x, y, r * 1.75, p.b)
    c.circle(x, y, r, p.glow)
    c.polygon(
        [(x - r * 0.5, y), (x + r * 0.5, y), (x + r, c.h * 0.93), (x - r, c.h * 0.93)], p.glow
    )
    c.polygon(
        [
            (x - r * 0.74, c.h * 0.62),
            (x + r * 0.74, c.h * 0.62),
            (x + r, c.h * 0.93),
            (x - r, c.h * 0.93),
        ],
        p.a,
    )
    figure(c, x + rng.uniform(-14, 14), c.h * 0.8, c.h * 0.4, p.deep)


def doors(c: Canvas, p: Palette, rng: Random) -> None:
    """A corridor of doors; one stands open."""
    x, y = c.w * 0.5, c.h * 0.46
    for i, fill in enumerate((p.a, p.b, p.a, p.deep)):
        k = 1 - i * 0.24
        w, h = c.w * 0.5 * k, c.h * 0.62 * k
        c.rect(x - w, y - h * 0.76, 2 * w, h * 1.64, fill)
    w, h = c.w * 0.1, c.h * 0.2
    c.rect(x - w, y - h * 0.6, 2 * w, h * 1.36, p.glow)
    c.polygon(
        [(x - w, y + h * 0.76), (x + w, y + h * 0.76), (x + w * 3.4, c.h), (x - w * 3.4, c.h)],
        p.glow,
        0.45,
    )
    figure(c, x + rng.uniform(-9, 9), y + h * 0.78, h * 0.9, p.deep)


def magnifier(c: Canvas, p: Palette, rng: Random) -> None:
    """A lens over a pattern that hides something."""
    fills = (p.b, p.deep)
    for i in range(7):
        for j in range(int(c.h / 40) + 1):
            c.circle(24 + i * 42, 22 + j * 40, 8, fills[(i * j + i) % 2], 0.8)
    x, y, r = c.w * rng.uniform(0.4, 0.52), c.h * rng.uniform(0.36, 0.46), c.w * 0.26
    hx, hy = polar(x, y, r * 2.15, 52)
    c.line(f"M{x:.1f} {y:.1f}L{hx:.1f} {hy:.1f}", p.deep, 19)
    c.circle(x, y, r * 1.13, p.deep)
    c.circle(x, y, r, p.glow)
    c.circle(x, y, r * 0.55, p.a)
    c.circle(x - r * 0.4, y - r * 0.42, r * 0.13, "#ffffff")


def street_lamp(c: Canvas, p: Palette, rng: Random) -> None:
    """A lamp in the fog, and somebody who waits under it."""
    x, y = c.w * rng.uniform(0.3, 0.7), c.h * 0.24
    for k, opacity in ((0.56, 0.25), (0.4, 0.4), (0.25, 0.7)):
        c.circle(x, y, c.w * k, p.glow, opacity)
    c.rect(x - 3.5, y, 7, c.h, p.deep)
    c.polygon([(x - 17, y - 4), (x + 17, y - 4), (x + 11, y + 30), (x - 11, y + 30)], p.a)
    c.polygon([(x - 22, y - 4), (x + 22, y - 4), (x, y - 24)], p.deep)
    figure(c, x + rng.choice((-1, 1)) * rng.uniform(34, 60), c.h * 0.9, c.h * 0.36, p.deep)
    for i in range(5):
        start = c.w * rng.uniform(-0.3, 0.3)
        top = c.h * (0.56 + 0.08 * i)
        c.rect(start, top, c.w * rng.uniform(0.6, 1.1), 12, p.b, 0.55, r=6)
    c.rect(0, c.h * 0.9, c.w, c.h * 0.1, p.deep)


# Thriller


def vertigo(c: Canvas, p: Palette, rng: Random) -> None:
    """A spiral that pulls somebody in."""
    x, y = c.w * rng.uniform(0.42, 0.58), c.h * rng.uniform(0.42, 0.55)
    way = rng.choice((-1, 1))
    for arm, stroke in ((0, p.a), (120, p.b), (240, p.glow)):
        points = []
        for step in range(0, 900, 12):
            r = 6 + step * 0.27
            points.append(polar(x, y, r, arm + way * step * 0.8))
        d = "M" + "L".join(f"{px:.0f} {py:.0f}" for px, py in points)
        c.line(d, stroke, 7)
    figure(c, x, y + c.h * 0.12, c.h * 0.2, p.deep)


def tunnel(c: Canvas, p: Palette, rng: Random) -> None:
    """Frames within frames, each a little more askew."""
    x, y = c.w / 2, c.h * 0.5
    twist = rng.choice((-1, 1)) * rng.uniform(4, 9)
    fills = (p.a, p.sky, p.b, p.sky, p.a, p.deep, p.glow)
    for i, fill in enumerate(fills):
        r = c.w * (0.68 - 0.095 * i)
        c.polygon([polar(x, y, r, 45 + 90 * k + twist * i) for k in range(4)], fill)
    figure(c, x, y + 22, 44, p.deep)


def sliced(c: Canvas, p: Palette, rng: Random) -> None:
    """A disc cut into strips that no longer fit."""
    x, y, r = c.w / 2, c.h * 0.5, c.w * 0.39
    strips = 9
    for i in range(strips):
        y0, y1 = y - r + 2 * r * i / strips, y - r + 2 * r * (i + 1) / strips - 3
        shift = rng.uniform(-26, 26) if i % 2 else rng.uniform(-7, 7)
        h0, h1 = (math.sqrt(max(0.0, r * r - (v - y) ** 2)) for v in (y0, y1))
        bulge = 1 if i < strips / 2 else 0
        c.path(
            f"M{x - h0 + shift:.1f} {y0:.1f}H{x + h0 + shift:.1f}"
            f"A{r:.1f} {r:.1f} 0 0 1 {x + h1 + shift:.1f} {y1:.1f}H{x - h1 + shift:.1f}"
            f"A{r:.1f} {r:.1f} 0 0 1 {x - h0 + shift:.1f} {y0:.1f}Z",
            (p.glow, p.a)[bulge] if i % 3 else p.b,
        )


def long_shadow(c: Canvas, p: Palette, rng: Random) -> None:
    """Somebody at the far end of a street, seen from above by their shadow."""
    x, y = c.w * rng.uniform(0.35, 0.65), c.h * rng.uniform(0.26, 0.36)
    lean = rng.choice((-1, 1)) * rng.uniform(40, 110)
    c.polygon([(0, 0), (c.w * 0.3, 0), (x - 44, y), (0, c.h)], p.b)
    c.polygon([(c.w, 0), (c.w * 0.7, 0), (x + 44, y), (c.w, c.h)], p.a)
    c.circle(x, y - 34, c.w * 0.13, p.glow)
    c.polygon([(x - 7, y), (x + 7, y), (x + lean + 46, c.h), (x + lean - 46, c.h)], p.deep)
    figure(c, x, y + 4, c.h * 0.17, p.deep)


def torn(c: Canvas, p: Palette, rng: Random) -> None:
    """A face of two colours, torn down the middle."""
    x, y, r = c.w / 2, c.h * 0.5, c.w * 0.36
    edge = [(x + rng.uniform(-16, 16), c.h * i / 11) for i in range(12)]
    c.circle(x, y, r, p.glow)
    c.polygon([*edge, (c.w + 5, c.h), (c.w + 5, 0)], p.a)
    c.path(
        f"M{x:.1f} {y - r:.1f}A{r:.1f} {r:.1f} 0 0 1 {x:.1f} {y + r:.1f}Z",
        p.deep,
    )
    for px, py in edge[3:9]:
        c.polygon([(px - 9, py - 20), (px + 11, py - 4), (px - 5, py + 16)], p.b)
    c.circle(x - r * 0.42, y - r * 0.14, r * 0.13, p.deep)
    c.circle(x + r * 0.42, y - r * 0.14, r * 0.13, p.glow)


def fuse(c: Canvas, p: Palette, rng: Random) -> None:
    """A clock that is nearly there."""
    x, y, r = c.w / 2, c.h * 0.5, c.w * 0.36
    c.circle(x, y, r * 1.16, p.deep)
    c.circle(x, y, r, p.glow)
    for i in range(60):
        inner = 0.8 if i % 5 == 0 else 0.9
        (x1, y1), (x2, y2) = polar(x, y, r * inner, i * 6), polar(x, y, r * 0.95, i * 6)
        c.line(f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}", p.deep, 4 if i % 5 == 0 else 1.4)
    minutes = rng.uniform(2, 11)
    a = polar(x, y, r * 0.86, -90 - minutes * 6)
    top = polar(x, y, r * 0.86, -90)
    c.path(
        f"M{x:.1f} {y:.1f}L{a[0]:.1f} {a[1]:.1f}A{r * 0.86:.1f} {r * 0.86:.1f} 0 0 1 "
        f"{top[0]:.1f} {top[1]:.1f}Z",
        p.a,
    )
    hour = polar(x, y, r * 0.5, -96)
    c.line(f"M{x:.1f} {y:.1f}L{a[0]:.1f} {a[1]:.1f}", p.deep, 6)
    c.line(f"M{x:.1f} {y:.1f}L{hour[0]:.1f} {hour[1]:.1f}", p.deep, 10)
    c.circle(x, y, 11, p.a)


# Horror


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


# War


def stripes_and_star(c: Canvas, p: Palette, rng: Random) -> None:
    """A star stencilled over diagonal stripes."""
    lean = rng.choice((-1, 1))
    width = rng.uniform(19, 33)
    for i in range(-9, 18):
        x = i * 2 * width
        c.polygon(
            [
                (x, 0),
                (x + width, 0),
                (x + width + lean * c.h * 0.5, c.h),
                (x + lean * c.h * 0.5, c.h),
            ],
            p.a,
        )
    x, y, r = c.w / 2, c.h * 0.5, c.w * 0.34
    c.circle(x, y, r * 1.12, p.deep)
    c.polygon(star(x, y, r, r * 0.382, 5, -90), p.glow)
    c.rect(x - r * 1.2, y + r * 0.1, r * 2.4, 5, p.deep)
    c.rect(x - 2.5, y - r * 1.2, 5, r * 2.4, p.deep)


def searchlights(c: Canvas, p: Palette, rng: Random) -> None:
    """Beams that cross over a dark line of land."""
    for start in (0.12, 0.5, 0.88):
        aim = rng.uniform(-130, 130)
        x = c.w * start
        c.polygon([(x, c.h * 0.9), (x + aim - 34, -10), (x + aim + 34, -10)], p.glow, 0.42)
    for _ in range(rng.randint(3, 5)):
        x, y = c.w * rng.uniform(0.12, 0.88), c.h * rng.uniform(0.1, 0.45)
        s = rng.uniform(0.7, 1.2)
        c.polygon([(x - 20 * s, y), (x, y - 5 * s), (x + 20 * s, y), (x, y + 3 * s)], p.deep)
        c.rect(x - 2.6 * s, y - 13 * s, 5.2 * s, 26 * s, p.deep, r=2.6 * s)
    c.circle(c.w * rng.uniform(0.2, 0.8), c.h * 0.84, c.w * 0.17, p.a)
    hill(c, rng, c.h * 0.84, 10, p.b)
    hill(c, rng, c.h * 0.92, 8, p.deep)


def parachutes(c: Canvas, p: Palette, rng: Random) -> None:
    """They come down out of a wide sky."""
    places = [(0.3, 0.16), (0.72, 0.3), (0.22, 0.5), (0.58, 0.62), (0.84, 0.72)]
    for i, (fx, fy) in enumerate(places):
        x, y = c.w * fx + rng.uniform(-18, 18), c.h * fy + rng.uniform(-12, 12)
        r = c.w * rng.uniform(0.09, 0.15)
        for k in (-1, -0.35, 0.35, 1):
            c.line(f"M{x + r * k:.1f} {y:.1f}L{x:.1f} {y + r * 1.25:.1f}", p.deep, 1.2)
        c.path(f"M{x - r:.1f} {y:.1f}A{r:.1f} {r:.1f} 0 0 1 {x + r:.1f} {y:.1f}Z", p.glow)
        c.path(
            f"M{x - r * 0.4:.1f} {y:.1f}A{r * 0.4:.1f} {r:.1f} 0 0 1 {x + r * 0.4:.1f} {y:.1f}Z",
            (p.a, p.b)[i % 2],
        )
        figure(c, x, y + r * 1.95, r * 0.9, p.deep)
    hill(c, rng, c.h * 0.92, 9, p.b)
