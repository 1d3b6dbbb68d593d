"""Films by title, and similar films, in the API and on the pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.support import tiny_run
from webapp import create_app


@pytest.fixture(scope="module")
def titled(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A site with some real titles: 1 and 2 on the wall, 7 and 17 in the house."""
    folder = tmp_path_factory.mktemp("titled")
    titles = [f"Film {i}" for i in range(1, tiny_run.MOVIES + 1)]
    titles[0], titles[1], titles[6], titles[16] = (
        *("The Godfather", "Inception", "Le Fabuleux destin d'Amélie Poulain", "Godfather of Gore"),
    )
    tiny_run.publish(folder, {"movies.csv": {"title": titles}})
    return create_app({"MATINEE_ARTIFACTS": folder}).test_client()


def house(html: str) -> dict[str, list[str]]:
    """The movieIds of what the page offers beyond its wall."""
    section = re.search(r'<section class="house".*?</section>', html, re.S)[0]
    parts = re.findall(r'<div data-part="(\w+)"(.*?)</div>', section, re.S)
    return {name: re.findall(r'href="/movies/(\d+)', text) for name, text in parts}


@pytest.mark.parametrize(
    ("title", "first"),
    [("inception", 2), ("incepton", 2), ("godfather the", 1), ("poulain amelie", 7)],
)
def test_films_are_found_however_the_title_is_typed(
    titled: FlaskClient, title: str, first: int
) -> None:
    films = titled.get("/api/v1/movies", query_string={"title": title}).json["films"]
    assert films[0]["movieId"] == first
    assert films[0]["inCatalogue"] is (first <= tiny_run.CATALOGUE)


def test_found_films_are_limited_and_may_be_none(titled: FlaskClient) -> None:
    assert len(titled.get("/api/v1/movies?title=godfather").json["films"]) == 2
    assert len(titled.get("/api/v1/movies?title=godfather&limit=1").json["films"]) == 1
    for nothing in ("qqqq", "!!!"):
        assert titled.get(f"/api/v1/movies?title={nothing}").json["films"] == []


def test_the_wall_looks_into_the_house_where_it_has_few(titled: FlaskClient) -> None:
    assert house(titled.get("/?q=godfather").text) == {"wall": [], "house": ["17"]}
    assert house(titled.get("/?q=godfahter").text) == {"wall": ["1"], "house": ["17"]}
    assert house(titled.get("/?q=poulain").text) == {"wall": [], "house": ["7"]}
    html = titled.get("/?q=poulain&movie=2").text
    assert 'href="/movies/7?movie=2"' in html  # the picks come along
    for nothing in ("/", "/?q=qqqq"):
        assert (
            '<section class="house" aria-label="Beyond this search" hidden>'
            in titled.get(nothing).text
        )


@pytest.mark.parametrize("by", ["content", "collaborative", "hybrid"])
def test_similar_films_are_those_published(client: FlaskClient, by: str) -> None:
    answer = client.get(f"/api/v1/movies/2/similar?by={by}&limit=3").json
    assert [f["movieId"] for f in answer["films"]] == [3, 4, 5]
    assert [f["similarity"] for f in answer["films"]] == pytest.approx([0.9, 0.85, 0.8])
    assert answer["by"] == by


def test_a_film_without_ratings_has_no_similar_ones(client: FlaskClient) -> None:
    assert client.get("/api/v1/movies/31/similar").json["films"] == []
    assert "Too little is known of this film" in client.get("/movies/31").text


def test_a_film_page_has_three_tabs_that_work_without_scripts(client: FlaskClient) -> None:
    html = client.get("/movies/2?movie=1").text
    tabs = dict(re.findall(r'<a id="tab-(\w+)" href="([^"]+)"', html))
    assert list(tabs) == ["hybrid", "content", "collaborative"]
    assert tabs["content"] == "/movies/2?movie=1&amp;by=content#panel-content"
    html = client.get("/movies/2?movie=1&by=content").text
    shown = [i for i, rest in re.findall(r'id="panel-(\w+)"([^>]*)>', html) if "hidden" not in rest]
    assert shown == ["content"]


@pytest.mark.parametrize(
    ("address", "status", "kind"),
    [
        ("", 400, "wrong-parameter"),
        ("?title=", 400, "wrong-parameter"),
        ("?title=%20", 400, "wrong-parameter"),
        ("?title=" + "x" * 201, 400, "wrong-parameter"),
        ("?title=a&title=b", 400, "wrong-parameter"),
        ("?title=a&limit=51", 400, "wrong-parameter"),
        ("/2/similar?by=mood", 400, "wrong-parameter"),
        ("/2/similar?limit=11", 400, "wrong-parameter"),
        ("/999/similar", 404, "unknown-film"),
    ],
)
def test_wrong_requests_are_problems(
    client: FlaskClient, address: str, status: int, kind: str
) -> None:
    response = client.get(f"/api/v1/movies{address}")
    assert response.status_code == status
    assert response.content_type == "application/problem+json"
    assert response.json["type"] == f"/problems/{kind}"


def test_a_run_without_similar_films_names_the_step_and_keeps_its_pages(tmp_path: Path) -> None:
    tiny_run.publish(tmp_path, without=tiny_run.CLASSICS)
    client = create_app({"MATINEE_ARTIFACTS": tmp_path}).test_client()
    response = client.get("/api/v1/movies/2/similar")
    assert response.status_code == 404
    assert "make train STEPS=similarity" in response.json["detail"]
    html = client.get("/movies/2").text
    assert "Similar films" not in html
    assert "Next door" in html
