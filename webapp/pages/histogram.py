"""A film's ratings as a small histogram, in units of its drawing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tables.arrays.stars import STEPS

HEIGHT = 72  # units of the tallest bar
WIDTH = 200  # units of all bars
_GAP = 0.22  # share of a bar's room that stays free


class Bar(NamedTuple):
    """The people who gave so many stars."""

    stars: str  # as it is said: "½", "3", "3½"
    people: int
    percent: int
    x: float
    width: float
    height: float


class Histogram(NamedTuple):
    """The bars from few stars to many, and what they show in a sentence."""

    bars: tuple[Bar, ...]
    said: str


def histogram(counts: Sequence[int]) -> Histogram | None:
    """The histogram of (10,) counts from half a star to five; None where nobody rated.

    Films that got whole stars alone, as on scales without halves, have five bars.
    """
    total = sum(counts)
    if total == 0:
        return None
    steps = list(zip(STEPS, counts, strict=True))
    if not any(counts[::2]):
        steps = steps[1::2]
    room = WIDTH / len(steps)
    bars = tuple(
        Bar(
            _said(stars),
            count,
            round(100 * count / total),
            round((number + _GAP / 2) * room, 1),
            round(room * (1 - _GAP), 1),
            round(HEIGHT * count / max(counts), 1),
        )
        for number, (stars, count) in enumerate(steps)
    )
    most = max(bars, key=lambda bar: bar.people)
    loved = sum(counts[STEPS.index(4.0) :])
    return Histogram(
        bars,
        f"{round(100 * loved / total)}% gave four stars or more; the most frequent rating "
        f"is {most.stars} ({most.percent}%).",
    )


def _said(stars: float) -> str:
    whole, half = divmod(stars, 1)
    return (f"{whole:.0f}" if whole else "") + ("½" if half else "")
