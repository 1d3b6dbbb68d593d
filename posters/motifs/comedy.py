"""Motifs of comedy."""

from __future__ import annotations

import math
from random import Random

from posters.canvas import Canvas, Palette, placed, polar


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
    coils = 4  # his ears stay inside
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


def moustache(c: Canvas, p: Palette, rng: Random) -> None:
    """A nose, glasses, eyebrows and a moustache, and nobody behind them."""
    x, y = c.w / 2, c.h * 0.44
    for i in range(0, 360, 30):
        c.polygon([(x, y), polar(x, y, 400, i), polar(x, y, 400, i + 15)], p.b)
    for side in (-1, 1):
        c.circle(x + side * 56, y, 46, p.deep)
        c.circle(x + side * 56, y, 36, p.glow)
        look = rng.uniform(-10, 10)
        c.circle(x + side * 56 + look, y + 6, 11, p.deep)
        raised = rng.uniform(52, 74)
        c.line(
            f"M{x + side * 22:.1f} {y - raised + 8:.1f}Q{x + side * 56:.1f} {y - raised - 20:.1f} "
            f"{x + side * 96:.1f} {y - raised + 10:.1f}",
            p.deep,
            15,
        )
    c.line(f"M{x - 12:.1f} {y - 6:.1f}Q{x:.1f} {y - 16:.1f} {x + 12:.1f} {y - 6:.1f}", p.deep, 9)
    c.ellipse(x, y + 42, 27, 36, 0, p.a)
    whiskers = "M0 0C20 -20 46 -14 62 6C74 20 90 18 98 6C96 34 66 48 40 40C20 34 6 26 0 14Z"
    for flip in (False, True):
        c.path(placed(whiskers, x, y + 76, 1, flip), p.deep)


def rubber_duck(c: Canvas, p: Palette, rng: Random) -> None:
    """A bath duck on the high seas."""
    flip = rng.random() < 0.5
    x, y = c.w * rng.uniform(0.46, 0.54), c.h * 0.56
    for _ in range(11):
        r = rng.uniform(5, 17)
        bx, by = rng.uniform(0, c.w), rng.uniform(0, c.h * 0.45)
        c.ring(bx, by, r, p.glow, 2.5)
        c.circle(bx - r * 0.3, by - r * 0.3, r * 0.2, p.glow)
    body = (
        "M-92 -14C-70 -6 -40 -6 -16 -10C10 -6 60 -22 78 2C92 50 40 70 -14 66C-66 66 -96 28 -92 -14Z"
    )
    c.path(placed(body, x, y, 1.15, flip), p.b)
    way = -1 if flip else 1
    c.circle(x + way * 46, y - 52, 50, p.b)
    c.path(
        placed("M40 -4C62 -14 80 -10 92 -14C88 6 66 14 44 10Z", x + way * 40, y - 48, 1, flip), p.a
    )
    c.circle(x + way * 60, y - 66, 9, p.deep)
    c.circle(x + way * 63, y - 69, 3, p.glow)
    c.path(placed("M-60 4C-40 40 0 44 24 14C0 22 -20 16 -30 -2Z", x, y + 8, 1, flip), p.a, 0.7)
    for i, fill in enumerate((p.a, p.deep)):
        top, step = c.h * (0.72 + 0.12 * i), c.w / 4
        d = f"M{-step * rng.uniform(0.2, 1):.1f} {top:.1f}"
        for _ in range(6):
            d += f"q{step / 2:.1f} -24 {step:.1f} 0"
        c.path(f"{d}V{c.h + 40:.1f}H-200Z", fill)


def banana_peel(c: Canvas, p: Palette, rng: Random) -> None:
    """What somebody is about to step on."""
    x, y = c.w / 2, c.h * 0.62
    c.circle(x + rng.uniform(-16, 16), c.h * 0.42, c.w * rng.uniform(0.36, 0.42), p.a)
    c.rect(0, c.h * 0.76, c.w, c.h, p.b)
    c.ellipse(x, c.h * 0.83, 112, 13, 0, p.deep, 0.45)
    skin = "M-7 -60C-16 -20 -60 -6 -104 34C-112 42 -108 54 -96 52C-52 44 -22 26 -2 -14Z"
    for flip in (False, True):
        c.path(placed(skin, x, y + 14, 1, flip), p.glow)
    c.path(
        placed("M-12 -62C-30 0 -26 40 -14 64C-6 74 6 74 14 64C26 40 30 0 12 -62Z", x, y + 14, 1),
        p.glow,
    )
    c.path(placed("M-7 -40C-14 0 -14 30 -6 52C0 24 0 0 -7 -40Z", x, y + 12, 1), p.deep, 0.2)
    c.polygon([(x - 12, y - 46), (x + 12, y - 46), (x + 8, y - 78), (x - 8, y - 78)], p.deep)
    lean = rng.choice((-1, 1))
    shoe = "M-46 -40L-14 -40C-14 -20 0 -10 30 -6C46 -4 50 8 46 16L-48 16Z"
    c.path(placed(shoe, x + lean * 40, c.h * 0.2, 1.2, lean < 0), p.deep)
    c.rect(x + lean * 40 - lean * 36 - 22, -5, 44, c.h * 0.2 - 38, p.deep)
    c.rect(x + lean * 40 - lean * 36 - 22, c.h * 0.2 - 54, 44, 10, p.glow)


def cherry_cake(c: Canvas, p: Palette, rng: Random) -> None:
    """Three tiers of cake and the cherry on top."""
    x, base = c.w / 2, c.h * 0.88
    c.circle(x, c.h * 0.5, c.w * 0.46, p.glow, 0.6)
    c.ellipse(x, base, 128, 15, 0, p.deep)
    tier = c.h * 0.18
    for i, (half, fill) in enumerate(((100, p.a), (74, p.glow), (48, p.b))):
        top = base - (i + 1) * tier
        c.rect(x - half, top, 2 * half, tier, fill, r=6)
        icing = (p.glow, p.b, p.a)[i]
        d = f"M{x - half:.1f} {top:.1f}V{top + 14:.1f}"
        drips = 5 - i
        step = 2 * half / drips
        for _ in range(drips):
            drop = rng.uniform(14, 30)
            d += f"q{step / 4:.1f} {drop:.1f} {step / 2:.1f} 0q{step / 4:.1f} -9 {step / 2:.1f} 0"
        c.path(f"{d}V{top:.1f}Z", icing)
    top = base - 3 * tier
    lean = rng.choice((-1, 1)) * rng.uniform(10, 24)
    c.line(
        f"M{x:.1f} {top - 26:.1f}Q{x + lean * 0.2:.1f} {top - 52:.1f} {x + lean:.1f} "
        f"{top - 64:.1f}",
        p.deep,
        4,
    )
    c.circle(x, top - 17, 20, p.a)
    c.circle(x - 7, top - 23, 5, p.glow)


def juggler(c: Canvas, p: Palette, rng: Random) -> None:
    """More balls in the air than hands."""
    x, y = c.w / 2, c.h * 0.64
    count = rng.choice((5, 6, 7))
    for i in range(count):
        angle = 180 + 180 * i / (count - 1)
        bx, by = (
            x + c.w * 0.38 * math.cos(math.radians(angle)),
            y - 16 + c.h * 0.5 * math.sin(math.radians(angle)),
        )
        by += rng.uniform(-7, 7)
        c.circle(bx, by, 22, (p.a, p.b, p.glow)[i % 3])
        c.circle(bx - 7, by - 8, 5, "#ffffff", 0.6)
    c.path(placed("M-34 130L-30 20C-28 4 28 4 30 20L34 130Z", x, y, 1), p.deep)
    c.circle(x, y - 26, 31, p.glow)
    c.polygon([(x - 34, y - 40), (x, y - 92), (x + 34, y - 40)], p.b)
    c.circle(x, y - 92, 9, p.a)
    for side in (-1, 1):
        c.circle(x + side * 11, y - 28, 4, p.deep)
        c.line(
            f"M{x + side * 20:.1f} {y + 30:.1f}Q{x + side * 78:.1f} {y + 62:.1f} "
            f"{x + side * 104:.1f} {y + 12:.1f}",
            p.deep,
            17,
        )
        c.circle(x + side * 105, y + 8, 13, p.glow)
    c.circle(x, y - 18, 7, p.a)
    c.line(f"M{x - 13:.1f} {y - 8:.1f}q13 12 26 0", p.deep, 3)
    for k in range(3):
        c.circle(x, y + 34 + 24 * k, 5, p.glow)
