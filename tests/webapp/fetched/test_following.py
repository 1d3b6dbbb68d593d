"""The site picks fetched posters up by itself, and lets go of those that are too old."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path

import pytest

from tables.fetched.entries import SHOWN
from tables.fetched.store import FetchedStore
from tests.support import tiny_run
from tests.support.tmdb.stored import NOW, keep
from webapp import create_app, published
from webapp.fetched.following import Following


@pytest.fixture(autouse=True)
def look_at_every_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published, "SECONDS_BETWEEN_CHECKS", 0.0)


def test_the_same_object_until_something_changes(tmp_path: Path) -> None:
    following = Following(tmp_path)
    nothing = following.current()
    assert not nothing
    assert following.current() is nothing
    keep(tmp_path, 7)
    first = following.current()
    assert first.of(7) is not None
    assert following.current() is first
    keep(tmp_path, 8)
    assert following.current().of(8) is not None


def test_what_is_too_old_goes_without_anybody_touching_the_store(tmp_path: Path) -> None:
    keep(tmp_path, 7)
    keep(tmp_path, 8, fetched=NOW - timedelta(days=10))
    clock = [NOW]
    following = Following(tmp_path, lambda: clock[0])
    assert following.current().of(8) is not None
    clock[0] = NOW + SHOWN - timedelta(days=10)
    later = following.current()
    assert (later.of(8), later.of(7) is not None) == (None, True)
    assert following.current() is later


@pytest.mark.parametrize("damage", [b"", b'{"format": 1, "films": [{', b"\xff"])
def test_a_damaged_index_is_logged_once_and_what_was_shown_stays(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: bytes
) -> None:
    keep(tmp_path, 7)
    following = Following(tmp_path)
    before = following.current()
    (tmp_path / "posters/index.json").write_bytes(damage)
    with caplog.at_level(logging.ERROR):
        assert following.current() is before
        assert following.current() is before
    assert len(caplog.records) == 1
    assert "cannot be read" in caplog.text
    (tmp_path / "posters/index.json").unlink()
    keep(tmp_path, 8)
    assert following.current().of(8) is not None


def test_a_running_site_shows_them_and_lets_go_of_them(tmp_path: Path) -> None:
    tiny_run.publish(tmp_path)
    client = create_app({"MATINEE_ARTIFACTS": tmp_path}).test_client()
    assert ".webp" not in client.get("/").text
    entries = keep(tmp_path, 1)
    wall = client.get("/").text
    assert f"/posters/fetched/1-{entries[1].small}.webp" in wall
    assert f"/posters/fetched/1-{entries[1].large}.webp 480w" in wall
    assert '.svg#m2"' in wall  # drawn, on its sheet
    assert '.svg#m1"' not in wall
    FetchedStore(tmp_path).write_index({})
    assert ".webp" not in client.get("/").text


def test_a_run_that_comes_later_shows_them_too(tmp_path: Path) -> None:
    entries = keep(tmp_path, 1)
    client = create_app({"MATINEE_ARTIFACTS": tmp_path}).test_client()
    assert client.get("/").status_code == 503
    tiny_run.publish(tmp_path)
    assert f"/posters/fetched/1-{entries[1].small}.webp" in client.get("/").text


@pytest.mark.parametrize("damage", [b"", b"[]", b'{"format": 9}'])
def test_a_site_starts_with_a_damaged_store(tmp_path: Path, damage: bytes) -> None:
    keep(tmp_path, 1)
    (tmp_path / "posters/index.json").write_bytes(damage)
    tiny_run.publish(tmp_path)
    client = create_app({"MATINEE_ARTIFACTS": tmp_path}).test_client()
    for address in ("/", "/movies/1", "/api/v1/movies/1"):
        response = client.get(address)
        assert response.status_code == 200
        assert ".webp" not in response.text


def test_a_store_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "posters").write_text("no folder")
    tiny_run.publish(tmp_path)
    client = create_app({"MATINEE_ARTIFACTS": tmp_path}).test_client()
    assert client.get("/movies/1").status_code == 200
