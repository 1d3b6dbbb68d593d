"""Tunes the rating baselines inside the training part of the reported split, and pins the choice.

``python -m training tune --data FOLDER [--models NAME,NAME]``

A tenth of the training ratings of the reported split is held out (seed 101), so
that its test ratings are never looked at. Per model: a few random trials over the
declared grid, then one parameter at a time until nothing improves. Writes
``training/models/ratings/tuned_parameters.json`` (read by the registry) and
``docs/rating_baselines.md``.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.data.movielens import MovieLens
from training.evaluation.rating_prediction import RatingSplit, random_split, score_ratings
from training.evaluation.tuning.search import Search
from training.models.ratings.registry import TUNABLE, TUNED_PARAMETERS
from training.runtime.progress import progress_bar

REPORTED_SPLIT, TUNING_SPLIT = 0, 101
log = logging.getLogger(__name__)

DOCUMENT = Path("docs/rating_baselines.md")


@dataclass(frozen=True)
class Space:
    """What is tried for one model."""

    grid: Mapping[str, Sequence[Any]]  # the first value of each parameter is the usual one
    random_trials: int


SPACES: dict[str, Space] = {
    "biases": Space(
        {
            "user_damping": (15.0, 2.0, 4.0, 7.0, 10.0, 20.0),
            "movie_damping": (10.0, 1.0, 2.0, 3.0, 5.0, 7.0, 15.0),
        },
        0,
    ),
    "biased-mf": Space(
        {
            "factors": (100, 20, 50, 200),
            "epochs": (20, 40, 60, 100),
            "learning_rate": (0.005, 0.01),
            "regularization": (0.02, 0.05, 0.08, 0.1, 0.15),
        },
        6,
    ),
    "neighbours-with-baselines": Space(
        {
            "neighbours": (40, 20, 60, 80),
            "min_neighbours": (1, 2, 4),
            "shrinkage": (100, 25, 50, 200),
        },
        0,
    ),
    "svd++": Space(
        {
            "epochs": (40, 20),
            "regularization": (0.1, 0.02, 0.05),
            "learning_rate": (0.007, 0.01),
        },
        0,
    ),
}


def tuning_split(data: MovieLens) -> RatingSplit:
    """Ratings to tune on: all of them from the training part of the reported split."""
    return random_split(random_split(data.ratings, REPORTED_SPLIT).train, TUNING_SPLIT)


def tune(name: str, data: MovieLens) -> Search:
    """Search one model's space; the objective is the negative RMSE."""
    split = tuning_split(data)
    with progress_bar(None, f"{name}: parameter sets", unit="set") as progress:

        def evaluate(parameters: Mapping[str, Any]) -> dict[str, float]:
            scores = score_ratings(TUNABLE[name](**parameters), split, data.movies, data.scale)
            progress.update()
            return {"rmse": -scores.rmse}

        search = Search(SPACES[name].grid, evaluate)
        search.try_at_random(SPACES[name].random_trials, seed=0)
        search.climb("rmse")
    return search


def document(tuned: Mapping[str, Any]) -> str:
    """The Markdown page on what was tried and what was chosen."""
    lines = [
        "# Tuned rating baselines",
        "",
        "Written by `python -m training tune`. RMSE on a tenth of the training",
        f"part of the reported split, held out with seed {TUNING_SPLIT}; the reported test ratings",
        "take no part.",
        "",
        "| model | parameter | tried | chosen | RMSE (tuning) | sets tried |",
        "|---|---|---|---|---|---|",
    ]
    for name, entry in tuned.items():
        for number, (parameter, values) in enumerate(SPACES[name].grid.items()):
            first = (name, f"{entry['rmse']:.4f}", entry["trials"]) if number == 0 else ("", "", "")
            tried = ", ".join(str(value) for value in sorted(values))
            chosen = entry["parameters"][parameter]
            lines.append(
                f"| {first[0]} | {parameter} | {tried} | {chosen} | {first[1]} | {first[2]} |"
            )
    return "\n".join(lines) + "\n"


def run_tuning(data: MovieLens, names: Sequence[str]) -> None:
    """Tune the named models and write both records; other models' entries stay."""
    tuned = json.loads(TUNED_PARAMETERS.read_text("utf-8")) if TUNED_PARAMETERS.exists() else {}
    for name in names:
        started = time.perf_counter()
        search = tune(name, data)
        best = search.best("rmse")
        tuned[name] = {
            "parameters": best,
            "rmse": round(-search.score(best)["rmse"], 5),
            "trials": len(search.trials),
            "seconds": round(time.perf_counter() - started),
        }
        tuned = {model: tuned[model] for model in SPACES if model in tuned}
        TUNED_PARAMETERS.write_text(json.dumps(tuned, indent=2) + "\n", encoding="utf-8")
        DOCUMENT.write_text(document(tuned), encoding="utf-8")
        log.info(f"{name}: RMSE {tuned[name]['rmse']} with {best}")
