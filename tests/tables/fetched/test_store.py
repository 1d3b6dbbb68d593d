"""The store of fetched posters: whole files, checked entries, and nothing shown for too long."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from tables import TableError
from tables.__main__ import main
from tables.fetched.entries import SHOWN, Entry
from tables.fetched.store import FetchedStore
from tables.runs import KEPT_RUNS, RunStore
from tests.support import tiny_run

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    return FetchedStore(tmp_path)


def test_what_is_written_is_read(store):
    small = store.write_picture(7, b"small")
    large = store.write_picture(7, b"large")
    entries = {
        7: Entry(7, NOW, small, large, "A plot.", 90, ("A",), ("B", "C")),
        3: Entry(3, NOW, complete=False),
    }
    store.write_index(entries)
    assert store.read() == entries
    index = json.loads((store.folder / "index.json").read_text())
    assert (index["format"], index["source"]) == (1, "TMDB")
    assert [film["tmdbId"] for film in index["films"]] == [3, 7]
    assert index["films"][0] == {"tmdbId": 3, "fetched": "2026-11-27T12:00:00Z", "complete": False}
    shown = store.to_show(NOW)
    assert shown.picture(entries[7], small) == b"small"
    assert shown.picture(entries[7], large) == b"large"
    assert shown.of(7) == entries[7]
    assert shown.of(None) is shown.of(8) is None


def test_nothing_was_fetched_yet(store):
    assert store.read() == {}
    assert store.signature() is None
    assert not store.to_show(NOW)
    assert store.to_show(NOW).good_until > NOW + timedelta(days=10_000)
    assert not store.folder.exists()


def test_the_signature_changes_with_the_index(store):
    seen = set()
    for number in (1, 2, 2):
        store.write_index({number: Entry(number, NOW)})
        seen.add(store.signature())
    assert len(seen) == 3


@pytest.mark.parametrize(
    ("age", "good"),
    [
        (timedelta(0), True),
        (SHOWN - timedelta(seconds=1), True),
        (SHOWN, False),
        (timedelta(hours=-23), True),  # clocks differ
        (timedelta(days=-2), False),
    ],
)
def test_how_long_a_film_may_be_shown(store, age, good):
    store.write_index({7: Entry(7, NOW - age, plot="A plot.")})
    assert (store.to_show(NOW).of(7) is not None) is good


def test_what_grows_too_old_while_it_is_shown(store):
    day = timedelta(days=1)
    store.write_index({7: Entry(7, NOW - 10 * day), 8: Entry(8, NOW)})
    shown = store.to_show(NOW)
    assert shown.good_until == NOW + SHOWN - 10 * day
    later = shown.still_good(shown.good_until)
    assert later.of(7) is None
    assert later.of(8) is not None
    assert later.good_until == NOW + SHOWN


@pytest.mark.parametrize("content", [b"another", b"", None])
def test_a_file_that_is_another_is_no_picture(store, content):
    version = store.write_picture(7, b"a picture")
    path = store.folder / f"7-{version}.webp"
    path.unlink() if content is None else path.write_bytes(content)
    entry = Entry(7, NOW, version, version)
    store.write_index({7: entry})
    assert store.to_show(NOW).picture(entry, version) is None


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "is not valid JSON"),
        (b'{"format": 1, "films": [{"tmdbId": 7', "is not valid JSON"),
        (b"\xff\xfe\x00", "is not valid JSON"),
        (b'{"format": 2, "films": []}', "has format 2; this version reads format 1. Run `make pos"),
        (b'{"format": 1}', "is incomplete or has a wrong entry"),
        (b'{"format": 1, "films": [{"tmdbId": 0, "fetched": "2026-01-01T00:00:00Z"}]}', "wrong"),
        (b'{"format": 1, "films": [{"tmdbId": 7, "fetched": "2026-01-01T00:00:00"}]}', "wrong"),
        (
            b'{"format": 1, "films": [{"tmdbId": 7, "fetched": "2026-01-01T00:00:00Z", '
            b'"small": "../../etc/pass", "large": "000000000000"}]}',
            "wrong entry",
        ),
    ],
)
def test_a_damaged_index_is_a_sentence(store, content, fault):
    store.folder.mkdir()
    (store.folder / "index.json").write_bytes(content)
    with pytest.raises(TableError, match=fault):
        store.read()


def test_a_write_that_fails_changes_nothing(store, monkeypatch):
    store.write_index({7: Entry(7, NOW)})
    monkeypatch.setattr("tables.fetched.store.flush", lambda path: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        store.write_index({})
    with pytest.raises(ZeroDivisionError):
        store.write_picture(7, b"a picture")
    assert set(store.read()) == {7}
    assert [path.name for path in store.folder.iterdir()] == ["index.json"]


def test_what_no_entry_names_is_deleted(store):
    small, old = store.write_picture(7, b"new"), store.write_picture(7, b"old")
    assert store.prune([Entry(7, NOW, small, small)]) == 1
    assert [path.name for path in store.folder.iterdir()] == [f"7-{small}.webp"]
    assert old != small


def test_trainings_and_their_pruning_leave_the_store_alone(tmp_path, store):
    version = store.write_picture(7, b"a picture")
    store.write_index({7: Entry(7, NOW, version, version)})
    before = {path.name: path.read_bytes() for path in store.folder.iterdir()}
    for _ in range(KEPT_RUNS + 2):
        tiny_run.publish(tmp_path)
    RunStore(tmp_path).prune()
    assert len(RunStore(tmp_path).ids()) == KEPT_RUNS
    assert {path.name: path.read_bytes() for path in store.folder.iterdir()} == before


def test_an_entry_holds_no_longer_text_than_a_page_has_room_for():
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(
            msgspec.json.encode(Entry(7, NOW, plot="x" * 401)),
            type=Entry,
        )


@pytest.mark.parametrize("damage", ["gone", "another", "no index"])
def test_check_reads_the_pictures_too(tmp_path, store, capsys, damage):
    tiny_run.publish(tmp_path)
    check = ["--artifacts", str(tmp_path), "check"]
    assert main(check) == 0
    assert "posters" not in capsys.readouterr().out
    version = store.write_picture(7, b"a picture")
    store.write_index({7: Entry(7, NOW, version, version), 8: Entry(8, NOW)})
    assert main(check) == 0
    assert "posters: 2 films asked for, 1 with whole pictures." in capsys.readouterr().out
    picture = store.folder / f"7-{version}.webp"
    if damage == "gone":
        picture.unlink()
    elif damage == "another":
        picture.write_bytes(b"another")
    else:
        (store.folder / "index.json").write_bytes(b"{")
    assert main(check) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert ("A picture of film 7 in" in said) is (damage != "no index")
