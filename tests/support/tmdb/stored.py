"""A store of fetched posters for the tiny run, made without any request."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from tables.fetched.entries import Entry
from tables.fetched.store import FetchedStore
from tests.support.tmdb.server import poster_bytes
from training.posters.pictures import two_sizes

NOW = datetime.now(UTC)


def keep(artifacts: Path, *tmdb_ids: int, **changes: Any) -> dict[int, Entry]:
    """Put films with posters and facts into the store beside what is there; returns all of it.

    ``changes`` replaces fields of their entries.
    """
    store = FetchedStore(artifacts)
    entries = store.read()
    for number in tmdb_ids:
        small, large = (
            store.write_picture(number, each) for each in two_sizes(poster_bytes(number))
        )
        entry = Entry(
            number,
            NOW,
            small,
            large,
            f"Somebody <b>does</b> something in {number}.",
            138,
            ("Dora Director",),
            ("Ann Actor", "Bo Actor"),
        )
        entries[number] = replace(entry, **changes)
    store.write_index(entries)
    return entries
