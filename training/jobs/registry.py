"""The jobs in the order they run."""

from __future__ import annotations

from collections.abc import Sequence

from tables.arrays.twins import twins_of
from training.errors import SetupError
from training.jobs import (
    als,
    answers,
    dnmf,
    factorization,
    neighbours,
    popularity,
    similarity,
    svd,
    taste,
    users,
)
from training.jobs.context import Job
from training.jobs.drawings import job as drawings

JOBS: tuple[Job, ...] = (
    popularity.JOB,
    neighbours.JOB,
    dnmf.JOB,
    answers.JOB,
    users.JOB,
    svd.JOB,
    similarity.JOB,
    factorization.JOB,
    als.JOB,
    taste.JOB,
    drawings.JOB,
)


def chosen_jobs(names: Sequence[str] | None) -> list[Job]:
    """The jobs of these names, in the order they run; all of them for None.

    Raises ``SetupError`` for a name that is no job.
    """
    known = {job.name: job for job in JOBS}
    for name in names or ():
        if name not in known:
            raise SetupError(f"There is no step {name!r}; the steps are {', '.join(known)}.")
    return [job for job in JOBS if names is None or job.name in names]


def makers() -> dict[str, str]:
    """The job that makes each file, by the file's name."""
    return {file: job.name for job in JOBS for file in (*job.files, *twins_of(job.files))}
