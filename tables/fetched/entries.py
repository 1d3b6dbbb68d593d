"""What the index of fetched posters says of a film, how long it may be shown, and its checks."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated

import msgspec
from msgspec import Meta

FORMAT = 1

SHOWN = timedelta(days=180)
"""From when a film was fetched. TMDB's terms let nobody keep its content for more than six
months, of which the shortest have 181 days."""

WIDTHS = (240, 480)  # pixels of the two pictures of a film
HEIGHTS = (360, 720)

_CLOCKS_DIFFER = timedelta(days=1)

Hash = Annotated[str, Meta(pattern="^[0-9a-f]{12}$")]
Name = Annotated[str, Meta(min_length=1, max_length=100)]


class Entry(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """A film as TMDB describes it; all but its number and time may be unknown."""

    tmdb_id: Annotated[int, Meta(ge=1, le=2**31 - 1)]
    fetched: Annotated[datetime, Meta(tz=True)]
    small: Hash | None = None  # of the picture of WIDTHS[0] pixels
    large: Hash | None = None  # of that of WIDTHS[1]
    plot: Annotated[str, Meta(max_length=400)] = ""  # one sentence
    runtime: Annotated[int, Meta(ge=1, le=10_000)] | None = None  # minutes
    directors: tuple[Name, ...] = ()
    actors: tuple[Name, ...] = ()  # leading ones first
    complete: bool = True  # False where a picture could not be had: it is asked for again

    @property
    def has_poster(self) -> bool:
        """Whether both pictures were fetched."""
        return self.small is not None and self.large is not None

    @property
    def has_facts(self) -> bool:
        """Whether anything but a picture is known."""
        return bool(self.plot or self.runtime or self.directors or self.actors)

    def good(self, now: datetime) -> bool:
        """Whether it may be shown: neither too old nor, by a clock that is wrong, of tomorrow."""
        return self.fetched - _CLOCKS_DIFFER <= now < self.fetched + SHOWN


class Index(msgspec.Struct, frozen=True):
    """``index.json``: the films in ascending order of their numbers at TMDB."""

    films: tuple[Entry, ...]
    source: str = "TMDB"
    format: int = FORMAT


def hash_of(content: bytes) -> str:
    """The part of a picture's SHA-256 that its file and its address are named by."""
    return hashlib.sha256(content).hexdigest()[:12]


def good_ones(entries: Mapping[int, Entry], now: datetime) -> dict[int, Entry]:
    """Those that may still be shown, by their numbers at TMDB."""
    return {number: entry for number, entry in entries.items() if entry.good(now)}
