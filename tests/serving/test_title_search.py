"""Films are found by title however it is typed."""

from __future__ import annotations

import pytest

from serving.title_search import TitleIndex, words
from tables.movies import Movie

FILMS = [
    ("Inception", 2010, 143),
    ("Conception", 2011, 1),
    ("The Godfather", 1972, 192),
    ("The Godfather: Part II", 1974, 129),
    ("Amelie (Le Fabuleux destin d'Amélie Poulain)", 2001, 120),
    ("WALL·E", 2008, 104),
    ("Wall Street", 1987, 30),
    ("2001: A Space Odyssey", 1968, 109),
    ("Blade Runner 2049", 2017, 18),
    ("Blade Runner", 1982, 124),
    ("Solaris (Solyaris)", 1972, 8),
    ("Solaris", 2002, 10),
    ("Star Wars: Episode IV - A New Hope", 1977, 251),
    ("Star Wars: The Clone Wars", 2008, 5),
    ("Les Misérables", 1998, 9),
    ("Schindler's List", 1993, 220),
    ("Die Hard", 1988, 145),
    ("Up", 2009, 105),
    ("M", 1931, 16),
    ("Das Boot (Boat, The)", 1981, 40),
    ("It", None, 3),
]


@pytest.fixture(scope="module")
def index() -> TitleIndex:
    return TitleIndex(
        [
            Movie(number, title, year, (), "", None, ratings, 3.5)
            for number, (title, year, ratings) in enumerate(FILMS, start=1)
        ]
    )


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("inception", "Inception"),
        ("  INCEPTION!! ", "Inception"),
        ("incepton", "Inception"),
        ("inceptoin", "Inception"),
        ("incep", "Inception"),
        ("godfahter", "The Godfather"),
        ("godfather the", "The Godfather"),
        ("part 2 godfather ii", "The Godfather: Part II"),
        ("amelie", "Amelie (Le Fabuleux destin d'Amélie Poulain)"),
        ("poulain amélie", "Amelie (Le Fabuleux destin d'Amélie Poulain)"),
        ("wall-e", "WALL·E"),
        ("walle", "WALL·E"),
        ("2001", "2001: A Space Odyssey"),
        ("odyssey space 2001", "2001: A Space Odyssey"),
        ("blade runner 2049", "Blade Runner 2049"),
        ("blade runner", "Blade Runner"),
        ("solaris 1972", "Solaris (Solyaris)"),
        ("solaris 2002", "Solaris"),
        ("star wars", "Star Wars: Episode IV - A New Hope"),
        ("clone wars", "Star Wars: The Clone Wars"),
        ("miserables", "Les Misérables"),
        ("schindlers list", "Schindler's List"),
        ("schindler’s lsit", "Schindler's List"),
        ("die hard", "Die Hard"),
        ("up", "Up"),
        ("m", "M"),
        ("boot", "Das Boot (Boat, The)"),
        ("IT", "It"),
    ],
)
def test_the_film_that_was_meant_comes_first(index, query, title):
    assert index.find(query)[0].title == title


@pytest.mark.parametrize("query", ["", "   ", "?!", "zzzyx", "the", "\x00", "🎬", "%27--"])
def test_nothing_comes_of_nothing(index, query):
    assert index.find(query) == []


def test_limits(index):
    assert len(index.find("star wars", limit=1)) == 1
    assert index.find("star wars", limit=0) == []
    assert index.find("inception " * 5000)[0].title == "Inception"


def test_a_year_alone_finds_the_films_of_that_year(index):
    assert {film.title for film in index.find("1972")} == {"The Godfather", "Solaris (Solyaris)"}


def test_no_films_at_all():
    assert TitleIndex([]).find("inception") == []


def test_words_are_folded():
    assert words("The Cité of Ærø's") == ["cite", "of", "aeros"]
    assert words("The The") == ["the", "the"]
    assert words("Æon Flux") == ["aeon", "flux"]
