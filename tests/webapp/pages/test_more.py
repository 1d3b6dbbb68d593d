"""A visitor's own films without scripts: stars, search, suggestions, removal, long lists."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient


def lines(html: str, name: str) -> list[int]:
    found = re.search(rf'<ul class="lines{name}".*?</ul>', html, re.S)
    return [
        int(i)
        for i in re.findall(r'<li class="line" data-movie="(\d+)"', found[0] if found else "")
    ]


def rated(html: str) -> list[str]:
    """The stars that are chosen, as the form sends them."""
    return [f"{i}:{s}" for i, s in re.findall(r'name="stars-(\d+)" value="([\d.]+)" checked', html)]


def test_an_empty_list_suggests_well_known_films(client: FlaskClient) -> None:
    html = client.get("/more").text
    assert sorted(lines(html, "")) == [1, 2, 3, 4, 5, 6]
    assert lines(html, "")[0] == 1
    assert lines(html, "")[1] % 2 == 0  # another genre
    assert 'class="row-films"' not in html
    assert 'href="/lists"' in html


def test_each_film_has_ten_half_stars_in_a_fieldset(client: FlaskClient) -> None:
    html = client.get("/more?rated=2:4.5").text
    field = re.search(r'<li class="line" data-movie="2".*?</fieldset>', html, re.S)[0]
    assert "<legend" in field
    assert re.findall(r'name="stars-2" value="([\d.]+)"', field) == [
        *("0.5", "1", "1.5", "2", "2.5", "3", "3.5", "4", "4.5", "5")
    ]
    assert rated(field) == ["2:4.5"]
    assert len(re.findall(r'<label for="s2-', field)) == 10
    assert "<select" not in html


def test_clicked_stars_become_the_address(client: FlaskClient) -> None:
    response = client.get("/more?movie=1&q=film&stars-20=4.5&stars-1=2&rated=1:5&rated=3:4")
    assert response.status_code == 302
    assert response.location == "/more?movie=1&rated=20:4.5&rated=1:2&rated=3:4&q=film"
    html = client.get(response.location).text
    assert rated(html.split("<template")[0]) == ["20:4.5", "1:2", "3:4"]
    assert len(re.findall(r'<ol class="films row-films">', html)) == 2
    assert 20 not in lines(html, " found-lines")


def test_a_film_is_taken_out(client: FlaskClient) -> None:
    response = client.get("/more?stars-20=4.5&stars-1=2&without=20")
    assert response.location == "/more?rated=1:2"
    assert client.get("/more?movie=1&stars-1=5&without=1").location == "/more?movie=1&rated="
    assert rated(client.get("/more?movie=1&rated=").text) == []
    assert rated(client.get("/more?movie=1").text) == ["1:5"]


def test_stars_between_the_halves_are_kept(client: FlaskClient) -> None:
    html = client.get("/more?rated=2:4.25").text
    assert '<input type="hidden" name="rated" value="2:4.25">' in html
    assert client.get("/more?rated=2:4.25&stars-2=3").location == "/more?rated=2:3"


def test_more_films_than_an_address_takes_are_posted(client: FlaskClient) -> None:
    assert 'action="/more" method="get"' in client.get("/more?rated=2:5").text
    html = client.post("/more", data={"rated": ["2:5", "3:1"], "stars-4": "2"}).text
    assert 'action="/more" method="post"' in html
    assert rated(html.split("<template")[0]) == ["4:2", "2:5", "3:1"]
    out = client.post("/more", data={"rated": ["2:5", "3:1"], "without": "3"}).text
    assert rated(out) == ["2:5"]


def test_a_list_that_a_browser_kept_forgives_films_that_are_gone(client: FlaskClient) -> None:
    address = "/more?restored=1&rated=2:5&rated=999:4&rated=31:3&rated=x"
    assert client.get(address).location == "/more?rated=2:5"
    data = {"restored": "1", "rated": ["2:5", "999:4"]}
    assert rated(client.post("/more", data=data).text) == ["2:5"]
    assert client.post("/more", data={"rated": ["2:5", "999:4"]}).status_code == 404


@pytest.mark.parametrize("query", ["stars-2=9", "stars-x=3", "stars-2=", "stars-999=3"])
def test_wrong_stars_are_kind_pages(client: FlaskClient, query: str) -> None:
    response = client.get(f"/more?{query}", follow_redirects=True)
    assert response.status_code in (400, 404)
    assert '<p class="problem-detail">' in response.text
