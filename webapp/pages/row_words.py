"""What is true of the two rows of an answer, from famous to hidden, in words."""

from __future__ import annotations

from serving.own_answers import USUAL, Band, bands
from tables import Run

POSITIONS = ("Famous", "Well known", "Both", "Less known", "Hidden")  # by adventure
KINDS = ("famous films", "well-known films", "films", "less-known films", "hidden films")

_COUNTS = ("None", "One", "Two", "Three", "Four", "Five")


def row_words(run: Run, adventure: int, sizes: tuple[int, int]) -> tuple[str, str]:
    """The sentence under the name of each row of so many films."""
    users = run.manifest.dataset.users
    first, second = bands(run, adventure)
    if adventure == USUAL:
        return f"{_count(sizes[0])} that many people love", _sentence(sizes[1], second, users)
    more = " more" if first == second else ""
    return _sentence(sizes[0], first, users), _sentence(sizes[1], second, users, more)


def _sentence(size: int, band: Band, users: int, more: str = "") -> str:
    count = f"{_count(size)}{more}"
    if band.below is None:
        return f"{count} rated by {band.least:,} or more of {users:,} people"
    if band.least <= 1:
        return f"{count} rated by fewer than {band.below:,} of {users:,} people"
    return f"{count} rated by {band.least:,} to {band.below - 1:,} of {users:,} people"


def _count(size: int) -> str:
    return _COUNTS[size] if size < len(_COUNTS) else str(size)
