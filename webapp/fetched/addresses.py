"""Where a film's poster is: a fetched one where there is one, else the drawn one."""

from __future__ import annotations

from typing import NamedTuple

from tables import Movie
from tables.fetched.store import FetchedPosters
from webapp.drawn.address import Posters


class Addresses(NamedTuple):
    """The address of a poster, and that of the same in twice the size where it is a picture."""

    poster: str
    large: str | None


def addresses(movie: Movie, fetched: FetchedPosters, drawn: Posters) -> Addresses:
    """Those of a movie's poster; they change whenever the picture does."""
    entry = fetched.of(movie.tmdbId)
    if entry is None or entry.small is None or entry.large is None:
        return Addresses(drawn.address(movie), None)
    return Addresses(*(fetched_address(movie.movieId, each) for each in (entry.small, entry.large)))


def fetched_address(movie_id: int, version: str) -> str:
    """``/posters/fetched/<movieId>-<hash of the file>.webp``."""
    return f"/posters/fetched/{movie_id}-{version}.webp"
