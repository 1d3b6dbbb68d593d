"""The manifest of a run: where its tables came from and how to tell that they are whole."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from tables.errors import TableError
from tables.json_files import decode, encode

FORMAT = 1
NAME = "manifest.json"

Count = Annotated[int, Meta(ge=0)]


class Dataset(msgspec.Struct, frozen=True):
    """The ratings that a run was computed from."""

    name: str
    checksum: str  # SHA-256 over the data set's files
    simulated: bool  # True where nobody gave the ratings: the sample, other made-up data sets
    users: Count
    movies: Count
    ratings: Count


class FileEntry(msgspec.Struct, frozen=True):
    """One published file: its number of rows (None where it has none) and SHA-256."""

    rows: Count | None
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class JobEntry(msgspec.Struct, frozen=True, rename="camel"):
    """One training job, what it took, and the run that it was computed in."""

    name: str
    seconds: Annotated[float, Meta(ge=0)]
    run: str
    peak_bytes: Count | None = None  # of resident memory, child processes included


class Manifest(msgspec.Struct, frozen=True):
    """Everything that a reader has to know about a run, and ``manifest.json`` holds."""

    id: str
    created: str  # ISO 8601, UTC
    dataset: Dataset
    seed: int
    settings: dict[str, Any] = {}
    libraries: dict[str, str] = {}
    tables: dict[str, FileEntry] = {}
    jobs: tuple[JobEntry, ...] = ()
    makers: dict[str, str] = {}  # the training step that makes a file, this run's or another's
    format: int = FORMAT

    def to_json(self) -> bytes:
        """The content of ``manifest.json``."""
        return encode(self)

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Read ``manifest.json`` of a run folder; ``TableError`` says what is wrong with it."""
        if not (folder / NAME).exists():
            raise TableError(f"{folder} has no {NAME}, so it is no complete run.")
        return decode(folder / NAME, cls, FORMAT)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, as lower-case hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
