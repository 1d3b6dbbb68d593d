"""Whether a training is the one that was stopped, and what each of its jobs will take."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tables.errors import TableError
from tables.manifest import Manifest
from tables.runs import RunStore
from training.runtime.forecast import duration, forecast

_ROOT = Path(__file__).parents[1]
_PACKAGES = ("training", "serving", "tables", "posters")


def training_key(
    checksum: str, seed: int, settings: Mapping[str, Any], libraries: Mapping[str, str]
) -> dict[str, str]:
    """What two trainings must have in common for their tables to be the same, by name."""
    return {
        "ratings": checksum,
        "seed": str(seed),
        "settings": json.dumps(settings, sort_keys=True),
        "code": _code(),
        "libraries": json.dumps(libraries, sort_keys=True),
    }


class Expectations:
    """What jobs will take on so many ratings, by the runs that are kept in a store."""

    def __init__(self, store: RunStore, ratings: int) -> None:
        self._ratings = ratings
        self._measured: dict[str, list[tuple[int, float]]] = {}
        for run_id in store.ids():
            try:
                manifest = Manifest.read(store.path(run_id))
            except TableError:
                continue
            for job in manifest.jobs:
                if job.run == run_id:  # measured there, and not taken over
                    pair = (manifest.dataset.ratings, job.seconds)
                    self._measured.setdefault(job.name, []).append(pair)

    def of(self, job: str) -> str:
        """As "~ 12 s", or nothing where the job was never measured."""
        seconds = forecast(self._measured.get(job, []), self._ratings)
        return "" if seconds is None else f"~ {duration(seconds)}"

    def of_all(self, jobs: Sequence[str]) -> str:
        """A sentence on all together; nothing where one of them was never measured."""
        seconds = [forecast(self._measured.get(job, []), self._ratings) for job in jobs]
        known = [one for one in seconds if one is not None]
        if not jobs or len(known) < len(jobs):
            return ""
        return f"About {duration(sum(known))}, by what the runs that are kept took."


def _code() -> str:
    """SHA-256 over the sources of what computes and writes tables."""
    digest = hashlib.sha256()
    for package in _PACKAGES:
        for path in sorted((_ROOT / package).rglob("*")):
            if path.suffix in {".py", ".json", ".csv", ".properties"} and path.is_file():
                digest.update(path.relative_to(_ROOT).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
