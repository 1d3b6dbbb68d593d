"""What answers of every kind are made of."""

from __future__ import annotations

from typing import Annotated, TypedDict

from msgspec import Meta

MovieId = Annotated[
    int, Meta(ge=1, le=2**31 - 1, description="Number of a film, the same as in MovieLens.")
]
UserId = Annotated[
    int, Meta(ge=1, le=2**31 - 1, description="Number of a user, the same as in MovieLens.")
]
RunId = Annotated[str, Meta(description="Id of the published run that the answer comes from.")]
Seconds = Annotated[float, Meta(ge=0)]
Stars = Annotated[float, Meta(ge=0, le=5)]
Simulated = Annotated[
    bool,
    Meta(
        description="Whether nobody gave the ratings that the answer comes from: those of the "
        "built-in sample and of any other made-up data set."
    ),
]
DIFFERENT = {"uniqueItems": True}


class Problem(TypedDict):
    """What went wrong, as RFC 9457 describes it."""

    type: Annotated[
        str, Meta(description="Address that explains this kind of problem, or about:blank.")
    ]
    title: Annotated[str, Meta(description="The kind of problem, as a sentence.")]
    status: Annotated[int, Meta(ge=400, le=599)]
    detail: Annotated[str, Meta(description="What was wrong this time.")]
    instance: Annotated[str, Meta(description="The address that was asked for.")]


class FromRun(TypedDict):
    """Where an answer comes from."""

    run: RunId
    simulated: Simulated


class Film(TypedDict):
    """A film as a poster with a caption."""

    movieId: MovieId
    title: str
    year: int | None
    genres: list[str]
    poster: Annotated[str, Meta(description="Address of the poster on this site.")]
