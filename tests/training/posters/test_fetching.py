"""The job: what is asked for, what is kept, and what every kind of trouble leaves behind."""

from __future__ import annotations

import errno
import io
from collections import Counter
from datetime import timedelta

import pytest
from PIL import Image

from tables.fetched.entries import SHOWN, Entry, hash_of
from tables.fetched.store import FetchedStore
from tests.support.tmdb.server import Answer, error_json, poster_bytes
from tests.training.posters.conftest import HTML, NOW
from training.posters import fetching
from training.posters.fetching import MOST_FAILURES_IN_A_ROW, REFRESHED_AFTER, Fetching
from training.posters.troubles import Trouble


def files(store):
    return sorted(path.name for path in store.folder.iterdir())


def test_films_are_kept_with_two_pictures_and_their_facts(tmdb, store, fetch):
    tmdb.add(7)
    tmdb.add(8, poster_path=None)
    tally = fetch(7, 8)
    assert (tally.fetched, tally.with_poster, tally.there, tally.left) == (2, 1, 0, 0)
    assert not tally.troubles
    entries = store.read()
    assert entries[7] == Entry(
        7,
        NOW,
        entries[7].small,
        entries[7].large,
        "Film 7 begins.",
        107,
        ("Director 7",),
        ("First Actor 7", "Second Actor 7"),
    )
    assert entries[8].plot == "Film 8 begins."
    assert not entries[8].has_poster
    assert files(store) == sorted(
        ["index.json", f"7-{entries[7].small}.webp", f"7-{entries[7].large}.webp"]
    )
    shown = store.to_show(NOW)
    for version, width in ((entries[7].small, 240), (entries[7].large, 480)):
        content = shown.picture(entries[7], version)
        assert hash_of(content) == version
        assert Image.open(io.BytesIO(content)).size == (width, width * 3 // 2)
    assert tmdb.asked[0] == "/3/configuration"
    assert tmdb.count("/t/p/w500/poster7.jpg") == 1


def test_what_is_there_is_not_asked_for_again(tmdb, fetch):
    tmdb.add(7)
    fetch(7)
    asked = len(tmdb.asked)
    tally = fetch(7)
    assert (tally.fetched, tally.there) == (0, 1)
    assert len(tmdb.asked) == asked


def test_films_are_fetched_again_before_six_months_are_over(tmdb, store, fetch):
    assert REFRESHED_AFTER + timedelta(days=30) <= SHOWN < timedelta(days=181)
    tmdb.add(7)
    tmdb.add(8)
    fetch(7)
    before = store.read()[7]
    tmdb.pictures["/poster7.jpg"] = poster_bytes(99)
    almost = NOW + REFRESHED_AFTER - timedelta(seconds=1)
    assert fetch(7, 8, now=almost).fetched == 1
    assert store.read()[7] == before
    tally = fetch(7, 8, now=NOW + REFRESHED_AFTER)
    after = store.read()[7]
    assert (tally.fetched, tally.there) == (1, 1)
    assert after.fetched == NOW + REFRESHED_AFTER
    assert after.large != before.large
    assert f"7-{before.large}.webp" not in files(store)


def test_what_is_too_old_is_deleted_even_with_a_token_that_is_refused(tmdb, store, fetch):
    tmdb.add(7)
    fetch(7)
    tmdb.then("/3/configuration", Answer(401, error_json(7, "Invalid API key")))
    tally = fetch(8, now=NOW + SHOWN)
    assert tally.too_old == 1
    assert tally.stopped.kind is Trouble.REFUSED
    assert store.read() == {}
    assert files(store) == ["index.json"]


def test_films_of_other_runs_stay(tmdb, store, fetch):
    tmdb.add(7)
    tmdb.add(8)
    fetch(7)
    fetch(8)
    assert set(store.read()) == {7, 8}
    assert len(files(store)) == 5


def test_a_film_that_tmdb_does_not_know_is_not_asked_for_every_time(tmdb, store, fetch):
    tally = fetch(7)
    assert tally.troubles == Counter({Trouble.UNKNOWN: 1})
    assert (tally.fetched, tally.left) == (0, 0)
    assert store.read() == {7: Entry(7, NOW)}
    assert fetch(7).there == 1


@pytest.mark.parametrize(
    ("path", "answers", "kind"),
    [
        ("/3/movie/7", [HTML], Trouble.NOT_A_FILM),
        ("/3/movie/7", [Answer(200, b'{"id": 7, "over')], Trouble.NOT_A_FILM),
        ("/3/movie/7", [Answer(200, b'{"id": 7}', cut_after=3)] * 3, Trouble.BROKEN_OFF),
        ("/3/movie/7", [Answer(500)] * 3, Trouble.SERVER),
        ("/t/p/w500/poster7", [HTML], Trouble.NO_PICTURE),
        ("/t/p/w500/poster7", [Answer(404)], Trouble.NO_PICTURE),
        ("/t/p/w500/poster7", [Answer(403)], Trouble.NO_PICTURE),
        ("/t/p/w500/poster7", [Answer(200, poster_bytes(7)[:3000])], Trouble.NO_PICTURE),
        ("/t/p/w500/poster7", [Answer(200, b"abc", cut_after=1)] * 3, Trouble.BROKEN_OFF),
    ],
)
def test_a_trouble_of_one_film_is_counted_and_mended_by_the_next_time(
    tmdb, store, fetch, path, answers, kind
):
    for number in (6, 7, 8):
        tmdb.add(number)
    tmdb.then(path, *answers)
    tally = fetch(6, 7, 8)
    assert tally.troubles == Counter({kind: 1})
    assert (tally.fetched, tally.with_poster, tally.left) == (2, 2, 0)
    assert tally.stopped is None
    assert tally.examples[kind].startswith("film 7 at TMDB: ")
    entries = store.read()
    assert entries[6].has_poster
    assert entries[8].has_poster
    # The facts are kept without the picture.
    assert (7 in entries) == path.startswith("/t/p")
    if 7 in entries:
        assert (entries[7].plot, entries[7].has_poster) == ("Film 7 begins.", False)
    tally = fetch(6, 7, 8)
    assert (tally.fetched, tally.with_poster, tally.there) == (1, 1, 2)
    assert store.read()[7].has_poster


def test_a_trouble_while_refreshing_leaves_the_film_as_it_was(tmdb, store, fetch):
    tmdb.add(7)
    fetch(7)
    before = store.read()
    for path in ("/3/movie/7", "/t/p/w500/poster7"):
        tmdb.then(path, HTML)
        assert sum(fetch(7, now=NOW + REFRESHED_AFTER).troubles.values()) == 1
        assert store.read() == before
        assert len(files(store)) == 3


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        ([Answer(401, error_json(10, "Suspended API key"))], Trouble.REFUSED),
        ([Answer(429)] * 3, Trouble.QUOTA),
        ([Answer(429, headers={"Retry-After": "3600"})], Trouble.QUOTA),
    ],
)
def test_a_refusal_or_a_quota_ends_the_job_and_keeps_what_came(tmdb, store, fetch, answers, kind):
    for number in (6, 7, 8):
        tmdb.add(number)
    tmdb.then("/3/movie/7", *answers)
    tally = fetch(6, 7, 8)
    assert tally.stopped.kind is kind
    assert (tally.fetched, tally.left) == (1, 2)
    assert set(store.read()) == {6}
    assert tmdb.count("/3/movie/8") == 0
    tally = fetch(6, 7, 8)
    assert (tally.fetched, tally.there, tally.stopped) == (2, 1, None)


def test_a_server_that_fails_for_all_is_not_asked_for_all(tmdb, store, fetch):
    numbers = range(1, 20)
    for number in numbers:
        tmdb.add(number)
        if number > 3:
            tmdb.then(f"/3/movie/{number}?", HTML)
    tally = fetch(*numbers)
    assert tally.stopped.kind is Trouble.NOT_A_FILM
    assert tally.troubles[Trouble.NOT_A_FILM] == MOST_FAILURES_IN_A_ROW
    assert "5 films in a row failed" in str(tally.stopped)
    assert set(store.read()) == {1, 2, 3}


def test_pictures_that_fail_for_all_end_the_job_too_and_films_without_one_do_not(
    tmdb, store, fetch
):
    for number in range(1, 20):
        tmdb.add(number)
    tmdb.then("/t/p/", *[Answer(200, b"not a picture")] * 12)
    tally = fetch(*range(1, 11))
    assert (tally.stopped, tally.troubles[Trouble.NO_PICTURE]) == (None, 10)
    tmdb.next.clear()
    tmdb.then("/t/p/", *[Answer(502)] * 60)
    assert fetch(*range(1, 20)).stopped.kind is Trouble.SERVER


def test_a_login_page_in_between_asks_for_no_film(tmdb, fetch):
    tmdb.then("/3/configuration", HTML)
    tally = fetch(7)
    assert tally.stopped.kind is Trouble.NOT_A_FILM
    assert tmdb.asked == ["/3/configuration"]


@pytest.mark.parametrize("full", ["pictures", "index"])
def test_a_full_disk_ends_the_job_and_breaks_nothing(tmdb, store, fetch, monkeypatch, full):
    for number in (6, 7, 8):
        tmdb.add(number)
    fetch(6)
    before = files(store)
    kept = FetchedStore._write

    def write(self, path, content):
        if (path.suffix == ".webp") == (full == "pictures"):
            raise OSError(errno.ENOSPC, "No space left on device")
        kept(self, path, content)

    monkeypatch.setattr(FetchedStore, "_write", write)
    monkeypatch.setattr(fetching, "_SECONDS_BETWEEN_INDEXES", 0)
    tally = fetch(6, 7, 8)
    assert tally.stopped.errno == errno.ENOSPC
    assert set(store.read()) == {6}
    assert store.to_show(NOW).picture(store.read()[6], store.read()[6].small)
    monkeypatch.undo()
    assert set(before) <= set(files(store))
    assert fetch(6, 7, 8).fetched == 2
    assert len(files(store)) == 7


def test_a_stop_keeps_what_came(tmdb, store, asking, monkeypatch):
    for number in (6, 7, 8):
        tmdb.add(number)
    film = asking.film

    def stopped_at_seven(number):
        if number == 7:
            raise KeyboardInterrupt
        return film(number)

    monkeypatch.setattr(asking, "film", stopped_at_seven)
    with pytest.raises(KeyboardInterrupt):
        Fetching(store, asking, lambda: NOW).fetch([6, 7, 8])
    assert set(store.read()) == {6}
    assert len(files(store)) == 3


def test_a_film_is_in_the_index_while_the_next_ones_are_fetched(tmdb, store, asking, monkeypatch):
    monkeypatch.setattr(fetching, "_SECONDS_BETWEEN_INDEXES", 0)
    seen = []
    film = asking.film

    def seeing(number):
        seen.append(sorted(store.read()))
        return film(number)

    monkeypatch.setattr(asking, "film", seeing)
    for number in (6, 7, 8):
        tmdb.add(number)
    Fetching(store, asking, lambda: NOW).fetch([6, 7, 8])
    assert seen == [[], [6], [6, 7]]


@pytest.mark.parametrize("damage", [b"", b'{"format": 1, "films": [', b"\xff", b'{"format": 99}'])
def test_a_damaged_index_is_begun_anew(tmdb, store, fetch, damage):
    tmdb.add(7)
    fetch(7)
    (store.folder / "index.json").write_bytes(damage)
    assert fetch(7).fetched == 1
    assert store.read()[7].has_poster
    assert len(files(store)) == 3


def test_a_damaged_index_stays_for_whoever_knows_more_where_nothing_can_be_fetched(
    tmdb, store, fetch
):
    tmdb.add(7)
    fetch(7)
    (store.folder / "index.json").write_bytes(b'{"format": 2}')
    before = files(store)
    tmdb.then("/3/configuration", Answer(401))
    fetch(7)
    assert files(store) == before
    assert (store.folder / "index.json").read_bytes() == b'{"format": 2}'


@pytest.mark.parametrize("content", [None, b"half"])
def test_a_picture_that_is_damaged_on_the_disk_is_fetched_anew(tmdb, store, fetch, content):
    tmdb.add(7)
    fetch(7)
    picture = store.folder / f"7-{store.read()[7].small}.webp"
    picture.unlink() if content is None else picture.write_bytes(content)
    tmdb.then("/t/p/", Answer(404))
    assert fetch(7).troubles == Counter({Trouble.NO_PICTURE: 1})
    assert (store.read()[7].plot, store.read()[7].has_poster) == ("Film 7 begins.", False)
    assert fetch(7).fetched == 1
    assert store.whole(store.read()[7])
    assert store.read()[7].has_poster


def test_what_a_power_cut_left_is_cleared_away(tmdb, store, fetch):
    tmdb.add(7)
    fetch(7)
    (store.folder / ".waiting-1").write_bytes(b"half")
    (store.folder / "9-000000000000.webp").write_bytes(b"of no film")
    fetch(7)
    assert len(files(store)) == 3
