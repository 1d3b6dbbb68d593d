"""Ratings of somebody new: read from an address or from JSON, and checked against the run."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flask import Request

from serving.fold_in import MOST_RATINGS
from webapp.api.schemas import NewRatings
from webapp.parameters import known_movie, shorten
from webapp.problems import Problem
from webapp.run_view import RunView
from webapp.uploads.json_body import json_body

LARGEST_BODY = 512 * 1024  # bytes; 5,000 ratings need about 200,000
_PAIR = re.compile(r"([0-9]{1,10}):([0-9](?:\.[0-9]{1,2})?)")


def from_address(texts: Iterable[str], view: RunView) -> dict[int, float]:
    """Stars by movieId from ``rated=318:4.5``, in order; empty texts are films left out."""
    pairs = []
    for text in filter(None, texts):
        found = _PAIR.fullmatch(text)
        if found is None or not 0.5 <= float(found[2]) <= 5:
            raise Problem(
                "wrong-ratings",
                f"“{shorten(text)}” is not a rating; expected the number of a film and "
                "0.5 to 5 stars, as in rated=318:4.5.",
            )
        pairs.append((int(found[1]), float(found[2])))
    return checked(pairs, view)


def from_json(request: Request) -> NewRatings:
    """The body of a request. Raises a problem for anything that is not as described."""
    return json_body(request, NewRatings, "wrong-ratings", LARGEST_BODY)


def checked(pairs: Iterable[tuple[int, float]], view: RunView) -> dict[int, float]:
    """Stars by movieId, of different films that somebody rated before, at most 5,000."""
    ratings: dict[int, float] = {}
    for movie_id, stars in pairs:
        movie = known_movie(movie_id, view)
        if not movie.ratings:
            raise Problem(
                "unrated-film",
                f"Nobody rated “{shorten(movie.title)}” before, so nothing follows from it.",
            )
        if movie_id in ratings:
            raise Problem(
                "film-rated-twice",
                f"“{shorten(movie.title)}” is rated more than once.",
            )
        ratings[movie_id] = stars
    if len(ratings) > MOST_RATINGS:
        raise Problem(
            "wrong-ratings", f"{len(ratings):,} films are rated; {MOST_RATINGS:,} are the most."
        )
    return ratings
