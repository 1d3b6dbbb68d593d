"""What the methods are, how good they are, and how long they take to train."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from msgspec import Meta

from webapp.api.schemas.common import FromRun, Seconds, Simulated


class Dataset(TypedDict):
    """The ratings that a run was computed from."""

    name: str
    checksum: Annotated[str, Meta(description="SHA-256 over the data set's files.")]
    simulated: Simulated
    users: int
    movies: int
    ratings: int


class Metric(TypedDict):
    """One figure of a method."""

    mean: Annotated[float | None, Meta(description="Mean over seeds.")]
    standardError: Annotated[float | None, Meta(description="Over users.")]
    seeds: Annotated[dict[str, float | None], Meta(description="The mean of each seed.")]


class MethodScores(TypedDict):
    """What was measured of one method."""

    method: str
    complete: Annotated[bool, Meta(description="Whether every seed and fold was measured.")]
    seconds: Annotated[float, Meta(ge=0, description="Mean of fitting and scoring one fold.")]
    memory: Annotated[float, Meta(ge=0, description="Highest peak in MB.")]
    metrics: dict[str, Metric]


class Comparison(TypedDict):
    """A method minus the best of the methods that are not served, on the same users."""

    metric: str
    method: str
    baseline: str
    difference: float | None
    standardError: Annotated[float | None, Meta(description="Of the difference, over users.")]
    pValue: Annotated[float | None, Meta(description="Two-sided paired t-test.")]
    pHolm: Annotated[
        float | None, Meta(description="The same, corrected for all pairs of methods (Holm).")
    ]
    users: int


class Protocol(TypedDict):
    """Methods that were measured in the same way, best first."""

    protocol: Literal["pick-three", "rating"]
    seeds: list[int]
    folds: list[str]
    methods: list[MethodScores]
    comparisons: list[Comparison]


class Evaluation(TypedDict):
    """How good the methods are."""

    run: Annotated[str, Meta(description="Run that the figures were first published in.")]
    measured: Annotated[str, Meta(description="When, as ISO 8601.")]
    protocols: list[Protocol]


class Method(TypedDict):
    """What a method is."""

    name: str
    title: str
    kind: Annotated[
        Literal["picks", "ratings", "classics"],
        Meta(description="Answers three picks, predicts ratings, or has tables of its own."),
    ]
    summary: str
    citation: str
    url: str
    served: Annotated[bool, Meta(description="Whether it gives the site's answers.")]


class Epoch(TypedDict):
    """One point of the network's learning curve."""

    epoch: Annotated[int, Meta(ge=1)]
    trainRmse: Annotated[float, Meta(ge=0, description="Stars, on ratings learned from.")]
    validationRmse: Annotated[float, Meta(ge=0, description="Stars, on ratings held out.")]


class FactorizationEpoch(TypedDict):
    """One point of the learning curve of a model trained by gradient descent."""

    model: str
    epoch: Annotated[int, Meta(ge=1)]
    trainMse: Annotated[float, Meta(ge=0, description="Squared stars, on ratings learned from.")]
    validationMse: Annotated[float, Meta(ge=0, description="Squared stars, on a fifth held out.")]


class SvdTime(TypedDict):
    """What a truncated singular value decomposition of one size costs and leaves out."""

    k: Annotated[int, Meta(ge=1, description="Singular values asked for.")]
    usedK: Annotated[int, Meta(ge=0, description="k, or the rank where it is lower.")]
    seconds: Seconds
    reconstructionError: Annotated[
        float, Meta(ge=0, description="Root mean square over all pairs, in stars.")
    ]
    explainedVariance: Annotated[float, Meta(ge=0, le=1)]


class ExplainedVariance(TypedDict):
    """How much of the variance of films' contents and of ratings the first components keep."""

    components: Annotated[int, Meta(ge=1)]
    content: Annotated[float | None, Meta(description="Share; null beyond the last component.")]
    collaborative: Annotated[
        float | None, Meta(description="Share; null beyond the last component.")
    ]


class Job(TypedDict):
    """One training job."""

    name: str
    seconds: Seconds
    run: Annotated[str, Meta(description="Run that it was computed in.")]
    peakBytes: Annotated[
        int | None, Meta(description="Of resident memory at its highest; null where unknown.")
    ]


class Models(FromRun):
    """What the methods are, how good they are, and how long they take to train."""

    created: Annotated[str, Meta(description="When, as ISO 8601.")]
    dataset: Dataset
    answersBy: Annotated[str | None, Meta(description="Method that gives the site's answers.")]
    evaluation: Annotated[
        Evaluation | None, Meta(description="Null where nothing was measured on these ratings.")
    ]
    methods: list[Method]
    learningCurve: list[Epoch]
    factorizationCurves: list[FactorizationEpoch]
    svdTimes: list[SvdTime]
    similarityVariance: list[ExplainedVariance]
    jobs: list[Job]
