"""``python -m training evaluate``: all measurements, in parallel, resumed where stopped."""

from __future__ import annotations

import logging
import multiprocessing
from collections.abc import Sequence
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from tables.evaluation import PICK_THREE, RATING
from training.data.movielens import MovieLens
from training.errors import SetupError
from training.evaluation.pick_three import FOLDS
from training.evaluation.report import write_report
from training.evaluation.tasks import Store, Task, load, rating_splits, run_task
from training.runtime.environment import environment
from training.runtime.progress import progress_bar

REPORTED_SEEDS = (7, 8, 9)
RATING_SEED = 0  # of the reported random split

log = logging.getLogger(__name__)

# With a process per core, more threads only wait.
_ONE_THREAD_EACH = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
}


def run_evaluation(
    data: MovieLens,
    artifacts: Path,
    output: Path,
    names: Sequence[str] | None = None,
    seeds: Sequence[int] = REPORTED_SEEDS,
    folds: Sequence[int] = tuple(range(FOLDS)),
    processes: int = 1,
) -> bool:
    """Measure what is not measured yet and report on all that was asked for into ``output``.

    ``names`` are pick-three methods and rating models; None is all. Returns whether
    every task was measured; where one failed, the others are reported all the same.
    Raises ``SetupError`` for a name or number that makes no sense.
    """
    tasks = choose_tasks(data, names, list(seeds), list(folds))
    store = Store(artifacts, data)
    failures = run_tasks(tasks, data, store, processes)
    paths = [store.path(task) for task in tasks]
    finished = [load(path) for path in paths if path.exists()]
    write_report(output, data, finished, failures)
    for task, error in failures:
        log.error(f"{task} failed: {error}")
    log.info(
        f"{len(finished)} of {len(tasks)} measurements in {output / 'evaluation.csv'}, "
        f"summary in {output / 'evaluation.json'}"
    )
    return not failures


def choose_tasks(
    data: MovieLens, names: Sequence[str] | None, seeds: list[int], folds: list[int]
) -> list[Task]:
    """The tasks of the named methods (None: of all) in the order they run.

    The network is one of the rating models; those are measured on the reported
    random split whatever the seeds, and on the published splits of ML-100K.
    """
    from training.methods.registry import method_names
    from training.models.ratings.registry import model_names

    methods, models = method_names(), model_names()
    # A factorization may be both: it answers picks and predicts ratings.
    names = list(dict.fromkeys(names if names is not None else [*methods, *models]))
    unknown = [name for name in names if name not in {*methods, *models}]
    if unknown:
        raise SetupError(
            f"There is no method {unknown[0]!r}; there are "
            f"{', '.join(dict.fromkeys([*methods, *models]))}."
        )
    wrong = [fold for fold in folds if not 0 <= fold < FOLDS]
    if wrong:
        raise SetupError(f"There is no fold {wrong[0]}; folds are 0 to {FOLDS - 1}.")
    splits = rating_splits(data, [RATING_SEED]) if set(names) & set(models) else []
    return [
        Task(PICK_THREE, name, seed, str(fold))
        for seed in seeds
        for fold in folds
        for name in names
        if name in methods
    ] + [
        Task(RATING, name, seed, fold) for seed, fold in splits for name in names if name in models
    ]


def run_tasks(
    tasks: Sequence[Task], data: MovieLens, store: Store, jobs: int
) -> list[tuple[Task, str]]:
    """Run the tasks that ``store`` has no file of, ``jobs`` processes at a time.

    Returns the failed ones, each with the last line of its error. A failure, even
    a process that the system kills, stops no other task.
    """
    waiting = [task for task in tasks if not store.path(task).exists()]
    # Forking a process that holds threads (TensorFlow's) may hang; spawned ones start clean.
    context = multiprocessing.get_context("spawn")
    running: dict[int, tuple[BaseProcess, Task]] = {}
    failures = []
    progress = progress_bar(len(tasks), "evaluate", initial=len(tasks) - len(waiting))
    with progress, environment(_ONE_THREAD_EACH):
        try:
            while waiting or running:
                while waiting and len(running) < jobs:
                    task = waiting.pop(0)
                    path = store.path(task)
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.with_suffix(".error").unlink(missing_ok=True)
                    started = context.Process(target=run_task, args=(task, data, path))
                    started.start()
                    running[started.sentinel] = (started, task)
                ended = wait(list(running))
                for sentinel in [sentinel for sentinel in running if sentinel in ended]:
                    process, task = running.pop(sentinel)
                    process.join()
                    progress.update()
                    progress.set_postfix_str(task.method)
                    if process.exitcode != 0:
                        failures.append((task, _reason(store.path(task), process.exitcode)))
        finally:
            for process, _ in running.values():
                process.terminate()
                process.join()
    return failures


def _reason(path: Path, exit_code: int | None) -> str:
    """The last line of the error that the task left, or how its process ended."""
    report = path.with_suffix(".error")
    if report.exists():
        return f"{report.read_text(encoding='utf-8').strip().splitlines()[-1]} (see {report})"
    return f"its process ended with status {exit_code}, perhaps for want of memory"
