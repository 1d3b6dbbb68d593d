"""What browsers, phones and crawlers ask for by name."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest
from flask.testing import FlaskClient


@pytest.fixture
def robots(client: FlaskClient) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse(client.get("/robots.txt").text.splitlines())
    return parser


def test_crawlers_do_not_walk_through_all_answers(robots: RobotFileParser) -> None:
    assert robots.can_fetch("SomeBot", "/movies/1")
    assert robots.can_fetch("SomeBot", "/models")
    for address in ("/recommendations?movie=1", "/previews/x/2/1-2-3.png", "/surprise"):
        assert not robots.can_fetch("SomeBot", address)
        assert robots.can_fetch("facebookexternalhit", address)


def test_the_manifest_names_icons_that_are_there(client: FlaskClient) -> None:
    response = client.get("/site.webmanifest")
    assert response.mimetype == "application/manifest+json"
    manifest = response.get_json(force=True)
    assert manifest["start_url"] == "/"
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}
    assert [icon.get("purpose") for icon in manifest["icons"]].count("maskable") == 1
    for icon in manifest["icons"]:
        assert client.get(icon["src"]).data.startswith(b"\x89PNG")


def test_the_icon_is_where_it_is_always_looked_for(client: FlaskClient) -> None:
    response = client.get("/favicon.ico")
    assert response.data[:6] == b"\0\0\1\0\1\0"


def test_the_worker_is_asked_for_anew_and_keeps_files_that_are_there(client: FlaskClient) -> None:
    response = client.get("/sw.js")
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.mimetype == "text/javascript"
    assert "VERSION" not in response.text
    files = re.search(r"const FILES = \[(.*)\];", response.text)[1]
    for address in re.findall(r'"([^"]+)"', files):
        assert client.get(address).status_code == 200


def test_icons_are_what_the_script_draws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from webapp.previews import __main__ as drawing

    static = drawing.STATIC
    (tmp_path / "icon.svg").write_bytes((static / "icon.svg").read_bytes())
    monkeypatch.setattr(drawing, "STATIC", tmp_path)
    drawing.main()
    for path in (*tmp_path.glob("icons/*"), tmp_path / "favicon.ico"):
        assert path.read_bytes() == (static / path.relative_to(tmp_path)).read_bytes()
