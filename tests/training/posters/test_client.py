"""Requests to TMDB: what comes back, how often it is tried, and how long is waited."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from tests.support.tmdb.server import SIZES, TOKEN, Answer, error_json
from tests.training.posters.conftest import QUICK
from training.errors import SetupError
from training.posters import client
from training.posters.pace import REQUESTS_PER_SECOND, Pace, Patience, told_seconds
from training.posters.troubles import TmdbError, Trouble

FILM = "/3/movie/7?append_to_response=credits&language=en-US"


@pytest.fixture
def pauses(monkeypatch):
    """The seconds that the client would have waited between attempts."""
    waited = []
    monkeypatch.setattr(client, "sleep", waited.append)
    return waited


def test_a_film_is_asked_for_with_the_token_and_its_credits(tmdb, asking):
    tmdb.add(7)
    assert json.loads(asking.film(7)) == tmdb.films[7]
    assert tmdb.asked == [FILM]


def test_pictures_are_where_the_configuration_says_and_asked_for_without_the_token(tmdb, asking):
    tmdb.add(7)
    found = asking.pictures(480)
    assert found.at("/poster7.jpg") == f"{tmdb.url}/t/p/w500/poster7.jpg"
    assert asking.picture(found.at("/poster7.jpg")) == tmdb.pictures["/poster7.jpg"]
    assert tmdb.pictures_asked_with_token == 0
    assert asking.pictures(500).address.endswith("/w500")
    assert asking.pictures(501).address.endswith("/w780")
    assert asking.pictures(5000).address.endswith(f"/{SIZES[-1]}")


@pytest.mark.parametrize(
    "body",
    [
        b"<!doctype html><title>Log in</title>",
        b'{"images": {}}',
        b'{"images": {"secure_base_url": "file:///etc/", "poster_sizes": ["w500"]}}',
        b"\xff",
    ],
)
def test_a_configuration_that_is_none_is_refused(tmdb, asking, body):
    tmdb.then("/3/configuration", Answer(200, body))
    with pytest.raises(TmdbError, match="configuration") as caught:
        asking.pictures(480)
    assert caught.value.kind is Trouble.NOT_A_FILM


@pytest.mark.parametrize(
    ("answer", "kind", "why"),
    [
        (
            Answer(401, error_json(7, "Invalid API key: You must be granted a valid key.")),
            Trouble.REFUSED,
            r"it answered 401 \(Invalid API key: You must be granted a valid key\)",
        ),
        (Answer(403, b"<h1>Forbidden</h1>"), Trouble.REFUSED, "it answered 403$"),
        (
            Answer(404, error_json(34, "The resource you requested could not be found.")),
            Trouble.UNKNOWN,
            "could not be found",
        ),
        (Answer(422, error_json(5, "Invalid parameters")), Trouble.SERVER, "it answered 422"),
    ],
)
def test_what_another_attempt_would_not_mend_is_asked_for_once(tmdb, asking, answer, kind, why):
    tmdb.then("/3/movie", answer)
    with pytest.raises(TmdbError, match=why) as caught:
        asking.film(7)
    assert caught.value.kind is kind
    assert tmdb.asked == [FILM]


def test_a_wrong_token_is_refused(tmdb):
    tmdb.add(7)
    with pytest.raises(TmdbError, match="401"):
        client.Tmdb(TOKEN + "x", tmdb.url, QUICK).film(7)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_passes_is_waited_for(tmdb, asking, status):
    tmdb.add(7)
    tmdb.then("/3/movie", Answer(status), Answer(status))
    assert json.loads(asking.film(7))["id"] == 7
    assert tmdb.asked == [FILM] * 3


@pytest.mark.parametrize(
    ("status", "kind"), [(429, Trouble.QUOTA), (503, Trouble.SERVER), (500, Trouble.SERVER)]
)
def test_what_does_not_pass_is_given_up(tmdb, asking, status, kind):
    tmdb.then("/3/movie", *[Answer(status)] * 9)
    with pytest.raises(TmdbError, match=f"it answered {status}") as caught:
        asking.film(7)
    assert caught.value.kind is kind
    assert tmdb.count("/3/movie") == QUICK.attempts


def test_a_server_says_how_long_to_wait(tmdb, asking, pauses):
    tmdb.add(7)
    tmdb.then("/3/movie", Answer(429, headers={"Retry-After": "7"}))
    tmdb.then("/3/movie", Answer(503, headers={"Retry-After": "3"}))
    asking.film(7)
    assert pauses == [7, 3]


def test_a_server_that_asks_for_too_long_a_pause_is_left_alone(tmdb, asking, pauses):
    tmdb.then("/3/movie", Answer(429, headers={"Retry-After": "86400"}))
    with pytest.raises(TmdbError, match="asks to come back in 86,400 seconds") as caught:
        asking.film(7)
    assert caught.value.kind is Trouble.QUOTA
    assert (pauses, tmdb.count("/3/movie")) == ([], 1)


def test_a_body_that_is_cut_is_fetched_again_and_given_up_in_the_end(tmdb, asking):
    tmdb.add(7)
    whole = json.dumps(tmdb.films[7]).encode()
    tmdb.then("/3/movie", Answer(200, whole, cut_after=20))
    assert json.loads(asking.film(7))["id"] == 7
    tmdb.then("/3/movie", *[Answer(200, whole, cut_after=20)] * 3)
    with pytest.raises(TmdbError, match="the connection broke off") as caught:
        asking.film(7)
    assert caught.value.kind is Trouble.BROKEN_OFF


def test_nobody_there(tmdb):
    with pytest.raises(TmdbError, match="there is no connection"):
        client.Tmdb(TOKEN, "http://127.0.0.1:9", QUICK).film(7)


def test_an_answer_without_end_is_not_read_to_it(tmdb, asking, monkeypatch):
    monkeypatch.setattr(client, "MOST_JSON_BYTES", 1000)
    tmdb.then("/3/movie", Answer(200, b" " * 1001))
    with pytest.raises(TmdbError, match="more than 1,000 bytes"):
        asking.film(7)
    assert tmdb.asked == [FILM]


def test_a_netrc_does_not_take_the_place_of_the_token(tmdb, asking, tmp_path, monkeypatch):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\n")
    monkeypatch.setenv("NETRC", str(netrc))
    tmdb.add(7)
    assert json.loads(asking.film(7))["id"] == 7


@pytest.mark.parametrize("address", ["api.themoviedb.org", "ftp://host", "https://", "http://a b"])
def test_what_is_no_address(address):
    with pytest.raises(SetupError, match="is no address: expected one"):
        client.Tmdb(TOKEN, address)


def test_what_is_no_token():
    with pytest.raises(SetupError, match="TMDB_API_TOKEN holds spaces"):
        client.Tmdb("two words")


def test_the_pace():
    now, slept = [100.0], []

    def sleep(seconds):
        slept.append(round(seconds, 6))
        now[0] += seconds

    pace = Pace(4, lambda: now[0], sleep)
    for _ in range(3):
        pace.wait()
    assert slept == [0.25, 0.25]
    now[0] += 10  # who was slow does not catch up in a burst
    pace.wait()
    pace.wait()
    assert slept == [0.25, 0.25, 0.25]
    assert REQUESTS_PER_SECOND <= 40 / 2


def test_pauses_double_up_to_a_bound_and_differ_by_chance():
    patience = Patience(backoff_seconds=1, longest_pause_seconds=10)
    for attempt, most in enumerate([1, 2, 4, 8, 10, 10]):
        drawn = {patience.pause(attempt, None) for _ in range(50)}
        assert most / 2 <= min(drawn) < max(drawn) <= most
    assert patience.pause(5, 42.0) == 42.0


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("Fri, 27 Nov 2026 12:01:30 GMT", 90.0),
        ("Fri, 27 Nov 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("", None),
        (None, None),
    ],
)
def test_both_forms_of_retry_after(text, seconds):
    assert told_seconds(text, datetime(2026, 11, 27, 12, tzinfo=UTC)) == seconds
