"""The JSON that the API takes and answers with, as types.

The views are checked against them by mypy, and ``openapi.py`` generates the
description of the API from them, so neither can drift from the other.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from msgspec import Meta

MovieId = Annotated[
    int, Meta(ge=1, le=2**31 - 1, description="Number of a film, the same as in MovieLens.")
]
Picks = Annotated[
    list[MovieId], Meta(min_length=3, max_length=3, extra_json_schema={"uniqueItems": True})
]
RunId = Annotated[str, Meta(description="Id of the published run that the answer comes from.")]
Seconds = Annotated[float, Meta(ge=0)]
Stars = Annotated[float, Meta(ge=0, le=5)]


class Problem(TypedDict):
    """What went wrong, as RFC 9457 describes it."""

    type: Annotated[
        str, Meta(description="Address that explains this kind of problem, or about:blank.")
    ]
    title: Annotated[str, Meta(description="The kind of problem in a few words.")]
    status: Annotated[int, Meta(ge=400, le=599)]
    detail: Annotated[str, Meta(description="What was wrong this time.")]
    instance: Annotated[str, Meta(description="The address that was asked for.")]


class Film(TypedDict):
    """A film as a poster with a caption."""

    movieId: MovieId
    title: str
    year: int | None
    genres: list[str]
    poster: Annotated[str, Meta(description="Address of the poster on this site.")]


class CatalogueFilm(Film):
    """A film to pick from."""

    rank: Annotated[int, Meta(ge=1, description="By weighted rating, 1 is best.")]
    ratings: Annotated[int, Meta(ge=0, description="How many people rated it.")]
    meanRating: Stars
    weightedRating: Annotated[
        float, Meta(ge=0, le=5, description="Mean rating, pulled to that of all popular films.")
    ]


class Catalogue(TypedDict):
    """The films to pick from, best first."""

    run: RunId
    films: list[CatalogueFilm]


class RecommendedFilm(Film):
    """A film of an answer."""

    score: Annotated[float, Meta(description="What it was ranked by; comparable in its row.")]
    because: Annotated[list[MovieId], Meta(description="The picks that are the reason for it.")]


class Recommendations(TypedDict):
    """The answer to three picks, best first in each row."""

    run: RunId
    picks: Picks
    popular: Annotated[list[RecommendedFilm], Meta(max_length=5)]
    lessKnown: Annotated[list[RecommendedFilm], Meta(max_length=5)]
    best: Annotated[
        list[RecommendedFilm],
        Meta(max_length=10, description="The best ten of everything outside the catalogue."),
    ]


class NeighbourFilm(Film):
    """A film that is rated alike."""

    similarity: Annotated[float, Meta(ge=-1, le=1, description="Cosine of the rating vectors.")]


class Movie(Film):
    """All that is known about one film."""

    run: RunId
    imdbId: str | None
    tmdbId: int | None
    ratings: Annotated[int, Meta(ge=0, description="How many people rated it.")]
    meanRating: Stars | None
    popularRank: Annotated[
        int | None, Meta(description="Among popular films; null for a less-known one.")
    ]
    weightedRating: Stars | None
    inCatalogue: Annotated[bool, Meta(description="Whether it can be picked.")]
    neighbors: list[NeighbourFilm]


class Dataset(TypedDict):
    """The ratings that a run was computed from."""

    name: str
    checksum: Annotated[str, Meta(description="SHA-256 over the data set's files.")]
    simulated: Annotated[bool, Meta(description="True for the built-in sample.")]
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


class Job(TypedDict):
    """One training job."""

    name: str
    seconds: Seconds
    run: Annotated[str, Meta(description="Run that it was computed in.")]


class Models(TypedDict):
    """What the methods are, how good they are, and how long they take to train."""

    run: RunId
    created: Annotated[str, Meta(description="When, as ISO 8601.")]
    dataset: Dataset
    answersBy: Annotated[str | None, Meta(description="Method that gives the site's answers.")]
    evaluation: Annotated[
        Evaluation | None, Meta(description="Null where nothing was measured on these ratings.")
    ]
    methods: list[Method]
    learningCurve: list[Epoch]
    jobs: list[Job]


class Usage(TypedDict):
    """How often and how long."""

    requests: Annotated[int, Meta(ge=0, description="How many: requests, or runs of a job.")]
    averageSeconds: Seconds | None
    totalSeconds: Seconds
    lastSeconds: Annotated[
        list[Seconds], Meta(max_length=20, description="The last 20, the latest last.")
    ]


class RouteUsage(Usage):
    """Requests of one route."""

    route: Annotated[str, Meta(description="Pattern of the address; none where none matched.")]


class RequestUsage(Usage):
    """All requests together, and by route."""

    routes: list[RouteUsage]


class JobUsage(Usage):
    """Runs of one training job."""

    job: str


class TrainingUsage(Usage):
    """All training jobs together, and by job."""

    jobs: list[JobUsage]


class Metrics(TypedDict):
    """Use of the site since it started, and training of the runs that are kept."""

    requests: RequestUsage
    training: TrainingUsage
