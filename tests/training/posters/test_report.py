"""What is said at the end: every kind of trouble in a plain sentence, with what to do."""

from __future__ import annotations

import errno

from tests.support.tmdb.server import TOKEN, Answer, error_json
from tests.training.posters.conftest import HTML, QUICK
from training.posters import client, report
from training.posters.fetching import Fetching
from training.posters.films import Films
from training.posters.pace import Pace


def test_the_end_in_plain_sentences(tmdb, store, fetch):
    for number in range(1, 5):
        tmdb.add(number)
    tmdb.then("/3/movie/2", HTML)
    tmdb.then("/t/p/w500/poster3", HTML)
    tally = fetch(1, 2, 3, 4, 99)
    first, *others = report.summary(Films(7, (1, 2, 3, 4, 99)), tally)
    assert first == (
        "7 films can appear, 5 of them with a number at TMDB: 2 fetched now (2 with a poster), "
        "0 there already, 0 left for the next time."
    )
    assert others == [
        "1 film is not known to TMDB by its number (404); the drawn poster stays, and there is "
        "nothing to do. For example film 99 at TMDB: it answered 404 (The resource you requested "
        "could not be found).",
        "1 film was answered with something else than its JSON; run `make posters` again, and "
        "look for a proxy in between if it stays so. For example film 2 at TMDB: it sent HTML "
        "instead of JSON.",
        "1 film has a poster at TMDB that is no picture, or not to be had; the drawn poster "
        "stays, and the next `make posters` tries again. For example film 3 at TMDB: the poster "
        "is no picture.",
    ]


def test_why_it_stopped_in_plain_sentences(tmdb, store, fetch, tmp_path):
    invalid = error_json(7, "Invalid API key: You must be granted a valid key.")
    tmdb.then("/3/configuration", Answer(401, invalid))
    said = report.why_stopped(fetch(7).stopped, store.folder)
    assert said == (
        "TMDB refused the token: it answered 401 (Invalid API key: You must be granted a valid "
        "key). TMDB_API_TOKEN must be the API Read Access Token, the long one, of "
        "https://www.themoviedb.org/settings/api."
    )
    tmdb.then("/3/configuration", Answer(429, headers={"Retry-After": "900"}))
    said = report.why_stopped(fetch(7).stopped, store.folder)
    assert said.startswith("TMDB has had enough for now: it answered 429, and asks to come back in")
    assert said.endswith("Wait as long, and `make posters` goes on from here.")
    nobody = client.Tmdb(TOKEN, "http://127.0.0.1:9", QUICK, Pace(1000))
    said = report.why_stopped(Fetching(store, nobody).fetch([7]).stopped, store.folder)
    assert said.startswith("TMDB does not answer as it should: there is no connection. Look at")
    full = OSError(errno.ENOSPC, "No space left on device")
    said = report.why_stopped(full, tmp_path)
    assert said.startswith(f"{tmp_path} cannot be used (No space left on device): make room;")
