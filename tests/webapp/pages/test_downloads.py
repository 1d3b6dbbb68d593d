"""Films as CSV: for Letterboxd's import, and safe in a spreadsheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.support import tiny_run
from webapp import create_app
from webapp.pages.downloads import MOST_SAVED


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_the_ten_of_three_picks(client: FlaskClient) -> None:
    response = client.get("/recommendations.csv?movie=1&movie=2&movie=3")
    assert response.content_type == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"].startswith("attachment; filename=")
    header, *films = rows(response.text)
    assert header == ["Title", "Year", "imdbID", "tmdbID"]
    assert films[0] == ["Film 7", "1987", "tt0000007", "7"]
    assert [film[0] for film in films] == [f"Film {i}" for i in (*range(7, 12), *range(17, 22))]
    page = client.get("/recommendations?movie=1&movie=2&movie=3").text
    assert 'href="/recommendations.csv?movie=1&amp;movie=2&amp;movie=3"' in page


def test_the_ten_are_those_of_the_page(client: FlaskClient) -> None:
    """Also for popular films outside the catalogue, and at another place from famous to hidden."""
    for query in ("movie=7&movie=8&movie=3", "movie=1&movie=2&movie=3&adventure=4"):
        answer = client.get(f"/api/v1/recommendations?{query}").json
        expected = [film["title"] for film in (*answer["popular"], *answer["lessKnown"])]
        films = rows(client.get(f"/recommendations.csv?{query}").text)[1:]
        assert [film[0] for film in films] == expected
    assert "/recommendations.csv?movie=1&amp;movie=2&amp;movie=3&amp;adventure=4" in (
        client.get("/recommendations?movie=1&movie=2&movie=3&adventure=4").text
    )


def test_any_films(client: FlaskClient) -> None:
    films = rows(client.get("/list.csv?movie=30&movie=1&movie=30").text)[1:]
    assert films == [
        ["Film 30", "", "", ""],
        ['Amélie\'s <Garden> & "Co"', "1981", "tt0000001", "1"],
    ]


def test_what_goes_out_comes_in_again(client: FlaskClient) -> None:
    text = client.get("/list.csv?movie=4&movie=1").text
    answer = client.post("/api/v1/lists", data={"file": (io.BytesIO(text.encode()), "x.csv")}).json
    assert [m["movieId"] for m in answer["matched"]] == [4, 1]


def test_titles_are_no_formulas(tmp_path: Path) -> None:
    titles = [f"Film {i}" for i in range(1, tiny_run.MOVIES + 1)]
    titles[:5] = ['=HYPERLINK("http://x")', "+1", "-30-", "@home", "\t=1"]
    tiny_run.publish(tmp_path, {"movies.csv": {"title": titles}})
    client = create_app({"MATINEE_ARTIFACTS": tmp_path}).test_client()
    query = "&".join(f"movie={i}" for i in range(1, 7))
    cells = [row[0] for row in rows(client.get(f"/list.csv?{query}").text)[1:]]
    assert all(cell.startswith("'") for cell in cells[:4])
    assert cells[5] == "Film 6"
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in cells)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/recommendations.csv", 400),
        ("/recommendations.csv?movie=1&movie=2", 400),
        ("/recommendations.csv?movie=1&movie=2&movie=999", 404),
        ("/list.csv", 400),
        ("/list.csv?movie=one", 400),
        ("/list.csv?movie=999", 404),
        ("/list.csv?" + "movie=1&" * (MOST_SAVED + 1), 400),
    ],
)
def test_wrong_addresses_are_kind_pages(client: FlaskClient, address: str, status: int) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert response.mimetype == "text/html"
