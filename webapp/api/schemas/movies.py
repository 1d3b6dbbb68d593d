"""One film, what is like it, and films by title."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from msgspec import Meta

from tables.arrays.similar import PER_WAY
from webapp.api.schemas.answers import PopularRank
from webapp.api.schemas.common import Film, FromRun, MovieId, Stars

Way = Literal["content", "collaborative", "hybrid"]
MOST_FOUND = 50
SimilarLimit = Annotated[int, Meta(ge=1, le=PER_WAY)]
FoundLimit = Annotated[int, Meta(ge=1, le=MOST_FOUND)]
Title = Annotated[str, Meta(min_length=1, max_length=200, pattern=r"\S")]


class NeighborFilm(Film):
    """A film that is rated alike."""

    similarity: Annotated[float, Meta(ge=-1, le=1, description="Cosine of the rating vectors.")]


class Facts(TypedDict, total=False):
    """What TMDB knows of a film; each is left out where it does not."""

    plot: Annotated[str, Meta(description="One sentence, from TMDB; may be left out.")]
    runtime: Annotated[int, Meta(ge=1, description="Minutes, from TMDB; may be left out.")]
    directors: Annotated[list[str], Meta(description="Names, from TMDB; may be left out.")]
    actors: Annotated[
        list[str], Meta(description="Names, leading ones first, from TMDB; may be left out.")
    ]


class Movie(FromRun, Film, Facts):
    """All that is known about one film."""

    imdbId: str | None
    tmdbId: int | None
    ratings: Annotated[int, Meta(ge=0, description="How many people rated it.")]
    meanRating: Stars | None
    popularRank: Annotated[PopularRank | None, Meta(description="Null for a less-known film.")]
    weightedRating: Stars | None
    inCatalogue: Annotated[bool, Meta(description="Whether it is one of the films to pick from.")]
    neighbors: list[NeighborFilm]


class SimilarFilm(Film):
    """A film that is like another."""

    similarity: Annotated[float, Meta(ge=-1.000001, le=1.000001, description="Cosine.")]


class Similar(FromRun):
    """The films most similar to a film, best first."""

    movieId: MovieId
    by: Way
    films: Annotated[list[SimilarFilm], Meta(max_length=PER_WAY)]


class FoundFilm(Film):
    """A film whose title matches."""

    ratings: Annotated[int, Meta(ge=0, description="How many people rated it.")]
    inCatalogue: Annotated[bool, Meta(description="Whether it is one of the films to pick from.")]
    canPick: Annotated[
        bool, Meta(description="Whether it can be one of three picks: enough people rated it.")
    ]


class Found(FromRun):
    """The films whose titles match best, best first."""

    films: Annotated[list[FoundFilm], Meta(max_length=MOST_FOUND)]
