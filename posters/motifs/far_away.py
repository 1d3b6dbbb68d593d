"""Motifs of far-away places: adventure and the sea, and a few more of science fiction."""

from __future__ import annotations

import math
from random import Random

from posters.canvas import Canvas, Palette, figure, hill, placed, polar, stars

# Adventure


def hot_air_balloon(c: Canvas, p: Palette, rng: Random) -> None:
    """A striped balloon over the clouds."""
    x, y, r = c.w * rng.uniform(0.44, 0.56), c.h * 0.37, c.w * 0.29
    c.circle(c.w * rng.choice((0.16, 0.84)), c.h * 0.2, c.w * 0.11, p.glow)
    foot = y + r * 1.32
    stripes = ((1.0, p.a), (0.62, p.glow), (0.26, p.a))
    for k, fill in stripes:
        c.path(
            f"M{x:.1f} {y - r:.1f}C{x - r * 1.33 * k:.1f} {y - r:.1f} {x - r * 1.33 * k:.1f} "
            f"{y + r * 0.5:.1f} {x - 18 * k:.1f} {foot:.1f}H{x + 18 * k:.1f}"
            f"C{x + r * 1.33 * k:.1f} {y + r * 0.5:.1f} {x + r * 1.33 * k:.1f} {y - r:.1f} "
            f"{x:.1f} {y - r:.1f}Z",
            fill,
        )
    for side in (-1, 1):
        c.line(f"M{x + side * 17:.1f} {foot:.1f}L{x + side * 13:.1f} {foot + 34:.1f}", p.deep, 2)
    c.path(placed("M-17 0L17 0L13 25C8 29 -8 29 -13 25Z", x, foot + 31, 1), p.deep)
    for _ in range(4):
        cx, cy = rng.uniform(0, c.w), c.h * rng.uniform(0.52, 0.86)
        for k, r2 in ((-26, 13), (0, 19), (24, 14)):
            c.circle(cx + k, cy, r2, p.glow, 0.75)
    hill(c, rng, c.h * 0.88, 14, p.b)
    hill(c, rng, c.h * 0.95, 8, p.deep)


def pyramids(c: Canvas, p: Palette, rng: Random) -> None:
    """Pyramids and the sun."""
    c.circle(c.w * rng.uniform(0.2, 0.8), c.h * 0.24, c.w * 0.15, p.glow)
    base = c.h * 0.76
    flip = rng.random() < 0.5
    for fx, top, half in ((0.76, 0.42, 70), (0.38, 0.25, 112)):
        x = c.w * (1 - fx if flip else fx)
        edge = x + (-1 if flip else 1) * half * 0.34
        c.polygon([(x - half, base), (x, c.h * top), (x + half, base)], p.b)
        far = x - half if flip else x + half
        c.polygon([(edge, base), (x, c.h * top), (far, base)], p.deep)
    c.rect(0, base - 1, c.w, c.h, p.a)
    c.path(
        f"M0 {c.h * 0.9:.1f}Q{c.w * 0.5:.1f} {c.h * 0.8:.1f} {c.w:.1f} "
        f"{c.h * 0.93:.1f}V{c.h:.1f}H0Z",
        p.deep,
    )


def treasure_map(c: Canvas, p: Palette, rng: Random) -> None:
    """A dotted way over a map, and the spot."""
    m = 24
    c.polygon(
        [
            (m, m + 6),
            (c.w * 0.4, m),
            (c.w - m, m + 8),
            (c.w - m - 6, c.h * 0.5),
            (c.w - m + 2, c.h - m),
            (c.w * 0.6, c.h - m - 6),
            (m + 4, c.h - m + 2),
            (m - 4, c.h * 0.4),
        ],
        p.glow,
    )
    island = (
        "M-80 20C-100 -30 -60 -86 -10 -80C40 -96 100 -60 92 -10C110 40 60 96 10 84C-40 100 -70 "
        "70 -80 20Z"
    )
    c.path(placed(island, c.w / 2, c.h * 0.5, c.w / 320), p.b)
    for mx, my in ((-34, -34), (-10, -42), (14, -30)):
        c.polygon(
            [
                (c.w / 2 + mx - 15, c.h * 0.5 + my + 16),
                (c.w / 2 + mx, c.h * 0.5 + my - 14),
                (c.w / 2 + mx + 15, c.h * 0.5 + my + 16),
            ],
            p.deep,
        )
    start, end = (
        (c.w * 0.24, c.h * 0.82),
        (c.w * rng.uniform(0.56, 0.66), c.h * rng.uniform(0.5, 0.6)),
    )
    bend = rng.uniform(-40, 60)
    for i in range(11):
        k = i / 11
        x = start[0] + (end[0] - start[0]) * k
        y = start[1] + (end[1] - start[1]) * k + math.sin(k * math.pi) * bend * 0.6
        c.circle(x, y, 4.5, p.deep)
    x, y = end
    c.line(f"M{x - 17:.1f} {y - 17:.1f}l34 34M{x + 17:.1f} {y - 17:.1f}l-34 34", p.a, 11)
    cx, cy = c.w * 0.78, c.h * 0.2
    for i in range(4):
        c.polygon(
            [
                polar(cx, cy, 30, 90 * i),
                polar(cx, cy, 8, 90 * i + 45),
                polar(cx, cy, 8, 90 * i - 45),
            ],
            p.a if i == 3 else p.deep,
        )


def palm_island(c: Canvas, p: Palette, rng: Random) -> None:
    """One palm, one island, no ship."""
    sea = c.h * 0.62
    c.circle(c.w * rng.uniform(0.3, 0.7), sea - 24, c.w * 0.27, p.glow)
    c.rect(0, sea, c.w, c.h, p.b)
    for i in range(6):
        half = rng.uniform(26, 80)
        c.rect(
            c.w * rng.uniform(0.2, 0.8) - half, sea + 14 + i * 18, 2 * half, 4, p.glow, 0.55, r=2
        )
    x, flip = c.w / 2, rng.random() < 0.5
    way = -1 if flip else 1
    c.ellipse(x, c.h * 0.86, c.w * 0.42, c.h * 0.09, 0, p.a)
    tx, ty = x + way * 44, c.h * 0.3
    c.path(
        placed("M-60 180C-40 110 -30 60 38 0L46 8C-10 70 -16 120 -30 182Z", x, c.h * 0.3, 1, flip),
        p.deep,
    )
    leaf = "M0 0C30 -34 70 -34 98 8C66 -8 34 -6 0 8Z"
    for turn, flipped, s in (
        (0, False, 1),
        (0, True, 1),
        (26, False, 0.9),
        (26, True, 0.9),
        (-24, False, 0.75),
    ):
        c.path(placed(leaf, tx, ty + turn * 0.4 - 4, s, flipped), p.deep)
    drooping = "M0 0C26 4 52 34 52 76C36 46 18 26 -4 10Z"
    for flipped in (False, True):
        c.path(placed(drooping, tx, ty, 1, flipped), p.deep)
    for k in (-8, 7):
        c.circle(tx + k, ty + 11, 8, p.a)


def jungle(c: Canvas, p: Palette, rng: Random) -> None:
    """Leaves, and two eyes that look through them."""
    c.circle(c.w / 2, c.h * 0.42, c.w * 0.38, p.glow)
    c.rect(0, c.h * 0.5, c.w, c.h, p.deep)
    c.ellipse(c.w / 2, c.h * 0.56, c.w * 0.34, c.h * 0.24, 0, p.deep)
    ex, ey = c.w * rng.uniform(0.44, 0.56), c.h * 0.53
    for side in (-1, 1):
        c.polygon(
            [(ex + side * 26, ey - 86), (ex + side * 74, ey - 98), (ex + side * 66, ey - 40)],
            p.deep,
        )
        c.path(
            placed(
                "M-24 0C-10 -20 16 -20 26 -8C16 10 -8 14 -24 0Z", ex + side * 40, ey, 1, side < 0
            ),
            p.glow,
        )
        c.ellipse(ex + side * 41, ey - 4, 5, 11, 0, p.deep)
    leaf = "M0 0C-34 -50 -30 -120 0 -170C30 -120 34 -50 0 0Z"
    for i in range(9):
        x = c.w * (i / 8)
        height = rng.uniform(0.62, 1.0) * (1.1 if i in (0, 1, 7, 8) else 0.66)
        c.path(placed(leaf, x, c.h + 8, height), (p.b, p.a)[i % 2])
        c.line(f"M{x:.1f} {c.h:.1f}V{c.h - 140 * height:.1f}", p.deep, 2)


def whale(c: Canvas, p: Palette, rng: Random) -> None:
    """A small boat over something very large."""
    sea = c.h * rng.uniform(0.26, 0.31)
    c.circle(c.w * rng.uniform(0.25, 0.75), sea - 24, c.w * 0.13, p.glow)
    c.rect(0, sea, c.w, c.h, p.b)
    flip = rng.random() < 0.5
    body = (
        "M-150 8C-130 -50 -60 -66 10 -58C70 -52 100 -28 122 -24C132 -44 146 -60 164 -62"
        "C160 -44 158 -30 152 -18C162 -8 172 4 178 18C156 18 138 10 124 -4C84 30 30 60 -50 58"
        "C-110 56 -146 40 -150 8Z"
    )
    x, y, s = c.w / 2, c.h * 0.66, c.w / 370
    c.path(placed(body, x, y, s, flip), p.deep)
    c.path(
        placed(
            "M-150 10C-120 30 -60 34 -10 22C-20 46 -60 58 -90 54C-126 48 -146 34 -150 10Z",
            x,
            y,
            s,
            flip,
        ),
        p.glow,
    )
    c.circle(x + (96 if flip else -96) * s, y - 10, 5, p.glow)
    bx = c.w * rng.uniform(0.4, 0.6)
    c.path(placed("M-34 -6L34 -6C28 10 20 12 0 12C-20 12 -28 10 -34 -6Z", bx, sea - 4, 1), p.deep)
    c.polygon([(bx, sea - 14), (bx, sea - 62), (bx + 30, sea - 14)], p.a)
    for _ in range(7):
        c.circle(
            x + rng.uniform(-120, 120), c.h * rng.uniform(0.4, 0.96), rng.uniform(3, 8), p.a, 0.8
        )


# Science fiction


def flying_saucer(c: Canvas, p: Palette, rng: Random) -> None:
    """A saucer, its beam, and somebody in it."""
    stars(c, rng, 34, p.glow, 0.6)
    x, y = c.w * rng.uniform(0.42, 0.58), c.h * 0.27
    ground = c.h * 0.88
    c.polygon([(x - 34, y), (x + 34, y), (x + 104, ground), (x - 104, ground)], p.a, 0.55)
    c.polygon([(x - 20, y), (x + 20, y), (x + 62, ground), (x - 62, ground)], p.glow, 0.6)
    c.ellipse(x, ground, 104, 14, 0, p.glow)
    c.path(placed("M-44 0C-40 -54 40 -54 44 0Z", x, y - 8, 1), p.b)
    c.ellipse(x, y, 100, 22, 0, p.glow)
    c.ellipse(x, y + 4, 100, 16, 0, p.a)
    for k in range(-3, 4):
        c.circle(x + 25 * k, y + 6, 5, p.glow)
    figure(c, x, ground - rng.uniform(20, 60), c.h * 0.24, p.deep)
    hill(c, rng, c.h * 0.93, 6, p.deep)


def robot(c: Canvas, p: Palette, rng: Random) -> None:
    """The head of a machine that thinks about you."""
    x, y, w, h = c.w / 2, c.h * 0.52, c.w * 0.3, c.h * 0.25
    for k in (5, 4, 3, 2):
        c.ring(x, y - h - 42, 26 * k, p.b, 3, 0.8)
    c.rect(x - 4, y - h - 36, 8, 40, p.glow)
    c.circle(x, y - h - 42, 13, p.a)
    c.rect(x - w - 18, y - 34, 2 * w + 36, 68, p.b, r=8)
    c.rect(x - w, y - h, 2 * w, 2 * h, p.glow, r=18)
    c.rect(x - w + 15, y - h * 0.66, 2 * w - 30, h * 0.78, p.deep, r=h * 0.36)
    look = rng.uniform(-9, 9)
    for side in (-1, 1):
        c.circle(x + side * w * 0.46 + look, y - h * 0.27, h * 0.24, p.a)
        c.circle(x + side * w * 0.46 + look, y - h * 0.27, h * 0.1, p.glow)
    for i in range(6):
        c.rect(x - w * 0.58 + i * w * 0.21, y + h * 0.4, w * 0.12, h * 0.32, (p.deep, p.a)[i % 2])
    c.rect(x - w * 0.5, y + h, w, 18, p.deep)
    c.path(
        f"M{x - w - 40:.1f} {c.h:.1f}Q{x - w:.1f} {y + h + 12:.1f} {x:.1f} {y + h + 12:.1f}"
        f"Q{x + w:.1f} {y + h + 12:.1f} {x + w + 40:.1f} {c.h:.1f}Z",
        p.b,
    )


def astronaut(c: Canvas, p: Palette, rng: Random) -> None:
    """A helmet, and what it sees."""
    stars(c, rng, 44, p.glow)
    x, y, r = c.w / 2, c.h * 0.46, c.w * 0.33
    c.path(
        f"M{x - r * 1.35:.1f} {c.h + 5:.1f}C{x - r * 1.3:.1f} {y + r * 0.9:.1f} {x - r * 0.7:.1f} "
        f"{y + r * 0.8:.1f} {x:.1f} {y + r * 0.8:.1f}S{x + r * 1.3:.1f} {y + r * 0.9:.1f} "
        f"{x + r * 1.35:.1f} {c.h + 5:.1f}Z",
        p.b,
    )
    for side in (-1, 1):
        c.rect(x + side * r * 1.04 - 11, y - 26, 22, 56, p.b, r=6)
    c.circle(x, y, r * 1.08, p.glow)
    c.ellipse(x, y + 4, r * 0.88, r * 0.7, 0, p.deep)
    ex, ey = x + rng.uniform(-24, 24), y + 26
    c.circle(ex, ey - 18, r * 0.3, p.a)
    c.path(placed("M-84 30C-50 6 50 6 84 30C60 56 -60 56 -84 30Z", x, y, r / 99), p.b)
    c.ellipse(x - r * 0.48, y - r * 0.3, 19, 7, -38, p.glow, 0.85)
    c.rect(x - 34, c.h * 0.88, 68, 26, p.deep, r=4)
    for k, fill in ((-20, p.a), (0, p.glow), (20, p.a)):
        c.circle(x + k, c.h * 0.88 + 13, 6, fill)


def atom(c: Canvas, p: Palette, rng: Random) -> None:
    """Electrons on their way round."""
    x, y = c.w / 2, c.h * 0.5
    turn = rng.uniform(0, 60)
    c.circle(x, y, c.w * 0.4, p.b, 0.5)
    for i in range(3):
        c.orbit(x, y, c.w * 0.44, c.w * 0.16, turn + 60 * i, (p.a, p.glow, p.a)[i], 6)
        t, angle = math.radians(turn + 60 * i), math.radians(rng.uniform(0, 360))
        ox, oy = c.w * 0.44 * math.cos(angle), c.w * 0.16 * math.sin(angle)
        c.circle(
            x + ox * math.cos(t) - oy * math.sin(t),
            y + ox * math.sin(t) + oy * math.cos(t),
            12,
            p.glow,
        )
    for i in range(7):
        r = 0 if i == 0 else 19
        c.circle(*polar(x, y, r, 60 * i + turn), 15, (p.glow, p.a, p.b)[i % 3])


def radio_dish(c: Canvas, p: Palette, rng: Random) -> None:
    """A dish that listens."""
    stars(c, rng, 40, p.glow, 0.7)
    flip = rng.random() < 0.5
    x, y = c.w * (0.58 if flip else 0.42), c.h * 0.56
    way = -1 if flip else 1
    for k in (1, 2, 3, 4):
        r = 34 * k
        sx, sy = x + way * 46, y - 72
        a, b = (polar(sx, sy, r, -45 - 40), polar(sx, sy, r, -45 + 40))
        if flip:
            a, b = ((2 * sx - a[0], a[1]), (2 * sx - b[0], b[1]))
        c.line(
            f"M{a[0]:.1f} {a[1]:.1f}A{r} {r} 0 0 {0 if flip else 1} {b[0]:.1f} {b[1]:.1f}", p.a, 5
        )
    c.polygon([(x - 12, y), (x + 12, y), (x + 52, c.h), (x - 52, c.h)], p.b)
    c.path(placed("M-76 -92C-96 0 0 96 92 76Z", x, y - 10, 1, flip), p.glow)
    c.path(placed("M-76 -92C-50 -40 40 50 92 76C60 30 -20 -60 -76 -92Z", x, y - 10, 1, flip), p.a)
    c.line(f"M{x + way * 4:.1f} {y - 16:.1f}l{way * 42} -56", p.glow, 4)
    c.circle(x + way * 46, y - 72, 9, p.glow)
    hill(c, rng, c.h * 0.9, 8, p.deep)
