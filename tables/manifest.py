"""The manifest of a run: where its tables came from and how to tell that they are whole."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tables.errors import TableError

FORMAT = 1
NAME = "manifest.json"


@dataclass(frozen=True)
class Dataset:
    """The ratings that a run was computed from."""

    name: str
    checksum: str  # SHA-256 over the data set's files
    simulated: bool  # True for the built-in sample, whose ratings nobody gave
    users: int
    movies: int
    ratings: int


@dataclass(frozen=True)
class FileEntry:
    """One published file: its number of rows (None where it has none) and SHA-256."""

    rows: int | None
    sha256: str


@dataclass(frozen=True)
class JobEntry:
    """One training job, how long it took, and the run that it was computed in."""

    name: str
    seconds: float
    run: str


@dataclass(frozen=True)
class Manifest:
    """Everything that a reader has to know about a run, and ``manifest.json`` holds."""

    id: str
    created: str  # ISO 8601, UTC
    dataset: Dataset
    seed: int
    settings: dict[str, Any] = field(default_factory=dict)
    libraries: dict[str, str] = field(default_factory=dict)
    tables: dict[str, FileEntry] = field(default_factory=dict)
    jobs: tuple[JobEntry, ...] = ()
    format: int = FORMAT

    def to_json(self) -> str:
        return json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n"

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Read ``manifest.json`` of a run folder; ``TableError`` says what is wrong with it."""
        path = folder / NAME
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise TableError(f"{folder} has no {NAME}, so it is no complete run.") from None
        except (json.JSONDecodeError, UnicodeDecodeError) as error:
            raise TableError(f"{path} is not valid JSON: {error}.") from None
        found = raw.get("format") if isinstance(raw, dict) else None
        if found != FORMAT:
            raise TableError(
                f"{path} has format {found!r}; this version reads format {FORMAT}. "
                "Run `make train` to publish a new run."
            )
        try:
            return cls(
                id=str(raw["id"]),
                created=str(raw["created"]),
                dataset=Dataset(**raw["dataset"]),
                seed=int(raw["seed"]),
                settings=dict(raw["settings"]),
                libraries=dict(raw["libraries"]),
                tables={name: FileEntry(**entry) for name, entry in raw["tables"].items()},
                jobs=tuple(JobEntry(**job) for job in raw["jobs"]),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise TableError(f"{path} is incomplete or has a wrong entry: {error!r}.") from None


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, as lower-case hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def verify_files(folder: Path, manifest: Manifest) -> None:
    """Compare a run's files with its manifest; ``TableError`` names the first that differs."""
    for name, entry in manifest.tables.items():
        path = folder / name
        if not path.is_file():
            raise TableError(f"{name} is listed in the manifest but missing from {folder}.")
        if sha256_of(path) != entry.sha256:
            raise TableError(
                f"{name} in {folder} is not the file that was published (its SHA-256 differs). "
                "Run `make train`, or go back with `python -m tables use RUN`."
            )
