"""Users' pages and their API twins, on the tiny run of three users."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from serving.users import Users
from tables import open_current
from tests.support import tiny_classics, tiny_run
from webapp import create_app

MODELS = ("svd", "dnmf", "pmf", "nn", "mf", "als")


def panels(html: str) -> dict[str, bool]:
    """Whether each panel is shown."""
    found = re.findall(r'<div class="panel" id="panel-(\w+)"([^>]*)>', html)
    return {name: "hidden" not in rest for name, rest in found}


def test_a_user_page_shows_the_highest_rated_and_a_tab_for_each_model(client: FlaskClient) -> None:
    html = client.get("/users/1").text
    assert "<h1>User 1</h1>" in html
    viewed = html.split("Recommended</h2>")[0]
    assert re.findall(r'class="film-link" href="/movies/(\d+)', viewed) == ["5", "1", "9"]
    assert panels(html) == {model: model == "svd" for model in MODELS}
    assert re.findall(r'<a id="tab-(\w+)"', html) == list(MODELS)


def test_without_scripts_a_tab_is_a_link_that_chooses_its_panel(client: FlaskClient) -> None:
    address = re.search(r'<a id="tab-nn" href="([^"]+)"', client.get("/users/1").text)
    assert address is not None
    html = client.get(address[1].split("#")[0]).text
    assert panels(html) == {model: model == "nn" for model in MODELS}
    assert re.findall(r'id="tab-(\w+)"[^>]*aria-current', html) == ["nn"]


def test_users_lead_to_one_another(client: FlaskClient) -> None:
    html = client.get("/users/2?model=mf").text
    assert 'href="/users/1?model=mf" rel="prev"' in html
    assert 'href="/users/3?model=mf" rel="next"' in html
    assert 'rel="prev"' not in client.get("/users/1").text
    assert 'href="/users"' in client.get("/").text
    assert client.get("/users").location == "/users/1"
    assert client.get("/users?user=3").location == "/users/3"
    assert client.get("/users?user=me").status_code == 404


def test_viewed_is_best_first_and_limited(client: FlaskClient) -> None:
    answer = client.get("/api/v1/users/1/viewed").json
    assert [(f["movieId"], f["rating"]) for f in answer["films"]] == [(5, 5), (1, 5), (9, 4.5)]
    assert (answer["userId"], answer["ratings"], answer["meanRating"]) == (1, 20, 3.5)
    assert len(client.get("/api/v1/users/1/viewed?limit=2").json["films"]) == 2


@pytest.mark.parametrize("model", MODELS)
def test_recommended_is_what_the_model_published(
    client: FlaskClient, artifacts: Path, model: str
) -> None:
    answer = client.get(f"/api/v1/users/2/recommended?model={model}&limit=2").json
    published = Users(open_current(artifacts)).recommended(2, model, 2)
    assert [(f["movieId"], f["score"]) for f in answer["films"]] == list(map(tuple, published))
    assert answer["model"] == model


def test_recommended_is_by_svd_unless_told(client: FlaskClient) -> None:
    assert client.get("/api/v1/users/2/recommended").json["model"] == "svd"


def test_predictions_keep_the_order_and_know_no_unrated_film(client: FlaskClient) -> None:
    answer = client.get("/api/v1/users/3/predictions?movie=9&movie=31&movie=2&model=mf").json
    stars = tiny_classics.models(tiny_run.MOVIES)["mf"].score([2], [8, 1])[0].clip(0.5, 5)
    assert [p["movieId"] for p in answer["predictions"]] == [9, 31, 2]
    ratings = [p["predictedRating"] for p in answer["predictions"]]
    assert ratings[1] is None
    assert [ratings[0], ratings[2]] == pytest.approx(stars.tolist(), abs=1e-4)


@pytest.mark.parametrize(
    ("address", "status", "kind"),
    [
        ("9/viewed", 404, "unknown-user"),
        ("9/recommended", 404, "unknown-user"),
        ("9/predictions?movie=1", 404, "unknown-user"),
        ("1/viewed?limit=0", 400, "wrong-parameter"),
        ("1/viewed?limit=21", 400, "wrong-parameter"),
        ("1/viewed?limit=-1", 400, "wrong-parameter"),
        ("1/viewed?limit=", 400, "wrong-parameter"),
        ("1/viewed?limit=2&limit=3", 400, "wrong-parameter"),
        ("1/recommended?model=magic", 400, "wrong-parameter"),
        ("1/recommended?limit=1e1", 400, "wrong-parameter"),
        ("1/predictions", 400, "wrong-parameter"),
        ("1/predictions?" + "movie=1&" * 51, 400, "wrong-parameter"),
        ("1/predictions?movie=1&model=svd", 400, "wrong-parameter"),
        ("1/predictions?movie=one", 400, "not-a-number"),
        ("1/predictions?movie=999", 404, "unknown-film"),
        ("x/viewed", 404, "not-found"),
        ("-1/viewed", 404, "not-found"),
    ],
)
def test_wrong_requests_are_problems(
    client: FlaskClient, address: str, status: int, kind: str
) -> None:
    response = client.get(f"/api/v1/users/{address}")
    assert response.status_code == status
    assert response.content_type == "application/problem+json"
    assert response.json["type"] == f"/problems/{kind}"


def test_wrong_pages_are_kind(client: FlaskClient) -> None:
    for address, status in (("/users/9", 404), ("/users/1?model=magic", 400)):
        response = client.get(address)
        assert response.status_code == status
        assert response.mimetype == "text/html"


def test_a_run_without_the_tables_names_the_step_that_makes_them(tmp_path: Path) -> None:
    tiny_run.publish(tmp_path, without=tiny_run.CLASSICS)
    client = create_app({"MATINEE_ARTIFACTS": tmp_path}).test_client()
    response = client.get("/api/v1/users/1/viewed")
    assert response.status_code == 404
    assert response.json["type"] == "/problems/not-in-this-run"
    assert "make train STEPS=users" in response.json["detail"]
    page = client.get("/users/1")
    assert page.status_code == 404
    assert "make train STEPS=users" in page.text


def test_a_run_without_a_model_names_its_step_and_shows_the_others(tmp_path: Path) -> None:
    tiny_run.publish(tmp_path, without={"nn_movies_by_user.csv", "nn_users.npy", "nn_movies.npy"})
    client = create_app({"MATINEE_ARTIFACTS": tmp_path}).test_client()
    assert "nn" not in panels(client.get("/users/1").text)
    for address in ("/api/v1/users/1/recommended?model=nn", "/users/1?model=nn"):
        response = client.get(address)
        assert response.status_code == 404
        assert "make train STEPS=factorization" in response.text
    response = client.get("/api/v1/users/1/predictions?movie=1&model=nn")
    assert "make train STEPS=factorization" in response.json["detail"]
