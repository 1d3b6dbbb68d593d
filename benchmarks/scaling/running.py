"""One training in a process of its own: watched, stopped at a limit, read when it is done."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil

from benchmarks.scaling.measured import JobCost, Measurement
from benchmarks.shapes import Shape
from tables.manifest import Manifest
from tables.runs import RunStore

_INTERVAL = 0.25  # seconds between two looks at the memory
_GRACE = 10.0  # seconds to tidy up after being asked to stop

# A line that a training says when a job is done: "[ 3/10] dnmf   what it does   12.3 s".
_DONE = re.compile(r"^\[ *\d+/\d+\] (\S+) .*? ([0-9]+\.[0-9]+) s\b.*$", re.MULTILINE)


@dataclass(frozen=True)
class Ended:
    """How a process ended."""

    status: int | None  # exit status, negative for a signal; None where the limit stopped it
    seconds: float
    cpu_seconds: float
    peak_bytes: int


def train_shape(
    shape: Shape, data: Path, artifacts: Path, log: Path, seed: int, limit: float | None
) -> Measurement:
    """Train on the shape in ``data`` into ``artifacts``, emptied before; ``log`` gets its words.

    ``limit`` is in seconds. A training that fails or is stopped is a measurement, too: of the
    jobs that it finished, with the reason.
    """
    shutil.rmtree(artifacts, ignore_errors=True)  # nothing is resumed, nothing is kept
    command = [sys.executable, "-m", "training", "train", "--data", str(data.absolute())]
    command += ["--artifacts", str(artifacts.absolute()), "--seed", str(seed)]
    ended = run_watched(command, log, limit)
    said = log.read_text(encoding="utf-8", errors="replace")
    libraries: tuple[tuple[str, str], ...] = ()
    if ended.status == 0:
        manifest = Manifest.read(RunStore(artifacts).current_path())
        jobs = tuple(JobCost(job.name, job.seconds, job.peak_bytes) for job in manifest.jobs)
        libraries = tuple(manifest.libraries.items())
    else:
        jobs = finished_jobs(said)
    return Measurement(
        shape=shape.name,
        users=shape.users,
        movies=shape.rated,
        ratings=shape.ratings,
        seconds=ended.seconds,
        cpu_seconds=ended.cpu_seconds,
        peak_bytes=ended.peak_bytes,
        jobs=jobs,
        trouble=trouble_of(ended, said),
        libraries=libraries,
        date=f"{datetime.now(UTC):%Y-%m-%d}",
    )


def run_watched(command: Sequence[str], log: Path, limit: float | None) -> Ended:
    """Run a command to its end or for ``limit`` seconds, all that it says into ``log``.

    Whatever it has started is ended with it, also when this process is interrupted.
    """
    started = time.perf_counter()
    tree = _Tree()
    with (
        log.open("w", encoding="utf-8") as file,
        subprocess.Popen(
            command,
            stdout=file,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl+C reaches it from here alone, after its children
        ) as process,
    ):
        try:
            status = process.poll()
            while status is None:
                if limit is not None and time.perf_counter() - started >= limit:
                    _stop(process)
                    return tree.ended(None, time.perf_counter() - started)
                tree.look(process.pid)
                time.sleep(_INTERVAL)
                status = process.poll()
        except BaseException:
            _stop(process)
            raise
        return tree.ended(status, time.perf_counter() - started)


def finished_jobs(said: str) -> tuple[JobCost, ...]:
    """The jobs that a training's log says to be done, with their seconds."""
    return tuple(JobCost(name, float(seconds)) for name, seconds in _DONE.findall(said))


def trouble_of(ended: Ended, said: str) -> str | None:
    """Why a process did not do its work, as a sentence; None where it did."""
    if ended.status == 0:
        return None
    if ended.status is None:
        return "Stopped at the limit of time."
    if ended.status < 0:
        name = signal.Signals(-ended.status).name
        memory = ", as systems do when memory runs out" if name == "SIGKILL" else ""
        return f"Ended by {name}{memory}."
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    last = lines[-1].removeprefix("training: ") if lines else "it said nothing"
    return f"Failed with exit status {ended.status}: {last.rstrip('.')}."


class _Tree:
    """What a process and its children take, by looking at them now and then."""

    def __init__(self) -> None:
        self._peak = 0
        self._cpu: dict[int, float] = {}  # by process, as last seen: it may have ended since

    def look(self, pid: int) -> None:
        """Look at the process and all that it has started."""
        resident = 0
        try:
            root = psutil.Process(pid)
            tree = [root, *root.children(recursive=True)]
        except psutil.NoSuchProcess:
            return
        for process in tree:
            try:
                resident += process.memory_info().rss
                times = process.cpu_times()
            except psutil.NoSuchProcess:  # it ended between the listing and the look
                continue
            self._cpu[process.pid] = times.user + times.system
        self._peak = max(self._peak, resident)

    def ended(self, status: int | None, seconds: float) -> Ended:
        """All that was seen."""
        return Ended(status, seconds, sum(self._cpu.values()), self._peak)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask a process and its children to stop, and end those that do not."""
    try:
        root = psutil.Process(process.pid)
        tree = [root, *root.children(recursive=True)]
    except psutil.NoSuchProcess:
        return
    for one in tree:
        with suppress(psutil.NoSuchProcess):
            one.terminate()
    _, left = psutil.wait_procs(tree, _GRACE)
    for one in left:
        with suppress(psutil.NoSuchProcess):
            one.kill()
    psutil.wait_procs(left, _GRACE)
