"""Somebody new rates films of the whole data set: by JSON, and on the page without scripts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from serving.fold_in import FoldIn
from tables import open_current

API = "/api/v1/recommendations"


def rated(*pairs: tuple[Any, Any]) -> dict[str, Any]:
    return {"ratings": [{"movieId": movie, "rating": stars} for movie, stars in pairs]}


def chosen(html: str) -> list[str]:
    return re.findall(r'<option value="([^"]+)" selected', html)


def recommended(html: str) -> list[int]:
    return [int(i) for i in re.findall(r'class="film-link" href="/movies/(\d+)', html)]


@pytest.mark.parametrize("model", ["svd", "pmf", "mf", "als"])
def test_ratings_are_folded_into_the_model(
    client: FlaskClient, artifacts: Path, model: str
) -> None:
    body = rated((1, 4.5), (20, 2)) | {"model": model}
    answer = client.post(API, json=body).json
    run = open_current(artifacts)
    expected = FoldIn(run).recommend({1: 4.5, 20: 2}, model, 99)
    outside = [film.movieId for film in expected if film.movieId not in run.catalogue]
    assert [film["movieId"] for film in answer["best"]] == outside[:10]
    assert answer["model"] == model


def test_the_answer_is_like_that_to_three_picks(client: FlaskClient) -> None:
    answer = client.post(API, json=rated((30, 5), (1, 0.5))).json
    assert list(answer) == [
        "run",
        "simulated",
        "model",
        "adventure",
        "popular",
        "lessKnown",
        "best",
    ]
    assert (answer["model"], answer["adventure"]) == ("taste", 2)
    assert [len(answer[row]) for row in ("popular", "lessKnown", "best")] == [5, 5, 10]
    shown = {film["movieId"] for row in ("popular", "lessKnown") for film in answer[row]}
    assert not shown & {1, 30}
    without = sorted(shown)[:3]
    again = client.post(API, json=rated((30, 5), (1, 0.5)) | {"without": without, "limit": 3}).json
    assert [len(again[row]) for row in ("popular", "lessKnown", "best")] == [3, 3, 6]
    ids = {film["movieId"] for row in ("popular", "lessKnown", "best") for film in again[row]}
    assert not ids & set(without)
    unknown = client.post(API, json=rated((30, 5)) | {"without": [999]})
    assert unknown.json["type"] == "/problems/unknown-film"


def test_three_loved_films_of_the_wall_are_three_picks(client: FlaskClient) -> None:
    picked = client.get("/api/v1/recommendations?movie=1&movie=2&movie=3").json
    listed = client.post(API, json=rated((1, 5), (2, 4.5), (3, 4))).json
    liked_less = client.post(API, json=rated((1, 5), (2, 4.5), (3, 2))).json
    for row in ("popular", "lessKnown", "best"):
        assert listed[row] == picked[row]
    assert liked_less["best"] != picked["best"]


def test_numbers_may_be_written_with_a_point(client: FlaskClient) -> None:
    whole = client.post(API, json=rated((30, 5))).json
    assert client.post(API, json=rated((30.0, 5.0)) | {"limit": 5.0}).json == whole
    assert client.post(API, json=rated((30.5, 5))).status_code == 400


def test_five_thousand_ratings_are_enough(client: FlaskClient) -> None:
    everything = [(movie, 4) for movie in range(1, 31)]
    assert client.post(API, json=rated(*everything)).status_code == 200
    many = rated(*((movie, 4) for movie in range(1, 5002)))
    assert client.post(API, json=many).json["type"] == "/problems/wrong-ratings"


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        ({}, 400, "wrong-ratings"),
        ([], 400, "wrong-ratings"),
        ({"ratings": []}, 400, "wrong-ratings"),
        ({"ratings": [{"movieId": 1}]}, 400, "wrong-ratings"),
        (rated(("1", 5)), 400, "wrong-ratings"),
        (rated((1, True)), 400, "wrong-ratings"),
        (rated((1, None)), 400, "wrong-ratings"),
        (rated((1, 5.5)), 400, "wrong-ratings"),
        (rated((1, 0)), 400, "wrong-ratings"),
        (rated((0, 5)), 400, "wrong-ratings"),
        (rated((10**30, 5)), 400, "wrong-ratings"),
        (rated((1, 5)) | {"model": "nn"}, 400, "wrong-ratings"),
        (rated((1, 5)) | {"limit": 0}, 400, "wrong-ratings"),
        (rated((1, 5), (1, 4)), 400, "film-rated-twice"),
        (rated((999, 5)), 404, "unknown-film"),
        (rated((31, 5)), 404, "unrated-film"),
    ],
)
def test_a_wrong_body_is_a_problem(client: FlaskClient, body: Any, status: int, kind: str) -> None:
    response = client.post(API, json=body)
    assert response.status_code == status
    assert response.content_type == "application/problem+json"
    assert response.json["type"] == f"/problems/{kind}"


@pytest.mark.parametrize(
    ("data", "mimetype", "status", "kind"),
    [
        (b"", "application/json", 400, "malformed-json"),
        (b'{"ratings": [', "application/json", 400, "malformed-json"),
        (b"\xff\xfe", "application/json", 400, "malformed-json"),
        (b'{"ratings": NaN}', "application/json", 400, "malformed-json"),
        (b'{"x":' + b"[" * 9000, "application/json", 400, "malformed-json"),
        (json.dumps(rated((1, 5))).encode(), "text/plain", 415, "not-json"),
        (b"movieId=1", "application/x-www-form-urlencoded", 415, "not-json"),
        (b" " * 600_000, "application/json", 413, "body-too-large"),
    ],
)
def test_a_body_that_cannot_be_read_is_a_problem(
    client: FlaskClient, data: bytes, mimetype: str, status: int, kind: str
) -> None:
    response = client.post(API, data=data, content_type=mimetype)
    assert response.status_code == status
    assert response.json["type"] == f"/problems/{kind}"
