"""One measurement: a method on one fold, or a rating model on one split, kept in a file.

A task runs in a process of its own, so that its peak memory is its own and its
failure nobody else's. What it measured is one ``.npz`` file that appears whole or
not at all; a file that is there is a task that need not run again.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import sys
import time
import traceback
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.evaluation.pick_three import (
    FOLDS,
    coverage,
    deal_users,
    evaluate_fold,
    make_fold,
)
from training.evaluation.rating import RatingSplit, published_splits, random_split, score_ratings
from training.movielens import MovieLens

PICK_THREE = "pick-three"
RATING = "rating"
ROOTS_OF_MEANS = {"rmse"}
"""Metrics that are the root of the mean of what is stored per case."""

_TRAINING = Path(__file__).parents[1]
# What a stored measurement depends on beside the data: a change here asks for new ones.
_MEASURED_CODE = (
    "catalogue.py",
    "interactions.py",
    "ranking.py",
    "dnmf",
    "methods",
    "ratings",
    "evaluation/pick_three.py",
    "evaluation/rating.py",
    "evaluation/tasks.py",
)


@dataclass(frozen=True)
class Task:
    """What is measured; ``str`` names it for people, ``file_name`` for the store."""

    protocol: str  # PICK_THREE or RATING
    method: str
    seed: int
    fold: str  # "0" to "4", or the name of a split: "random", "u1", ...

    def __str__(self) -> str:
        return f"{self.method} ({self.protocol}, seed {self.seed}, fold {self.fold})"

    @property
    def file_name(self) -> str:
        return f"{self.protocol}_{self.method}_{self.seed}_{self.fold}.npz"


@dataclass(frozen=True)
class Measurement:
    """What a finished task measured."""

    task: Task
    seconds: float  # of fitting and scoring
    memory: float  # peak resident MB of the task's process, its libraries and data included
    user_ids: NDArray[np.int32]  # (n,) user of each case or rating
    metrics: dict[str, NDArray[np.float64]]  # (n,) per case; squared errors where a root is taken
    coverage: dict[str, float]  # share of the movies recommended at all, by metric name


def store_folder(artifacts: Path, data: MovieLens) -> Path:
    """Where the measurements of this data set by this code are kept."""
    digest = hashlib.sha256()
    for name in _MEASURED_CODE:
        path = _TRAINING / name
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.suffix in {".py", ".json"}:
                digest.update(str(file.relative_to(_TRAINING)).encode())
                digest.update(file.read_bytes())
    return artifacts / "evaluation" / f"{data.checksum[:12]}-{digest.hexdigest()[:12]}"


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
    part = path.with_name(f".{path.name}.{os.getpid()}")
    with part.open("wb") as file:
        np.savez_compressed(
            file,
            meta=np.array(json.dumps(meta)),
            user_ids=measurement.user_ids,
            **{f"metric {name}": values for name, values in measurement.metrics.items()},
        )
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
    from training.ratings.registry import create_model

    model = create_model(task.method)
    split = _rating_split(task, data)
    scores = score_ratings(model, split, data.movies, data.scale)
    user_ids = split.test["userId"].to_numpy(np.int32)
    # Predicted once more, since errors over users take each rating's own error.
    predicted = model.predict(user_ids, split.test["movieId"].to_numpy(np.int32))
    stars = split.test["rating"].to_numpy(np.float64)
    error = predicted.clip(data.scale[0], data.scale[1]).astype(np.float64) - stars
    seconds = scores.fit_seconds + scores.predict_seconds
    metrics = {"rmse": np.square(error), "mae": np.abs(error)}
    return Measurement(task, seconds, _peak_memory(), user_ids, metrics, {})


def _rating_split(task: Task, data: MovieLens) -> RatingSplit:
    if task.fold == "random":
        return random_split(data.ratings, task.seed)
    return next(split for split in published_splits(data) if split.name == task.fold)


def _peak_memory() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1e3  # bytes there, KB elsewhere
