"""Users of the data set: what they rated highest, and what models expect of them."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from msgspec import Meta

from webapp.api.schemas.common import Film, FromRun, MovieId, Stars, UserId

Model = Literal["svd", "dnmf", "pmf", "nn", "mf", "als"]
PredictingModel = Literal["pmf", "nn", "mf", "als"]

MOST_VIEWED, MOST_RECOMMENDED, MOST_PREDICTED = 20, 10, 50
ViewedLimit = Annotated[int, Meta(ge=1, le=MOST_VIEWED)]
RecommendedLimit = Annotated[int, Meta(ge=1, le=MOST_RECOMMENDED)]
PredictedMovies = Annotated[list[MovieId], Meta(min_length=1, max_length=MOST_PREDICTED)]


class RatedFilm(Film):
    """A film and the stars that the user gave it."""

    rating: Stars


class Viewed(FromRun):
    """What a user rated highest, best first."""

    userId: UserId
    ratings: Annotated[int, Meta(ge=0, description="How many films the user rated.")]
    meanRating: Stars
    films: Annotated[list[RatedFilm], Meta(max_length=MOST_VIEWED)]


class ScoredFilm(Film):
    """A film and what the model ranks it by."""

    score: Annotated[
        float, Meta(description="Stars, except for svd: that one reconstructs a sparse matrix.")
    ]


class RecommendedToUser(FromRun):
    """A model's best films that the user has not rated, best first."""

    userId: UserId
    model: Model
    films: Annotated[list[ScoredFilm], Meta(max_length=MOST_RECOMMENDED)]


class Prediction(TypedDict):
    """The stars that a model expects a user to give a film."""

    movieId: MovieId
    predictedRating: Annotated[
        float | None, Meta(description="Null for a film that nobody rated: it was not trained.")
    ]


class Predictions(FromRun):
    """Predicted ratings, in the order that was asked for."""

    userId: UserId
    model: PredictingModel
    predictions: list[Prediction]
