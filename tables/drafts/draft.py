"""A run in the making: written file by file, checked in full, published in one atomic step.

The draft becomes a run by a rename and the published run by replacing the link
``current``; a failure before that leaves everything as it was.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from tables.arrays.twins import twin_of
from tables.csv_files import Values, read_csv, write_csv
from tables.disk import flush, slug
from tables.drafts.unfinished import (
    PROGRESS,
    STATE,
    Unfinished,
    draft_folder,
    remove_unrecorded,
    write_unfinished,
)
from tables.errors import TableError
from tables.manifest import NAME, Dataset, FileEntry, JobEntry, Manifest, sha256_of
from tables.reader import Run
from tables.runs import RunStore
from tables.schemas import SCHEMAS, Schema


class Draft:
    """A run in the making.

    Leaving the context without ``publish`` deletes it, or, where progress was recorded,
    what came after the last record.
    """

    def __init__(self, store: RunStore, folder: Path, manifest: Manifest) -> None:
        self._store = store
        self._files: dict[str, FileEntry] = {}
        self._jobs: list[JobEntry] = []
        self._recorded: set[str] | None = None
        self._manifest = manifest
        self.folder = folder
        self.id = manifest.id
        self.created = manifest.created

    @classmethod
    def start(
        cls,
        store: RunStore,
        dataset: Dataset,
        seed: int,
        settings: Mapping[str, Any],
        libraries: Mapping[str, str],
        makers: Mapping[str, str] | None = None,
    ) -> Self:
        """Start a new run; use it as a context manager and ``publish`` at the end.

        ``makers`` names, by file, the training step that makes it, in this run or not.
        """
        store.runs.mkdir(parents=True, exist_ok=True)
        while True:
            now = datetime.now(UTC)
            # Milliseconds keep the ids in order of time, even of runs made in one second.
            run_id = f"{now:%Y%m%d-%H%M%S}-{now.microsecond // 1000:03d}-{slug(dataset.name)}"
            folder = draft_folder(store, run_id)
            try:
                folder.mkdir()
                break
            except FileExistsError:  # of this very millisecond
                time.sleep(0.001)
        manifest = Manifest(
            id=run_id,
            created=now.isoformat(timespec="seconds"),
            dataset=dataset,
            seed=seed,
            settings=dict(settings),
            libraries=dict(libraries),
            makers=dict(makers or {}),
        )
        return cls(store, folder, manifest)

    @classmethod
    def go_on(
        cls,
        store: RunStore,
        unfinished: Unfinished,
        dataset: Dataset,
        seed: int,
        libraries: Mapping[str, str],
        makers: Mapping[str, str],
    ) -> Self:
        """The draft of a training that was stopped, with what its finished jobs made."""
        folder = draft_folder(store, unfinished.id)
        manifest = Manifest(
            id=unfinished.id,
            created=unfinished.created,
            dataset=dataset,
            seed=seed,
            settings=dict(unfinished.settings),
            libraries=dict(libraries),
            makers=dict(makers),
        )
        draft = cls(store, folder, manifest)
        draft._files = dict(unfinished.files)
        draft._jobs = list(unfinished.jobs)
        draft._recorded = set(draft._files)
        remove_unrecorded(folder, draft._recorded)
        return draft

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._recorded is not None and self.folder.is_dir():
            remove_unrecorded(self.folder, self._recorded)
        else:
            shutil.rmtree(self.folder, ignore_errors=True)  # gone already once published

    def write_table(self, schema: Schema, columns: Mapping[str, Values]) -> None:
        """Write a CSV table from its columns (see ``csv_files.write_csv``), and its twin.

        Raises ``TableError`` for what neither a CSV nor its twin can hold.
        """
        path = self.folder / schema.name
        rows = write_csv(path, schema, columns)
        self._add(schema.name, rows)
        if schema.twin is not None:
            try:
                twin = twin_of(schema, columns)
            except (ValueError, TypeError, OverflowError) as error:
                read_csv(path, schema)  # names the line and column
                raise TableError(
                    f"{schema.name} holds what {schema.twin} cannot: {error}."
                ) from None
            self.write_array(schema.twin, twin)

    def write_array(self, name: str, array: NDArray[Any]) -> None:
        """Write an array as ``name`` (.npy), to be memory-mapped by readers."""
        np.save(self.folder / name, array, allow_pickle=False)
        self._add(name, len(array))

    def write_file(self, name: str, content: bytes) -> None:
        """Write any other file of the run: a figure, a report."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self._add(name, None)

    def keep(self, name: str, earlier: Path) -> None:
        """Take a file over from an earlier run as it is (a hard link, or a copy across disks).

        With a CSV table comes its twin, which is made where the earlier run has none.
        """
        if name in self._files:
            return
        tables = Manifest.read(earlier).tables
        entry = tables[name]
        target = self.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(earlier / name, target)
        except OSError:
            shutil.copyfile(earlier / name, target)
        self._files[name] = entry
        schema = SCHEMAS.get(name)
        if schema is not None and schema.twin is not None:
            if schema.twin in tables:
                self.keep(schema.twin, earlier)
            else:
                self.write_array(schema.twin, twin_of(schema, read_csv(target, schema)))

    @property
    def settings(self) -> Mapping[str, Any]:
        """What is recorded so far."""
        return self._manifest.settings

    def add_settings(self, settings: Mapping[str, Any]) -> None:
        """Record settings that only became known while a job ran."""
        self._manifest = msgspec.structs.replace(
            self._manifest, settings={**self._manifest.settings, **settings}
        )

    @property
    def jobs(self) -> tuple[JobEntry, ...]:
        """What is done so far."""
        return tuple(self._jobs)

    def add_job(
        self, name: str, seconds: float, run: str | None = None, peak_bytes: int | None = None
    ) -> None:
        """Record what a job took; ``run`` names the earlier run whose result is kept."""
        self._jobs.append(JobEntry(name, round(seconds, 3), run or self.id, peak_bytes))

    def make_state(self) -> None:
        """Make the folder of what is kept for going on, by which a training's draft is known."""
        (self.folder / STATE).mkdir(exist_ok=True)

    def write_state(self, name: str, *arrays: NDArray[Any]) -> None:
        """Keep arrays for later jobs of a training that goes on; they are not published."""
        self.make_state()
        np.savez(self.folder / STATE / name, *arrays)
        self._add(f"{STATE}/{name}", None)

    def read_state(self, name: str) -> list[NDArray[Any]] | None:
        """What ``write_state`` kept, or None."""
        if f"{STATE}/{name}" not in self._files:
            return None
        with np.load(self.folder / STATE / name, allow_pickle=False) as kept:
            return [kept[array] for array in kept.files]

    def record(self, key: Mapping[str, str]) -> None:
        """Record what is done, for a later training of the same ``key`` to go on from here."""
        self.make_state()
        for name in self._files.keys() - (self._recorded or set()):
            flush(self.folder / name)
        write_unfinished(
            self.folder,
            Unfinished(
                id=self.id,
                created=self.created,
                key=dict(key),
                settings=self._manifest.settings,
                files=dict(self._files),
                jobs=tuple(self._jobs),
            ),
        )
        self._recorded = set(self._files)

    def publish(self) -> str:
        """Check the run in full, then make it the published one; returns its id.

        Raises ``TableError``, and leaves the published run as it was, when a
        table is missing or breaks its contract.
        """
        published = {
            name: entry for name, entry in self._files.items() if not name.startswith(f"{STATE}/")
        }
        manifest = msgspec.structs.replace(self._manifest, tables=published, jobs=tuple(self._jobs))
        (self.folder / NAME).write_bytes(manifest.to_json())
        try:
            Run(self.folder).check()
        except TableError:
            self._recorded = None  # it would break its contract again: there is no going on
            raise
        for path in self.folder.rglob("*"):
            flush(path)
        final = self._store.runs / self.id
        self.folder.rename(final)
        flush(self._store.runs)
        self._store.use(self.id)
        (final / PROGRESS).unlink(missing_ok=True)
        shutil.rmtree(final / STATE, ignore_errors=True)
        self._store.prune()
        return self.id

    def _add(self, name: str, rows: int | None) -> None:
        if name in self._files:
            raise TableError(f"{name} was written twice into run {self.id}.")
        self._files[name] = FileEntry(rows, sha256_of(self.folder / name))
