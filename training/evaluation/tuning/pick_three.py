"""Tunes the baselines on seeds of their own and pins what was chosen.

``python -m training tune --data FOLDER [--methods NAME,NAME]``

For each method and each list that it fills (best ten, popular row, less-known
row), on three folds of the first tuning seed: random trials over the declared
grid, then two passes of one parameter at a time. The best sets for each list are
scored on all folds of the second seed, and the highest mean over both wins. The
seeds that results are reported for take no part. Writes
``training/methods/tuned_parameters.json`` (read by the registry),
``docs/baselines.md`` and every trial to ``artifacts/tuning/<method>.json``.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from training.data.movielens import MovieLens
from training.evaluation.pick_three import Fold, evaluate_fold, make_folds
from training.evaluation.tuning.search import Search
from training.methods.registry import TUNABLE, TUNED_PARAMETERS
from training.runtime.progress import progress_bar

SEARCH_SEED, CHECK_SEED = 101, 102  # never one that results are reported for
SEARCH_FOLDS = 3
PASSES = 2  # over all parameters, for each list
OBJECTIVES = {"best": "ndcg@10", "popular": "popular ndcg@5", "lessKnown": "less_known ndcg@5"}
log = logging.getLogger(__name__)

DOCUMENT = Path("docs/baselines.md")

Grid = Mapping[str, Sequence[Any]]

_WEIGHTING: Grid = {
    "like_from": (4.0, 0.0, 2.5, 3.0, 3.5, 4.5),
    "star_exponent": (0.0, 0.5, 1.0, 2.0, 4.0),
    "user_exponent": (0.0, 0.15, 0.3, 0.4, 0.5, 0.7),
}
_POPULARITY = (0.0, -0.6, -0.4, -0.2, -0.1, 0.1, 0.2, 0.4)


@dataclass(frozen=True)
class Space:
    """What is tried for one method."""

    grid: Grid  # the first value of each parameter is the usual one
    random_trials: int
    checked: int = 10  # sets per list that are scored on the second seed


SPACES: dict[str, Space] = {
    "most-popular": Space({"like_from": (4.0, 0.0, 3.0, 3.5, 4.5, 5.0)}, 0),
    "item-cosine": Space(
        {
            **_WEIGHTING,
            "similarity_exponent": (1.0, 0.5, 0.75, 1.5, 2.0),
            "neighbours": (None, 10, 20, 50, 100, 200, 500, 1000, 2000),
        },
        40,
    ),
    "item-shrunk-cosine": Space(
        {
            **_WEIGHTING,
            "shrinkage": (0.0, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0),
            "pick_exponent": (0.5, 0.0, 0.3, 0.7, 0.85, 1.0, 1.2),
            "candidate_exponent": (0.5, 0.0, 0.1, 0.2, 0.3, 0.4, 0.6),
            "similarity_exponent": (1.0, 0.25, 0.5, 0.75, 1.5, 2.0),
            "neighbours": (None, 100, 200, 500, 1000, 2000),
        },
        60,
    ),
    "ease": Space(
        {
            **_WEIGHTING,
            "regularization": (
                *(100.0, 0.3, 1.0, 3.0, 10.0, 30.0, 300.0, 1000.0, 3000.0),
                *(10_000.0, 30_000.0, 100_000.0),
            ),
            "regularization_exponent": (0.0, 0.25, 0.5, 0.75, 1.0, 1.25),
            "popularity_exponent": _POPULARITY,
        },
        20,
    ),
    "implicit-als": Space(
        {
            **_WEIGHTING,
            "factors": (32, 8, 12, 16, 24, 48, 64),
            "regularization": (0.1, 0.01, 1.0, 3.0, 10.0, 30.0, 100.0),
            "confidence": (10.0, 2.0, 4.0, 20.0, 40.0),
            "pick_confidence": (10.0, 2.0, 4.0, 20.0, 40.0, 100.0),
            "iterations": (15, 5, 30),
            "popularity_exponent": _POPULARITY,
        },
        20,
    ),
    "latent-cosine": Space(
        {
            **_WEIGHTING,
            "factors": (32, 4, 8, 12, 16, 24, 48, 64, 96),
            "singular_exponent": (1.0, -0.5, 0.0, 0.5, 1.5, 2.0),
            "column_exponent": (0.0, 0.2, 0.4, 0.6, 0.8, 1.0),
            "popularity_exponent": (*_POPULARITY, 0.6, 0.8),
        },
        60,
    ),
    "multinomial-autoencoder": Space(
        {
            "hidden": (0, 200),
            "latent": (200, 64),
            "dropout": (0.5, 0.8),
            "kl_weight": (0.0, 0.2),
            "epochs": (50, 25, 100),
            "popularity_exponent": (0.0, -0.2),
        },
        random_trials=0,
        checked=4,  # a set takes a minute, not a second
    ),
}


@dataclass(frozen=True)
class Chosen:
    """One list's winner: its parameters and its score, mean over both tuning seeds."""

    parameters: dict[str, Any]
    score: float


def tune(name: str, folds: Mapping[int, Sequence[Fold]]) -> tuple[dict[str, Chosen], Search]:
    """Search one method's space; ``folds`` holds those of both tuning seeds.

    Returns the winner for each list, and the search with all its trials.
    """
    make = TUNABLE[name]
    space = SPACES[name]
    progress = progress_bar(None, f"{name}: parameter sets", unit="set")

    def score_on(seed: int, parameters: Mapping[str, Any]) -> dict[str, float]:
        results = [evaluate_fold(make(parameters), fold) for fold in folds[seed]]
        progress.update()
        return {
            objective: float(np.nanmean(np.concatenate([r.metrics[metric] for r in results])))
            for objective, metric in OBJECTIVES.items()
        }

    with progress:
        search = Search(space.grid, lambda parameters: score_on(SEARCH_SEED, parameters))
        search.try_at_random(space.random_trials, seed=0)
        for objective in OBJECTIVES:
            search.climb(objective, PASSES)
        checked: dict[int, dict[str, float]] = {}
        chosen = {}
        for objective in OBJECTIVES:
            ranked = sorted(
                range(len(search.trials)), key=lambda i: (-search.trials[i][1][objective], i)
            )
            means = {}
            for trial in ranked[: space.checked]:
                parameters, scores = search.trials[trial]
                if trial not in checked:
                    checked[trial] = score_on(CHECK_SEED, parameters)
                means[trial] = (scores[objective] + checked[trial][objective]) / 2
            winner = max(means, key=lambda trial: means[trial])
            chosen[objective] = Chosen(search.trials[winner][0], means[winner])
    return chosen, search


def document(tuned: Mapping[str, Any]) -> str:
    """The Markdown page on what was tried and what was chosen."""
    lines = [
        "# Tuned baselines",
        "",
        f"Written by `python -m training tune`. {SEARCH_FOLDS} folds of seed",
        f"{SEARCH_SEED} for the search, all of seed {CHECK_SEED} for the choice among the best;",
        "results are reported for other seeds (7, 8 and 9). Every list that a method fills has",
        f"parameters of its own. The search is random trials, then {PASSES} passes of one",
        "parameter at a time; parameters are explained where the method is (`training/methods/`).",
        "",
    ]
    for name, entry in tuned.items():
        lines += [
            f"## {name}",
            "",
            f"{entry['trials']} parameter sets tried ({SPACES[name].random_trials} at random), the "
            f"best {SPACES[name].checked} of each list on the second seed; {entry['seconds']} s.",
            "",
            "| parameter | tried | best ten | popular row | less-known row |",
            "|---|---|---|---|---|",
        ]
        for parameter, values in SPACES[name].grid.items():
            row = [str(entry[objective].get(parameter)) for objective in OBJECTIVES]
            tried = ", ".join(str(v) for v in _in_order(values))
            lines.append(f"| {parameter} | {tried} | {' | '.join(row)} |")
        scores = [f"{entry['scores'][objective]:.4f}" for objective in OBJECTIVES]
        lines += [f"| **NDCG** (tuning seeds) | | {' | '.join(scores)} |", ""]
    return "\n".join(lines)


def _in_order(values: Sequence[Any]) -> list[Any]:
    return sorted(values, key=lambda value: (value is None, value if value is not None else 0))


def run_tuning(data: MovieLens, names: Sequence[str], artifacts: Path) -> None:
    """Tune the named methods and write all three records; other methods' entries stay."""
    folds = {
        SEARCH_SEED: list(islice(make_folds(data, SEARCH_SEED), SEARCH_FOLDS)),
        CHECK_SEED: list(make_folds(data, CHECK_SEED)),
    }
    tuned = json.loads(TUNED_PARAMETERS.read_text("utf-8")) if TUNED_PARAMETERS.exists() else {}
    for name in names:
        started = time.perf_counter()
        chosen, search = tune(name, folds)
        tuned[name] = {
            **{objective: winner.parameters for objective, winner in chosen.items()},
            "scores": {objective: round(winner.score, 5) for objective, winner in chosen.items()},
            "trials": len(search.trials),
            "seconds": round(time.perf_counter() - started),
        }
        tuned = {method: tuned[method] for method in SPACES if method in tuned}
        TUNED_PARAMETERS.write_text(json.dumps(tuned, indent=2) + "\n", encoding="utf-8")
        DOCUMENT.parent.mkdir(exist_ok=True)
        DOCUMENT.write_text(document(tuned), encoding="utf-8")
        trials = artifacts / "tuning" / f"{name}.json"
        trials.parent.mkdir(parents=True, exist_ok=True)
        trials.write_text(json.dumps(search.trials), encoding="utf-8")
        log.info(f"{name}: {tuned[name]['scores']} after {len(search.trials)} sets")
