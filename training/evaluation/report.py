"""What the measurements say: ``evaluation.csv`` and ``evaluation.json``.

``evaluation.csv`` has a row per task and metric: method, protocol, seed, fold,
metric, value, standardError (over users; empty where there is none), seconds,
memory (peak MB).

``evaluation.json`` is an ``Evaluation`` of ``tables/evaluation.py``: for each protocol its
methods, best first by its first headline metric, and every pair of methods for each
headline metric; ``pHolm`` is corrected for all pairs of the metric.
"""

from __future__ import annotations

import csv
import math
import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tables.evaluation import (
    HEADLINES,
    RATING,
    Comparison,
    Evaluation,
    Failure,
    MeasuredDataset,
    Metric,
    Protocol,
    ProtocolName,
    Scores,
)
from tables.json_files import encode
from training.data.movielens import MovieLens
from training.evaluation.pick_three import over_users
from training.evaluation.statistics import holm, paired_difference
from training.evaluation.tasks import ROOTS_OF_MEANS, Measurement, Task

COLUMNS = (
    *("method", "protocol", "seed", "fold", "metric", "value"),
    *("standardError", "seconds", "memory"),
)


def write_report(
    folder: Path,
    data: MovieLens,
    measurements: Sequence[Measurement],
    failures: Sequence[tuple[Task, str]],
) -> None:
    """Write both files into ``folder``, each in one step."""
    folder.mkdir(parents=True, exist_ok=True)
    table, summary = folder / "evaluation.csv", folder / "evaluation.json"
    part = table.with_suffix(f".csv.{os.getpid()}")
    with part.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(csv_rows(measurements))
    part.replace(table)
    part = summary.with_suffix(f".json.{os.getpid()}")
    part.write_bytes(encode(summarize(data, measurements, failures)))
    part.replace(summary)


def csv_rows(measurements: Sequence[Measurement]) -> Iterator[tuple[str | int, ...]]:
    """The rows of ``evaluation.csv``."""
    for found in measurements:
        task = found.task
        values = {
            name: _mean_and_error(name, cases, found.user_ids)
            for name, cases in found.metrics.items()
        }
        values |= {name: (share, math.nan) for name, share in found.coverage.items()}
        for name, (value, error) in values.items():
            yield (
                *(task.method, task.protocol, task.seed, task.fold, name),
                *("" if math.isnan(number) else f"{number:.6f}" for number in (value, error)),
                *(f"{found.seconds:.2f}", f"{found.memory:.0f}"),
            )


def summarize(
    data: MovieLens,
    measurements: Sequence[Measurement],
    failures: Sequence[tuple[Task, str]],
) -> Evaluation:
    """The content of ``evaluation.json``."""
    by_protocol: dict[ProtocolName, list[Measurement]] = defaultdict(list)
    for found in measurements:
        by_protocol[found.task.protocol].append(found)
    return Evaluation(
        dataset=MeasuredDataset(data.name, data.checksum, data.simulated),
        protocols=tuple(_protocol(name, found) for name, found in sorted(by_protocol.items())),
        failures=tuple(
            Failure(task.protocol, task.method, task.seed, task.fold, error)
            for task, error in failures
        ),
    )


def _protocol(protocol: ProtocolName, measurements: Sequence[Measurement]) -> Protocol:
    by_method: dict[str, list[Measurement]] = defaultdict(list)
    for found in measurements:
        by_method[found.task.method].append(found)
    parts = {(found.task.seed, found.task.fold) for found in measurements}
    headlines = HEADLINES[protocol]
    methods = [
        Scores(
            method=method,
            complete={(f.task.seed, f.task.fold) for f in found} == parts,
            seconds=round(float(np.mean([f.seconds for f in found])), 3),
            memory=round(max(f.memory for f in found)),
            metrics=_metrics(found),
        )
        for method, found in by_method.items()
    ]
    lower_is_better = protocol == RATING
    methods.sort(
        key=lambda entry: (entry.metrics[headlines[0]].mean or 0.0) * (1 if lower_is_better else -1)
    )
    ordered = {entry.method: by_method[entry.method] for entry in methods}
    return Protocol(
        protocol=protocol,
        seeds=tuple(sorted({seed for seed, _ in parts})),
        folds=tuple(sorted({fold for _, fold in parts})),
        methods=tuple(methods),
        comparisons=tuple(
            comparison for metric in headlines for comparison in _comparisons(metric, ordered)
        ),
    )


def _metrics(measurements: Sequence[Measurement]) -> dict[str, Metric]:
    """Each metric of one method over all its tasks."""
    seeds = sorted({found.task.seed for found in measurements})
    metrics = {}
    for name in measurements[0].metrics:
        per_seed = {
            seed: _mean_and_error(
                name, *_cases(name, [f for f in measurements if f.task.seed == seed])
            )[0]
            for seed in seeds
        }
        _, error = _mean_and_error(name, *_cases(name, measurements))
        metrics[name] = _entry(per_seed, error)
    for name in measurements[0].coverage:
        per_seed = {
            seed: float(np.mean([f.coverage[name] for f in measurements if f.task.seed == seed]))
            for seed in seeds
        }
        metrics[name] = _entry(per_seed, math.nan)
    return metrics


def _entry(per_seed: dict[int, float], error: float) -> Metric:
    return Metric(
        mean=_number(float(np.mean(list(per_seed.values())))),
        standard_error=_number(error),
        seeds={str(seed): _number(mean) for seed, mean in per_seed.items()},
    )


def _comparisons(metric: str, by_method: dict[str, list[Measurement]]) -> Iterator[Comparison]:
    """Every pair of methods on the seeds and folds that both were measured on."""
    found = {}
    for method, baseline in combinations(by_method, 2):
        shared = {(f.task.seed, f.task.fold) for f in by_method[method]} & {
            (f.task.seed, f.task.fold) for f in by_method[baseline]
        }
        if not shared:
            continue
        sides = [
            _cases(metric, [f for f in by_method[name] if (f.task.seed, f.task.fold) in shared])
            for name in (method, baseline)
        ]
        found[f"{method}\n{baseline}"] = paired_difference(*sides)
    corrected = holm({pair: test.p_value for pair, test in found.items()})
    for pair, test in found.items():
        method, baseline = pair.split("\n")
        yield Comparison(
            metric="mse" if metric in ROOTS_OF_MEANS else metric,
            method=method,
            baseline=baseline,
            difference=_number(test.difference),
            standard_error=_number(test.standard_error),
            p_value=_number(test.p_value, digits=12),
            p_holm=_number(corrected[pair], digits=12),
            users=test.users,
        )


def _cases(
    metric: str, measurements: Sequence[Measurement]
) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
    return (
        np.concatenate([found.metrics[metric] for found in measurements]),
        np.concatenate([found.user_ids for found in measurements]),
    )


def _mean_and_error(
    metric: str, values: NDArray[np.float64], user_ids: NDArray[np.int32]
) -> tuple[float, float]:
    mean, error = over_users(values, user_ids)
    if metric not in ROOTS_OF_MEANS or mean <= 0:
        return mean, error
    return math.sqrt(mean), error / (2 * math.sqrt(mean))  # the delta method


def _number(value: float, digits: int = 6) -> float | None:
    """Rounded for people; None where there is no number, since JSON has no NaN."""
    return None if math.isnan(value) else round(value, digits)
