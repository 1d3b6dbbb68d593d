"""How good the methods are: the measurements and descriptions that a run may carry.

``methods.json`` says what each method is, ``evaluation.json`` what was measured (the fields
of ``Evaluation`` in camel case), ``figures/`` holds SVG to be put into a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from tables.json_files import decode, encode

METHODS = "methods.json"
EVALUATION = "evaluation.json"
FORMAT = 1

Kind = Literal["picks", "ratings", "classics"]
ProtocolName = Literal["pick-three", "rating"]
PICK_THREE: ProtocolName = "pick-three"
RATING: ProtocolName = "rating"

SERVED_RATINGS = "dnmf"  # the rating model whose predictions are job 3's tables

BEST_TEN, POPULAR_ROW, LESS_KNOWN_ROW = "ndcg@10", "popular ndcg@5", "less_known ndcg@5"
RMSE = "rmse"
HEADLINES: dict[ProtocolName, tuple[str, ...]] = {
    PICK_THREE: (BEST_TEN, POPULAR_ROW, LESS_KNOWN_ROW),
    RATING: (RMSE,),
}
"""The metrics that methods are compared by, the one that orders them first."""

FIGURES = (
    *("best", "popular", "less-known", "coverage", "ratings"),
    *("dnmf-curve", "factorization-curve", "similarity-variance"),
)
"""The figures that a run may carry, in the folder ``figures``."""


class Description(msgspec.Struct, frozen=True, rename="camel"):
    """What a method is."""

    name: str
    title: str
    kind: Kind  # answers three picks, predicts ratings, or is a classic with tables of its own
    summary: str  # two sentences
    citation: str
    url: str  # of the cited work


class Metric(msgspec.Struct, frozen=True, rename="camel"):
    """A figure of a method: its mean over seeds and its standard error over users."""

    mean: float | None
    standard_error: float | None
    seeds: Mapping[str, float | None]


class Scores(msgspec.Struct, frozen=True, rename="camel"):
    """What was measured of one method under one protocol."""

    method: str
    complete: bool  # whether every seed and fold of the protocol was measured
    seconds: float  # mean of fitting and scoring one fold or split
    memory: float  # highest peak, MB
    metrics: Mapping[str, Metric]


class Comparison(msgspec.Struct, frozen=True, rename="camel"):
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


class Protocol(msgspec.Struct, frozen=True, rename="camel"):
    """All methods measured in one way, best first."""

    protocol: ProtocolName
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


class Failure(msgspec.Struct, frozen=True, rename="camel"):
    """A measurement that did not come about."""

    protocol: str
    method: str
    seed: int
    fold: str
    error: str


class MeasuredDataset(msgspec.Struct, frozen=True, rename="camel"):
    """The ratings that were measured on."""

    name: str
    checksum: str
    simulated: bool


class Publication(msgspec.Struct, frozen=True, rename="camel"):
    """The run that measurements were first published in, and when (ISO 8601, UTC)."""

    run: str
    created: str


class Evaluation(msgspec.Struct, frozen=True, rename="camel"):
    """The content of ``evaluation.json``.

    ``mean`` is the mean over seeds of the mean over all of a seed's cases. Errors are over
    users. ``difference`` is method minus baseline, of each user's mean over all seeds; for
    ratings it is of squared errors (metric "mse"), where lower is better. A number that
    does not exist is null.
    """

    dataset: MeasuredDataset
    protocols: tuple[Protocol, ...]
    failures: tuple[Failure, ...] = ()
    measured: Publication | None = None  # None until it is published
    format: int = FORMAT

    def protocol(self, name: str) -> Protocol | None:
        """What was measured under a protocol, or None."""
        return next((p for p in self.protocols if p.protocol == name), None)


class Methods(msgspec.Struct, frozen=True, rename="camel"):
    """The content of ``methods.json``."""

    methods: tuple[Description, ...]
    format: int = FORMAT


def figure_file(name: str) -> str:
    """Where the figure of that name lies in a run."""
    return f"figures/{name}.svg"


def methods_json(descriptions: tuple[Description, ...]) -> bytes:
    """The content of ``methods.json``."""
    return encode(Methods(descriptions))


def read_methods(run: Path) -> tuple[Description, ...]:
    """Read ``methods.json`` of a run folder; ``TableError`` says what is wrong with it."""
    return decode(run / METHODS, Methods, FORMAT).methods


def read_evaluation(run: Path) -> Evaluation:
    """Read ``evaluation.json`` of a run folder; ``TableError`` says what is wrong with it."""
    return decode(run / EVALUATION, Evaluation, FORMAT)
