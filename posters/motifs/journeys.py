"""Motifs of the road: western, adventure and action."""

from __future__ import annotations

from random import Random

from posters.canvas import Canvas, Palette, figure, hill, polar, star

# Western


def mesas(c: Canvas, p: Palette, rng: Random) -> None:
    """The sun behind table mountains."""
    x, y = c.w * rng.uniform(0.3, 0.7), c.h * rng.uniform(0.4, 0.5)
    for r, fill in ((0.42, p.a), (0.33, p.b), (0.24, p.glow)):
        c.circle(x, y, c.w * r, fill)
    for top, fill in ((0.52, p.a), (0.62, p.ink if p.ink != p.glow else p.deep)):
        left = c.w * rng.uniform(-0.1, 0.6)
        width = c.w * rng.uniform(0.3, 0.45)
        base = c.h * (top + 0.22)
        c.polygon(
            [
                (left - 30, base),
                (left, c.h * (top + 0.04)),
                (left + 10, c.h * top),
                (left + width, c.h * top),
                (left + width + 8, c.h * (top + 0.07)),
                (left + width + 44, base),
            ],
            fill,
        )
    hill(c, rng, c.h * 0.78, 12, p.b)
    hill(c, rng, c.h * 0.87, 10, p.deep)
    if rng.random() < 0.6:
        cx, cy = c.w * rng.choice((0.16, 0.84)), c.h * 0.9
        c.line(f"M{cx} {cy}V{cy - 82}", p.deep, 13)
        c.line(f"M{cx} {cy - 34}H{cx + 24}V{cy - 62}", p.deep, 9)
        c.line(f"M{cx} {cy - 24}H{cx - 22}V{cy - 46}", p.deep, 9)


def sheriff(c: Canvas, p: Palette, rng: Random) -> None:
    """A tin star with bullet holes before the sun's rays."""
    x, y = c.w / 2, c.h * 0.5
    for i in range(0, 360, 20):
        a, b = polar(x, y, 400, i), polar(x, y, 400, i + 10)
        c.polygon([(x, y), a, b], p.a)
    r = c.w * 0.36
    turn = -90 + rng.uniform(-14, 14)
    c.polygon(star(x + 5, y + 6, r, r * 0.5, 5, turn), p.deep, 0.35)
    c.polygon(star(x, y, r, r * 0.5, 5, turn), p.glow)
    for i in range(5):
        c.circle(*polar(x, y, r, turn + 72 * i), 11, p.glow)
    c.ring(x, y, r * 0.34, p.deep, 3)
    for _ in range(rng.randint(1, 3)):
        hx, hy = polar(x, y, rng.uniform(0, r * 0.5), rng.uniform(0, 360))
        c.circle(hx, hy, 9, p.b)
        c.circle(hx, hy, 6, p.deep)


def lightning(c: Canvas, p: Palette, rng: Random) -> None:
    """A bolt that splits the poster."""
    flip = rng.random() < 0.5
    for i in range(7):
        y = c.h * (i / 7)
        c.polygon([(0, y), (c.w, y - 60), (c.w, y - 36), (0, y + 24)], p.b)
    c.circle(c.w / 2, c.h * 0.48, c.w * 0.37, p.a)
    bolt = [(0.62, -0.02), (0.24, 0.52), (0.46, 0.52), (0.3, 1.02), (0.8, 0.38), (0.55, 0.38)]
    bolt.append((0.86, -0.02))
    for shift, fill in ((9, p.deep), (0, p.glow)):
        c.polygon(
            [(c.w * (1 - fx if flip else fx) + shift, c.h * fy + shift) for fx, fy in bolt], fill
        )


def tightrope(c: Canvas, p: Palette, rng: Random) -> None:
    """Somebody walks a rope between two towers."""
    left, right = c.h * rng.uniform(0.5, 0.6), c.h * rng.uniform(0.4, 0.5)
    c.circle(c.w * 0.5, c.h * 0.44, c.w * 0.34, p.glow)
    for x0, x1, top in ((-5, c.w * 0.3, left), (c.w * 0.72, c.w + 5, right)):
        c.rect(x0, top, x1 - x0, c.h, p.deep)
        for wy in range(int(top) + 14, int(c.h), 22):
            for wx in range(int(x0) + 15, int(x1) - 14, 18):
                if rng.random() < 0.55:
                    c.rect(wx, wy, 8, 12, p.a)
    c.line(f"M{c.w * 0.3:.1f} {left:.1f}L{c.w * 0.72:.1f} {right:.1f}", p.deep, 2.4)
    k = rng.uniform(0.35, 0.65)
    x, y = c.w * (0.3 + 0.42 * k), left + (right - left) * k
    figure(c, x, y + 1, c.h * 0.19, p.deep)
    c.line(
        f"M{x - 62:.1f} {y - c.h * 0.07:.1f}Q{x:.1f} {y - c.h * 0.12:.1f} {x + 62:.1f} "
        f"{y - c.h * 0.07:.1f}",
        p.deep,
        3,
    )


# Adventure


def mountains(c: Canvas, p: Palette, rng: Random) -> None:
    """Peaks with snow, and the sun to walk towards."""
    c.circle(c.w * rng.uniform(0.25, 0.75), c.h * 0.3, c.w * 0.19, p.glow)
    for level, fill, snow in ((0.28, p.b, True), (0.45, p.a, True), (0.66, p.deep, False)):
        for _ in range(2):
            x, top = c.w * rng.uniform(0.05, 0.95), c.h * (level + rng.uniform(0, 0.1))
            half = (c.h - top) * rng.uniform(0.55, 0.8)
            c.polygon([(x - half, c.h), (x, top), (x + half, c.h)], fill)
            if snow:
                k = 0.2
                drop = (c.h - top) * k
                c.polygon(
                    [
                        (x, top),
                        (x + half * k, top + drop),
                        (x + half * k * 0.4, top + drop * 0.72),
                        (x, top + drop * 1.15),
                        (x - half * k * 0.45, top + drop * 0.7),
                        (x - half * k, top + drop),
                    ],
                    p.glow,
                )


def sailing(c: Canvas, p: Palette, rng: Random) -> None:
    """A small boat on large waves."""
    c.circle(c.w * rng.uniform(0.25, 0.75), c.h * 0.3, c.w * 0.2, p.glow)
    x, y = c.w * rng.uniform(0.38, 0.62), c.h * 0.66
    c.polygon([(x - 4, y - 12), (x - 4, y - 128), (x - 66, y - 12)], p.a)
    c.polygon([(x + 4, y - 12), (x + 4, y - 106), (x + 48, y - 12)], p.ink)
    c.path(
        f"M{x - 68:.1f} {y - 6:.1f}H{x + 60:.1f}Q{x + 40:.1f} {y + 30:.1f} {x:.1f} {y + 30:.1f}"
        f"Q{x - 52:.1f} {y + 30:.1f} {x - 68:.1f} {y - 6:.1f}Z",
        p.deep,
    )
    for i, fill in enumerate((p.b, p.a, p.deep)):
        top = c.h * (0.7 + 0.1 * i)
        step = c.w / 3
        d = f"M{-step * rng.uniform(0.2, 1):.1f} {top:.1f}"
        for _ in range(5):
            d += f"q{step / 2:.1f} {-24 + 4 * i:.1f} {step:.1f} 0"
        c.path(f"{d}V{c.h + 40:.1f}H-200Z", fill)


def compass(c: Canvas, p: Palette, rng: Random) -> None:
    """A compass rose over the lines of a chart."""
    x, y, r = c.w / 2, c.h * 0.5, c.w * 0.42
    turn = rng.uniform(0, 45)
    for i in range(16):
        ex, ey = polar(x, y, 420, turn + i * 22.5)
        c.line(f"M{x:.1f} {y:.1f}L{ex:.1f} {ey:.1f}", p.b, 1.2)
    c.circle(x, y, r * 0.86, p.b)
    c.ring(x, y, r * 0.78, p.glow, 2)
    for size, shift, fills in ((0.62, 45, (p.a, p.deep)), (1.0, 0, (p.glow, p.deep))):
        for i in range(4):
            angle = turn + shift + i * 90
            tip = polar(x, y, r * size, angle)
            for side, fill in ((-45, fills[0]), (45, fills[1])):
                c.polygon([(x, y), polar(x, y, r * 0.2, angle + side), tip], fill)
    c.polygon([(x, y), polar(x, y, r * 0.2, turn - 135), polar(x, y, r, turn - 90)], p.a)
    c.circle(x, y, 7, p.glow)


# Action


def burst(c: Canvas, p: Palette, rng: Random) -> None:
    """An explosion in three colours."""
    x, y = c.w * rng.uniform(0.4, 0.6), c.h * rng.uniform(0.42, 0.58)
    for size, fill in ((1.0, p.b), (0.62, p.a), (0.36, p.glow)):
        points = []
        count = 30
        for i in range(count):
            r = c.w * size * (rng.uniform(0.5, 0.68) if i % 2 == 0 else rng.uniform(0.26, 0.36))
            points.append(polar(x, y, r, i * 360 / count))
        c.polygon(points, fill)
    figure(c, x, c.h * 0.98, c.h * 0.36, p.deep)


def shards(c: Canvas, p: Palette, rng: Random) -> None:
    """Broken glass."""
    x, y = c.w * rng.uniform(0.35, 0.65), c.h * rng.uniform(0.35, 0.65)
    angles = sorted(rng.uniform(0, 360) for _ in range(15))
    for i, angle in enumerate(angles):
        after = angles[(i + 1) % len(angles)] + (360 if i == len(angles) - 1 else 0)
        reach = (rng.uniform(60, 130), rng.uniform(150, 420))
        fills = [p.a, p.b, p.glow, p.deep]
        c.polygon(
            [polar(x, y, 8, angle), polar(x, y, reach[0], angle), polar(x, y, reach[0], after)],
            rng.choice(fills),
        )
        c.polygon(
            [
                polar(x, y, reach[0] + 5, angle + 1.5),
                polar(x, y, reach[1], angle + 3),
                polar(x, y, reach[1] * 0.8, after - 3),
                polar(x, y, reach[0] + 5, after - 1.5),
            ],
            rng.choice(fills),
            0.92,
        )
    c.circle(x, y, 13, p.sky)


def speed(c: Canvas, p: Palette, rng: Random) -> None:
    """Something fast has just gone past."""
    lean = rng.uniform(0.35, 0.6)
    y = -c.h * 0.5
    while y < c.h * 1.1:
        height = rng.choice((6, 10, 18, 34))
        start = rng.uniform(-0.3, 0.45) * c.w
        length = rng.uniform(0.5, 1.4) * c.w
        fill = rng.choice((p.a, p.b, p.deep, p.a))
        c.polygon(
            [
                (start, y + c.h * lean),
                (start + length, y + c.h * lean - length * lean),
                (start + length, y + height + c.h * lean - length * lean),
                (start, y + height + c.h * lean),
            ],
            fill,
        )
        y += height + rng.uniform(3, 12)
    x, cy = c.w * 0.68, c.h * 0.4
    c.circle(x, cy, c.w * 0.17, p.glow)
    c.circle(x, cy, c.w * 0.09, p.a)
