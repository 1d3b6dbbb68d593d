"""How good the methods are: the measurements and descriptions that a run may carry.

``methods.json`` says what each method is, ``evaluation.json`` what was measured (its
format stands in ``training/evaluation/report.py``, plus ``measured``: the run that
it was first published in, and when), ``figures/`` holds SVG to be put into a page.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from tables.errors import TableError

METHODS = "methods.json"
EVALUATION = "evaluation.json"
FIGURES = "figures"  # the folder
FORMAT = 1

Kind = Literal["picks", "ratings", "classics"]
SERVED_RATINGS = "dnmf"  # the rating model whose predictions are job 3's tables
PICK_THREE, RATING = "pick-three", "rating"  # the protocols


@dataclass(frozen=True)
class Description:
    """What a method is."""

    name: str
    title: str
    kind: Kind  # answers three picks, predicts ratings, or is a classic with tables of its own
    summary: str  # two sentences
    citation: str
    url: str  # of the cited work


@dataclass(frozen=True)
class Metric:
    """A figure of a method: its mean over seeds and its standard error over users."""

    mean: float | None
    standard_error: float | None
    seeds: Mapping[str, float | None]


@dataclass(frozen=True)
class Scores:
    """What was measured of one method under one protocol."""

    method: str
    complete: bool  # whether every seed and fold of the protocol was measured
    seconds: float  # mean of fitting and scoring one fold or split
    memory: float  # highest peak, MB
    metrics: Mapping[str, Metric]


@dataclass(frozen=True)
class Comparison:
    """Method minus baseline on the same users, with a paired test."""

    metric: str
    method: str
    baseline: str
    difference: float | None
    standard_error: float | None
    p_value: float | None
    p_holm: float | None  # corrected for all pairs of the metric
    users: int

    def turned(self) -> Comparison:
        """The same comparison seen from the other side."""
        return Comparison(
            self.metric,
            self.baseline,
            self.method,
            None if self.difference is None else -self.difference,
            self.standard_error,
            self.p_value,
            self.p_holm,
            self.users,
        )


@dataclass(frozen=True)
class Protocol:
    """All methods measured in one way, best first."""

    protocol: str
    seeds: tuple[int, ...]
    folds: tuple[str, ...]
    methods: tuple[Scores, ...]
    comparisons: tuple[Comparison, ...]

    def against(self, metric: str, method: str, baseline: str) -> Comparison | None:
        """``method`` minus ``baseline``, or None where they were not compared."""
        for found in self.comparisons:
            if found.metric == metric and {found.method, found.baseline} == {method, baseline}:
                return found if found.method == method else found.turned()
        return None


@dataclass(frozen=True)
class Evaluation:
    """The content of ``evaluation.json``."""

    dataset: str
    run: str  # that the measurements were first published in
    measured: str  # ISO 8601, UTC
    protocols: tuple[Protocol, ...]

    def protocol(self, name: str) -> Protocol | None:
        """What was measured under a protocol, or None."""
        return next((p for p in self.protocols if p.protocol == name), None)


def figure_file(name: str) -> str:
    """Where the figure of that name lies in a run."""
    return f"{FIGURES}/{name}.svg"


def methods_json(descriptions: tuple[Description, ...]) -> bytes:
    """The content of ``methods.json``."""
    body = {"format": FORMAT, "methods": [asdict(method) for method in descriptions]}
    return (json.dumps(body, indent=1, ensure_ascii=False) + "\n").encode()


def read_methods(run: Path) -> tuple[Description, ...]:
    """Read ``methods.json`` of a run folder; ``TableError`` says what is wrong with it."""
    raw = _read(run / METHODS)
    try:
        return tuple(Description(**entry) for entry in raw["methods"])
    except (KeyError, TypeError) as error:
        raise TableError(f"{METHODS} is incomplete or has a wrong entry: {error!r}.") from None


def read_evaluation(run: Path) -> Evaluation:
    """Read ``evaluation.json`` of a run folder; ``TableError`` says what is wrong with it."""
    raw = _read(run / EVALUATION)
    try:
        return Evaluation(
            dataset=str(raw["dataset"]["name"]),
            run=str(raw["measured"]["run"]),
            measured=str(raw["measured"]["created"]),
            protocols=tuple(_protocol(entry) for entry in raw["protocols"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise TableError(f"{EVALUATION} is incomplete or has a wrong entry: {error!r}.") from None


def _read(path: Path) -> Any:
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise TableError(f"{path.name} is missing from {path.parent}.") from None
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise TableError(f"{path} is not valid JSON: {error}.") from None
    found = raw.get("format") if isinstance(raw, dict) else None
    if found != FORMAT:
        raise TableError(f"{path} has format {found!r}; this version reads format {FORMAT}.")
    return raw


def _protocol(raw: Mapping[str, Any]) -> Protocol:
    return Protocol(
        protocol=str(raw["protocol"]),
        seeds=tuple(int(seed) for seed in raw["seeds"]),
        folds=tuple(str(fold) for fold in raw["folds"]),
        methods=tuple(
            Scores(
                method=str(entry["method"]),
                complete=bool(entry["complete"]),
                seconds=float(entry["seconds"]),
                memory=float(entry["memory"]),
                metrics={name: _metric(metric) for name, metric in entry["metrics"].items()},
            )
            for entry in raw["methods"]
        ),
        comparisons=tuple(
            Comparison(
                metric=str(entry["metric"]),
                method=str(entry["method"]),
                baseline=str(entry["baseline"]),
                difference=_number(entry["difference"]),
                standard_error=_number(entry["standardError"]),
                p_value=_number(entry["pValue"]),
                p_holm=_number(entry["pHolm"]),
                users=int(entry["users"]),
            )
            for entry in raw["comparisons"]
        ),
    )


def _metric(raw: Mapping[str, Any]) -> Metric:
    seeds = {str(seed): _number(mean) for seed, mean in raw["seeds"].items()}
    return Metric(_number(raw["mean"]), _number(raw["standardError"]), seeds)


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
