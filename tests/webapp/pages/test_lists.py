"""The page that a list is brought to, what it says of it, and the way on to recommendations."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from serving.fold_in import MOST_RATINGS
from tests.support import tiny_run
from webapp import create_app

CSV = "title,year,rating\nFilm 2,1982,4.5\nFilm 99,1982,3\nFilm 20,2000,1\n"


def sent(client: FlaskClient, data: bytes | str) -> Any:
    content = data.encode() if isinstance(data, str) else data
    return client.post("/lists", data={"file": (io.BytesIO(content), "ratings.csv")})


def carried(html: str) -> list[str]:
    form = re.search(r'<form class="carry" action="/more" method="post">(.*?)</form>', html, re.S)
    assert form is not None
    return re.findall(r'<input type="hidden" name="rated" value="([^"]+)">', form[1])


def recommended(html: str) -> list[int]:
    html = re.sub(r"<template.*?</template>", "", html, flags=re.S)
    return [int(i) for i in re.findall(r'class="film-link" href="/movies/(\d+)', html)]


def test_the_page_says_what_can_be_brought(client: FlaskClient) -> None:
    html = client.get("/lists").text
    for source in ("Letterboxd", "IMDb", "Trakt", "Netflix"):
        assert f"<dt>{source}</dt>" in html
    assert "nothing of it is stored" in html
    assert 'enctype="multipart/form-data"' in html
    assert '<label for="file">' in html
    assert 'href="/lists"' in client.get("/more").text


def test_what_was_found_goes_on_to_recommendations(client: FlaskClient) -> None:
    response = sent(client, CSV)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert "2 films of your list were found" in response.text
    assert "1 that was not found" in response.text
    assert "Film 99 (1982)" in response.text
    assert carried(response.text) == ["2:4.5", "20:1"]
    answer = client.post("/more", data={"rated": carried(response.text)})
    assert answer.headers["Cache-Control"] == "no-store"
    assert 'class="more" action="/more" method="post"' in answer.text
    assert len(recommended(answer.text)) == 10
    assert recommended(answer.text) == recommended(client.get("/more?rated=2:4.5&rated=20:1").text)


def test_thousands_of_films_make_no_long_page(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.pages.more.MOST_WITH_STARS", 3)
    monkeypatch.setattr("webapp.pages.more.MOST_WITH_BOXES", 2)
    sent = [f"{i}:4" for i in range(2, 12)]
    html = client.post("/more", data={"rated": sent}).text
    assert re.findall(r'name="stars-(\d+)" value="4" checked', html) == ["2", "3", "4"]
    assert (
        re.findall(r'<input type="checkbox" name="rated" value="([^"]+)" checked', html)
        == sent[3:5]
    )
    assert re.findall(r'<input type="hidden" name="rated" value="([^"]+)">', html) == sent[5:]
    assert "And 5 more, which count as well." in html
    found = client.post("/more", data={"rated": [*sent, ""], "q": "film 20"}).text
    assert 'name="stars-20" value="5"' in found


def test_the_best_liked_go_on_where_a_model_takes_fewer(client: FlaskClient) -> None:
    rows = "".join(f"Film {i},{1980 + i},{5 if i > 2 else 1}\n" for i in range(2, 30))
    html = sent(client, f"title,year,rating\n{rows}").text
    assert len(carried(html)) == min(MOST_RATINGS, 28)
    if MOST_RATINGS < 28:
        assert "2:1" not in carried(html)
        assert f"The {MOST_RATINGS} that you like best go along." in html


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        (b"<html>Sign in", 400, "This is a web page, not the export itself"),
        (b"", 400, "The file is empty"),
        (b"x" * (11 * 2**20), 413, "more than 10 MiB"),
    ],
)
def test_a_wrong_file_brings_the_form_back(
    client: FlaskClient, data: bytes, status: int, words: str
) -> None:
    response = sent(client, data)
    assert response.status_code == status
    assert response.mimetype == "text/html"
    assert response.headers["Cache-Control"] == "no-store"
    assert words in response.text
    assert 'role="alert"' in response.text
    assert 'type="file"' in response.text


def test_a_form_without_a_file(client: FlaskClient) -> None:
    assert client.post("/lists").status_code == 415
    empty = client.post("/lists", data={"file": (io.BytesIO(b""), "")})
    assert empty.status_code == 400
    assert "choose one" in empty.text


def test_none_of_the_films_is_there(client: FlaskClient) -> None:
    html = sent(client, "title,year,rating\n<b>Nothing</b>,1982,3\n").text
    assert "No film of your list was found" in html
    assert "&lt;b&gt;Nothing&lt;/b&gt; (1982)" in html
    assert 'action="/more"' not in html


def test_long_lists_are_shown_in_part(client: FlaskClient) -> None:
    rows = "".join(f"No film {i},1900,3\n" for i in range(2_000))
    html = sent(client, f"title,year,rating\n{rows}").text
    assert "2,000 that were not found" in html
    assert "The first 500:" in html
    assert "No film 1999" not in html


def test_a_run_without_a_model_says_so(tmp_path: Path) -> None:
    tiny_run.publish(tmp_path, without=tiny_run.CLASSICS)
    client = create_app({"MATINEE_ARTIFACTS": tmp_path}).test_client()
    html = sent(client, CSV).text
    assert "make train" in html
    assert 'action="/more"' not in html


def test_before_anything_is_published(closed_client: FlaskClient) -> None:
    assert closed_client.get("/lists").status_code == 503
    assert sent(closed_client, CSV).status_code == 503


@pytest.mark.parametrize("text", ["x", "1:9", "999:5", "31:5"])
def test_wrong_ratings_in_a_form_are_kind_pages(client: FlaskClient, text: str) -> None:
    assert client.post("/more", data={"rated": ["2:5", text]}).status_code in (400, 404)
