"""The job of ``make posters``: asks for what is missing or old, and keeps each film as it comes."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from tables import TableError
from tables.fetched.entries import WIDTHS, Entry, good_ones
from tables.fetched.store import FetchedStore
from training.posters.client import Pictures, Tmdb
from training.posters.facts import facts_of
from training.posters.pictures import two_sizes
from training.posters.troubles import TmdbError, Trouble
from training.runtime.progress import progress_bar

log = logging.getLogger(__name__)

REFRESHED_AFTER = timedelta(days=150)
"""A month before a film is too old to be shown: whoever runs this monthly never loses one."""

MOST_FAILURES_IN_A_ROW = 5
_SECONDS_BETWEEN_INDEXES = 1.0

_ENDING = {Trouble.REFUSED, Trouble.QUOTA}  # the next film would fare no better
_LASTING = {Trouble.NOT_A_FILM, Trouble.BROKEN_OFF, Trouble.SERVER}  # perhaps not, in a row


@dataclass
class Tally:
    """What became of the films that were asked for."""

    fetched: int = 0
    with_poster: int = 0  # of them
    there: int = 0  # films that needed no request
    left: int = 0  # that a stop left for the next time
    too_old: int = 0  # films that were deleted for their age
    troubles: Counter[Trouble] = field(default_factory=Counter)
    examples: dict[Trouble, str] = field(default_factory=dict)  # the first of each kind
    stopped: TmdbError | OSError | None = None  # why the rest was not asked for

    def count(self, trouble: TmdbError, tmdb_id: int) -> None:
        """Count a film's trouble."""
        self.troubles[trouble.kind] += 1
        self.examples.setdefault(trouble.kind, f"film {tmdb_id} at TMDB: {trouble}")


class _DiskError(Exception):
    """A file of the store cannot be written."""


class Fetching:
    """One run of the job on one store."""

    def __init__(
        self,
        store: FetchedStore,
        client: Tmdb,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._store = store
        self._client = client
        self._now = now
        self._entries: dict[int, Entry] = {}
        self._changed = False  # since the index was written
        self._readable = True  # whether the index was
        self._written = time.monotonic()
        self._tally = Tally()

    def fetch(self, tmdb_ids: Sequence[int]) -> Tally:
        """Bring the store up to date for these films; what is in it of others stays.

        What was fetched is in the index a second later, however this ends.
        """
        tally = self._tally
        try:
            self._begin()
            due = self._due(tmdb_ids)
            tally.there, tally.left = len(tmdb_ids) - len(due), len(due)
            if due:
                pictures = self._client.pictures(WIDTHS[-1])
                self._all(due, pictures)
        except TmdbError as error:
            tally.stopped = error
        except _DiskError as error:
            assert isinstance(error.__cause__, OSError)
            tally.stopped = error.__cause__
        finally:
            self._end()
        return tally

    def _begin(self) -> None:
        """Read what there is, and delete what TMDB's terms let nobody keep."""
        try:
            with _disk():
                found = self._store.read()
        except TableError as error:
            log.warning(f"The fetched posters are begun anew: {error}")
            found, self._readable = {}, False
        self._entries = good_ones(found, self._now())
        self._tally.too_old = len(found) - len(self._entries)
        if self._tally.too_old:
            self._changed = True
            self._write_index()

    def _due(self, tmdb_ids: Sequence[int]) -> list[int]:
        """The films to ask for: new ones in the order given, then known ones, oldest first.

        Known ones are asked for where they are old, incomplete, or damaged on the disk.
        """
        new = [number for number in tmdb_ids if number not in self._entries]
        fresh = self._now() - REFRESHED_AFTER
        old = [
            entry
            for entry in map(self._entries.get, tmdb_ids)
            if entry is not None
            and (entry.fetched <= fresh or not entry.complete or not self._store.whole(entry))
        ]
        return new + [entry.tmdb_id for entry in sorted(old, key=lambda entry: entry.fetched)]

    def _all(self, due: Sequence[int], pictures: Pictures) -> None:
        in_a_row = 0
        with progress_bar(len(due), "Posters", unit="film") as bar:
            for tmdb_id in due:
                try:
                    entry = self._entries[tmdb_id] = self._film(tmdb_id, pictures)
                    self._changed = True
                    self._tally.fetched += entry.has_facts or entry.has_poster
                    self._tally.with_poster += entry.has_poster
                    in_a_row = 0
                except TmdbError as trouble:
                    if trouble.kind in _ENDING:
                        raise
                    in_a_row = in_a_row + 1 if trouble.kind in _LASTING else 0
                    self._tally.count(trouble, tmdb_id)
                    if in_a_row == MOST_FAILURES_IN_A_ROW:
                        why = f"{in_a_row} films in a row failed, the last one: {trouble}"
                        raise TmdbError(trouble.kind, why) from None
                self._tally.left -= 1
                bar.update()
                late = time.monotonic() - self._written > _SECONDS_BETWEEN_INDEXES
                if self._changed and late:
                    self._write_index()

    def _film(self, tmdb_id: int, pictures: Pictures) -> Entry:
        """A film as TMDB has it now; raises ``TmdbError`` where the entry shall stay as it was."""
        now = self._now()
        try:
            facts = facts_of(self._client.film(tmdb_id), tmdb_id)
        except TmdbError as error:
            if error.kind is not Trouble.UNKNOWN:
                raise
            self._tally.count(error, tmdb_id)
            return Entry(tmdb_id, now)
        entry = Entry(
            tmdb_id,
            now,
            plot=facts.plot,
            runtime=facts.runtime,
            directors=facts.directors,
            actors=facts.actors,
        )
        if facts.poster is None:
            return entry
        try:
            small, large = two_sizes(self._picture(pictures.at(facts.poster)))
        except TmdbError:
            before = self._entries.get(tmdb_id)
            if before is None or not before.has_poster or not self._store.whole(before):
                # Its facts are good; it is asked for again for its picture.
                self._entries[tmdb_id] = replace(entry, complete=False)
                self._changed = True
            raise
        with _disk():
            versions = [self._store.write_picture(tmdb_id, each) for each in (small, large)]
        return replace(entry, small=versions[0], large=versions[1])

    def _picture(self, address: str) -> bytes:
        try:
            return self._client.picture(address)
        except TmdbError as error:
            # Who keeps the pictures knows no token.
            if error.kind in (Trouble.UNKNOWN, Trouble.REFUSED):
                raise TmdbError(Trouble.NO_PICTURE, str(error)) from None
            raise

    def _write_index(self) -> None:
        with _disk():
            self._store.write_index(self._entries)
        self._changed, self._readable, self._written = False, True, time.monotonic()

    def _end(self) -> None:
        if not self._readable and not self._changed:
            return  # what is there may be of use to somebody who knows more
        try:
            if self._changed:
                self._write_index()
        except _DiskError as error:
            assert isinstance(error.__cause__, OSError)
            self._tally.stopped = error.__cause__
        else:
            self._store.prune(self._entries.values())


@contextmanager
def _disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _DiskError from error
