"""The jobs in the order they run, and their publication as one run.

Each job reads ratings and earlier jobs' tables and writes its own; ``train`` with
a subset of ``STEPS`` reruns those alone and takes the other tables over from the
published run, provided that it was computed from the same ratings.
"""

from __future__ import annotations

import importlib.metadata
import logging
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from threadpoolctl import threadpool_limits

from tables.draft import Draft
from tables.manifest import Dataset, Manifest
from tables.runs import RunStore
from training.data.movielens import MovieLens
from training.errors import SetupError
from training.evaluation.publish import describe_models, keep_evaluation
from training.jobs.context import Job, JobContext
from training.jobs.registry import JOBS, chosen_jobs, makers
from training.methods.published import DEFAULT
from training.models.svd import DEFAULT_K
from training.runtime.log import show_for_now
from training.runtime.memory import PeakMemory

log = logging.getLogger(__name__)

# TensorFlow goes by two names, of which a machine has one.
LIBRARIES = (
    "numpy",
    "pandas",
    "scipy",
    "scikit-learn",
    "pyspark",
    "tensorflow",
    "tensorflow-cpu",
    "keras",
)


def train(
    data: MovieLens,
    artifacts: Path,
    seed: int,
    steps: Sequence[str] | None = None,
    answers_by: str = DEFAULT,
    svd_k: int = DEFAULT_K,
) -> str:
    """Run the jobs and publish their tables; returns the new run's id.

    Logs a line for each job, with its seconds.

    Nothing is published unless every job succeeds and every table passes its
    checks. Raises ``SetupError`` when the steps left out cannot be taken over
    from the published run.
    """
    started = time.perf_counter()
    store = RunStore(artifacts)
    chosen = chosen_jobs(steps)
    kept = [job for job in JOBS if job not in chosen]
    earlier = _earlier_run(store, data, kept) if kept else None
    dataset = describe(data)
    log.info(
        f"Training on {dataset.name}{' (simulated)' if dataset.simulated else ''}: "
        f"{dataset.ratings:,} ratings, {dataset.movies:,} movies, {dataset.users:,} users"
    )
    settings = dict(earlier.settings) if earlier else {}
    with (
        PeakMemory() as memory,
        ExitStack() as stack,
        # These matrices are small: split over threads they wait for one another longer than they
        # compute, above all on a machine that does other work as well. TensorFlow and Spark keep
        # threads of their own, and the answers are divided by triples.
        threadpool_limits(1, "blas"),
        Draft.start(store, dataset, seed, settings, _library_versions(), makers()) as draft,
    ):
        context = JobContext(data, seed, draft, answers_by, svd_k, stack)
        if earlier is not None:
            for job in kept:
                _take_over(job, draft, store.path(earlier.id), earlier)
        for number, job in enumerate(chosen, start=1):
            place = f"[{number:>{len(str(len(chosen)))}}/{len(chosen)}]"
            seconds = _run(job, context, place)
            draft.add_job(job.name, seconds)
        keep_evaluation(draft, store, data.checksum)
        describe_models(draft)
        run_id = draft.publish()
    log.info(
        f"Published {run_id} in {artifacts}\n"
        f"In all {time.perf_counter() - started:.1f} s, peak memory {memory.bytes / 2**30:.2f} GiB"
    )
    return run_id


def _run(job: Job, context: JobContext, place: str) -> float:
    """Run one job; returns the seconds that it took."""
    what = f"{place} {job.name:<14}{job.does}"
    show_for_now(what)
    before = time.perf_counter()
    job.run(context)
    seconds = time.perf_counter() - before
    log.info(f"{what:<72}{seconds:6.1f} s")
    return seconds


def describe(data: MovieLens) -> Dataset:
    """The data set's entry in the manifest."""
    return Dataset(
        name=data.name,
        checksum=data.checksum,
        simulated=data.simulated,
        users=int(data.ratings["userId"].nunique()),
        movies=len(data.movies),
        ratings=len(data.ratings),
    )


def _library_versions() -> dict[str, str]:
    versions = {}
    for name in LIBRARIES:
        with suppress(importlib.metadata.PackageNotFoundError):
            versions[name] = importlib.metadata.version(name)
    return versions


def _earlier_run(store: RunStore, data: MovieLens, kept: Sequence[Job]) -> Manifest:
    names = ", ".join(job.name for job in kept)
    if store.current_id() is None:
        raise SetupError(
            f"Nothing is published yet to take {names} over from. Run `make train` without STEPS."
        )
    manifest = Manifest.read(store.current_path())
    if manifest.dataset.checksum != data.checksum:
        raise SetupError(
            f"The published run was computed from other ratings ({manifest.dataset.name}), so "
            f"{names} cannot be taken over from it. Run `make train` without STEPS."
        )
    for job in kept:
        missing = [name for name in job.files if name not in manifest.tables]
        if missing:
            raise SetupError(
                f"The published run has no {', '.join(missing)}. Add {job.name} to STEPS."
            )
    return manifest


def _take_over(job: Job, draft: Draft, folder: Path, earlier: Manifest) -> None:
    for name in job.files:
        draft.keep(name, folder)
    for entry in earlier.jobs:
        if entry.name == job.name:
            draft.add_job(entry.name, entry.seconds, entry.run)
