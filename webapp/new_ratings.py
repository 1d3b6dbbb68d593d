"""Ratings of somebody new: read from an address or from JSON, and checked against the run."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import msgspec
from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge

from serving.fold_in import MOST_RATINGS
from webapp.api.schemas import NewRatings
from webapp.parameters import shorten
from webapp.problems import Problem
from webapp.run_view import RunView

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
    if request.mimetype != "application/json":
        raise Problem(
            "not-json",
            f"The body is {shorten(request.mimetype) or 'of no stated type'}; "
            "expected Content-Type: application/json.",
        )
    request.max_content_length = LARGEST_BODY
    try:
        body = _whole_as_int(msgspec.json.decode(request.get_data(cache=False)))
        return msgspec.convert(body, NewRatings)
    except RequestEntityTooLarge:
        raise Problem(
            "body-too-large", f"The body may hold {LARGEST_BODY:,} bytes and holds more."
        ) from None
    except msgspec.ValidationError as error:
        raise Problem("wrong-ratings", f"The body is not as described: {error}.") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Problem("malformed-json", f"The body is not JSON: {error}.") from None


def _whole_as_int(value: Any) -> Any:
    """The JSON value with 1.0 as 1, which is the same to JSON Schema and not to msgspec."""
    if isinstance(value, dict):
        return {key: _whole_as_int(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_whole_as_int(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def checked(pairs: Iterable[tuple[int, float]], view: RunView) -> dict[int, float]:
    """Stars by movieId, of different films that somebody rated before, at most 5,000."""
    ratings: dict[int, float] = {}
    for movie_id, stars in pairs:
        movie = view.movie(movie_id)
        if movie is None:
            raise Problem("unknown-film", f"There is no film with the number {movie_id}.")
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
