"""What a training that was stopped has done: enough to go on with it.

A draft's ``progress.json`` is written anew after every job. It names the files that are
whole, so what a job was writing when it was stopped is known for what it is.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import msgspec

from tables.errors import TableError
from tables.json_files import decode, encode
from tables.manifest import FileEntry, JobEntry, sha256_of
from tables.runs import RunStore

PROGRESS = "progress.json"
STATE = "state"
"""Folder of what later jobs need of earlier ones and nobody reads: it is not published."""
FORMAT = 1


class Unfinished(msgspec.Struct, frozen=True):
    """A training that did not come to its end."""

    id: str
    created: str  # ISO 8601, UTC
    key: dict[str, str]
    """What a training must have in common with it to go on, by the name that people know it by."""
    settings: dict[str, Any]
    files: dict[str, FileEntry]  # of finished jobs, those in ``STATE`` included
    jobs: tuple[JobEntry, ...]
    format: int = FORMAT

    def differences(self, key: dict[str, str]) -> list[str]:
        """The names of what is not the same."""
        return [name for name in key if self.key.get(name) != key[name]]

    def is_whole(self, folder: Path) -> bool:
        """Whether every file is there as it was written."""
        return all(
            (folder / name).is_file() and sha256_of(folder / name) == entry.sha256
            for name, entry in self.files.items()
        )


def draft_folder(store: RunStore, run_id: str) -> Path:
    """Where the draft of a run lies: readers pass over names that start with a dot."""
    return store.runs / f".{run_id}"


def read_unfinished(folder: Path) -> Unfinished | None:
    """The progress of a draft, or None where there is none that can be read."""
    if not (folder / PROGRESS).is_file():
        return None
    try:
        return decode(folder / PROGRESS, Unfinished, FORMAT)
    except TableError:
        return None


def write_unfinished(folder: Path, unfinished: Unfinished) -> None:
    """Record the progress in one atomic step."""
    waiting = folder / f".{PROGRESS}"
    with waiting.open("wb") as file:
        file.write(encode(unfinished))
        file.flush()
        os.fsync(file.fileno())
    waiting.replace(folder / PROGRESS)


def newest_unfinished(store: RunStore) -> Unfinished | None:
    """The unfinished training that was started last, or None."""
    if not store.runs.is_dir():
        return None
    for folder in sorted(store.runs.glob(".*"), reverse=True):
        found = read_unfinished(folder)
        if found is not None and draft_folder(store, found.id) == folder:
            return found
    return None


def sweep_unfinished(store: RunStore, but: str | None = None) -> None:
    """Delete what stopped trainings left behind, except for the run ``but``."""
    if not store.runs.is_dir():
        return
    for folder in store.runs.glob(".*"):
        if folder.is_dir() and folder.name != f".{but}" and (folder / STATE).is_dir():
            shutil.rmtree(folder, ignore_errors=True)


def remove_unrecorded(folder: Path, recorded: set[str]) -> None:
    """Delete what an unfinished job left in a draft."""
    for path in sorted(folder.rglob("*"), reverse=True):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in recorded and name != PROGRESS:
            path.unlink()
