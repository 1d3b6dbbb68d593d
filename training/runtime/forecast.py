"""What a job will take, by what it took on other numbers of ratings."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

LEAST_GROWTH, MOST_GROWTH = 0.5, 2.0
"""Exponents of the number of ratings between which a job's seconds are believed to grow."""

_APART = 2.0  # times as many ratings tell how a job grows; of fewer, chance says more


def forecast(measured: Sequence[tuple[int, float]], ratings: int) -> float | None:
    """Seconds for ``ratings`` by ``measured`` pairs of ratings and seconds, the latest last.

    From one size in proportion; from sizes that are apart by the power law that fits them
    best (least squares of the logarithms), drawn through the size that is nearest. None
    where nothing was measured.
    """
    latest = {n: max(seconds, 1e-3) for n, seconds in measured if n > 0}
    if not latest or ratings < 1:
        return None
    nearest = min(latest, key=lambda n: abs(np.log(n / ratings)))
    growth = 1.0
    if max(latest) >= _APART * min(latest):
        sizes, seconds = np.log(list(latest)), np.log(list(latest.values()))
        growth = float(np.clip(np.polyfit(sizes, seconds, 1)[0], LEAST_GROWTH, MOST_GROWTH))
    return float(latest[nearest] * (ratings / nearest) ** growth)


def duration(seconds: float) -> str:
    """Seconds as people say them: "12 s", "3 min", "1.5 h"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 90 * 60:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"
