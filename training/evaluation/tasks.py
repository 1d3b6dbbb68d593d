"""One measurement: a method on one fold, or a rating model on one split, kept in a file.

A task runs in a process of its own, so that its peak memory is its own and its
failure nobody else's. What it measured is one ``.npz`` file that appears whole or
not at all; a file that is there is a task that need not run again.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
import traceback
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tables.evaluation import RATING, RMSE, ProtocolName
from training.data.movielens import MovieLens
from training.evaluation.code_version import code_version
from training.evaluation.pick_three import FOLDS, coverage, deal_users, evaluate_fold, make_fold
from training.evaluation.rating_prediction import (
    RatingSplit,
    published_splits,
    random_split,
    score_ratings,
)

ROOTS_OF_MEANS = {RMSE}
"""Metrics that are the root of the mean of what is stored per case."""


@dataclass(frozen=True)
class Task:
    """What is measured; ``str`` names it for people."""

    protocol: ProtocolName
    method: str
    seed: int
    fold: str  # "0" to "4", or the name of a split: "random", "u1", ...

    def __str__(self) -> str:
        return f"{self.method} ({self.protocol}, seed {self.seed}, fold {self.fold})"


@dataclass(frozen=True)
class Measurement:
    """What a finished task measured."""

    task: Task
    seconds: float  # of fitting and scoring
    memory: float  # peak resident MB of the task's process, its libraries and data included
    user_ids: NDArray[np.int32]  # (n,) user of each case or rating
    metrics: dict[str, NDArray[np.float64]]  # (n,) per case; squared errors where a root is taken
    coverage: dict[str, float]  # share of the movies recommended at all, by metric name


class Store:
    """Where the measurements of one data set are kept, each under the code it comes from.

    A change of a method, of its parameters or of the protocol asks for new
    measurements of that method; those of other methods stay.
    """

    def __init__(self, artifacts: Path, data: MovieLens) -> None:
        self.folder = artifacts / "evaluation" / data.checksum[:12]

    def path(self, task: Task) -> Path:
        """The file of a task, there or not. Raises ``KeyError`` for an unknown method."""
        version = _version(task.protocol, task.method)[:12]
        return self.folder / f"{task.method}-{version}" / f"{task.seed}-{task.fold}.npz"


@cache
def _version(protocol: ProtocolName, method: str) -> str:
    from training.methods.registry import method_code
    from training.models.ratings.registry import model_code

    of_method, evaluation = (
        (model_code, "training.evaluation.rating_prediction")
        if protocol == RATING
        else (method_code, "training.evaluation.pick_three")
    )
    modules, parameters = of_method(method)
    return code_version([*modules, evaluation], parameters)


def rating_splits(data: MovieLens, seeds: list[int]) -> list[tuple[int, str]]:
    """(seed, fold) of each rating task: a random split per seed, and u1 to u5 where published."""
    published = [(0, split.name) for split in published_splits(data)]
    return [(seed, "random") for seed in seeds] + published


def run_task(task: Task, data: MovieLens, path: Path) -> None:
    """Measure and store, in this process; exits with status 1 and leaves a report on failure."""
    try:
        save(path, measure(task, data))
    except Exception:
        path.with_suffix(".error").write_text(traceback.format_exc(), encoding="utf-8")
        sys.exit(1)


def measure(task: Task, data: MovieLens) -> Measurement:
    """Run the task. Raises whatever the method raises, ``KeyError`` for an unknown method."""
    if task.protocol == RATING:
        return _measure_ratings(task, data)
    from training.methods.registry import create_method

    method = create_method(task.method)
    fold = make_fold(data, _held_out(task, data), task.seed, int(task.fold))
    started = time.perf_counter()
    result = evaluate_fold(method, fold)
    seconds = time.perf_counter() - started
    n_movies = fold.training.interactions.n_movies
    shares = {
        "coverage" if name == "best" else f"{name} coverage": coverage(movies, n_movies)
        for name, movies in result.recommended.items()
    }
    return Measurement(task, seconds, _peak_memory(), result.user_ids, result.metrics, shares)


def save(path: Path, measurement: Measurement) -> None:
    """Write the file in one step: a process that is stopped half-way leaves none."""
    meta = {
        "task": asdict(measurement.task),
        "seconds": measurement.seconds,
        "memory": measurement.memory,
        "coverage": measurement.coverage,
    }
    arrays: dict[str, Any] = {
        "meta": np.array(json.dumps(meta)),
        "user_ids": measurement.user_ids,
        **{f"metric {name}": values for name, values in measurement.metrics.items()},
    }
    part = path.with_name(f".{path.name}.{os.getpid()}")
    with part.open("wb") as file:
        np.savez_compressed(file, **arrays)
    part.replace(path)


def load(path: Path) -> Measurement:
    """Read what ``save`` wrote."""
    with np.load(path) as arrays:
        meta = json.loads(str(arrays["meta"]))
        return Measurement(
            task=Task(**meta["task"]),
            seconds=meta["seconds"],
            memory=meta["memory"],
            user_ids=arrays["user_ids"],
            metrics={
                name.removeprefix("metric "): arrays[name]
                for name in arrays.files
                if name.startswith("metric ")
            },
            coverage=meta["coverage"],
        )


def _held_out(task: Task, data: MovieLens) -> NDArray[np.int32]:
    number = int(task.fold)
    if not 0 <= number < FOLDS:
        raise ValueError(f"there is no fold {number}; folds are 0 to {FOLDS - 1}")
    return deal_users(data.ratings["userId"], task.seed)[number]


def _measure_ratings(task: Task, data: MovieLens) -> Measurement:
    from training.models.ratings.registry import create_model

    model = create_model(task.method)
    split = _rating_split(task, data)
    scores = score_ratings(model, split, data.movies, data.scale)
    user_ids = split.test["userId"].to_numpy(np.int32)
    seconds = scores.fit_seconds + scores.predict_seconds
    metrics = {RMSE: np.square(scores.errors), "mae": np.abs(scores.errors)}
    return Measurement(task, seconds, _peak_memory(), user_ids, metrics, {})


def _rating_split(task: Task, data: MovieLens) -> RatingSplit:
    if task.fold == "random":
        return random_split(data.ratings, task.seed)
    for split in published_splits(data):
        if split.name == task.fold:
            return split
    raise ValueError(f"there is no split {task.fold!r}")


def _peak_memory() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1e3  # bytes there, KB elsewhere
