"""The store of fetched posters: an index and WebP files, each written whole or not at all.

::

    artifacts/posters/
        index.json               facts of every film, and the hashes of its pictures
        278-0a1b2c3d4e5f.webp    <number at TMDB>-<hash>, two for a film that has a poster

Pictures are written before the index that names them, and deleted after the index that no
longer does; so whatever stops a writer, what the index names is there.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from tables.disk import flush
from tables.errors import TableError
from tables.fetched.entries import FORMAT, SHOWN, Entry, Index, good_ones, hash_of
from tables.json_files import decode, encode

NAME = "posters"
INDEX = "index.json"
_WAITING = ".waiting-"  # begins the names of files that are being written
_AGAIN = "Run `make posters` to fetch them anew."


class FetchedPosters:
    """What may be shown of a store, as it was when it was read."""

    def __init__(self, folder: Path, entries: Mapping[int, Entry]) -> None:
        self._folder = folder
        self._entries = entries
        # From then on one of them is too old.
        self.good_until = min((e.fetched for e in entries.values()), default=_NEVER - SHOWN) + SHOWN

    def __bool__(self) -> bool:
        return bool(self._entries)

    def still_good(self, now: datetime) -> FetchedPosters:
        """Those of them that may still be shown."""
        return FetchedPosters(self._folder, good_ones(self._entries, now))

    def of(self, tmdb_id: int | None) -> Entry | None:
        """What is known of the film of that number at TMDB, or None."""
        return None if tmdb_id is None else self._entries.get(tmdb_id)

    def picture(self, entry: Entry, version: str) -> bytes | None:
        """The WebP file that is named by a hash; None where it is not what was fetched."""
        try:
            content = _picture(self._folder, entry.tmdb_id, version).read_bytes()
        except OSError:
            return None
        return content if hash_of(content) == version else None


_NEVER = datetime.max.replace(tzinfo=UTC)
NOTHING_FETCHED = FetchedPosters(Path(), {})


class FetchedStore:
    """The store in a folder of artifacts; made when something is first written."""

    def __init__(self, artifacts: Path) -> None:
        self.folder = artifacts / NAME
        self._index = self.folder / INDEX

    def signature(self) -> tuple[int, int, int] | None:
        """What changes whenever the index does; None where there is none. One system call."""
        try:
            found = self._index.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino

    def read(self) -> dict[int, Entry]:
        """Every film of the index by its number at TMDB; nothing where there is no index.

        Raises ``TableError`` for a damaged one, ``OSError`` for one that cannot be read.
        """
        if self.signature() is None:
            return {}
        films = decode(self._index, Index, FORMAT, _AGAIN).films
        return {entry.tmdb_id: entry for entry in films}

    def to_show(self, now: datetime) -> FetchedPosters:
        """What may be shown; raises what ``read`` does."""
        return FetchedPosters(self.folder, good_ones(self.read(), now))

    def whole(self, entry: Entry) -> bool:
        """Whether the pictures that an entry names, if any, lie there as they were fetched."""
        there = FetchedPosters(self.folder, {})
        versions = (entry.small, entry.large)
        return all(v is None or there.picture(entry, v) is not None for v in versions)

    def check(self) -> int:
        """Read every picture in full; returns how many films have one.

        ``TableError`` names the first film whose picture is missing or another; besides,
        raises what ``read`` does.
        """
        entries = self.read().values()
        for entry in entries:
            if not self.whole(entry):
                raise TableError(
                    f"A picture of film {entry.tmdb_id} in {self.folder} is missing or not the "
                    f"one that was fetched. {_AGAIN}"
                )
        return sum(entry.has_poster for entry in entries)

    def write_picture(self, tmdb_id: int, content: bytes) -> str:
        """Keep a picture and return its hash. Raises ``OSError``, and then nothing is kept."""
        version = hash_of(content)
        self._write(_picture(self.folder, tmdb_id, version), content)
        return version

    def write_index(self, entries: Mapping[int, Entry]) -> None:
        """Replace the index. Raises ``OSError``, and then it is as it was."""
        films = tuple(entries[number] for number in sorted(entries))
        self._write(self._index, encode(Index(films)))
        flush(self.folder)

    def prune(self, entries: Iterable[Entry]) -> int:
        """Delete the pictures that no entry names, and what a stop left; returns how many."""
        named = {
            _picture(self.folder, entry.tmdb_id, version).name
            for entry in entries
            for version in (entry.small, entry.large)
            if version is not None
        }
        old = [path for path in self.folder.glob("*.webp") if path.name not in named]
        for path in (*old, *self.folder.glob(f"{_WAITING}*")):
            with suppress(OSError):
                path.unlink()
        return len(old)

    def _write(self, path: Path, content: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        waiting = self.folder / f"{_WAITING}{os.getpid()}"
        try:
            waiting.write_bytes(content)
            flush(waiting)
            waiting.replace(path)
        except BaseException:
            with suppress(OSError):
                waiting.unlink(missing_ok=True)
            raise


def _picture(folder: Path, tmdb_id: int, version: str) -> Path:
    return folder / f"{tmdb_id}-{version}.webp"
