"""The answer from famous to hidden, its spare films, surprises, saved films and the places."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask.testing import FlaskClient

from tables.manifest import Dataset, Manifest
from tests.support import tiny_run
from webapp import create_app
from webapp.pages.row_words import row_words

TEN = "/recommendations?movie=1&movie=2&movie=3"


def films(html: str) -> list[int]:
    return [int(i) for i in re.findall(r'<li class="film" data-movie="(\d+)"', html)]


def spares(html: str) -> list[list[int]]:
    return [films(part) for part in re.findall(r"<template>(.*?)</template>", html, re.S)]


def subtitles(html: str) -> list[str]:
    return re.findall(r'<header class="row-head"><h2[^>]*>[^<]*</h2><p>([^<]*)</p>', html)


def without_lists(tmp_path: Path) -> FlaskClient:
    tiny_run.publish(tmp_path, without=tiny_run.CLASSICS)
    return create_app({"MATINEE_ARTIFACTS": tmp_path}).test_client()


def test_spare_films_lie_in_a_template_best_first(client: FlaskClient) -> None:
    assert spares(client.get(TEN).text) == [[], []]
    popular, less_known = spares(client.get(TEN.replace("?", "/next?")).text)
    assert sorted(popular) == [12, 13, 14, 15, 16]
    assert sorted(less_known) == list(range(22, 31))


def test_a_run_without_a_taste_model_has_neither_spares_nor_slider(tmp_path: Path) -> None:
    client = without_lists(tmp_path)
    html = client.get(TEN).text
    assert spares(html) == [[], []]
    assert "adventure" not in html.split("<main")[1]
    assert 'href="/more' not in html
    assert 'href="/together' not in html
    assert client.get(f"{TEN}&adventure=4").status_code == 404


def test_the_slider_is_a_form_that_keeps_the_picks(client: FlaskClient) -> None:
    form = re.search(r'<form class="adventure".*?</form>', client.get(TEN).text, re.S)[0]
    assert 'action="/recommendations" method="get"' in form
    assert re.findall(r'name="movie" value="(\d)"', form) == ["1", "2", "3"]
    assert re.findall(r'value="(\d)" checked', form) == ["2"]
    labels = re.findall(r"<span>([^<]+)</span>", form)
    assert labels == ["Famous", "Well known", "Both", "Less known", "Hidden"]
    assert 'type="submit"' in form


def test_the_usual_position_is_left_out_of_the_address(client: FlaskClient) -> None:
    assert client.get(f"{TEN}&adventure=2").location == TEN
    assert client.get(f"{TEN}&adventure=4").status_code == 200
    assert client.get(f"{TEN}&q=&adventure=4").location == f"{TEN}&adventure=4"
    assert client.get(f"{TEN}&adventure=5").status_code == 400


def test_rows_and_title_say_what_is_true_of_a_position(client: FlaskClient) -> None:
    html = client.get(f"{TEN}&adventure=4").text
    assert "<title>Ten hidden films for " in html
    assert subtitles(html)[0] == "Five rated by fewer than 10 of 3 people"
    assert set(films(html)) <= set(range(17, 31))
    assert f'rel="canonical" href="http://localhost{TEN}&adventure=4"'.replace("&", "&amp;") in html


@pytest.mark.parametrize(
    ("adventure", "words"),
    [
        (0, ("Five rated by 150 or more of 610 people", "Five rated by 50 to 149 of 610 people")),
        (1, ("Five rated by 50 or more of 610 people", "Five rated by 25 to 49 of 610 people")),
        (2, ("Five that many people love", "Five rated by fewer than 50 of 610 people")),
        (3, ("Five rated by 10 to 24 of 610 people", "Five rated by fewer than 10 of 610 people")),
        (
            4,
            (
                "Five rated by fewer than 10 of 610 people",
                "Five more rated by fewer than 10 of 610 people",
            ),
        ),
    ],
)
def test_words_of_the_rows(adventure: int, words: tuple[str, str]) -> None:
    dataset = Dataset("small", "0" * 64, simulated=False, users=610, movies=1, ratings=1)
    manifest = Manifest("run", "2026-01-01T00:00:00+00:00", dataset, 7, {"threshold": 50})
    run = SimpleNamespace(manifest=manifest)
    assert row_words(run, adventure, (5, 5)) == words  # type: ignore[arg-type]


def test_a_surprise_is_three_different_films_and_never_kept(client: FlaskClient) -> None:
    seen = set()
    for _ in range(20):
        response = client.get("/surprise")
        assert (response.status_code, response.headers["Cache-Control"]) == (302, "no-store")
        picks = re.findall(r"movie=(\d+)", response.location)
        assert len(set(picks)) == 3
        assert {int(pick) for pick in picks} <= set(range(1, tiny_run.CATALOGUE + 1))
        # Odd films are comedies, even ones science fiction: a surprise has some of both.
        assert len({int(pick) % 2 for pick in picks}) == 2
        seen.add(frozenset(picks))
    assert len(seen) > 1
    assert client.get(response.location).status_code == 200
    assert 'href="/surprise"' in client.get("/").text


def test_films_beyond_the_wall_are_picked_there(client: FlaskClient) -> None:
    html = client.get("/?q=film+12&movie=1").text
    assert 'class="house-pick" href="/?movie=1&amp;movie=12"' in html
    few = client.get("/?q=film+20").text.split("<template")[0]
    assert 'href="/movies/20"' in few
    assert 'class="house-pick" href="/?movie=20"' not in few  # too few rated it
    html = client.get("/?movie=1&movie=12").text.split("<template")[0]
    assert re.findall(r'<li class="pickable" data-movie="(\d+)"', html)[:2] == ["12", "1"]
    assert re.findall(r'value="(\d+)"[^>]*checked', html) == ["12", "1"]
    assert (
        'class="house-pick" href="/recommendations?'
        in client.get("/?q=film+12&movie=1&movie=2").text
    )
    ten = client.get("/recommendations?movie=1&movie=2&movie=12")
    assert ten.status_code == 200
    assert 12 not in films(ten.text)


def test_the_api_says_what_can_be_picked(client: FlaskClient) -> None:
    found = client.get("/api/v1/movies?title=film+12").json["films"][0]
    assert (found["inCatalogue"], found["canPick"], found["ratings"]) == (False, True, 88)
    found = client.get("/api/v1/movies?title=film+20").json["films"][0]
    assert (found["inCatalogue"], found["canPick"], found["ratings"]) == (False, False, 5)


def test_saved_films_are_the_browsers_own(client: FlaskClient) -> None:
    html = client.get("/saved").text
    assert "lives in this browser only" in html
    assert "needs JavaScript" in html
    assert client.get(TEN).text.count("data-save=") == 10
    assert 'data-save="2"' in client.get("/movies/2").text


def test_places_are_on_every_page_and_keep_the_picks(client: FlaskClient) -> None:
    pages = ("/", TEN, "/movies/2?movie=1", "/more", "/saved", "/together", "/models", "/nowhere")
    for address in pages:
        nav = re.search(r'<nav class="places".*?</nav>', client.get(address).text, re.S)[0]
        assert len(re.findall("<a ", nav)) == 5
        current = re.findall(r'href="([^"]*)"[^>]*aria-current="page"', nav)
        assert current == ([address] if address in pages[3:7] or address == "/" else [])
    assert 'href="/more?movie=1"' in client.get("/movies/2?movie=1").text


def test_places_before_anything_is_published(closed_client: FlaskClient) -> None:
    assert closed_client.get("/").text.count('href="/saved"') == 1
    assert closed_client.get("/saved").status_code == 503
