"""The title that a film is shown by, and the others that it is known by.

MovieLens writes a film's other titles in parentheses behind its title: ``Seven (a.k.a. Se7en)``,
``Amelie (Le fabuleux destin d'Amélie Poulain)``. They find a film; its name is shorter.
"""

from __future__ import annotations

import re
from typing import NamedTuple

ALSO_KNOWN_AS = re.compile(r"^\s*a\.?k\.?a\.?:?\s+", re.IGNORECASE)
"""What other titles may begin with."""

_TAIL = re.compile(r"\s*\(([^()]*)\)$")
# "Birdman: Or (The Unexpected Virtue of Ignorance)", "Story (Part 2)": the title goes on.
_GOES_ON = re.compile(r"\bor:?$", re.IGNORECASE)
_PART = re.compile(r"(?:part|vol|volume|chapter|episode)\b(?!.*\bof\b)|\d+$", re.IGNORECASE)


class ShownTitle(NamedTuple):
    """A title and what stood in parentheses behind it, in that order."""

    title: str
    others: tuple[str, ...]


def shown_title(title: str) -> ShownTitle:
    """Take the other titles off a film's title (without its year). What is left is never empty."""
    others: list[str] = []
    while found := _TAIL.search(title):
        before = title[: found.start()]
        other = ALSO_KNOWN_AS.sub("", found[1]).lstrip()
        if not before or _GOES_ON.search(before) or _PART.match(other):
            break
        title = before
        if other.strip():
            others.append(other.strip())
    return ShownTitle(title, tuple(reversed(others)))
