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
from tests.support import tiny_run
from webapp import create_app

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
    body = rated((1, 4.5), (20, 2)) | {"model": model, "limit": 5}
    answer = client.post(API, json=body).json
    expected = FoldIn(open_current(artifacts)).recommend({1: 4.5, 20: 2}, model, 5)
    assert [(f["movieId"], f["score"]) for f in answer["films"]] == list(map(tuple, expected))
    assert answer["model"] == model
    assert not {1, 20} & {f["movieId"] for f in answer["films"]}


def test_svd_and_ten_films_unless_told(client: FlaskClient) -> None:
    answer = client.post(API, json=rated((30, 5))).json
    assert answer["model"] == "svd"
    assert len(answer["films"]) == 10


def test_numbers_may_be_written_with_a_point(client: FlaskClient) -> None:
    whole = client.post(API, json=rated((30, 5))).json
    assert client.post(API, json=rated((30.0, 5.0)) | {"limit": 10.0}).json == whole
    assert client.post(API, json=rated((30.5, 5))).status_code == 400


def test_twenty_ratings_are_enough(client: FlaskClient) -> None:
    assert client.post(API, json=rated(*((i, 4) for i in range(1, 21)))).status_code == 200
    assert client.post(API, json=rated(*((i, 4) for i in range(1, 22)))).status_code == 400


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
        (b" " * 20_000, "application/json", 413, "body-too-large"),
    ],
)
def test_a_body_that_cannot_be_read_is_a_problem(
    client: FlaskClient, data: bytes, mimetype: str, status: int, kind: str
) -> None:
    response = client.post(API, data=data, content_type=mimetype)
    assert response.status_code == status
    assert response.json["type"] == f"/problems/{kind}"


def test_the_answer_leads_to_more_films(client: FlaskClient) -> None:
    html = client.get("/recommendations?movie=1&movie=2&movie=3").text
    assert 'href="/more?movie=1&amp;movie=2&amp;movie=3"' in html


def test_the_picks_count_as_loved_at_first(client: FlaskClient) -> None:
    html = client.get("/more?movie=1&movie=2&movie=3").text
    assert chosen(html) == ["1:5", "2:5", "3:5"]
    assert len(recommended(html)) == 10
    assert 'href="/recommendations?movie=1&amp;movie=2&amp;movie=3"' in html


def test_stars_decide_what_is_recommended(client: FlaskClient, artifacts: Path) -> None:
    html = client.get("/more?movie=1&rated=2:4.5&rated=20:1").text
    assert chosen(html) == ["2:4.5", "20:1"]
    expected = FoldIn(open_current(artifacts)).recommend({2: 4.5, 20: 1})
    assert recommended(html) == [film.movieId for film in expected]


def test_the_search_offers_films_that_are_not_rated_yet(client: FlaskClient) -> None:
    def found(address: str) -> set[str]:
        return set(re.findall(r'<option value="(\d+):5"', client.get(address).text))

    assert found("/more?q=film+20") == {"20"}
    assert "20" in found("/more?q=film+20&rated=20:4.5")  # among the visitor's own
    assert "No other film in the house" in client.get("/more?q=film+20&rated=20:4.5").text
    assert found("/more?q=film+31") == set()  # nobody rated it


def test_the_form_comes_back_as_a_short_address(client: FlaskClient) -> None:
    sent = "/more?movie=1&movie=2&q=film&rated=1:5&rated=&rated=20:4.5&rated=&added=1"
    assert client.get(sent).location == "/more?movie=1&movie=2&rated=1:5&rated=20:4.5"
    searched = "/more?q=film&rated=&rated=1:5"
    assert client.get(searched).location == "/more?rated=1:5&q=film"


def test_all_films_can_be_taken_out(client: FlaskClient) -> None:
    html = client.get("/more?movie=1&rated=2:5").text
    without = re.search(r'class="take-out" href="([^"]+)"', html)[1].replace("&amp;", "&")
    html = client.get(without).text
    assert chosen(html) == []
    assert recommended(html) == []
    assert "No film yet." in html


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("rated=x", 400),
        ("rated=1:9", 400),
        ("rated=1:0", 400),
        ("rated=1:5&rated=1:4", 400),
        ("rated=999:5", 404),
        ("rated=31:5", 404),
        ("&".join(f"rated={i}:5" for i in range(1, 22)), 400),
    ],
)
def test_wrong_ratings_are_kind_pages(client: FlaskClient, query: str, status: int) -> None:
    response = client.get(f"/more?{query}")
    assert response.status_code == status
    assert response.mimetype == "text/html"


def test_a_run_without_the_model_offers_nothing_and_names_the_step(tmp_path: Path) -> None:
    tiny_run.publish(tmp_path, without=tiny_run.CLASSICS)
    client = create_app({"MATINEE_ARTIFACTS": tmp_path}).test_client()
    assert "/more?" not in client.get("/recommendations?movie=1&movie=2&movie=3").text
    response = client.post(API, json=rated((1, 5)))
    assert response.status_code == 404
    assert "make train STEPS=svd" in response.json["detail"]
    assert "make train STEPS=svd" in client.get("/more?movie=1").text
