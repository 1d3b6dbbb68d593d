"""Motifs of people: drama, romance, comedy, musical and documentary; and one for every film."""

from __future__ import annotations

import math
from random import Random

from posters.canvas import Canvas, Palette, figure, hill, polar

# Drama


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


# Romance


def two_circles(c: Canvas, p: Palette, rng: Random) -> None:
    """Two circles that share a part of each other."""
    r = c.w * rng.uniform(0.27, 0.32)
    y = c.h * 0.5
    lean = rng.uniform(-0.18, 0.18) * c.h
    d = r * 0.62
    x = c.w / 2
    (x1, y1), (x2, y2) = (x - d, y - lean / 2), (x + d, y + lean / 2)
    c.circle(x1, y1, r, p.a)
    c.circle(x2, y2, r, p.b)
    # The lens that both share, between the two crossings.
    gap = math.hypot(x2 - x1, y2 - y1)
    if gap < 2 * r:
        half = math.sqrt(r * r - gap * gap / 4)
        ux, uy = (x2 - x1) / gap, (y2 - y1) / gap
        mx, my = (x1 + x2) / 2, (y1 + y2) / 2
        c.path(
            f"M{mx - uy * half:.1f} {my + ux * half:.1f}A{r:.1f} {r:.1f} 0 0 1 "
            f"{mx + uy * half:.1f} {my - ux * half:.1f}A{r:.1f} {r:.1f} 0 0 1 "
            f"{mx - uy * half:.1f} {my + ux * half:.1f}Z",
            p.glow,
        )
    for k in (1.14, 1.26):
        c.ring(x1, y1, r * k, p.a, 1.5, 0.6)
        c.ring(x2, y2, r * k, p.b, 1.5, 0.6)


def ribbons(c: Canvas, p: Palette, rng: Random) -> None:
    """Two bundles of lines that meet and part."""
    phase = rng.uniform(-0.4, 0.4)
    for i in range(9):
        for sign, stroke in ((1, p.a), (-1, p.b)):
            off = (i - 4) * 8
            x0 = c.w * 0.5 + off + sign * c.w * 0.36
            mid = c.w * (0.5 + phase * 0.2) + off
            x1 = c.w * 0.5 + off - sign * c.w * 0.36
            c.line(
                f"M{x0:.1f} -10C{x0:.1f} {c.h * 0.34:.1f} {mid:.1f} {c.h * 0.3:.1f} {mid:.1f} "
                f"{c.h * 0.5:.1f}S{x1:.1f} {c.h * 0.68:.1f} {x1:.1f} {c.h + 10:.1f}",
                p.glow if i == 4 else stroke,
                4.4,
            )


def petals(c: Canvas, p: Palette, rng: Random) -> None:
    """A rose of overlapping petals."""
    x, y = c.w / 2, c.h * 0.44
    turn = rng.uniform(0, 60)
    c.line(f"M{x:.1f} {y:.1f}Q{x + 20:.1f} {c.h * 0.75:.1f} {x - 8:.1f} {c.h + 8:.1f}", p.deep, 6)
    c.ellipse(x + 40, c.h * 0.8, 36, 12, -32, p.deep)
    for layer, (count, reach, size) in enumerate(
        ((9, 0.25, 0.17), (7, 0.16, 0.14), (5, 0.07, 0.1))
    ):
        for i in range(count):
            angle = turn * (layer + 1) + i * 360 / count
            px, py = polar(x, y, c.w * reach, angle)
            fill = (p.a, p.b, p.a)[layer] if i % 2 else (p.b, p.a, p.glow)[layer]
            c.ellipse(px, py, c.w * size, c.w * size * 0.72, angle, fill, 0.9)
    c.circle(x, y, c.w * 0.05, p.glow)


def moonlight(c: Canvas, p: Palette, rng: Random) -> None:
    """Two people, the moon, and its road over the water."""
    x, y, shore = c.w * rng.uniform(0.36, 0.64), c.h * 0.3, c.h * 0.56
    r = c.w * rng.uniform(0.19, 0.24)
    for k in (1.9, 1.45):
        c.circle(x, y, r * k, p.b, 0.4)
    c.circle(x, y, r, p.glow)
    c.rect(0, shore, c.w, c.h - shore, p.deep)
    for i in range(9):
        half = r * (0.25 + 0.12 * i) * rng.uniform(0.7, 1.15)
        c.rect(x - half + rng.uniform(-9, 9), shore + 10 + i * 15, 2 * half, 5, p.glow, r=2.5)
    side = rng.choice((-1, 1))
    c.rect(0, c.h * 0.93, c.w, c.h * 0.07, p.a)
    figure(c, x + side * 12, c.h * 0.945, c.h * 0.3, p.a)
    figure(c, x - side * 16, c.h * 0.945, c.h * 0.26, p.b)


def hearts(c: Canvas, p: Palette, rng: Random) -> None:
    """A heart within a heart within a heart."""
    x, y = c.w / 2, c.h * 0.45
    lean = rng.uniform(-9, 9)
    steps = rng.choice((6, 7, 8))
    for i in range(steps):
        s = c.w * 0.62 * (1 - i / steps)
        dx = lean * i
        c.path(
            f"M{x + dx:.1f} {y + s * 0.72:.1f}C{x + dx - s * 1.15:.1f} {y - s * 0.06:.1f} "
            f"{x + dx - s * 0.58:.1f} {y - s * 0.98:.1f} {x + dx:.1f} {y - s * 0.34:.1f}"
            f"C{x + dx + s * 0.58:.1f} {y - s * 0.98:.1f} {x + dx + s * 1.15:.1f} "
            f"{y - s * 0.06:.1f} {x + dx:.1f} {y + s * 0.72:.1f}Z",
            (p.a, p.b, p.glow)[i % 3],
        )


# Comedy


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


# Musical


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
