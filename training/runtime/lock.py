"""One training, and one fetching of posters, at a time in one folder of artifacts."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from training.errors import SetupError

NAME = ".training"
POSTERS = ".fetching"


@contextmanager
def training_lock(artifacts: Path) -> Iterator[None]:
    """Hold the folder for this process; the system lets go of it however the process ends.

    Raises ``SetupError`` that says who has held it since when.
    """
    with _held(
        artifacts / NAME,
        f"A run cannot be published in {artifacts}",
        f"A training is running in {artifacts}",
        "wait for its end or stop it, or train into another folder (MATINEE_ARTIFACTS)",
    ):
        yield


@contextmanager
def posters_lock(folder: Path) -> Iterator[None]:
    """Hold the folder of the fetched posters in the same way."""
    with _held(
        folder / POSTERS,
        f"Posters cannot be kept in {folder}",
        f"Posters are being fetched into {folder}",
        "wait for the end of that",
    ):
        yield


@contextmanager
def _held(path: Path, unwritable: str, taken: str, remedy: str) -> Iterator[None]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise SetupError(
            f"{unwritable} ({error.strerror}): make it a folder that can be written, or name "
            "another (MATINEE_ARTIFACTS)."
        ) from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.seek(0)
            who = file.read().strip() or "another process"
            raise SetupError(f"{taken} ({who}): {remedy}.") from None
        file.truncate(0)
        file.write(f"process {os.getpid()}, since {datetime.now():%Y-%m-%d %H:%M}\n")
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)
