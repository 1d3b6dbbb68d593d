"""What is kept of TMDB's JSON."""

from __future__ import annotations

import json

import pytest

from tests.support.tmdb.server import film_json
from training.posters.facts import LONGEST_PLOT, Facts, facts_of, first_sentence
from training.posters.troubles import TmdbError, Trouble


def facts(**changes):
    return facts_of(json.dumps(film_json(7, "/p.jpg") | changes).encode(), 7)


def test_a_film_in_short():
    assert facts() == Facts(
        "/p.jpg", "Film 7 begins.", 107, ("Director 7",), ("First Actor 7", "Second Actor 7")
    )


def test_what_tmdb_does_not_know():
    nothing = Facts(None, "", None, (), ())
    assert facts_of(b'{"id": 7}', 7) == nothing
    assert facts(overview="", runtime=0, poster_path=None, credits={}) == nothing
    assert facts(overview=None, runtime=None, credits={"cast": [], "crew": []}) == Facts(
        "/p.jpg", "", None, (), ()
    )


def test_few_people_each_once_in_order():
    crew = [{"name": name, "job": "Director"} for name in ("A", "B", "A", "", "C", "D")]
    cast = [{"name": f"Actor {i}", "order": i} for i in (5, 3, 1, 4, 2)]
    found = facts(credits={"cast": cast, "crew": crew})
    assert found.directors == ("A", "B", "C")
    assert found.actors == ("Actor 1", "Actor 2", "Actor 3", "Actor 4")


@pytest.mark.parametrize("path", ["p.jpg", "/../secret", "//elsewhere/p.jpg", "/a/b.jpg", "/p?x"])
def test_a_path_that_leads_elsewhere_is_none(path):
    assert facts(poster_path=path).poster is None


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<!doctype html><h1>Welcome to our network</h1>", "HTML instead of JSON"),
        (b'{"id": 7, "overview": "', "JSON that is broken"),
        (b'{"id": "seven"}', "of something else"),
        (b"[]", "of something else"),
        (b"\xff\xfe", "JSON that is broken"),
        (b'{"id": 8}', "the film 8 instead"),
        (b'{"success": false}', "of something else"),
    ],
)
def test_what_is_no_film(content, why):
    with pytest.raises(TmdbError, match=why) as caught:
        facts_of(content, 7)
    assert caught.value.kind is Trouble.NOT_A_FILM


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("A banker is sent to prison. He digs.", "A banker is sent to prison."),
        ("Who did it? Nobody knows.", "Who did it?"),
        ("He said “Run!” Then he ran.", "He said “Run!”"),
        ("Dr. Strange meets Mr. J. K. Fox in the U.S. Army. Then more.",
         "Dr. Strange meets Mr. J. K. Fox in the U.S. Army."),
        ("It costs 3.50 dollars a day. More.", "It costs 3.50 dollars a day."),
        ("One sentence without an end", "One sentence without an end"),
        ("Two\n\nlines,\tand\x00 a sign. More.", "Two lines, and a sign."),
        ("Élan. Été arrives.", "Élan."),
        ("", ""),
    ],
)  # fmt: skip
def test_the_first_sentence(text, sentence):
    assert first_sentence(text) == sentence


def test_a_sentence_that_is_too_long_ends_at_a_word():
    cut = first_sentence("word, " * 100)
    assert len(cut) <= LONGEST_PLOT
    assert cut.endswith("word…")
    assert len(first_sentence("x" * 1000)) == LONGEST_PLOT
