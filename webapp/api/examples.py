"""Examples for the API's description: what the addresses answer with, from the run being served.

The views themselves are asked, once for each run, outside of what counts requests.
"""

from __future__ import annotations

import io
import json
from typing import Any, NamedTuple

from flask import Flask, request

from webapp.run_view import RunView

MOST_TEXTS, MOST_OBJECTS, MOST_NAMES, DEEPEST = 4, 1, 3, 4
LONGEST_TEXT = 120  # characters


class Request(NamedTuple):
    """What is asked."""

    address: str
    method: str = "GET"
    body: Any = None  # sent as JSON
    file: str | None = None  # sent as a form's file


class Exchange(NamedTuple):
    """What was asked and what was answered."""

    asked: Request
    status: int
    answer: str  # JSON with what is long left out


class Example(NamedTuple):
    """An address asked well, and asked wrongly."""

    good: Exchange
    wrong: Exchange


def examples(app: Flask, view: RunView) -> dict[str, Example]:
    """By the operation's id; made when the run is first asked about."""
    run, made = app.extensions.get("api_examples", (None, {}))
    if run != view.run.id:
        good, wrong = _good(view), _wrong(view)
        made = {
            name: Example(_exchange(app, good[name]), _exchange(app, wrong[name])) for name in good
        }
        app.extensions["api_examples"] = view.run.id, made
    found: dict[str, Example] = made
    return found


def shortened(value: Any, depth: int = 0) -> str:
    """JSON for people: long lists and texts end in an ellipsis that says how much is missing."""
    inner, outer = "  " * (depth + 1), "  " * depth
    if isinstance(value, dict) and value:
        if depth >= DEEPEST:
            plain = not any(isinstance(v, dict | list) for v in value.values())
            return json.dumps(value, ensure_ascii=False) if plain else "{…}"
        # Objects that are named like entries of a list are shown like those.
        alike = len(value) > MOST_NAMES and all(isinstance(v, dict) for v in value.values())
        shown = list(value)[:MOST_NAMES] if alike else list(value)
        parts = [f"{json.dumps(k)}: {shortened(value[k], depth + 1)}" for k in shown]
        return _between("{}", parts, len(value) - len(shown), inner, outer)
    if isinstance(value, list) and value:
        if depth >= DEEPEST:
            return "[…]"
        plain = not any(isinstance(item, dict | list) for item in value)
        most = MOST_TEXTS if plain else MOST_OBJECTS
        parts = [shortened(item, depth + 1) for item in value[:most]]
        if plain:
            missing = [f"… {len(value) - most} more"] if len(value) > most else []
            return f"[{', '.join((*parts, *missing))}]"
        return _between("[]", parts, len(value) - len(parts), inner, outer)
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        value = f"{value[: LONGEST_TEXT - 1]}…"
    return json.dumps(value, ensure_ascii=False)


def _between(brackets: str, parts: list[str], missing: int, inner: str, outer: str) -> str:
    lines = f",\n{inner}".join(parts)
    rest = f",\n{inner}… {missing} more" if missing > 0 else ""
    return f"{brackets[0]}\n{inner}{lines}{rest}\n{outer}{brackets[1]}"


def _exchange(app: Flask, asked: Request) -> Exchange:
    sent: dict[str, Any] = {"json": asked.body} if asked.body is not None else {}
    if asked.file is not None:
        sent = {"data": {"file": (io.BytesIO(asked.file.encode()), "list.csv")}}
    with app.test_request_context(asked.address, method=asked.method, **sent):
        try:
            if request.routing_exception is not None:
                raise request.routing_exception
            rule = request.url_rule
            assert rule is not None
            answer: Any = app.view_functions[rule.endpoint](**(request.view_args or {}))
        except Exception as error:  # what the site makes of it is the example
            answer = app.handle_user_exception(error)
        response = app.make_response(answer)
        return Exchange(asked, response.status_code, shortened(response.get_json(force=True)))


def _good(view: RunView) -> dict[str, Request]:
    films = view.catalogue[:6]
    ids = [film.movieId for film in films]
    three, other = ids[:3], ids[3:6]
    one = films[0]
    user = int(view.models.user_ids()[0]) if view.models.has_users else 1
    title = one.title.split(",")[0].replace(" ", "+").replace("&", "%26")
    movies, users = "/api/v1/movies", f"/api/v1/users/{user}"
    listed = f'title,year,rating\n"{one.title}",{one.year},4.5\nNo such film at all,1999,3\n'
    rated = [{"movieId": ids[0], "rating": 4.5}, {"movieId": ids[1], "rating": 2}]
    return {
        "catalogue": Request("/api/v1/catalogue"),
        "recommendations": Request(f"/api/v1/recommendations?{_query(movieId=three)}&limit=1"),
        "recommendations_for_ratings": Request(
            "/api/v1/recommendations", "POST", {"ratings": rated, "limit": 1}
        ),
        "together": Request(f"/api/v1/together?{_query(first=three, second=other)}"),
        "match_list": Request("/api/v1/lists", "POST", file=listed),
        "movies_by_title": Request(f"{movies}?title={title}&limit=1"),
        "movie": Request(f"{movies}/{ids[0]}"),
        "similar_movies": Request(f"{movies}/{ids[0]}/similar?by=hybrid&limit=1"),
        "viewed": Request(f"{users}/viewed?limit=1"),
        "recommended": Request(f"{users}/recommended?model=svd&limit=1"),
        "predictions": Request(f"{users}/predictions?{_query(movieId=ids[:2])}"),
        "models_json": Request("/api/v1/models"),
        "usage": Request("/api/v1/metrics"),
        "openapi": Request("/api/v1/openapi.json"),
    }


def _wrong(view: RunView) -> dict[str, Request]:
    one = view.catalogue[0].movieId
    return {
        "catalogue": Request("/api/v1/catalogue", "DELETE"),
        "recommendations": Request(f"/api/v1/recommendations?movieId={one}"),
        "recommendations_for_ratings": Request(
            "/api/v1/recommendations", "POST", {"ratings": [{"movieId": one, "rating": 7}]}
        ),
        "together": Request(f"/api/v1/together?first={one}"),
        "match_list": Request("/api/v1/lists", "POST", file="a,b\n1,2\n"),
        "movies_by_title": Request("/api/v1/movies"),
        "movie": Request("/api/v1/movies/0"),
        "similar_movies": Request(f"/api/v1/movies/{one}/similar?by=mood"),
        "viewed": Request("/api/v1/users/0/viewed"),
        "recommended": Request("/api/v1/users/1/recommended?limit=1000"),
        "predictions": Request("/api/v1/users/1/predictions?movieId=alien"),
        "models_json": Request("/api/v1/models", "DELETE"),
        "usage": Request("/api/v1/metrics", "DELETE"),
        "openapi": Request("/api/v1/openapi.json", "DELETE"),
    }


def _query(**lists: list[int]) -> str:
    return "&".join(f"{name}={value}" for name, values in lists.items() for value in values)
