"""More motifs of action, and of the west."""

from __future__ import annotations

from random import Random

from posters.canvas import Canvas, Palette, figure, hill, placed, polar

# Action


def helicopter(c: Canvas, p: Palette, rng: Random) -> None:
    """A helicopter and its light over the roofs."""
    flip = rng.random() < 0.5
    x, y = c.w / 2, c.h * 0.3
    way = -1 if flip else 1
    lx = x + way * 30
    c.polygon(
        [(lx - 6, y + 30), (lx + 6, y + 30), (lx + way * 30 + 74, c.h), (lx + way * 30 - 74, c.h)],
        p.glow,
        0.7,
    )
    body = (
        "M-132 -22L-118 -26L-110 -8L-30 -14C-14 -34 30 -38 56 -18C72 -6 74 14 58 22L-10 26"
        "C-26 24 -34 10 -40 4L-124 0Z"
    )
    c.path(placed(body, x, y, 1, flip), p.deep)
    c.path(placed("M24 -22C44 -22 60 -10 62 4L28 4Z", x, y, 1, flip), p.a)
    c.line(f"M{x:.1f} {y - 30:.1f}v-18", p.deep, 5)
    c.ellipse(x, y - 50, 128, 4.5, rng.uniform(-4, 4), p.deep)
    c.ellipse(x - way * 126, y - 12, 17, 17, 0, p.b)
    c.line(
        f"M{x - 34:.1f} {y + 40:.1f}h78M{x - 16:.1f} {y + 26:.1f}v14M{x + 26:.1f} {y + 26:.1f}v14",
        p.deep,
        4,
    )
    left = 0.0
    while left < c.w:
        width = rng.uniform(30, 58)
        top = c.h * rng.uniform(0.72, 0.9)
        c.rect(left, top, width - 3, c.h, p.deep if rng.random() < 0.6 else p.b)
        left += width


def locomotive(c: Canvas, p: Palette, rng: Random) -> None:
    """A train that does not stop for anybody."""
    x, y, r = c.w / 2, c.h * 0.5, c.w * 0.25
    for i in range(0, 360, 20):
        c.polygon([(x, y), polar(x, y, 420, i), polar(x, y, 420, i + 9)], p.b)
    c.polygon([(x - 44, c.h * 0.7), (x + 44, c.h * 0.7), (x + 128, c.h), (x - 128, c.h)], p.a)
    c.rect(x - r - 24, y + 24, 2 * r + 48, r * 1.3, p.deep, r=8)
    c.circle(x, y, r * 1.14, p.deep)
    c.circle(x, y, r * 0.96, p.a)
    c.circle(x, y, r * 0.82, p.deep)
    c.rect(x - 21, y - r * 1.5, 42, r * 0.55, p.deep)
    c.rect(x - 29, y - r * 1.58, 58, 13, p.deep, r=3)
    c.circle(x, y - 8, r * 0.36, p.glow)
    c.circle(x, y - 8, r * 0.2, "#ffffff", 0.75)
    for k in range(-4, 5):
        c.line(
            f"M{x + 9 * k:.1f} {y + r * 0.92:.1f}L{x + 17 * k:.1f} {y + r * 1.72:.1f}", p.glow, 5
        )
    c.line(f"M{x - 78:.1f} {y + r * 1.74:.1f}H{x + 78:.1f}", p.glow, 7)
    for side in (-1, 1):
        c.circle(x + side * (r + 10), y + 46, 10, p.glow)
    for i in range(4):
        k = rng.choice((-1, 1))
        c.circle(x + k * 13 * i, y - r * 1.66 - 20 * i, 15 + 6 * i, p.glow, 0.85)


def falling(c: Canvas, p: Palette, rng: Random) -> None:
    """Somebody between two towers, on the way down."""
    for side in (-1, 1):
        fill = (p.b, p.a)[side > 0]
        far = c.w / 2 + side * c.w * 0.13
        near = c.w / 2 + side * c.w * 0.56
        c.polygon([(near, 0), (c.w / 2 + side * c.w * 0.36, 0), (far, c.h), (near, c.h)], fill)
        for j in range(8):
            y = c.h * (0.03 + 0.125 * j)
            k = 1 - j / 11
            inner = c.w / 2 + side * (c.w * 0.36 - c.w * 0.23 * (y / c.h) + 12 * k)
            for i in range(3):
                wx = inner + side * (i * 25 + 5) * k
                c.rect(
                    min(wx, wx + side * 14 * k),
                    y,
                    14 * k,
                    20 * k,
                    p.glow if rng.random() < 0.4 else p.deep,
                )
    man = (
        "M-6 -40C-16 -40 -16 -58 -4 -60C10 -60 12 -44 4 -38L40 -66L46 -58L14 -24L18 6L46 "
        "30L40 38L6 16"
        "L-2 22L-16 60L-26 56L-14 14L-18 -18L-52 -34L-48 -44Z"
    )
    c.path(placed(man, c.w / 2, c.h * rng.uniform(0.42, 0.54), 0.95, rng.random() < 0.5), p.deep)


def motorcycle(c: Canvas, p: Palette, rng: Random) -> None:
    """A machine and the road that it leaves behind."""
    flip = rng.random() < 0.5
    x, road = c.w / 2, c.h * 0.78
    way = -1 if flip else 1
    c.circle(x - way * 20, c.h * 0.42, c.w * 0.33, p.glow)
    for i in range(9):
        y = c.h * (0.3 + 0.052 * i) + rng.uniform(-4, 4)
        long = rng.uniform(40, 130)
        start = x - way * rng.uniform(60, 110)
        c.line(f"M{start:.1f} {y:.1f}h{-way * long:.1f}", p.b, rng.choice((3, 5, 8)))
    c.rect(0, road, c.w, c.h, p.deep)
    for k in (-84, 84):
        c.circle(x + k, road - 42, 43, p.deep)
        c.circle(x + k, road - 42, 28, p.b)
        c.circle(x + k, road - 42, 9, p.deep)
    frame = (
        "M-104 -70L-40 -88L-8 -72L34 -102C48 -112 66 -104 62 -88L92 -36L78 -30L52 -74L20 "
        "-34L-34 -34"
        "L-60 -60L-84 -38L-92 -46Z"
    )
    c.path(placed(frame, x, road, 1, flip), p.a)
    c.line(f"M{x + way * 52:.1f} {road - 104:.1f}l{way * -6} -26l{-way * 22} -4", p.deep, 6)
    rider = (
        "M-46 -84C-52 -120 -20 -150 12 -150L40 -128L34 -120L8 -130L-4 -100L22 -84L14 -40L0 -40"
        "L4 -76L-24 -84Z"
    )
    c.path(placed(rider, x, road, 1, flip), p.deep)
    c.circle(x + way * 18, road - 164, 19, p.deep)
    c.rect(x + way * 26 - 9, road - 172, 18, 9, p.a, r=4)
    for i in range(4):
        c.rect(20 + i * 84, c.h * 0.88, 46, 6, p.glow)


def stopwatch(c: Canvas, p: Palette, rng: Random) -> None:
    """A runner inside the second hand's circle."""
    x, y, r = c.w / 2, c.h * 0.54, c.w * 0.36
    c.rect(x - 14, y - r - 38, 28, 34, p.deep)
    c.rect(x - 25, y - r - 50, 50, 19, p.deep, r=5)
    c.circle(x, y, r * 1.12, p.deep)
    c.circle(x, y, r, p.glow)
    sweep = rng.uniform(70, 300)
    ex, ey = polar(x, y, r, sweep - 90)
    c.path(
        f"M{x:.1f} {y:.1f}V{y - r:.1f}A{r:.1f} {r:.1f} 0 {int(sweep > 180)} 1 {ex:.1f} {ey:.1f}Z",
        p.a,
    )
    for i in range(12):
        a, b = polar(x, y, r * 0.86, 30 * i), polar(x, y, r * 0.97, 30 * i)
        c.line(f"M{a[0]:.1f} {a[1]:.1f}L{b[0]:.1f} {b[1]:.1f}", p.deep, 5)
    man = (
        "M16 -62C30 -62 30 -42 16 -42C4 -42 2 -60 16 -62ZM-26 -30L14 -36L40 -14L34 -6L12 "
        "-20L6 4L30 24"
        "L22 62L12 60L16 30L-8 14L-28 40L-58 42L-58 32L-34 30L-14 -6L-8 -24L-22 -20L-36 2L-44 -4Z"
    )
    c.path(placed(man, x - 2, y + 4, r / 84), p.deep)


# Western


def cactus_moon(c: Canvas, p: Palette, rng: Random) -> None:
    """A cactus at night and a rider on his way home."""
    c.circle(c.w * rng.uniform(0.4, 0.6), c.h * 0.36, c.w * 0.31, p.glow)
    hill(c, rng, c.h * 0.72, 14, p.b)
    x = c.w * rng.choice((0.24, 0.76))
    foot = c.h * 0.9
    c.line(f"M{x:.1f} {foot:.1f}V{c.h * 0.3:.1f}", p.deep, 29)
    c.line(f"M{x:.1f} {c.h * 0.64:.1f}h46v{-c.h * 0.17:.1f}", p.deep, 19)
    c.line(f"M{x:.1f} {c.h * 0.56:.1f}h-42v{-c.h * 0.14:.1f}", p.deep, 19)
    for k in (-6, 6):
        c.line(f"M{x + k:.1f} {foot:.1f}V{c.h * 0.32:.1f}", p.a, 2)
    hill(c, rng, c.h * 0.88, 8, p.deep)
    figure(c, c.w - x, c.h * 0.9, c.h * 0.19, p.a)


def wagon_wheel(c: Canvas, p: Palette, rng: Random) -> None:
    """A wheel that came a long way."""
    x, y, r = c.w / 2, c.h * 0.5, c.w * 0.37
    for k, fill in ((0.34, p.a), (0.68, p.b)):
        c.rect(0, c.h * k, c.w, c.h, fill)
    c.ring(x, y, r, p.deep, 25)
    c.ring(x, y, r, p.glow, 3)
    turn = rng.uniform(0, 30)
    for i in range(12):
        a = polar(x, y, r, turn + 30 * i)
        c.line(f"M{x:.1f} {y:.1f}L{a[0]:.1f} {a[1]:.1f}", p.deep, 9)
    c.circle(x, y, r * 0.27, p.deep)
    c.circle(x, y, r * 0.15, p.glow)
    c.circle(x, y, r * 0.06, p.deep)


def horseshoe(c: Canvas, p: Palette, rng: Random) -> None:
    """A horseshoe for luck, which runs out."""
    x, y = c.w / 2, c.h * 0.48
    for i in range(9):
        c.rect(0, c.h * i / 9, c.w, c.h / 18, p.b, 0.55)
    shoe = (
        "M-62 112L-92 108C-128 20 -110 -108 0 -110C110 -108 128 20 92 108L62 112C60 104 58 98 58 92"
        "C92 30 76 -60 0 -62C-76 -60 -92 30 -58 92C-58 98 -60 104 -62 112Z"
    )
    c.path(placed(shoe, x + 7, y + 8, c.w / 300), p.deep)
    c.path(placed(shoe, x, y, c.w / 300), p.glow)
    for a in (-158, -125, -90, -55, -22):
        hx, hy = polar(x, y - 4, c.w * 0.295, a)
        c.circle(hx, hy, 6, p.deep)
    c.circle(x, y + rng.uniform(10, 40), rng.uniform(30, 46), p.a)
