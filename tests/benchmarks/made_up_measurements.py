"""Measurements that nobody made."""

from __future__ import annotations

from benchmarks.scaling.measured import JobCost, Measurement


def measurement(
    shape: str,
    ratings: int,
    jobs: dict[str, float],
    *,
    seconds: float | None = None,
    peak_bytes: int = 2**30,
    job_bytes: dict[str, int] | None = None,
    trouble: str | None = None,
) -> Measurement:
    """A training whose jobs took so many seconds; by default nothing took any beside them."""
    memory = job_bytes or {}
    return Measurement(
        shape=shape,
        users=ratings // 100,
        movies=ratings // 200,
        ratings=ratings,
        seconds=sum(jobs.values()) if seconds is None else seconds,
        cpu_seconds=1.5 * sum(jobs.values()),
        peak_bytes=peak_bytes,
        jobs=tuple(JobCost(name, spent, memory.get(name)) for name, spent in jobs.items()),
        trouble=trouble,
        libraries=() if trouble else (("numpy", "2.0"),),
    )
