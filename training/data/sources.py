"""Which ratings to use: named ones, those at hand, downloaded ones, or the built-in sample."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from training.data.download import BASE_URL, DownloadError, RetryPolicy, download
from training.data.movielens import MovieLens, read_movielens
from training.data.reading.storages import is_address
from training.data.sample import SAMPLE_NAME, write_sample
from training.data.store.stores import read_with_store
from training.errors import DataError
from training.names import DATA_SETS, SAMPLE

log = logging.getLogger(__name__)

DEFAULT_NAME = "ml-latest-small"

# Nobody asked for this download, and the sample stands in: a machine without network
# should not wait for it.
_BRIEFLY = RetryPolicy(connect_seconds=3, read_seconds=15, attempts=2, backoff_seconds=0.5)


def find_data(data: str | None, cache: Path, artifacts: Path | None = None) -> MovieLens:
    """Find, read and check the ratings; with ``artifacts``, by way of their store in there.

    ``data`` is a folder, a zip, the address of one (``s3a://...``), a known name
    (``ml-1m``) or ``sample``; when it is ``None`` or empty, ``MATINEE_DATA`` in the
    environment says. A known name
    is taken from the folder ``cache`` or downloaded into it, from the address in
    ``MATINEE_DATA_URL`` or else from GroupLens. What was named and cannot be had
    raises ``DataError``. When nothing is named it is ml-latest-small and, only
    where that cannot be downloaded, the sample, announced on standard error.
    """
    named = data or os.environ.get("MATINEE_DATA")
    if named:
        return _read(_named(named, cache), artifacts)
    if found := _cached(DEFAULT_NAME, cache):
        return _read(found, artifacts)
    try:
        fetched = download(DEFAULT_NAME, cache, _base_url(), _BRIEFLY)
    except DownloadError as error:
        log.warning(
            f"No MovieLens data here, and no download: {error}\n"
            "Using the built-in sample instead: real films, SIMULATED ratings."
        )
        fetched = _sample(cache)
    return _read(fetched, artifacts)


def _read(path: Path | str, artifacts: Path | None) -> MovieLens:
    return read_movielens(path) if artifacts is None else read_with_store(path, artifacts)


def _named(named: str, cache: Path) -> Path | str:
    """The folder, zip or address that is meant; downloaded or made where it must be."""
    if is_address(named):
        return named
    path = Path(named).expanduser()
    if path.exists():
        return path
    if named == SAMPLE:
        log.warning("Using the built-in sample: real films, SIMULATED ratings.")
        return _sample(cache)
    if named in DATA_SETS:
        return _cached(named, cache) or download(named, cache, _base_url())
    raise DataError(
        f"{named} is no file or folder and no known name: give a MovieLens folder or zip, "
        f"`sample`, or one of {', '.join(DATA_SETS)}."
    )


def _cached(name: str, cache: Path) -> Path | None:
    """The folder or zip of a data set that already lies in ``cache``."""
    for path in (cache / name, cache / f"{name}.zip"):
        if path.exists():
            return path
    return None


def _sample(cache: Path) -> Path:
    return write_sample(cache / SAMPLE_NAME)


def _base_url() -> str:
    return os.environ.get("MATINEE_DATA_URL") or BASE_URL
