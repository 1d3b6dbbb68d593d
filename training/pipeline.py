"""The jobs in the order they run, and their publication as one run.

Each job reads ratings and earlier jobs' tables and writes its own; ``train`` with
a subset of ``STEPS`` reruns those alone and takes the other tables over from the
published run, provided that it was computed from the same ratings.
"""

from __future__ import annotations

import importlib.metadata
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from threadpoolctl import threadpool_limits

from tables.draft import Draft
from tables.manifest import Dataset, Manifest
from tables.runs import RunStore
from training.errors import SetupError
from training.evaluation.publish import describe_models, keep_evaluation
from training.jobs import STEPS, Step, Workshop
from training.movielens import MovieLens
from training.published_methods import DEFAULT
from training.resources import PeakMemory
from training.svd import DEFAULT_K

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


def chosen_steps(names: Sequence[str] | None) -> list[Step]:
    """The steps of that name, in the order they run; all of them for None.

    Raises ``SetupError`` for a name that is no step.
    """
    known = {step.name: step for step in STEPS}
    for name in names or ():
        if name not in known:
            raise SetupError(f"There is no step {name!r}; the steps are {', '.join(known)}.")
    return [step for step in STEPS if names is None or step.name in names]


def train(
    data: MovieLens,
    artifacts: Path,
    seed: int,
    steps: Sequence[str] | None = None,
    answers_by: str = DEFAULT,
    svd_k: int = DEFAULT_K,
    verbose: bool = False,
) -> str:
    """Run the jobs and publish their tables; returns the new run's id.

    Says on standard error what it does: a line for each job, with its seconds, and where
    it is ``verbose`` what the job found.

    Nothing is published unless every job succeeds and every table passes its
    checks. Raises ``SetupError`` when the steps left out cannot be taken over
    from the published run.
    """
    started = time.perf_counter()
    store = RunStore(artifacts)
    chosen = chosen_steps(steps)
    kept = [step for step in STEPS if step not in chosen]
    earlier = _earlier_run(store, data, kept) if kept else None
    dataset = describe(data)
    print(
        f"Training on {dataset.name}{' (simulated)' if dataset.simulated else ''}: "
        f"{dataset.ratings:,} ratings, {dataset.movies:,} movies, {dataset.users:,} users",
        file=sys.stderr,
    )
    settings = dict(earlier.settings) if earlier else {}
    with (
        PeakMemory() as memory,
        ExitStack() as stack,
        # These matrices are small: split over threads they wait for one another longer than they
        # compute, above all on a machine that does other work as well. TensorFlow and Spark keep
        # threads of their own, and the answers are divided by triples.
        threadpool_limits(1, "blas"),
        Draft.start(store, dataset, seed, settings, _library_versions()) as draft,
    ):
        say = _print_indented if verbose else _keep_silent
        shop = Workshop(data, seed, draft, answers_by, svd_k, stack, say)
        for step in kept:
            _take_over(step, draft, store.path(earlier.id), earlier)
        for number, step in enumerate(chosen, start=1):
            what = f"[{number}/{len(chosen)}] {step.name:<14}{step.does}"
            if sys.stderr.isatty():  # replaced by a bar, or by the line with the time
                print(what, end="\r", file=sys.stderr, flush=True)
            before = time.perf_counter()
            step.run(shop)
            seconds = time.perf_counter() - before
            print(f"{what:<72}{seconds:6.1f} s", file=sys.stderr)
            draft.add_job(step.name, seconds)
        keep_evaluation(draft, store, data.checksum)
        describe_models(draft)
        run_id = draft.publish()
    print(
        f"Published {run_id} in {artifacts}\n"
        f"In all {time.perf_counter() - started:.1f} s, peak memory {memory.bytes / 2**30:.2f} GiB",
        file=sys.stderr,
    )
    return run_id


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


def _earlier_run(store: RunStore, data: MovieLens, kept: Sequence[Step]) -> Manifest:
    names = ", ".join(step.name for step in kept)
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
    for step in kept:
        missing = [name for name in step.files if name not in manifest.tables]
        if missing:
            raise SetupError(
                f"The published run has no {', '.join(missing)}. Add {step.name} to STEPS."
            )
    return manifest


def _take_over(step: Step, draft: Draft, folder: Path, earlier: Manifest) -> None:
    for name in step.files:
        draft.keep(name, folder)
    for job in earlier.jobs:
        if job.name == step.name:
            draft.add_job(job.name, job.seconds, job.run)


def _print_indented(text: str) -> None:
    print(f"    {text}", file=sys.stderr)


def _keep_silent(text: str) -> None:
    """Nobody asked for details."""
