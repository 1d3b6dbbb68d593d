"""Which films can appear on the site, so that a poster of theirs is worth a request."""

from __future__ import annotations

from typing import NamedTuple

from tables import Run


class Films(NamedTuple):
    """The films that can appear, and the numbers of those that have one at TMDB."""

    all: int
    tmdb_ids: tuple[int, ...]  # different ones, those that are seen first before all others


def films_that_appear(run: Run) -> Films:
    """The catalogue, the popular films, and every film of a published answer, in this order."""
    positions = run.answered_positions()
    answered = (run.movies.movie_id(int(position)) for position in positions)
    movies = dict.fromkeys((*run.catalogue, *run.popular, *answered))
    found = run.movies.positions(movies)
    numbers = (run.movies[int(position)].tmdbId for position in found)
    return Films(len(movies), tuple(dict.fromkeys(n for n in numbers if n is not None and n > 0)))
