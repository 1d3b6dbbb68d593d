"""Preview pictures of answers, and the whole addresses that go with them."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from webapp import create_app
from webapp.previews import pages as previews

TEN = "/recommendations?movie=3&movie=1&movie=2"


def _said(html: str, name: str) -> str:
    return re.search(rf'(?:property|name)="{name}" content="([^"]+)"', html)[1]


def _size(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def test_an_answer_names_its_picture_which_is_drawn_once(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    html = client.get(TEN).text
    assert _said(html, "twitter:card") == "summary_large_image"
    address = _said(html, "og:image").removeprefix("http://localhost")
    picture = client.get(address)
    assert picture.mimetype == "image/png"
    assert _size(picture.data) == (1200, 630)
    assert "immutable" in picture.headers["Cache-Control"]
    monkeypatch.setattr(previews, "_draw", lambda *_: pytest.fail("drawn again"))
    assert client.get(address).data == picture.data
    assert _said(client.get(TEN + "&adventure=4").text, "og:image") != f"http://localhost{address}"


def test_it_shows_the_picks_and_the_films_of_the_answer(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(previews, "png_elsewhere", lambda svg, width: drawn.append(svg))
    query = "movie=2&movie=5&movie=7"
    client.get(_said(client.get(f"/recommendations?{query}").text, "og:image"))
    answer = client.get(f"/api/v1/recommendations?{query}").get_json()
    films = [*answer["popular"], *answer["lessKnown"]]
    titles = ["Film 2", "Film 5", "Film 7", *(film["title"] for film in films)]
    for title in titles:
        assert f"<title>{title}</title>" in drawn[0]


def test_the_pictures_that_are_kept_are_few(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(previews, "MOST_KEPT", 2)
    monkeypatch.setattr(previews, "png_elsewhere", lambda *_: b"picture")
    for last in range(4, 9):
        address = _said(
            client.get(f"/recommendations?movie=1&movie=2&movie={last}").text, "og:image"
        )
        assert client.get(address).data == b"picture"
    assert len(previews._kept) == 2
    previews._kept.clear()


def test_while_one_is_drawn_others_get_the_sites_own(client: FlaskClient) -> None:
    address = _said(client.get("/recommendations?movie=9&movie=2&movie=3").text, "og:image")
    with previews._drawing:
        busy = client.get(address)
    assert _size(busy.data) == (1200, 630)
    assert busy.headers["Cache-Control"] == "no-store"


def test_a_picture_that_cannot_be_drawn_is_the_sites_own(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(previews, "png_elsewhere", lambda *_: None)
    address = _said(client.get("/recommendations?movie=9&movie=2&movie=4").text, "og:image")
    assert client.get(address).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", ["0/1-2-9999999", "7/1-2-3", "2/1-1-3"])
def test_there_is_no_picture_of_what_is_no_answer(client: FlaskClient, name: str) -> None:
    assert client.get(f"/previews/x/{name}.png").status_code == 404


def test_an_outdated_address_leads_to_the_current_one(client: FlaskClient) -> None:
    response = client.get("/previews/000000000000/2/3-2-1.png")
    assert response.status_code == 302
    assert response.location.endswith("/2/1-2-3.png")


@pytest.mark.parametrize("address", ["/", "/together", "/movies/1", "/nowhere"])
def test_other_pages_have_the_picture_of_the_site(client: FlaskClient, address: str) -> None:
    picture = client.get(_said(client.get(address).text, "og:image"))
    assert _size(picture.data) == (1200, 630)


def test_the_setting_is_the_address_whatever_is_asked(artifacts: Path) -> None:
    site = create_app({"MATINEE_ARTIFACTS": artifacts, "MATINEE_URL": "https://films.example"})
    html = site.test_client().get(TEN, headers={"Host": "elsewhere.example"}).text
    assert 'rel="canonical" href="https://films.example/recommendations?' in html
    assert _said(html, "og:url").startswith("https://films.example/recommendations?")
    assert "elsewhere" not in html


@pytest.mark.parametrize("url", ["films.example", "https://films.example/", "https://a b", "x:y"])
def test_a_setting_that_is_no_address_ends_the_start(artifacts: Path, url: str) -> None:
    with pytest.raises(ValueError, match="MATINEE_URL"):
        create_app({"MATINEE_ARTIFACTS": artifacts, "MATINEE_URL": url})


def test_headers_of_proxies_are_not_believed(client: FlaskClient) -> None:
    headers = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    assert "evil" not in client.get("/", headers=headers).text


@pytest.mark.parametrize("host", ["evil.example_x", "a..b", "evil.example:99999999"])
def test_a_host_of_another_form_is_not_repeated(client: FlaskClient, host: str) -> None:
    html = client.get("/", headers={"Host": host}).text
    assert host not in html


def test_the_picture_shows_the_picks_and_the_ten(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(previews, "png_elsewhere", lambda svg, _: drawn.append(svg) or b"picture")
    page = client.get("/recommendations?movie=5&movie=2&movie=3").text
    client.get(_said(page, "og:image"))
    previews._kept.clear()
    shown = re.findall(r"<title>(Film \d+)</title>", drawn[0])
    assert shown[-3:] == ["Film 2", "Film 3", "Film 5"]  # before the others
    ten = re.findall(r'class="film" data-movie="(\d+)"', page)
    assert sorted(shown[:-3]) == sorted(f"Film {movie_id}" for movie_id in ten)
