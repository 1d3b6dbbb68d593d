"""What somebody new says of films, and what they are recommended."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from msgspec import Meta

from serving.fold_in import MOST_RATINGS
from webapp.api.schemas.answers import Adventure, RowLimit, Rows
from webapp.api.schemas.common import DIFFERENT, MovieId

ListModel = Literal["taste", "svd", "pmf", "mf", "als"]


class Rating(TypedDict):
    """A film and the stars that somebody gives it; whatever else is said of it is left out."""

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
    model: NotRequired[ListModel]
    adventure: NotRequired[Adventure]
    limit: NotRequired[RowLimit]
    without: NotRequired[
        Annotated[
            list[MovieId],
            Meta(max_length=1000, description="Films that are not to be recommended either."),
        ]
    ]


class RecommendedToNew(Rows):
    """The answer to a list."""

    model: ListModel
