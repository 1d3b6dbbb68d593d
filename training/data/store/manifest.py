"""What a store holds, of which source, in ``manifest.json``."""

from __future__ import annotations

from pathlib import Path

import msgspec

from training.data.reading.storages import FileState

NAME = "manifest.json"
FORMAT = 1
"""Grows with each change of what readers of a store count on; others are built anew."""

# A file that was changed within the clock's step of being read may change once more unseen.
_SETTLED_NANOSECONDS = 2_000_000_000


class SourceEntry(msgspec.Struct, frozen=True):
    """The files that a store was made of, and when they were read."""

    source: str  # the folder or zip, in full; or its address
    files: list[FileState]
    read: int  # nanoseconds since 1970 UTC

    def is_unchanged(self, now: SourceEntry) -> bool:
        """Whether the files are surely those that were read; told without reading them."""
        return (
            self.source == now.source
            and self.files == now.files
            and all(0 < file.modified < self.read - _SETTLED_NANOSECONDS for file in self.files)
        )


class StoreManifest(msgspec.Struct, frozen=True):
    """A store's contents."""

    format: int
    name: str  # of the data set
    checksum: str  # of its source, as in ``MovieLens``
    simulated: bool
    scale: tuple[float, float, float]
    ratings: int
    users: int
    movies: int
    source: SourceEntry
    sha256: dict[str, str]  # path in the store -> SHA-256 (hex) of the file

    @classmethod
    def read(cls, folder: Path) -> StoreManifest | None:
        """A store's manifest; None where it is of another format.

        Raises ``OSError`` or ``msgspec.MsgspecError`` where there is none, or half of one.
        """
        text = (folder / NAME).read_bytes()
        if msgspec.json.decode(text, type=_Format).format != FORMAT:
            return None
        return msgspec.json.decode(text, type=cls)

    def to_json(self) -> bytes:
        return msgspec.json.format(msgspec.json.encode(self), indent=1) + b"\n"


class _Format(msgspec.Struct):
    format: int
