"""Whether a training fits into the memory that there is, said before it starts."""

from __future__ import annotations

import os
import re
from pathlib import Path

import psutil

from training.errors import SetupError
from training.names import MEMORY

GIB = 2**30
_CGROUP = Path("/sys/fs/cgroup")  # of the container, where the training runs in one

# Through what trainings of made-up ratings of the size of ml-1m, ml-10m and ml-32m took
# (docs/scale.md): on few ratings there is less to learn from, and beyond ten million the jobs
# that take most learn from samples.
_LEAST = 2.2 * GIB
_FROM_A_MILLION = 0.8 * GIB
_MANY = 10_000_000
_BYTES_PER_RATING, _BYTES_OF_MANY = 370, 190
_BYTES_PER_MOVIE = 10_000


def memory_of_training(ratings: int, movies: int) -> int:
    """Bytes that a training takes at most, Spark's Java included, about."""
    more = _FROM_A_MILLION * min(1.0, ratings / 1e6)
    each = _BYTES_PER_RATING * min(ratings, _MANY) + _BYTES_OF_MANY * max(0, ratings - _MANY)
    return int(_LEAST + more + each + _BYTES_PER_MOVIE * movies)


def check_room(name: str, ratings: int, movies: int) -> None:
    """Raise ``SetupError`` where a training will not fit.

    ``MATINEE_MEMORY`` says how much it may take (``12g``); what is free otherwise.
    """
    needed, told = memory_of_training(ratings, movies), told_memory("MATINEE_MEMORY")
    free = _bytes_of(told) if told else _free()
    if needed > free:
        raise SetupError(
            f"Training on {name} takes about {needed / GIB:.1f} GiB of memory and "
            f"{free / GIB:.1f} GiB are to be had: end other programs, take a larger machine or "
            f"fewer ratings. MATINEE_MEMORY={needed // GIB + 1}g starts it all the same."
        )


def told_memory(setting: str) -> str | None:
    """The amount of memory in a variable of the environment, None where it is not set.

    Raises ``SetupError`` when it is no amount.
    """
    told = os.environ.get(setting)
    if not told:
        return None
    if not re.fullmatch(MEMORY, told):
        raise SetupError(
            f"{setting}={told} is no amount of memory: "
            "write 900m for megabytes or 4g for gigabytes."
        )
    return told


def _bytes_of(amount: str) -> int:
    return int(amount[:-1]) * (GIB if amount[-1] in "gG" else 2**20)


def _free() -> int:
    """Bytes that programs can still have, swap included, on the machine or in the container."""
    free = psutil.virtual_memory().available + psutil.swap_memory().free
    try:  # control groups, version 2; "max" is no number
        limit = int((_CGROUP / "memory.max").read_text())
        used = int((_CGROUP / "memory.current").read_text())
    except (OSError, ValueError):
        return free
    return min(free, max(0, limit - used))
