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
from typing import Any

from threadpoolctl import threadpool_limits

from tables.drafts.draft import Draft
from tables.drafts.unfinished import draft_folder, newest_unfinished, sweep_unfinished
from tables.manifest import Dataset, Manifest
from tables.runs import RunStore
from training.data.movielens import MovieLens
from training.errors import SetupError
from training.evaluation.publish import describe_models, keep_evaluation
from training.jobs.context import Job, JobContext
from training.jobs.registry import JOBS, chosen_jobs, makers
from training.methods.published import DEFAULT
from training.models.svd import DEFAULT_K
from training.resuming import Expectations, training_key
from training.runtime.lock import training_lock
from training.runtime.log import show_for_now
from training.runtime.memory import PeakMemory
from training.runtime.room import check_room

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
    checks. What finished jobs made outlasts a stop: the next training of the same
    ratings, seed, settings, code and libraries goes on from there. Raises
    ``SetupError`` when the steps left out cannot be taken over from the published
    run, when the memory will not do, or when another training is running in the same
    folder.
    """
    started = time.perf_counter()
    store = RunStore(artifacts)
    chosen = chosen_jobs(steps)
    kept = [job for job in JOBS if job not in chosen]
    earlier = _earlier_run(store, data, kept) if kept else None
    dataset = describe(data)
    check_room(dataset.name, dataset.ratings, dataset.movies)
    expected = Expectations(store, dataset.ratings)
    log.info(
        f"Training on {dataset.name}{' (simulated)' if dataset.simulated else ''}: "
        f"{dataset.ratings:,} ratings, {dataset.movies:,} movies, {dataset.users:,} users"
    )
    settings = dict(earlier.settings) if earlier else {}
    libraries = _library_versions()
    key = training_key(
        data.checksum,
        seed,
        {
            "steps": [job.name for job in chosen],
            "answersBy": answers_by,
            "svdK": svd_k,
            "tablesFrom": earlier.id if earlier else None,
        },
        libraries,
    )
    with (
        training_lock(artifacts),
        PeakMemory() as memory,
        ExitStack() as stack,
        # These matrices are small: split over threads they wait for one another longer than they
        # compute, above all on a machine that does other work as well. TensorFlow and Spark keep
        # threads of their own, and the answers are divided by triples.
        threadpool_limits(1, "blas"),
        _draft(store, dataset, seed, settings, libraries, key) as draft,
    ):
        context = JobContext(data, seed, draft, answers_by, svd_k, stack)
        done = {job.name for job in draft.jobs}
        if whole := expected.of_all([job.name for job in chosen if job.name not in done]):
            log.info(whole)
        if earlier is not None:
            for job in kept:
                if job.name not in done:
                    _take_over(job, draft, store.path(earlier.id), earlier)
        for number, job in enumerate(chosen, start=1):
            if job.name in done:
                continue
            place = f"[{number:>{len(str(len(chosen)))}}/{len(chosen)}]"
            _run(job, context, place, expected)
            draft.record(key)
        keep_evaluation(draft, store, data.checksum)
        describe_models(draft)
        run_id = draft.publish()
    log.info(
        f"Published {run_id} in {artifacts}\n"
        f"In all {time.perf_counter() - started:.1f} s, peak memory {memory.bytes / 2**30:.2f} GiB"
    )
    return run_id


def _draft(
    store: RunStore,
    dataset: Dataset,
    seed: int,
    settings: dict[str, Any],
    libraries: dict[str, str],
    key: dict[str, str],
) -> Draft:
    """A new draft, or the one that a stopped training of the same key has left."""
    unfinished = newest_unfinished(store)
    if unfinished is not None and unfinished.jobs:
        done = ", ".join(job.name for job in unfinished.jobs if job.run == unfinished.id)
        other = unfinished.differences(key)
        if other:
            why = f"was of other {' and '.join(other)}"
        elif not unfinished.is_whole(draft_folder(store, unfinished.id)):
            why = "left files that have changed since"
        else:
            log.info(f"Going on with the training that was stopped ({unfinished.id}); done: {done}")
            sweep_unfinished(store, but=unfinished.id)
            return Draft.go_on(store, unfinished, dataset, seed, libraries, makers())
        log.info(f"Starting anew: the training that was stopped ({unfinished.id}) {why}.")
    sweep_unfinished(store)
    draft = Draft.start(store, dataset, seed, settings, libraries, makers())
    draft.make_state()  # tells a training's draft from others, from its first moment
    return draft


def _run(job: Job, context: JobContext, place: str, expected: Expectations) -> None:
    """Run one job and enter it in the draft with its seconds and memory."""
    what = f"{place} {job.name:<14}{job.does}"
    show_for_now(f"{what:<72}{expected.of(job.name):>8}")
    before = time.perf_counter()
    with PeakMemory() as memory:
        job.run(context)
    seconds = time.perf_counter() - before
    context.draft.add_job(job.name, seconds, peak_bytes=memory.bytes)
    log.info(f"{what:<72}{seconds:6.1f} s")
    log.debug(f"peak memory {memory.bytes / 2**30:.2f} GiB")


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
            draft.add_job(entry.name, entry.seconds, entry.run, entry.peak_bytes)
