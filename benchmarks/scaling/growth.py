"""How seconds and memory grow with the number of ratings, and what more ratings would take.

Everything here is arithmetic on measurements; seconds t of N ratings are taken as t = c N^e, of
which e is the *exponent of growth*: 1 where twice the ratings take twice as long.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.scaling.measured import Measurement

REST = "reading and publishing"  # all that no job took
WHOLE = "the whole"

# Below so many seconds a difference is the machine's, not the data's.
LEAST_SECONDS = 0.5


@dataclass(frozen=True)
class Extrapolated:
    """What one row would take at a larger number of ratings."""

    name: str
    exponent: float | None  # between the two largest shapes; None where it cannot be told
    measured: float | None  # seconds, by that exponent
    at_least_linear: float  # seconds, by that exponent, but by no less than 1


def seconds_by_row(one: Measurement) -> dict[str, float]:
    """Seconds of each job; of a finished run also of the rest and the whole."""
    rows = dict(one.job_seconds)
    if one.finished:
        rows |= {REST: one.rest_seconds, WHOLE: one.seconds}
    return rows


def row_names(measurements: Sequence[Measurement]) -> list[str]:
    """Jobs in the order in which they run, then the rest and the whole."""
    jobs = [job.name for one in measurements for job in one.jobs]
    names = list(dict.fromkeys(jobs))
    return [*names, REST, WHOLE] if any(one.finished for one in measurements) else names


def exponent(small: Measurement, large: Measurement, row: str) -> float | None:
    """The exponent of a row between two shapes, or None.

    None where one of them lacks the row, or took too little time for it to tell anything.
    """
    low, high = seconds_by_row(small).get(row), seconds_by_row(large).get(row)
    if low is None or high is None or min(low, high) < LEAST_SECONDS:
        return None
    if small.ratings == large.ratings:
        return None
    return math.log(high / low) / math.log(large.ratings / small.ratings)


def extrapolate(measurements: Sequence[Measurement], ratings: int) -> list[Extrapolated]:
    """What each row would take at ``ratings``, from the two largest finished shapes.

    The whole is the sum of its rows, of which some grow faster than others. Empty where fewer
    than two shapes were finished: one says nothing of growth.
    """
    finished = finished_by_size(measurements)
    if len(finished) < 2:
        return []
    small, largest = finished[-2:]
    rows = []
    for name in row_names([largest])[:-1]:
        found = exponent(small, largest, name)
        now, factor = seconds_by_row(largest)[name], ratings / largest.ratings
        rows.append(
            Extrapolated(
                name=name,
                exponent=found,
                measured=None if found is None else now * factor**found,
                at_least_linear=now * factor ** max(1.0, found or 1.0),
            )
        )
    known = [row.measured for row in rows if row.measured is not None]
    # Rows too short to have an exponent are taken in proportion.
    short = sum(row.at_least_linear for row in rows if row.measured is None)
    whole = Extrapolated(
        name=WHOLE,
        exponent=exponent(small, largest, WHOLE),
        measured=sum(known) + short,
        at_least_linear=sum(row.at_least_linear for row in rows),
    )
    return [*rows, whole]


def memory_at(measurements: Sequence[Measurement], ratings: int) -> float | None:
    """Bytes at the peak for ``ratings``, by a line through the two largest finished shapes.

    None where fewer than two were finished, or where the line falls.
    """
    finished = finished_by_size(measurements)
    if len(finished) < 2:
        return None
    small, largest = finished[-2:]
    slope = (largest.peak_bytes - small.peak_bytes) / (largest.ratings - small.ratings)
    return None if slope <= 0 else largest.peak_bytes + slope * (ratings - largest.ratings)


def finished_by_size(measurements: Sequence[Measurement]) -> list[Measurement]:
    """The finished ones, the smallest first, one of each size."""
    finished = {one.ratings: one for one in measurements if one.finished}
    return [finished[ratings] for ratings in sorted(finished)]
