"""Pages and addresses of fetched posters: the picture, else the drawn one, and who is credited."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tables.fetched.entries import Entry, hash_of
from tests.support import tiny_run
from tests.support.tmdb.stored import keep
from webapp import create_app

NOTICE = "This product uses the TMDB API but is not endorsed or certified by TMDB."
DRAWN = "Posters drawn by Matinee"


@pytest.fixture
def kept(tmp_path: Path) -> dict[int, Entry]:
    """Films 1, 7 and 30 were fetched; 30 has no number at TMDB in the tiny run."""
    tiny_run.publish(tmp_path)
    return keep(tmp_path, 1, 7, 30)


@pytest.fixture
def client(tmp_path: Path, kept: dict[int, Entry]) -> FlaskClient:
    return create_app({"MATINEE_ARTIFACTS": tmp_path}).test_client()


def said(text: str) -> str:
    """A page without its tags, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_the_picture_is_served_as_it_lies_there(
    client: FlaskClient, kept: dict[int, Entry]
) -> None:
    for version in (kept[7].small, kept[7].large):
        response = client.get(f"/posters/fetched/7-{version}.webp")
        assert response.status_code == 200
        assert response.mimetype == "image/webp"
        assert hash_of(response.data) == version
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        found = re.fullmatch(r"public, max-age=(\d+), immutable", response.headers["Cache-Control"])
        assert found
        assert 179 * 86400 < int(found[1]) <= 180 * 86400


def test_the_api_names_the_same_address(client: FlaskClient, kept: dict[int, Entry]) -> None:
    film = client.get("/api/v1/movies/7").json
    assert film["poster"] == f"/posters/fetched/7-{kept[7].small}.webp"
    assert client.get("/api/v1/movies/8").json["poster"].endswith(".svg")


def test_an_outdated_address_leads_to_the_current_poster(
    client: FlaskClient, kept: dict[int, Entry]
) -> None:
    for movie_id, ending in ((7, f"{kept[7].small}.webp"), (8, ".svg"), (30, ".svg")):
        response = client.get(f"/posters/fetched/{movie_id}-000000000000.webp")
        assert response.status_code == 302
        assert response.location.endswith(ending)
        assert response.headers["Cache-Control"] == "no-cache"
        assert client.get(response.location).status_code == 200


@pytest.mark.parametrize(
    "path", ["999999-000000000000.webp", "7.webp", "7-..%2f..%2findex.json.webp", "x-0.webp"]
)
def test_no_film_no_picture(client: FlaskClient, path: str) -> None:
    response = client.get(f"/posters/fetched/{path}", follow_redirects=True)
    assert response.status_code == 404 or response.data.startswith(b"RIFF")


@pytest.mark.parametrize("content", [None, b"", b"RIFF half"])
def test_the_drawn_poster_stands_in_for_a_damaged_file(
    client: FlaskClient, tmp_path: Path, kept: dict[int, Entry], content: bytes | None
) -> None:
    path = tmp_path / "posters" / f"7-{kept[7].small}.webp"
    path.unlink() if content is None else path.write_bytes(content)
    response = client.get(f"/posters/fetched/7-{kept[7].small}.webp")
    assert response.status_code == 302
    assert response.location.startswith("/posters/7-")
    assert client.get(response.location).mimetype == "image/svg+xml"
    assert client.get("/movies/7").status_code == 200


def test_pages_offer_both_sizes(client: FlaskClient, kept: dict[int, Entry]) -> None:
    small, large = (f"/posters/fetched/7-{each}.webp" for each in (kept[7].small, kept[7].large))
    for address in ("/movies/7", "/recommendations?movie=1&movie=2&movie=3"):
        page = client.get(address).text
        assert f'src="{small}" srcset="{small} 240w, {large} 480w" sizes="(max-width' in page
    # A thumbnail needs the small one alone, and a drawn poster scales by itself.
    assert page.count("srcset") == page.count("480w")
    assert 'class="ticket-poster" src="/posters/fetched/1-' in page


def test_a_films_page_tells_its_plot_and_who_made_it(client: FlaskClient) -> None:
    page = client.get("/movies/7").text
    assert "Somebody &lt;b&gt;does&lt;/b&gt; something in 7." in page
    text = said(page)
    assert "Directed by Dora Director" in text
    assert "With Ann Actor, Bo Actor" in text
    assert "Runtime 2 h 18 min" in text
    assert NOTICE in text
    other = said(client.get("/movies/30").text)
    assert "Directed by" not in other


def test_only_what_is_known_is_told(tmp_path: Path) -> None:
    tiny_run.publish(tmp_path)
    keep(tmp_path, 1, small=None, large=None, directors=(), actors=(), runtime=None)
    keep(tmp_path, 2, small=None, large=None, plot="", actors=(), directors=(), runtime=45)
    keep(tmp_path, 3, small=None, large=None, plot="", actors=(), directors=(), runtime=120)
    keep(tmp_path, 4, small=None, large=None, plot="", actors=(), directors=(), runtime=None)
    client = create_app({"MATINEE_ARTIFACTS": tmp_path}).test_client()
    one, two, three, four = (client.get(f"/movies/{i}").text for i in (1, 2, 3, 4))
    assert "movie-plot" in one
    assert "movie-people" not in one
    assert "Runtime 45 min" in said(two)
    assert "Runtime 2 h Ratings" in said(three)
    assert all(word not in four for word in ("movie-plot", "movie-people"))
    # Facts alone are credited as well, and these posters are drawn.
    assert all(NOTICE in said(page) for page in (one, two, three))
    assert NOTICE not in said(four)
    assert all(DRAWN in said(page) for page in (one, four))


def test_the_api_tells_the_same_where_it_is_known(client: FlaskClient) -> None:
    film = client.get("/api/v1/movies/7").json
    assert film["plot"] == "Somebody <b>does</b> something in 7."
    assert (film["runtime"], film["directors"]) == (138, ["Dora Director"])
    assert film["actors"] == ["Ann Actor", "Bo Actor"]
    unknown = client.get("/api/v1/movies/8").json
    assert not {"plot", "runtime", "directors", "actors"} & set(unknown)


@pytest.mark.parametrize(
    ("address", "notice", "drawn"),
    [
        ("/", True, True),
        ("/?movie=1&movie=2", True, True),
        ("/recommendations?movie=1&movie=2&movie=3", True, True),
        ("/movies/7", True, True),
        ("/movies/1", True, True),
        ("/movies/20", False, True),  # nothing of it and of those like it was fetched
        ("/more", True, True),  # its scripts may bring any film
        ("/saved", True, True),
        ("/models", False, False),
        ("/lists", False, False),
        ("/api/docs", False, False),
        ("/nowhere", False, False),
    ],
)
def test_who_is_credited_where(
    client: FlaskClient, address: str, notice: bool, drawn: bool
) -> None:
    text = said(client.get(address).text)
    assert (NOTICE in text) is notice
    assert (DRAWN in text) is drawn


def test_nobody_but_matinee_is_credited_where_nothing_was_fetched(tmp_path: Path) -> None:
    tiny_run.publish(tmp_path)
    client = create_app({"MATINEE_ARTIFACTS": tmp_path}).test_client()
    for address in ("/", "/movies/7", "/saved", "/recommendations?movie=1&movie=2&movie=3"):
        text = said(client.get(address).text)
        assert DRAWN in text
        assert "TMDB API" not in text


def test_posters_are_drawn_by_matinee_only_where_they_are(tmp_path: Path) -> None:
    tiny_run.publish(tmp_path)
    keep(tmp_path, *range(1, 30), 31)
    client = create_app({"MATINEE_ARTIFACTS": tmp_path}).test_client()
    text = said(client.get("/movies/1").text)
    assert NOTICE in text
    assert DRAWN not in text


def test_the_notice_links_to_tmdb(client: FlaskClient) -> None:
    assert '<a href="https://www.themoviedb.org/" rel="noopener">TMDB</a>' in client.get("/").text


def test_the_description_of_the_api_says_what_may_be_left_out(client: FlaskClient) -> None:
    movie = client.get("/api/v1/openapi.json").json["components"]["schemas"]["Movie"]
    optional = {"plot", "runtime", "directors", "actors"}
    assert optional <= set(movie["properties"])
    assert set(movie["properties"]) - set(movie["required"]) == optional
