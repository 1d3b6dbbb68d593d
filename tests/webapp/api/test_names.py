"""One name for each thing in the API: held by a walk over its own description."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from webapp.api.docs import type_name

CAMEL = re.compile(r"[a-z]+(?:[A-Z][a-z]*|[0-9]+)*")

# A field that has another name would be the second of its thing.
BY_DESCRIPTION = {
    "Number of a film, the same as in MovieLens.": {"movieId"},
    "Number of a user, the same as in MovieLens.": {"userId"},
    "Id of the published run that the answer comes from.": {"run"},
    "Address of the poster on this site.": {"poster"},
}
# Films that are called by what they are to the one who asks.
LISTS_OF_FILMS = {"movieId", "picks", "first", "second", "without"}
SYNONYMS = re.compile(
    r"(?i)(film|item|movie)_?(no|number|key)|^(movie|film|user|id|stars|n|top|size|max|count_?of)$"
    r"|neighbour|colour|genre$|^(name_?of|release)|average(?!Seconds)|catalog$"
)
# Names with two meanings, and why.
SEVERAL = {
    "ratings": "how many there are; in a body, the ratings themselves",
    "first": "one's picks as they are sent; in an answer, those of them that speak for a film",
    "second": "as first",
    "run": "always the id of a run; those of jobs and measurements are not the answer's",
    "requests": "the part of the metrics that counts them",
}


@pytest.fixture
def document(client: FlaskClient) -> dict[str, Any]:
    return client.get("/api/v1/openapi.json").json


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for operation in methods.values():
            yield path, operation


def named(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(name, schema) of every field and parameter."""
    for schema in document["components"]["schemas"].values():
        yield from schema.get("properties", {}).items()
    for _, operation in operations(document):
        for parameter in operation.get("parameters", ()):
            yield parameter["name"], parameter["schema"]


def test_names_are_in_camel_case_and_american(document: dict[str, Any]) -> None:
    names = {name for name, _ in named(document)}
    assert {"movieId", "neighbors", "limit", "lessKnown", "simulated"} <= names
    assert [name for name in names if not CAMEL.fullmatch(name)] == []
    assert [name for name in names if SYNONYMS.search(name)] == []
    for path, _ in operations(document):
        assert all(CAMEL.fullmatch(name) for name in re.findall(r"{(.*?)}", path))


def test_a_thing_has_one_name(document: dict[str, Any]) -> None:
    found = defaultdict(set)
    for name, schema in named(document):
        if schema.get("type") == "array":
            inside = schema["items"].get("description")
            if inside in BY_DESCRIPTION:
                assert name in LISTS_OF_FILMS, name
        elif schema.get("description") in BY_DESCRIPTION:
            found[schema["description"]].add(name)
    assert found == BY_DESCRIPTION


def test_a_name_is_one_thing(document: dict[str, Any]) -> None:
    meanings = defaultdict(set)
    for name, schema in named(document):
        kind = type_name(schema).removesuffix(" or null")
        if kind.startswith("list of ") and kind[8:9].isupper():
            kind = "list of objects"  # films are listed with what was asked of them
        if name not in ("model", "seeds", "movieId"):  # their values, or how many, differ
            meanings[name].add(kind)
    several = {name for name, kinds in meanings.items() if len(kinds) > 1}
    assert several <= set(SEVERAL)


def test_every_document_about_films_or_models_says_whether_it_is_simulated(
    document: dict[str, Any],
) -> None:
    schemas = document["components"]["schemas"]
    without = set()
    for path, operation in operations(document):
        answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
        name = answer.get("$ref", "").rsplit("/", 1)[-1]
        if "simulated" not in schemas.get(name, {}).get("required", ()):
            without.add(path)
    assert without == {"/api/v1/metrics", "/api/v1/openapi.json"}


def test_simulated_is_what_the_run_says(client: FlaskClient) -> None:
    addresses = ("catalogue", "movies/1", "movies?title=film", "models", "users/1/viewed")
    assert all(client.get(f"/api/v1/{address}").json["simulated"] is True for address in addresses)


def test_the_older_name_of_movie_id_is_still_understood(client: FlaskClient) -> None:
    for address in ("recommendations", "users/1/predictions"):
        new = client.get(f"/api/v1/{address}?movieId=1&movieId=2&movieId=3")
        old = client.get(f"/api/v1/{address}?movie=1&movie=2&movie=3")
        assert new.status_code == 200
        assert new.data == old.data
