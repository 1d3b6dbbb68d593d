"""What a training of one shape took, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec


@dataclass(frozen=True)
class JobCost:
    """A job's seconds, and the peak memory in bytes where the run recorded it."""

    name: str
    seconds: float
    peak_bytes: int | None = None


@dataclass(frozen=True)
class Measurement:
    """A training of made-up ratings in a process of its own."""

    shape: str
    users: int
    movies: int  # rated ones
    ratings: int
    seconds: float  # from the start of the process to its end, however it ended
    cpu_seconds: float  # of processors, user and system, of the process and all its children
    peak_bytes: int  # resident memory of the process and all its children, shared pages each time
    jobs: tuple[JobCost, ...]  # those that were finished, in order
    trouble: str | None = None  # why nothing was published, as a sentence; None: it was
    libraries: tuple[tuple[str, str], ...] = ()  # (name, version), as the run has them
    date: str = ""  # of the measurement, UTC

    @property
    def finished(self) -> bool:
        """Whether the training published a run."""
        return self.trouble is None

    @property
    def job_seconds(self) -> dict[str, float]:
        """Seconds by job."""
        return {job.name: job.seconds for job in self.jobs}

    @property
    def rest_seconds(self) -> float:
        """What no job took: imports, reading and checking ratings, publishing."""
        return max(0.0, self.seconds - sum(job.seconds for job in self.jobs))


def write_measurement(folder: Path, measurement: Measurement) -> None:
    """Keep a measurement in a folder, in place of an earlier one of its shape."""
    _file(folder, measurement.shape).write_bytes(msgspec.json.encode(measurement))


def read_measurement(folder: Path, shape: str) -> Measurement | None:
    """What a folder keeps of a shape, or None where that is nothing that can be read."""
    try:
        return msgspec.json.decode(_file(folder, shape).read_bytes(), type=Measurement)
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def _file(folder: Path, shape: str) -> Path:
    return folder / f"measured-{shape}.json"
