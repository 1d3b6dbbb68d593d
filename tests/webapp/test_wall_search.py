"""What the wall's search finds, and what its chips lead to."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from webapp.wall_search import chips, fold, matches, search_key

FILMS = {
    "Toy Story 2": (1999, ("Animation", "Comedy")),
    "Toy Story 3": (2010, ("Animation", "Comedy")),
    "The Godfather: Part II": (1974, ("Crime", "Drama")),
    "Spider-Man 2": (2004, ("Action", "Sci-Fi")),
    "2001: A Space Odyssey": (1968, ("Sci-Fi",)),
    "Amélie's Garden": (None, ("Romance",)),
}


def film(year, genres):
    return SimpleNamespace(year=year, genres=genres)


def found(query):
    return [
        title
        for title, facts in FILMS.items()
        if matches(search_key((title,), film(*facts)), query)
    ]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", list(FILMS)),
        ("toy story 2", ["Toy Story 2"]),
        ("STORY toy", ["Toy Story 2", "Toy Story 3"]),
        ("godfather 2", ["The Godfather: Part II"]),
        ("amelies gard", ["Amélie's Garden"]),
        ("spiderman", ["Spider-Man 2"]),
        ("spider-man", ["Spider-Man 2"]),
        ("spider man", ["Spider-Man 2"]),
        ("90s", ["Toy Story 2"]),
        ("1990s", ["Toy Story 2"]),
        ("1990", []),
        ("00s", ["Spider-Man 2"]),
        ("200", ["Spider-Man 2", "2001: A Space Odyssey"]),
        ("sci-fi", ["Spider-Man 2", "2001: A Space Odyssey"]),
        ("scifi 60s", ["2001: A Space Odyssey"]),
        ("r", []),  # neither romance nor a letter within
        ("co", []),
        ("com", ["Toy Story 2", "Toy Story 3"]),
        ("toy-zzz", []),
    ],
)
def test_words_are_found_by_their_starts(query, titles):
    assert found(query) == titles


def test_other_titles_find_a_film():
    key = search_key(("Seven", "Se7en"), film(1995, ("Crime",)))
    assert matches(key, "se7en")
    assert fold("Se7en’s É.T.") == "se7ens et"


def test_chips_toggle_their_word_and_decades_exclude_each_other():
    films = [film(*facts) for facts in FILMS.values()] * 3
    genres, decades = chips(films, "Sci-Fi 1990s")
    assert [chip.label for chip in decades] == ["1960s", "1970s", "1990s", "2000s", "2010s"]
    by_label = {chip.label: chip for chip in (*genres, *decades)}
    assert by_label["Sci-Fi"].pressed and by_label["Sci-Fi"].query == "1990s"
    assert by_label["1990s"].pressed and by_label["1990s"].query == "Sci-Fi"
    assert by_label["2010s"].query == "Sci-Fi 2010s"
    assert by_label["Comedy"].query == "Sci-Fi 1990s comedy"
    for chip in by_label.values():
        if not chip.pressed:
            assert any(matches(search_key(("",), each), chip.label) for each in films)


def test_what_shows_a_film_or_two_is_no_chip():
    genres, decades = chips([film(1999, ("War",))] * 2 + [film(2005, ("Drama",))] * 3, "")
    assert [chip.label for chip in (*genres, *decades)] == ["Drama", "2000s"]
