"""The ratings stores of one artifacts folder: made once from a source, then read instead of it.

::

    artifacts/ratings/
        ml-32m-0123456789ab/            name and first digits of the checksum
            manifest.json
            ratings/part-00000.parquet  blocks of users, sorted by user and movie
            movies.parquet, links.parquet, tags.parquet

A store is written under a name that starts with a dot and renamed when it is whole.
"""

from __future__ import annotations

import fcntl
import logging
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import msgspec
import pyarrow as pa

from tables.disk import flush, slug
from tables.manifest import sha256_of
from training.data.archive import DataFiles, open_data_files
from training.data.layouts import FILES_OF_LAYOUTS, LANDMARKS
from training.data.movielens import SIMULATED_MARKER, MovieLens, read_movielens
from training.data.store import parquet
from training.data.store.manifest import FORMAT, NAME, SourceEntry, StoreManifest
from training.errors import DataError

log = logging.getLogger(__name__)

_DAMAGED = (OSError, ValueError, KeyError, pa.ArrowException, msgspec.MsgspecError)
_DIGITS = 12


def read_with_store(path: Path | str, artifacts: Path) -> MovieLens:
    """The data set at ``path``: its store where that is of these very files, else read and stored.

    Where the store cannot be written that is a warning, and ``store`` is None. Raises
    ``DataError`` as ``read_movielens`` does, and where the files change while they are read.
    """
    files = open_data_files(path, LANDMARKS)
    folder = artifacts / "ratings"
    source = _entry(files)
    if found := _stored(files, source, folder):
        return found
    data = read_movielens(path)
    if _entry(files).files != source.files:
        raise DataError(
            f"{files.source} changed while it was read: try again when nothing writes there."
        )
    try:
        with _alone(folder):
            return replace(data, store=_write(data, source, folder))
    except OSError as error:
        log.warning(
            f"The ratings cannot be stored in {folder} ({error.strerror or error}), so every "
            "command reads them anew: make room or make the folder writable."
        )
        return data


def _entry(files: DataFiles) -> SourceEntry:
    """The source as it is now; of a folder those files that are read, or tell how to read."""
    source = files.source
    names = {*FILES_OF_LAYOUTS, SIMULATED_MARKER}
    return SourceEntry(
        source=str(source.resolve()) if isinstance(source, Path) else source,
        files=[one for one in files.states() if files.zipped or one.name in names],
        read=time.time_ns(),
    )


def _stored(files: DataFiles, source: SourceEntry, folder: Path) -> MovieLens | None:
    """The data set out of its store, where there is a sound one of this very source."""
    for store in _stores_of(files.name, folder):
        try:
            manifest = StoreManifest.read(store)
            if manifest is None or not manifest.source.is_unchanged(source):
                continue
            return _read(store, manifest, files.source)
        except _DAMAGED as error:
            reason = " ".join(str(error).split()).rstrip(".") or type(error).__name__
            log.warning(
                f"The ratings store {store} is damaged ({reason}): reading {files.source} anew."
            )
    return None


def _read(store: Path, manifest: StoreManifest, source: Path | str) -> MovieLens:
    for name, digest in manifest.sha256.items():
        if sha256_of(store / name) != digest:
            raise ValueError(f"{name} is not what was written")
    return MovieLens(
        name=manifest.name,
        source=source,
        checksum=manifest.checksum,
        simulated=manifest.simulated,
        scale=manifest.scale,
        ratings=parquet.read_ratings(store / "ratings", manifest.ratings),
        **{name: parquet.read_frame(store, name) for name in parquet.EXTRAS},
        store=store,
    )


def _write(data: MovieLens, source: SourceEntry, folder: Path) -> Path:
    """Write the store of ``data``, whole or not at all, and delete older ones of its name."""
    store = folder / f"{slug(data.name)}-{data.checksum[:_DIGITS]}"
    draft = folder / f".{store.name}"
    shutil.rmtree(draft, ignore_errors=True)  # of a command that was stopped
    try:
        (draft / "ratings").mkdir(parents=True)
        parquet.write_ratings(draft / "ratings", data.ratings)
        for name in parquet.EXTRAS:
            parquet.write_frame(draft, name, getattr(data, name))
        written = sorted(draft.rglob("*.parquet"))
        manifest = StoreManifest(
            format=FORMAT,
            name=data.name,
            checksum=data.checksum,
            simulated=data.simulated,
            scale=data.scale,
            ratings=len(data.ratings),
            users=int(data.ratings["userId"].nunique()),
            movies=len(data.movies),
            source=source,
            sha256={str(path.relative_to(draft)): sha256_of(path) for path in written},
        )
        (draft / NAME).write_bytes(manifest.to_json())
        for path in (*written, draft / NAME, draft / "ratings", draft):
            flush(path)
        for old in _stores_of(data.name, folder):
            shutil.rmtree(old)
        draft.rename(store)
        flush(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return store


def _stores_of(name: str, folder: Path) -> list[Path]:
    """The stores of a data set's name; other data sets' names may begin with the same letters."""
    shape = re.compile(rf"{re.escape(slug(name))}-[0-9a-f]{{{_DIGITS}}}")
    return sorted(path for path in folder.glob("*") if shape.fullmatch(path.name))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One writer at a time; the others wait."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("a") as lock:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
