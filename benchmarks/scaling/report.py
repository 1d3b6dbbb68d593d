"""docs/scale.md as text, from measurements."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.scaling.growth import (
    LEAST_SECONDS,
    exponent,
    extrapolate,
    finished_by_size,
    memory_at,
    row_names,
    seconds_by_row,
)
from benchmarks.scaling.measured import Measurement

BILLION = 1_000_000_000
_GIB = 2**30
_NONE = "–"


@dataclass(frozen=True)
class Machine:
    """What the measurements were made on."""

    cores: int
    memory_bytes: int
    python: str  # version
    date: str  # ISO 8601


def report(measurements: Sequence[Measurement], machine: Machine, cluster: bool) -> str:
    """The document; ``cluster`` says whether cluster.md lies beside it."""
    shapes = ",".join(one.shape for one in measurements)
    parts = [
        "# Growth with the data",
        f"Written by `make bench-scale SHAPES={shapes}`; changes by hand are lost.",
        _about(machine, measurements),
        "## What a training takes",
        _wholes(measurements, machine.date),
    ]
    if any(one.jobs for one in measurements):
        parts += [
            _wrapped(
                "Seconds of each job, as the runs recorded them; of a training that published "
                "nothing, the jobs that it finished."
            ),
            _rows(measurements, _seconds_of),
        ]
    if any(job.peak_bytes is not None for one in measurements for job in one.jobs):
        parts += ["Peak memory while each job ran, in GiB.", _rows(measurements, _memory_of)]
    parts += ["## Exponents of growth", _exponents(measurements)]
    parts += ["## A billion ratings, on paper", _billion(measurements)]
    if cluster:
        parts += ["How to run the jobs on a cluster of one's own: [cluster.md](cluster.md)."]
    return "\n\n".join(parts) + "\n"


def duration(seconds: float) -> str:
    """Seconds as people say them: ``0.4 s``, ``42 s``, ``11.5 min``, ``3.4 h``, ``12 days``."""
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    if seconds < 299.5:
        return f"{seconds:.0f} s"
    if seconds < 90 * 60:
        return f"{seconds / 60:.1f} min"
    if seconds < 72 * 3600:
        return f"{seconds / 3600:.1f} h"
    return f"{seconds / 86_400:,.0f} days"


def _about(machine: Machine, measurements: Sequence[Measurement]) -> str:
    versions = dict(pair for one in measurements for pair in one.libraries)
    libraries = "".join(f", {name} {version}" for name, version in versions.items())
    return _wrapped(
        f"Measured on {machine.date} with {machine.cores} "
        f"core{'s' if machine.cores != 1 else ''} and {_gib(machine.memory_bytes)} GiB of memory; "
        f"Python {machine.python}{libraries}. "
        "The ratings are made up by `python -m benchmarks.shapes` with the sizes and the long "
        "tails of published MovieLens sets; each training ran in a process of its own, with "
        "nothing taken over from another. Where the whole takes much longer than the processor "
        "time divided by the cores, the machine did other work as well. Memory is resident memory "
        "of that process and its children, looked at four times a second; pages that they share "
        "count more than once."
    )


def _wholes(measurements: Sequence[Measurement], today: str) -> str:
    return _table(
        (
            "shape",
            "ratings",
            "users",
            "rated films",
            "whole training",
            "processor time",
            "peak memory",
            "end",
        ),
        [
            (
                one.shape,
                f"{one.ratings:,}",
                f"{one.users:,}",
                f"{one.movies:,}",
                ("" if one.finished else "more than ") + duration(one.seconds),
                duration(one.cpu_seconds),
                f"{_gib(one.peak_bytes)} GiB",
                (_cell(one.trouble) if one.trouble else "published")
                + (f" ({one.date})" if one.date not in ("", today) else ""),
            )
            for one in measurements
        ],
    )


def _rows(
    measurements: Sequence[Measurement], values_of: Callable[[Measurement], dict[str, str]]
) -> str:
    """A row a job, a column a shape."""
    columns = [values_of(one) for one in measurements]
    names = [n for n in row_names(measurements) if any(n in column for column in columns)]
    return _table(
        ("job", *(one.shape for one in measurements)),
        [(name, *(column.get(name, _NONE) for column in columns)) for name in names],
    )


def _seconds_of(one: Measurement) -> dict[str, str]:
    return {name: f"{seconds:,.1f}" for name, seconds in seconds_by_row(one).items()}


def _memory_of(one: Measurement) -> dict[str, str]:
    return {job.name: _gib(job.peak_bytes) for job in one.jobs if job.peak_bytes is not None}


def _exponents(measurements: Sequence[Measurement]) -> str:
    by_size = sorted(measurements, key=lambda one: one.ratings)
    pairs = list(pairwise(by_size))
    rows = [
        (name, *(_number(exponent(small, large, name)) for small, large in pairs))
        for name in row_names(measurements)
    ]
    if not any(cell != _NONE for row in rows for cell in row[1:]):
        return "It takes two shapes to tell how a job grows."
    header = ("job", *(f"{small.shape} to {large.shape}" for small, large in pairs))
    text = _wrapped(
        "The logarithm of the ratio of seconds over that of the ratio of ratings: 1 where twice "
        "the ratings take twice as long, less where a job's start outweighs them. A dash where "
        f"either took less than {LEAST_SECONDS:g} s or has no figure."
    )
    return f"{text}\n\n{_table(header, rows)}"


def _billion(measurements: Sequence[Measurement]) -> str:
    rows = extrapolate(measurements, BILLION)
    if not rows:
        return "It takes two shapes that were finished to reckon with their growth."
    small, largest = finished_by_size(measurements)[-2:]
    memory = memory_at(measurements, BILLION)
    room = (
        "Memory did not grow between the two, so there is nothing to say of it."
        if memory is None
        else f"The memory, by a line through the two, would be {_gib(memory)} GiB."
    )
    text = (
        "Nobody has trained on a billion ratings here. Seconds are taken to grow on by the "
        f"exponents measured from {small.shape} to {largest.shape}; since those of jobs with a "
        "slow start are too low to last, the last column takes none for less than 1. Rows "
        f"without an exponent grow in proportion. {BILLION / largest.ratings:,.0f} times the "
        f"ratings of {largest.shape} would take about {duration(rows[-1].at_least_linear)} on one "
        f"such machine. {room}"
    )
    table = _table(
        ("job", "exponent", "by the exponent", "growing at least linearly"),
        [
            (
                row.name,
                _number(row.exponent),
                _NONE if row.measured is None else duration(row.measured),
                duration(row.at_least_linear),
            )
            for row in rows
        ],
    )
    return f"{_wrapped(text)}\n\n{table}"


def _wrapped(text: str) -> str:
    return textwrap.fill(text, 100, break_long_words=False, break_on_hyphens=False)


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    rule = f"|---|{'--:|' * (len(header) - 1)}"
    first, *rest = (f"| {' | '.join(line)} |" for line in (header, *rows))
    return "\n".join((first, rule, *rest))


def _number(value: float | None) -> str:
    return _NONE if value is None else f"{value:.2f}"


def _gib(size: float) -> str:
    gib = size / _GIB
    return f"{gib:,.0f}" if gib >= 99.5 else f"{gib:.1f}"


def _cell(text: str) -> str:
    """A text that may stand in a table's cell: a line, not too long, no bar and no code."""
    line = " ".join(text.split()).replace("|", "/").replace("`", "'")
    return line if len(line) <= 200 else line[:199] + "…"
