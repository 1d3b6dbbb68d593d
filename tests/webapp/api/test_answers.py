"""The JSON API: its schemas, its caching, and its problems."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tables.arrays import taste
from tests.support import tiny_run
from tests.support.wrong_picks import WRONG_PICKS
from webapp import create_app
from webapp.problems import KINDS

TEN = "/api/v1/recommendations?movieId=3&movieId=1&movieId=2"


def test_catalogue_lists_the_films_best_first(client: FlaskClient, artifacts: Path) -> None:
    body = client.get("/api/v1/catalogue").json
    assert body["run"] == (artifacts / "current").readlink().name
    assert [film["movieId"] for film in body["films"]] == [1, 2, 3, 4, 5, 6]
    first = body["films"][0]
    poster = first.pop("poster")
    assert first == {
        "movieId": 1,
        "title": 'Amélie\'s <Garden> & "Co"',
        "year": 1981,
        "genres": ["Comedy", "Drama"],
        "popularRank": 1,
        "ratings": 99,
        "meanRating": 3.5,
        "weightedRating": 4.2,
    }
    assert client.get(poster).status_code == 200


def test_recommendations_have_the_documented_shape(client: FlaskClient) -> None:
    body = client.get(TEN).json
    assert list(body) == ["run", "simulated", "picks", "adventure", "popular", "lessKnown", "best"]
    assert body["adventure"] == 2
    assert body["picks"] == [1, 2, 3]
    assert [film["movieId"] for film in body["popular"]] == [7, 8, 9, 10, 11]
    assert [film["movieId"] for film in body["lessKnown"]] == [17, 18, 19, 20, 21]
    assert len(body["best"]) == 10
    keys = ["movieId", "title", "year", "genres", "poster", "score", "because"]
    assert all(list(film) == keys for row in ("popular", "best") for film in body[row])
    everybody = {"lovers": 3, "alsoLove": 3, "times": 1.0}
    assert body["popular"][1]["because"] == [{"movieId": 2, **everybody}]
    assert [reason["movieId"] for reason in body["popular"][3]["because"]] == [1, 2, 3]
    assert body["popular"][0]["score"] == 5.0


def test_rows_go_on_where_the_published_ones_end(client: FlaskClient) -> None:
    five, more = client.get(TEN).json, client.get(TEN + "&limit=8").json
    for row in ("popular", "lessKnown", "best"):
        ids = [film["movieId"] for film in more[row]]
        assert ids[: len(five[row])] == [film["movieId"] for film in five[row]]
        assert len(set(ids)) == len(ids) > len(five[row])
    fewer = client.get(TEN + "&limit=2").json
    assert [len(fewer[row]) for row in ("popular", "lessKnown", "best")] == [2, 2, 4]


@pytest.mark.parametrize("adventure", [0, 1, 3, 4])
def test_every_adventure_has_films_of_its_own(client: FlaskClient, adventure: int) -> None:
    body = client.get(f"{TEN}&adventure={adventure}").json
    assert body["adventure"] == adventure
    ids = [film["movieId"] for row in ("popular", "lessKnown") for film in body[row]]
    assert len(set(ids)) == len(ids)
    assert not {1, 2, 3} & set(ids)


@pytest.mark.parametrize("query", ["adventure=5", "adventure=-1", "adventure=x", "limit=16"])
def test_a_wrong_parameter_is_a_problem(client: FlaskClient, query: str) -> None:
    response = client.get(f"{TEN}&{query}")
    assert response.status_code == 400
    assert response.json["type"] == "/problems/wrong-parameter"


def test_a_film_beyond_the_wall_can_be_picked(client: FlaskClient) -> None:
    body = client.get("/api/v1/recommendations?movie=1&movie=2&movie=7").json
    assert body["picks"] == [1, 2, 7]
    shown = {film["movieId"] for row in ("popular", "lessKnown", "best") for film in body[row]}
    assert shown
    assert 7 not in shown


def test_two_people_get_ten_films(client: FlaskClient) -> None:
    address = "/api/v1/together?first=1&first=2&first=3&second=4&second=5&second=6"
    body = client.get(address).json
    assert (body["first"], body["second"]) == ([1, 2, 3], [4, 5, 6])
    ids = [film["movieId"] for film in body["films"]]
    assert len(set(ids)) == 10
    assert not set(range(1, 7)) & set(ids)
    assert client.get("/api/v1/together?first=1&first=2&first=3").status_code == 400
    assert client.get(address.replace("second=6", "second=x")).json["type"] == (
        "/problems/not-a-number"
    )


def test_a_run_without_the_taste_model_answers_as_before(tmp_path: Path) -> None:
    tiny_run.publish(tmp_path, without=taste.ARRAYS)
    client = create_app({"MATINEE_ARTIFACTS": tmp_path}).test_client()
    film = client.get(TEN).json["popular"][1]
    assert film["because"] == [{"movieId": 2, "lovers": None, "alsoLove": None, "times": None}]
    asked = client.get(TEN + "&adventure=4")
    assert asked.status_code == 404
    assert "make train STEPS=taste" in asked.json["detail"]


def test_the_order_of_picks_does_not_change_the_answer(client: FlaskClient) -> None:
    addresses = [
        "/api/v1/recommendations?" + "&".join(f"movie={pick}" for pick in order)
        for order in itertools.permutations((2, 5, 6))
    ]
    answers = [client.get(address) for address in addresses]
    assert len({answer.data for answer in answers}) == 1
    assert len({answer.headers["ETag"] for answer in answers}) == 1


def test_every_triple_of_the_catalogue_is_answered(client: FlaskClient) -> None:
    for picks in itertools.combinations(range(1, tiny_run.CATALOGUE + 1), 3):
        query = "&".join(f"movie={pick}" for pick in picks)
        assert client.get(f"/api/v1/recommendations?{query}").json["picks"] == list(picks)


def test_film(client: FlaskClient) -> None:
    body = client.get("/api/v1/movies/2").json
    assert (body["imdbId"], body["tmdbId"], body["popularRank"]) == ("0000002", 2, 2)
    assert body["inCatalogue"] is True
    assert [(n["movieId"], n["similarity"]) for n in body["neighbors"]] == [(3, 0.75), (4, 0.5)]


def test_film_of_which_little_is_known(client: FlaskClient) -> None:
    body = client.get("/api/v1/movies/30").json
    assert (body["year"], body["genres"], body["imdbId"], body["tmdbId"]) == (None, [], None, None)
    assert (body["popularRank"], body["inCatalogue"], body["neighbors"]) == (None, False, [])


@pytest.mark.parametrize("address", ["/api/v1/catalogue", TEN, "/api/v1/movies/1"])
def test_answers_may_be_kept_and_are_confirmed_by_etag(client: FlaskClient, address: str) -> None:
    first = client.get(address)
    assert first.headers["Cache-Control"] == "public, max-age=60"
    same = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (same.status_code, same.data) == (304, b"")
    other = client.get(address, headers={"If-None-Match": '"another"'})
    assert other.status_code == 200


@pytest.mark.parametrize("case", WRONG_PICKS)
def test_wrong_picks_are_problems(client: FlaskClient, case: str) -> None:
    query, status, kind = WRONG_PICKS[case]
    response = client.get(f"/api/v1/recommendations?{query}")
    assert response.status_code == status
    assert response.content_type == "application/problem+json"
    body = response.json
    assert list(body) == ["type", "title", "status", "detail", "instance"]
    assert (body["type"], body["status"]) == (f"/problems/{kind}", status)
    assert body["instance"].startswith("/api/v1/recommendations")
    assert len(response.data) < 1000  # a long query is not echoed


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/api/v1/nothing", 404),
        ("GET", "/api/v1/movies/999999", 404),
        ("GET", "/api/v1/movies/alien", 404),
        ("POST", "/api/v1/catalogue", 405),
        ("DELETE", "/api/v1/movies/1", 405),
    ],
)
def test_every_error_under_api_is_a_problem(
    client: FlaskClient, method: str, address: str, status: int
) -> None:
    response = client.open(address, method=method)
    assert response.status_code == status
    assert response.content_type == "application/problem+json"
    assert response.json["status"] == status
    assert response.json["instance"] == address
    if status == 405:
        assert "GET" in response.headers["Allow"]


def test_without_a_run_the_problem_says_when_to_come_back(closed_client: FlaskClient) -> None:
    response = closed_client.get(TEN)
    assert response.status_code == 503
    assert response.json["type"] == "/problems/no-published-run"
    assert "make train" in response.json["detail"]
    assert int(response.headers["Retry-After"]) > 0


def test_every_type_of_problem_can_be_followed(client: FlaskClient) -> None:
    for kind, meaning in KINDS.items():
        assert meaning.description.split()[0] in client.get(f"/problems/{kind}").text
    assert client.get("/problems/another").status_code == 404
