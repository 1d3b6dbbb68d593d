"""The JSON that the API takes and answers with, as types.

The views are checked against them by mypy, and ``openapi.py`` generates the
description of the API from them, so neither can drift from the other.
"""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from msgspec import Meta

from tables.fold_in import MOST_RATINGS
from tables.similar import PER_WAY

MovieId = Annotated[
    int, Meta(ge=1, le=2**31 - 1, description="Number of a film, the same as in MovieLens.")
]
_DIFFERENT = {"uniqueItems": True}
Picks = Annotated[list[MovieId], Meta(min_length=3, max_length=3, extra_json_schema=_DIFFERENT)]
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
    factorizationCurves: list[FactorizationEpoch]
    svdTimes: list[SvdTime]
    similarityVariance: list[ExplainedVariance]
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


# Users, similar films, films by title, and new users.

UserId = Annotated[
    int, Meta(ge=1, le=2**31 - 1, description="Number of a user, the same as in MovieLens.")
]
Model = Literal["svd", "dnmf", "pmf", "nn", "mf", "als"]
PredictingModel = Literal["pmf", "nn", "mf", "als"]
FoldingModel = Literal["svd", "pmf", "mf", "als"]
Way = Literal["content", "collaborative", "hybrid"]

MOST_VIEWED, MOST_RECOMMENDED, MOST_FOUND, MOST_PREDICTED = 20, 10, 50, 50
ViewedLimit = Annotated[int, Meta(ge=1, le=MOST_VIEWED)]
RecommendedLimit = Annotated[int, Meta(ge=1, le=MOST_RECOMMENDED)]
SimilarLimit = Annotated[int, Meta(ge=1, le=PER_WAY)]
FoundLimit = Annotated[int, Meta(ge=1, le=MOST_FOUND)]
Title = Annotated[str, Meta(min_length=1, max_length=200, pattern=r"\S")]
PredictedMovies = Annotated[list[MovieId], Meta(min_length=1, max_length=MOST_PREDICTED)]


class RatedFilm(Film):
    """A film and the stars that the user gave it."""

    rating: Stars


class Viewed(TypedDict):
    """What a user rated highest, best first."""

    run: RunId
    userId: UserId
    ratings: Annotated[int, Meta(ge=0, description="How many films the user rated.")]
    meanRating: Stars
    films: Annotated[list[RatedFilm], Meta(max_length=MOST_VIEWED)]


class ScoredFilm(Film):
    """A film and what the model ranks it by."""

    score: Annotated[
        float, Meta(description="Stars, except for svd: that one reconstructs a sparse matrix.")
    ]


class RecommendedToUser(TypedDict):
    """A model's best films that the user has not rated, best first."""

    run: RunId
    userId: UserId
    model: Model
    films: Annotated[list[ScoredFilm], Meta(max_length=MOST_RECOMMENDED)]


class Prediction(TypedDict):
    """The stars that a model expects a user to give a film."""

    movieId: MovieId
    predictedRating: Annotated[
        float | None, Meta(description="Null for a film that nobody rated: it was not trained.")
    ]


class Predictions(TypedDict):
    """Predicted ratings, in the order that was asked for."""

    run: RunId
    userId: UserId
    model: PredictingModel
    predictions: list[Prediction]


class SimilarFilm(Film):
    """A film that is like another."""

    similarity: Annotated[float, Meta(ge=-1.000001, le=1.000001, description="Cosine.")]


class Similar(TypedDict):
    """The films most similar to a film, best first."""

    run: RunId
    movieId: MovieId
    by: Way
    films: Annotated[list[SimilarFilm], Meta(max_length=PER_WAY)]


class FoundFilm(Film):
    """A film whose title matches."""

    inCatalogue: Annotated[bool, Meta(description="Whether it can be picked.")]


class Found(TypedDict):
    """The films whose titles match best, best first."""

    run: RunId
    films: Annotated[list[FoundFilm], Meta(max_length=MOST_FOUND)]


class Rating(TypedDict):
    """A film and the stars that somebody gives it."""

    movieId: MovieId
    rating: Annotated[float, Meta(ge=0.5, le=5)]


class NewRatings(TypedDict):
    """What somebody new says of films of the whole data set, each rated once."""

    ratings: Annotated[
        list[Rating],
        Meta(
            min_length=1,
            max_length=MOST_RATINGS,
            extra_json_schema=_DIFFERENT,
            description="No film twice.",
        ),
    ]
    model: NotRequired[FoldingModel]
    limit: NotRequired[Annotated[int, Meta(ge=1, le=MOST_FOUND)]]


class RecommendedToNew(TypedDict):
    """A model's best films that were not rated in the request, best first."""

    run: RunId
    model: FoldingModel
    films: Annotated[list[ScoredFilm], Meta(max_length=MOST_FOUND)]
