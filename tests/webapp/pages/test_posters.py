"""The addresses of posters: cached forever, and never the wrong picture."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from posters.looks import looks
from tables import Movie, open_current
from tables.arrays.drawings import DrawnPoster, pack
from tests.support import tiny_run
from webapp import create_app
from webapp.drawn.address import Posters


def address_of(client: FlaskClient, movie_id: int) -> str:
    return str(client.get(f"/api/v1/movies/{movie_id}").json["poster"])


def test_a_poster_is_an_svg_to_be_kept_forever(client: FlaskClient) -> None:
    response = client.get(address_of(client, 1))
    assert response.mimetype == "image/svg+xml"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert ElementTree.fromstring(response.data).tag == "{http://www.w3.org/2000/svg}svg"


def test_every_film_has_a_poster_of_its_own(client: FlaskClient) -> None:
    assert len({client.get(address_of(client, i)).data for i in range(1, 32)}) == 31


def test_an_outdated_address_leads_to_the_current_one(client: FlaskClient) -> None:
    response = client.get("/posters/1-000000000000.svg")
    assert (response.status_code, response.location) == (302, address_of(client, 1))
    assert response.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "address", ["/posters/999999-000000000000.svg", "/posters/1.svg", "/posters/1-x.jpg"]
)
def test_no_film_no_poster(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_address_changes_with_whatever_the_picture_shows(artifacts: Path) -> None:
    posters = Posters(open_current(artifacts))
    movie = Movie(1, "Heat", 1995, ("Crime",), "", None, 1, 3.0)
    changes: list[dict[str, Any]] = [
        {},
        {"title": "Cold"},
        {"year": None},
        {"genres": ()},
        {"movieId": 2},
    ]
    addresses = {posters.address(movie._replace(**change)) for change in changes}
    assert len(addresses) == len(changes)
    assert posters.address(movie._replace(ratings=9)) in addresses  # not shown, no change


# Sheets.


def sheets_of(client: FlaskClient, page: str) -> list[str]:
    found = re.findall(r'src="(/posters/[^"]+\.svg#m\d+)"', client.get(page).text)
    return [address.partition("#")[0] for address in found]


def test_an_answer_has_its_ten_and_its_picks_on_one_sheet(client: FlaskClient) -> None:
    html = client.get("/recommendations?movie=1&movie=2&movie=3").text.split("<template")
    shown = re.findall(r'src="(/posters/[^"]+)#m(\d+)"', html[0])
    assert len({sheet for sheet, _ in shown}) == 1
    response = client.get(shown[0][0])
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    root = ElementTree.fromstring(response.data)
    views = {view.get("id") for view in root.iter("{http://www.w3.org/2000/svg}view")}
    assert len(views) == 13
    assert {f"m{movie_id}" for _, movie_id in shown} <= views


def test_no_motif_hangs_twice_in_an_answer(client: FlaskClient) -> None:
    view = client.application.extensions["published"].current()
    [sheet] = set(sheets_of(client, "/together?first=1&first=2&first=3&second=4&second=5&second=6"))
    items = [item.partition("-") for item in sheet.split("/")[-1][:-4].split(".")[:10]]
    motifs = [
        list(view.posters.looks(view.movie(int(movie_id))))[int(place or 0)].motif
        for movie_id, _, place in items
    ]
    assert len(set(motifs)) == len(motifs)


def test_a_poster_of_the_table_is_served_as_it_is(tmp_path: Path) -> None:
    look = looks("any", ["Horror"])[0]
    tiny_run.publish(tmp_path, drawings=pack([DrawnPoster(7, *look, "<path d='M0 0'/>")]))
    client = create_app({"MATINEE_ARTIFACTS": tmp_path}).test_client()
    assert b"<path d='M0 0'/>" in client.get(address_of(client, 7)).data
    assert b"Film 8" in client.get(address_of(client, 8)).data  # drawn when it is asked for
    sheet = client.get("/posters/0/7.8-2.7777.svg")
    assert sheet.status_code == 404
    moved = client.get("/posters/0/7.8-2.svg")
    assert moved.status_code == 302
    assert moved.headers["Cache-Control"] == "no-cache"
    assert b"<path d='M0 0'/>" in client.get(moved.location).data


@pytest.mark.parametrize(
    "films",
    [
        "999999",
        "1.1",
        "1-0",
        "1-999",
        "x",
        "1.",
        "1-",
        "01",
        "9" * 400,
        ".".join(map(str, range(1, 27))),
    ],
)
def test_no_sheet_at_a_bad_address(client: FlaskClient, films: str) -> None:
    assert client.get(f"/posters/000000000000/{films}.svg").status_code == 404
