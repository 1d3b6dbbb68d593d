"""The addresses of posters: cached forever, and never the wrong picture."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from tables import Movie
from webapp.poster_address import poster_address


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


def test_the_address_changes_with_whatever_the_picture_shows() -> None:
    movie = Movie(1, "Heat", 1995, ("Crime",), "", None, 1, 3.0)
    changes: list[dict[str, Any]] = [
        {},
        {"title": "Cold"},
        {"year": None},
        {"genres": ()},
        {"movieId": 2},
    ]
    addresses = {poster_address(movie._replace(**change)) for change in changes}
    assert len(addresses) == len(changes)
    assert poster_address(movie._replace(ratings=9)) in addresses  # not shown, no change
