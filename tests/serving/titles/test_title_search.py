"""Films are found by title however it is typed."""

from __future__ import annotations

import pytest

from benchmarks.title_search import SLIPS, drawn_queries, sample_films
from serving.titles.title_search import TitleIndex, words
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
    ("Toy Story", 1995, 215),
    ("Toy Story 2", 1999, 97),
    ("Toy Story 3", 2010, 55),
    ("The Lord of the Rings: The Return of the King", 2003, 185),
    ("Spider-Man", 2002, 122),
    ("Rocky", 1976, 64),
    ("Rocky II", 1979, 40),
    ("Robin Hood", 2010, 11),
    ("The Robe", 1953, 4),
    ("Babe", 1995, 128),
    ("Dark Star", 1974, 12),
    ("R.I.P.D.", 2013, 6),
    ("Texas Chainsaw Massacre (a.k.a. Leatherface)", 1994, 7),
]


@pytest.fixture(scope="module")
def index() -> TitleIndex:
    return TitleIndex(
        [
            Movie(number, title, year, (), "", None, ratings, 3.5)
            for number, (title, year, ratings) in enumerate(FILMS, start=1)
        ]
    )


@pytest.fixture(scope="module")
def sample():
    films = sample_films()
    return TitleIndex(films), drawn_queries(films)


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
        ("godfather 2", "The Godfather: Part II"),
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
        ("incpetion", "Inception"),  # two letters exchanged
        ("inceptio", "Inception"),  # one missing
        ("incepttion", "Inception"),  # one twice
        ("incebtion", "Inception"),  # a wrong one
        ("bbae", "Babe"),
        ("teh godfather", "The Godfather"),
        ("the godfahter part ii", "The Godfather: Part II"),
        ("toy sto", "Toy Story"),
        ("toy story 2", "Toy Story 2"),
        ("toy stroy 3", "Toy Story 3"),
        ("lord of the ri", "The Lord of the Rings: The Return of the King"),
        ("incpe", "Inception"),
        ("rokcy ii", "Rocky II"),
        ("the rob", "The Robe"),
        ("r", "Rocky"),  # of the films with such a word the most rated one
        ("wars star", "Star Wars: Episode IV - A New Hope"),
        ("spiderman", "Spider-Man"),
        ("spidermna", "Spider-Man"),
        ("bladerunner", "Blade Runner"),
        ("lethaerface", "Texas Chainsaw Massacre (a.k.a. Leatherface)"),
        ("solairs 1972", "Solaris (Solyaris)"),
    ],
)
def test_the_film_that_was_meant_comes_first(index, query, title):
    assert index.find(query)[0].title == title


@pytest.mark.parametrize("query", ["", "   ", "?!", "zzzyx", "the", "\x00", "🎬", "%27--"])
def test_nothing_comes_of_nothing(index, query):
    assert index.find(query) == []


@pytest.mark.parametrize("query", ["xqzjvkw", "wvxq jkzp", "gqxvbnzt rrjq"])
def test_nothing_comes_of_chance(index, query):
    assert index.find(query) == []


@pytest.mark.parametrize("kind", SLIPS)
def test_any_one_slip_in_a_title_of_the_sample_is_forgiven(sample, kind):
    index, queries = sample
    right = [bool(found := index.find(query)) and meant(found[0]) for query, meant in queries[kind]]
    assert sum(right) / len(right) >= 0.98


def test_a_title_of_the_sample_as_it_is_comes_first(sample):
    index, _ = sample
    for film in sample_films():
        assert words(index.find(film.title)[0].title) == words(film.title)


def test_the_more_rated_of_two_of_the_same_title_comes_first():
    films = [Movie(n, "Cinderella", n, (), "", None, n, 3.5) for n in (1950, 2015, 1997)]
    assert [film.year for film in TitleIndex(films).find("cindrella")] == [2015, 1997, 1950]
    assert TitleIndex(films).find("cindrella 1950")[0].year == 1950


def test_a_title_without_a_letter_is_no_hindrance():
    films = [Movie(1, "???", None, (), "", None, 0, None), Movie(2, "Up", 2009, (), "", None, 9, 4)]
    assert [film.movieId for film in TitleIndex(films).find("up")] == [2]
    assert TitleIndex(films[:1]).find("up") == []


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
