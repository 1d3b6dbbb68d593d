"""The films to pick from, and the answer to three picks."""

from __future__ import annotations

from typing import Annotated, TypedDict

from msgspec import Meta

from webapp.api.schemas.common import DIFFERENT, Film, MovieId, RunId, Stars

Picks = Annotated[list[MovieId], Meta(min_length=3, max_length=3, extra_json_schema=DIFFERENT)]


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
