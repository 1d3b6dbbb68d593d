"""What somebody new says of films, and what they are recommended."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from msgspec import Meta

from serving.fold_in import MOST_RATINGS
from webapp.api.schemas.common import DIFFERENT, MovieId, RunId
from webapp.api.schemas.movies import MOST_FOUND
from webapp.api.schemas.users import ScoredFilm

FoldingModel = Literal["svd", "pmf", "mf", "als"]


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
            extra_json_schema=DIFFERENT,
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
