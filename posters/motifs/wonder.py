"""Motifs of wonder: science fiction, fantasy, animation and films for children."""

from __future__ import annotations

import math
from random import Random

from posters.canvas import Canvas, Palette, crescent, hill, polar, stars

# Science fiction


def orbits(c: Canvas, p: Palette, rng: Random) -> None:
    """A sun with tilted orbits and their planets."""
    stars(c, rng, 40, p.glow)
    x, y = c.w * rng.uniform(0.35, 0.65), c.h * rng.uniform(0.4, 0.6)
    turn = rng.uniform(-50, -10)
    sizes = [c.w * f for f in (0.26, 0.38, 0.5, 0.62)]
    for i, size in enumerate(sizes):
        c.orbit(x, y, size, size * 0.42, turn, (p.a, p.glow, p.b, p.a)[i], 1.6)
    c.circle(x, y, c.w * 0.15, p.a)
    c.circle(x, y, c.w * 0.1, p.glow)
    for size, fill in zip(sizes, (p.b, p.glow, p.a, p.b), strict=True):
        angle = math.radians(rng.uniform(0, 360))
        ox, oy = size * math.cos(angle), size * 0.42 * math.sin(angle)
        t = math.radians(turn)
        px = x + ox * math.cos(t) - oy * math.sin(t)
        py = y + ox * math.sin(t) + oy * math.cos(t)
        c.circle(px, py, rng.uniform(5, 12), fill)


def ringed_planet(c: Canvas, p: Palette, rng: Random) -> None:
    """A banded giant with a ring, and a small ship on its way."""
    stars(c, rng, 50, p.glow)
    r = c.w * rng.uniform(0.26, 0.34)
    x, y = c.w * rng.uniform(0.4, 0.6), c.h * rng.uniform(0.42, 0.58)
    turn = rng.uniform(-32, -12)
    c.circle(x, y, r, p.a)
    for k in (-0.55, -0.1, 0.38):
        half = math.sqrt(1 - k * k) * r
        c.ellipse(x + 0, y + k * r, half * 0.995, r * 0.09, 0, p.b, 0.75)
    c.path(
        f"M{x + r * 0.35:.1f} {y - r * 0.937:.1f}A{r:.1f} {r:.1f} 0 0 1 {x + r * 0.35:.1f} "
        f"{y + r * 0.937:.1f}A{r * 1.25:.1f} {r * 1.25:.1f} 0 0 0 {x + r * 0.35:.1f} "
        f"{y - r * 0.937:.1f}Z",
        p.deep,
        0.35,
    )
    for k, width in ((1.5, 5.0), (1.72, 2.0)):
        # The far half of the ring is hidden: only the near arc is drawn.
        a, b = polar(x, y, r * k, turn + 180), polar(x, y, r * k, turn)
        c.line(
            f"M{a[0]:.1f} {a[1]:.1f}A{r * k:.1f} {r * k * 0.28:.1f} {turn:.1f} 0 0 "
            f"{b[0]:.1f} {b[1]:.1f}",
            p.glow,
            width,
        )
    sx, sy = c.w * rng.choice((0.18, 0.8)), c.h * 0.16
    c.polygon([(sx, sy - 12), (sx + 7, sy + 10), (sx, sy + 5), (sx - 7, sy + 10)], p.glow)


def grid_sun(c: Canvas, p: Palette, rng: Random) -> None:
    """A striped sun over a floor that runs to the horizon."""
    horizon = c.h * rng.uniform(0.58, 0.66)
    x = c.w * rng.uniform(0.4, 0.6)
    r = c.w * 0.32
    stars(c, rng, 30, p.glow, 0.5)
    c.circle(x, horizon - r * 0.55, r, p.a)
    for i in range(6):
        c.rect(x - r, horizon - r * (0.05 + 0.17 * i), 2 * r, 6.5 - i, p.sky)
    c.rect(0, horizon, c.w, c.h - horizon, p.deep)
    for i in range(-12, 13):
        c.line(f"M{x + i * 9:.1f} {horizon:.1f}L{x + i * 60:.1f} {c.h:.1f}", p.b, 1.3)
    for i in range(1, 9):
        y = horizon + (c.h - horizon) * (i / 8) ** 2
        c.line(f"M0 {y:.1f}H{c.w:.1f}", p.b, 1.3)


def warp(c: Canvas, p: Palette, rng: Random) -> None:
    """Light drawn out into streaks around a far point."""
    x, y = c.w * rng.uniform(0.35, 0.65), c.h * rng.uniform(0.35, 0.65)
    for _ in range(70):
        angle, near = rng.uniform(0, 360), rng.uniform(30, 90)
        far = near + rng.uniform(30, 200)
        (x1, y1), (x2, y2) = polar(x, y, near, angle), polar(x, y, far, angle)
        (x3, y3) = polar(x, y, far, angle + rng.uniform(1, 2.2))
        c.polygon([(x1, y1), (x2, y2), (x3, y3)], rng.choice((p.a, p.b, p.glow, p.glow)))
    c.circle(x, y, 22, p.glow)
    c.circle(x, y, 15, p.sky)
    c.circle(x, y, 6, p.a)


def rocket(c: Canvas, p: Palette, rng: Random) -> None:
    """A rocket on its column of smoke."""
    stars(c, rng, 40, p.glow, 0.7)
    x, y = c.w * rng.uniform(0.42, 0.58), c.h * rng.uniform(0.22, 0.3)
    for _ in range(16):
        along = rng.uniform(0, 1)
        c.circle(
            x + rng.uniform(-1, 1) * (14 + 66 * along),
            y + 150 + (c.h - y - 130) * along,
            16 + 26 * along,
            rng.choice((p.b, p.b, p.a)),
        )
    c.polygon([(x - 15, y + 118), (x, y + 186), (x + 15, y + 118)], p.glow)
    for side in (-1, 1):
        c.polygon(
            [(x + side * 20, y + 62), (x + side * 48, y + 128), (x + side * 16, y + 112)], p.a
        )
    c.path(
        f"M{x:.1f} {y - 44:.1f}C{x + 40:.1f} {y + 4:.1f} {x + 32:.1f} {y + 84:.1f} {x + 18:.1f} "
        f"{y + 120:.1f}H{x - 18:.1f}C{x - 32:.1f} {y + 84:.1f} {x - 40:.1f} {y + 4:.1f} {x:.1f} "
        f"{y - 44:.1f}Z",
        p.glow,
    )
    c.circle(x, y + 28, 13, p.b)
    c.circle(x, y + 28, 8, p.deep)


def moons(c: Canvas, p: Palette, rng: Random) -> None:
    """The phases of a moon over a strange horizon."""
    stars(c, rng, 40, p.glow, 0.75)
    for i in range(5):
        x, y = polar(c.w / 2, c.h * 0.62, c.w * 0.39, 35 * i - 160)
        r = 25.0 - 5 * abs(i - 2)
        c.circle(x, y, r, p.glow)
        if i != 2:
            c.circle(x + (2 - i) * r * 0.36, y, r * 0.96, p.sky)
    r = c.w * rng.uniform(0.7, 0.95)
    x = c.w * rng.uniform(0.35, 0.65)
    c.circle(x, c.h * 0.62 + r, r * 1.03, p.a)
    c.circle(x, c.h * 0.64 + r, r, p.b)
    for _ in range(9):
        cx, cy = polar(x, c.h * 0.64 + r, r * rng.uniform(0.76, 0.95), rng.uniform(-118, -62))
        c.ellipse(cx, cy, rng.uniform(8, 22), rng.uniform(3, 7), 0, p.deep, 0.6)


# Fantasy


def castle(c: Canvas, p: Palette, rng: Random) -> None:
    """Towers against a crescent moon."""
    stars(c, rng, 36, p.glow, 0.6)
    crescent(c, c.w * rng.choice((0.26, 0.74)), c.h * 0.22, c.w * 0.13, p.glow, p.sky)
    hill(c, rng, c.h * 0.74, 18, p.b)
    base = c.h * 0.82
    for fx, height, width in ((0.3, 0.3, 34), (0.7, 0.34, 36), (0.5, 0.48, 46), (0.4, 0.22, 40)):
        x, top = c.w * fx + rng.uniform(-8, 8), base - c.h * height * rng.uniform(0.85, 1.05)
        c.rect(x - width / 2, top, width, base - top, p.deep)
        c.polygon([(x - width * 0.68, top), (x, top - width * 1.5), (x + width * 0.68, top)], p.a)
        c.rect(x - 3.5, top + 14, 7, 14, p.glow, r=3.5)
    hill(c, rng, c.h * 0.84, 10, p.deep)


def old_tree(c: Canvas, p: Palette, rng: Random) -> None:
    """A tree of many crowns with lights in it."""
    x = c.w / 2
    c.circle(x, c.h * 0.42, c.w * 0.44, p.a, 0.5)
    c.path(
        f"M{x - 34:.1f} {c.h:.1f}Q{x - 10:.1f} {c.h * 0.74:.1f} {x - 14:.1f} {c.h * 0.45:.1f}"
        f"H{x + 14:.1f}Q{x + 10:.1f} {c.h * 0.74:.1f} {x + 34:.1f} {c.h:.1f}Z",
        p.deep,
    )
    for i in range(13):
        px, py = polar(x, c.h * 0.38, math.sqrt(i) * c.w * 0.088, i * 137.5 + rng.uniform(0, 20))
        c.circle(px, py, c.w * rng.uniform(0.08, 0.12), (p.b, p.a, p.b)[i % 3])
    for _ in range(16):
        px, py = polar(x, c.h * 0.38, c.w * rng.uniform(0, 0.37), rng.uniform(0, 360))
        c.circle(px, py, rng.uniform(2.5, 5), p.glow)
    hill(c, rng, c.h * 0.93, 8, p.deep)


def crystals(c: Canvas, p: Palette, rng: Random) -> None:
    """Crystals that grow out of the dark."""
    stars(c, rng, 26, p.glow, 0.5)
    for i in range(7):
        x = c.w * (0.1 + 0.135 * i) + rng.uniform(-9, 9)
        height = c.h * (0.72 - abs(i - 3) * 0.12) * rng.uniform(0.8, 1.08)
        half = rng.uniform(17, 28)
        lean = (i - 3) * 13
        top, tx = c.h - height, x + lean
        c.polygon([(x - half, c.h), (tx - half * 0.9, top + 34), (tx, top), (x, c.h)], p.a)
        c.polygon([(x, c.h), (tx, top), (tx + half * 0.9, top + 34), (x + half, c.h)], p.b)
        c.polygon([(tx - half * 0.9, top + 34), (tx, top), (tx, top + 50)], p.glow)


# Animation and children


def blobs(c: Canvas, p: Palette, rng: Random) -> None:
    """Round creatures who look at something."""
    look = rng.uniform(0, 360)
    spots = [(0.3, 0.3, 0.2), (0.72, 0.36, 0.16), (0.5, 0.68, 0.27), (0.17, 0.72, 0.12)]
    spots.append((0.86, 0.76, 0.14))
    fills = [p.a, p.b, p.glow, p.deep, p.a]
    rng.shuffle(fills)
    for (fx, fy, fr), fill in zip(spots, fills, strict=True):
        x, y, r = c.w * fx, c.h * fy, c.w * fr * rng.uniform(0.85, 1.1)
        c.ellipse(x, y, r, r * rng.uniform(0.9, 1.2), rng.uniform(-25, 25), fill)
        for side in (-1, 1):
            ex, ey = x + side * r * 0.33, y - r * 0.22
            c.circle(ex, ey, r * 0.25, "#ffffff")
            c.circle(*polar(ex, ey, r * 0.1, look), r * 0.12, "#1d1a20")
        smile = rng.uniform(0.1, 0.45)
        c.line(
            f"M{x - r * 0.28:.1f} {y + r * 0.28:.1f}Q{x:.1f} {y + r * (0.28 + smile):.1f} "
            f"{x + r * 0.28:.1f} {y + r * 0.28:.1f}",
            "#1d1a20",
            max(2.0, r * 0.06),
        )


def balloons(c: Canvas, p: Palette, rng: Random) -> None:
    """A bunch of balloons lifting something small."""
    bx, by = c.w * rng.uniform(0.42, 0.58), c.h * 0.86
    fills = (p.a, p.b, p.glow, p.deep)
    places = []
    for i in range(13):
        angle, reach = i * 137.5, math.sqrt(i) * c.w * 0.078
        places.append(polar(c.w * 0.5, c.h * 0.34, reach, angle))
    for x, y in places:
        c.line(f"M{x:.1f} {y + 20:.1f}L{bx:.1f} {by:.1f}", p.ink, 0.8, 0.7)
    for i, (x, y) in enumerate(places):
        fill = fills[(i + rng.randint(0, 1)) % 4]
        r = c.w * rng.uniform(0.075, 0.1)
        c.ellipse(x, y, r * 0.92, r * 1.12, 0, fill)
        c.ellipse(x - r * 0.3, y - r * 0.42, r * 0.16, r * 0.28, 24, "#ffffff", 0.75)
    c.rect(bx - 17, by, 34, 24, p.deep)
    c.polygon([(bx - 23, by + 1), (bx, by - 19), (bx + 23, by + 1)], p.a)
    c.rect(bx - 5, by + 9, 10, 15, p.glow)


def toy_blocks(c: Canvas, p: Palette, rng: Random) -> None:
    """A tower of building blocks that may or may not stand."""
    fills = [p.a, p.b, p.glow, p.deep]
    y, x = c.h * 0.95, c.w * 0.5
    last = ""
    for i in range(5):
        height = c.h * rng.uniform(0.13, 0.18)
        width = c.w * rng.uniform(0.3, 0.5) * (1 - i * 0.09)
        fill = rng.choice([f for f in fills if f != last])
        last = fill
        x += rng.uniform(-14, 14)
        kind = rng.choice(("box", "arch", "box", "half")) if i < 4 else "roof"
        if kind == "roof":
            c.polygon([(x - width / 2, y), (x, y - height * 1.2), (x + width / 2, y)], fill)
        elif kind == "half":
            c.path(
                f"M{x - width / 2:.1f} {y:.1f}A{width / 2:.1f} {height:.1f} 0 0 1 "
                f"{x + width / 2:.1f} {y:.1f}Z",
                fill,
            )
        else:
            c.rect(x - width / 2, y - height, width, height, fill)
            if kind == "arch":
                r = width * 0.22
                c.path(
                    f"M{x - r:.1f} {y:.1f}V{y - height * 0.25:.1f}A{r:.1f} {r:.1f} 0 0 1 "
                    f"{x + r:.1f} {y - height * 0.25:.1f}V{y:.1f}Z",
                    p.sky,
                )
            else:
                c.circle(x, y - height / 2, height * 0.22, p.sky)
        y -= height
    c.rect(0, c.h * 0.95, c.w, c.h * 0.05, p.deep)
