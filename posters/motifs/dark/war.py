"""Motifs of war."""

from __future__ import annotations

from random import Random

from posters.canvas import Canvas, Palette, figure, hill, placed, star


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


def helmet_and_poppies(c: Canvas, p: Palette, rng: Random) -> None:
    """A helmet in a field, and what grows there."""
    c.circle(c.w / 2, c.h * 0.36, c.w * 0.33, p.glow)
    hill(c, rng, c.h * 0.62, 10, p.b)
    x, y = c.w * rng.uniform(0.45, 0.55), c.h * 0.6
    c.path(placed("M-92 20C-92 -70 -50 -96 0 -96C50 -96 92 -70 92 20Z", x, y, 1), p.deep)
    c.ellipse(x, y + 20, 110, 15, rng.uniform(-4, 4), p.deep)
    c.line(
        f"M{x - 70:.1f} {y - 10:.1f}Q{x - 60:.1f} {y - 66:.1f} {x - 14:.1f} {y - 76:.1f}", p.b, 5
    )
    flower = p.a if p.a != p.b else p.glow
    for i in range(9):
        fx = c.w * (0.06 + 0.11 * i) + rng.uniform(-8, 8)
        fy = c.h * rng.uniform(0.72, 0.86)
        c.line(
            f"M{fx:.1f} {c.h:.1f}Q{fx + rng.uniform(-14, 14):.1f} {(fy + c.h) / 2:.1f} "
            f"{fx:.1f} {fy:.1f}",
            p.deep,
            3,
        )
        r = rng.uniform(11, 16)
        for side in (-1, 1):
            c.ellipse(fx + side * r * 0.5, fy, r * 0.8, r * 0.62, side * 20, flower)
        c.circle(fx, fy + 1, r * 0.3, p.deep)


def dove(c: Canvas, p: Palette, rng: Random) -> None:
    """Barbed wire, and a bird that does not care."""
    bird = (
        "M-96 44C-60 40 -40 30 -30 14C-64 -6 -70 -44 -64 -84C-40 -60 -14 -52 4 -22C18 -60 50 -84 92"
        " -88C84 -56 66 -22 42 -4C56 -14 78 -14 86 0L104 6L84 12C74 40 40 54 4 48C-20 60 "
        "-60 62 -96 44Z"
    )
    x, y = c.w * rng.uniform(0.45, 0.55), c.h * 0.38
    c.circle(x, y, c.w * 0.39, p.a)
    c.path(placed(bird, x, y, 1.02, rng.random() < 0.5), p.glow)
    for k in (0.72, 0.84, 0.95):
        top = c.h * k + rng.uniform(-6, 6)
        c.line(f"M-5 {top:.1f}Q{c.w / 2:.1f} {top + 13:.1f} {c.w + 5:.1f} {top:.1f}", p.deep, 3)
        for i in range(8):
            bx = 20 + i * 38 + rng.uniform(-5, 5)
            by = top + 26 * (bx / c.w) * (1 - bx / c.w)
            c.line(
                f"M{bx - 8:.1f} {by - 9:.1f}l16 18M{bx + 8:.1f} {by - 9:.1f}l-16 18", p.deep, 2.4
            )
    for fx in (0.14, 0.86):
        c.rect(c.w * fx - 6, c.h * 0.64, 12, c.h, p.deep)
