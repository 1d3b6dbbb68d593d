"""Whether a run's files are those that were published, without hashing gigabytes at each start.

``verified.json`` beside the manifest says how the large files looked when their SHA-256 was
last held against the manifest: at publication, or by ``python -m tables check``. Whoever
opens the run hashes the small files, and every large one whose size or time of change is
another now. So a file that was edited, cut short or replaced is noticed at once; bytes that
a failing disk turns, which changes neither size nor time, are found by the check alone.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import msgspec

from tables.errors import TableError
from tables.json_files import decode, encode
from tables.manifest import Manifest, sha256_of

NAME = "verified.json"
FORMAT = 1
SMALL = 4 << 20  # bytes; below, a file is hashed in milliseconds


class _Look(msgspec.Struct, frozen=True):
    """How a file looked when it was found to be whole."""

    size: int  # bytes
    changed: int  # nanoseconds since 1970
    sha256: str


class _Record(msgspec.Struct, frozen=True):
    files: dict[str, _Look]
    format: int = FORMAT


class Verification:
    """The files of one run, held against its manifest."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self._folder = folder
        self._manifest = manifest
        self._hashed: dict[str, _Look] = {}

    def verify(self, in_full: bool = False) -> None:
        """Verify every file, ``in_full`` without trust in the record.

        ``TableError`` names the first file that is missing or another than was published.
        """
        recorded = {} if in_full else self._recorded()
        for name, entry in self._manifest.tables.items():
            path = self._folder / name
            if not path.is_file():
                raise TableError(
                    f"{name} is listed in the manifest but missing from {path.parent}."
                )
            found = path.stat()  # before it is hashed: a later change shall be seen as one
            look = _Look(found.st_size, found.st_mtime_ns, entry.sha256)
            if look == self._hashed.get(name):
                continue
            if look.size > SMALL and look == recorded.get(name):
                continue
            if sha256_of(path) != entry.sha256:
                raise TableError(
                    f"{name} in {self._folder} is not the file that was published (its SHA-256 "
                    "differs). Run `make train`, or go back with `python -m tables use RUN`."
                )
            self._hashed[name] = look

    def record(self) -> None:
        """Write down how the files that were hashed look, where the folder can be written to."""
        large = {name: look for name, look in self._hashed.items() if look.size > SMALL}
        waiting = self._folder / f".{NAME}"
        with suppress(OSError):
            waiting.write_bytes(encode(_Record(large)))
            waiting.replace(self._folder / NAME)

    def _recorded(self) -> dict[str, _Look]:
        try:
            return decode(self._folder / NAME, _Record, FORMAT).files
        except TableError:
            return {}  # nothing is known, so all is hashed
