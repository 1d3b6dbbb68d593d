"""The store of runs: which there are, which one is published, and going back.

::

    artifacts/
        current -> runs/20260102-030405-678-ml-latest-small
        runs/<id>/manifest.json, movies.csv, answers.npy, ...

Publishing replaces the link ``current`` in one atomic step. Drafts (``draft.py``)
live beside the runs under names that start with a dot, so nothing here sees them.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tables.errors import NoPublishedRun
from tables.manifest import NAME

KEPT_RUNS = 5  # the published run and those before it that stay for going back


class RunStore:
    """The runs under one artifacts folder."""

    def __init__(self, artifacts: Path) -> None:
        self.artifacts = artifacts
        self.runs = artifacts / "runs"
        self.link = artifacts / "current"

    def current_id(self) -> str | None:
        """The id of the published run, or None. One system call, for use on every request."""
        try:
            return self.link.readlink().name
        except OSError:
            return None

    def current_path(self) -> Path:
        """The folder of the published run; ``NoPublishedRun`` names the command that makes one."""
        run_id = self.current_id()
        if run_id is None or not (self.runs / run_id).is_dir():
            raise NoPublishedRun(
                f"No run is published in {self.artifacts.resolve()}. Run `make train` to make one."
            )
        return self.runs / run_id

    def ids(self) -> list[str]:
        """The ids of all complete runs, oldest first."""
        if not self.runs.is_dir():
            return []
        return sorted(
            entry.name
            for entry in self.runs.iterdir()
            if not entry.name.startswith(".") and (entry / NAME).is_file()
        )

    def path(self, run_id: str) -> Path:
        """The folder of a run; ``NoPublishedRun`` lists the runs there are."""
        if run_id not in self.ids():
            known = ", ".join(self.ids()) or "none"
            raise NoPublishedRun(
                f"There is no run {run_id!r} in {self.runs}. Runs that are there: {known}."
            )
        return self.runs / run_id

    def use(self, run_id: str) -> None:
        """Make a run the published one, in one atomic step."""
        self.path(run_id)
        waiting = self.artifacts / f".current-{os.getpid()}"
        waiting.unlink(missing_ok=True)
        waiting.symlink_to(Path("runs") / run_id)
        waiting.replace(self.link)

    def prune(self) -> list[str]:
        """Delete all but the newest runs and the published one; returns what was deleted."""
        current = self.current_id()
        others = [run_id for run_id in self.ids() if run_id != current]
        old = others[: max(0, len(others) - (KEPT_RUNS - 1))]
        for run_id in old:
            shutil.rmtree(self.runs / run_id)
        return old
