"""The films to pick from, and the answer to three picks."""

from __future__ import annotations

from typing import Annotated, TypedDict

from msgspec import Meta

from webapp.api.schemas.common import DIFFERENT, Film, FromRun, MovieId, Stars

MOST_IN_A_ROW = 15
Adventure = Annotated[
    int, Meta(ge=0, le=4, description="From famous (0) to hidden (4); 2 are the usual rows.")
]
RowLimit = Annotated[int, Meta(ge=1, le=MOST_IN_A_ROW)]
Picks = Annotated[list[MovieId], Meta(min_length=3, max_length=3, extra_json_schema=DIFFERENT)]
PopularRank = Annotated[
    int, Meta(ge=1, description="Among popular films by weighted rating; 1 is best.")
]


class CatalogueFilm(Film):
    """A film to pick from."""

    popularRank: PopularRank
    ratings: Annotated[int, Meta(ge=0, description="How many people rated it.")]
    meanRating: Stars
    weightedRating: Annotated[
        float, Meta(ge=0, le=5, description="Mean rating, pulled to that of all popular films.")
    ]


class Catalogue(FromRun):
    """The films to pick from, best first."""

    films: list[CatalogueFilm]


class Because(TypedDict):
    """Of those who love a film that was picked, how many love the recommended one too.

    The numbers are null in a run that does not know who loves what.
    """

    movieId: MovieId
    lovers: Annotated[int | None, Meta(description="Who love the film that was picked.")]
    alsoLove: Annotated[int | None, Meta(description="Of them, who love this film too.")]
    times: Annotated[
        float | None, Meta(description="Their share, divided by that of everybody; 1 is usual.")
    ]


class RecommendedFilm(Film):
    """A film of an answer."""

    score: Annotated[float, Meta(description="What it was ranked by; comparable in its row.")]
    because: Annotated[
        list[Because], Meta(description="The films that are the reason for it, best first.")
    ]


class Rows(FromRun):
    """Films in two rows, and the best of all outside the catalogue; each best first."""

    adventure: Adventure
    popular: Annotated[
        list[RecommendedFilm],
        Meta(max_length=MOST_IN_A_ROW, description="The row of the better-known films."),
    ]
    lessKnown: Annotated[
        list[RecommendedFilm],
        Meta(max_length=MOST_IN_A_ROW, description="The row of the less-known films."),
    ]
    best: Annotated[
        list[RecommendedFilm],
        Meta(max_length=2 * MOST_IN_A_ROW, description="The best of everything."),
    ]


class Recommendations(Rows):
    """The answer to three picks."""

    picks: Picks


class TogetherFilm(Film):
    """A film for two people, and whose picks speak for it."""

    score: float
    first: Annotated[list[Because], Meta(description="Of the first person's picks.")]
    second: Annotated[list[Because], Meta(description="Of the second person's picks.")]


class Together(FromRun):
    """Ten films for two people with three picks each, best first."""

    first: Picks
    second: Picks
    films: Annotated[list[TogetherFilm], Meta(max_length=10)]
