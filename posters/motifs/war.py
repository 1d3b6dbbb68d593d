"""Motifs of war."""

from __future__ import annotations

from random import Random

from posters.canvas import Canvas, Palette, figure, hill, star


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
