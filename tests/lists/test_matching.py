"""Rows of lists and the films that they are: at least 98% found, at most 0.5% wrong."""

from __future__ import annotations

import time

import pytest

from lists import Row, TitleMatcher, match_rows, read_list
from lists.matching import MOST_MATCHED
from tables import Movie
from tests.support import made_up_lists
from tests.support.made_up_lists import MadeUp, movie

WRITERS = {
    "Letterboxd": made_up_lists.letterboxd,
    "IMDb": made_up_lists.imdb,
    "Trakt": made_up_lists.trakt,
    "Netflix": made_up_lists.netflix,
    "CSV": made_up_lists.plain,
}


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("source", WRITERS)
def test_made_up_exports_are_matched(source: str, seed: int) -> None:
    made = MadeUp(seed, years=source != "Netflix")
    reading = read_list(WRITERS[source](made))
    assert reading.source == source
    matcher = TitleMatcher(made.movies)
    first = 1 if source in ("Trakt", "CSV") else 2  # the row of the first film
    right = wrong = 0
    for row in reading.rows:
        found = matcher.match(row)
        expected = made.lines[row.number - first].movie
        right += found is not None and found == expected
        wrong += found is not None and found != expected
    have = sum(line.movie is not None for line in made.lines)
    print(f"{source}: {right} of {have} matched ({right / have:.1%}), {wrong} of 1000 wrong")
    assert right >= 0.98 * have
    assert wrong <= 0.005 * len(made.lines)


def found(row: Row, *movies: Movie) -> int | None:
    matched = TitleMatcher(movies).match(row)
    return matched and matched.movieId


def named(title: str, year: int | None = None, **fields: object) -> Row:
    return Row(1, title, title, year, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("AMELIE", "Amélie"),
        ("Godfather, The", "The Godfather"),
        ("The Godfather Part II", "The Godfather: Part 2"),
        ("Nymphomaniac: Volume I", "Nymphomaniac: Vol. 1"),
        ("Se7en", "Seven (a.k.a. Se7en)"),
        ("Fabuleux destin d'Amélie Poulain, Le", "Amelie (Le Fabuleux destin d'Amélie Poulain)"),
        ("City of God (Cidade de Deus)", "City of God"),
        ("Lock, Stock and Two Smoking Barrels", "Lock, Stock & Two Smoking Barrels"),
        ("Romeo and Juliet", "Romeo + Juliet"),
        ("WALL-E", "WALL·E"),
        ("Wall E", "WALL·E"),
        ("12 Monkeys", "Twelve Monkeys"),
        ("500 Days of Summer", "(500) Days of Summer"),
        ("GI Joe: Retaliation", "G.I. Joe: Retaliation"),
        ("DOA", "D.O.A."),
        ("Sixstring Samurai", "Six-String Samurai"),
        ("Star Wars", "Star Wars: Episode IV - A New Hope"),
        ("The Empire Strikes Back", "Star Wars: Episode V - The Empire Strikes Back"),
        ("Spider-Man", "Spiderman"),
        ("Los Olvidados", "Olvidados, Los"),
        ("Das weisse Band", "Das weiße Band"),
    ],
)
def test_one_film_is_written_in_many_ways(written: str, title: str) -> None:
    assert found(named(written, 1990), movie(1, title, 1990)) == 1


@pytest.mark.parametrize(
    ("written", "year", "title", "film_year"),
    [
        ("Rocky", 1979, "Rocky II", 1979),
        ("Rocky III", 1982, "Rocky II", 1982),
        ("Alien", 1992, "Alien³", 1992),
        ("True Grit", 1969, "True Grit", 2010),
        ("True Grit", 2008, "True Grit", 2010),
        ("Kill Bill: Vol. 2", 2004, "Kill Bill: Vol. 1", 2003),
        ("Covenant", 2017, "Alien: Covenant", 2017),
        ("Mortal Kombat: The Journey Begins", 1995, "Mortal Kombat", 1995),
        ("Frankenstein", 2015, "I, Frankenstein", 2014),
        ("The Mask", 1986, "Mask", 1985),
        ("The Babe", None, "Babe", 1995),
        ("Part 2", 1990, "Something (Part 2)", 1990),
        ("Something", 1990, "Something (Part 2)", 1990),
        ("Star Wars", 1978, "Star Wars: Episode IV - A New Hope", 1977),
        ("Star Wars", None, "Star Wars: Episode IV - A New Hope", 1977),
        ("", 1990, "Rocky", 1990),
        ("…", 1990, "!!!", 1990),
    ],
)
def test_rather_none_than_a_wrong_film(
    written: str, year: int | None, title: str, film_year: int
) -> None:
    assert found(named(written, year), movie(1, title, film_year)) is None


def test_a_year_off_by_one_is_taken_where_no_other_film_is_near() -> None:
    films = movie(1, "Home", 2008), movie(2, "Home", 2010), movie(3, "Home", 1990)
    assert found(named("Home", 2009), *films) is None
    assert found(named("Home", 1991), *films) == 3
    assert found(named("Home", 2010), *films) == 2


def test_without_a_year_a_title_has_to_be_the_only_one_or_clearly_the_best_known() -> None:
    old, new = movie(1, "Titanic", 1953, ratings=2), movie(2, "Titanic", 1997, ratings=140)
    assert found(named("Titanic"), old, new) == 2
    assert found(named("Titanic"), old._replace(ratings=20), new) is None
    assert found(named("Titanic"), old._replace(title="The Titanic", ratings=20), new) == 2
    assert found(named("Titanic", 1953), old, new) == 1


def test_an_id_decides_by_itself() -> None:
    films = movie(1, "One", 1990), movie(2, "Two", 1990)
    assert found(named("Two", 1990, imdb_id=5_000_001), *films) == 1
    assert found(named("Whatever", None, tmdb_id=900_002), *films) == 2
    # An id of another film is not overruled by the title.
    assert found(named("Two", 1990, imdb_id=77), *films) is None
    assert found(named("Two", 1990, tmdb_id=77), *films) is None
    unknown = films[1]._replace(imdbId="", tmdbId=None)
    assert found(named("Two", 1990, imdb_id=77, tmdb_id=77), unknown) == 2


def test_a_tmdb_number_may_be_that_of_a_series() -> None:
    assert found(named("Another", 2015, tmdb_id=900_001), movie(1, "One", 1990)) is None


def test_the_original_title_counts_too() -> None:
    row = named("A Hidden Thing", 1990, other_titles=("Une chose cachée",))
    assert found(row, movie(1, "Chose cachee, Une", 1990)) == 1


def test_the_last_rating_of_a_film_counts() -> None:
    rows = [
        Row(2, "One", "One", 1990, stars=2.0),
        Row(3, "None", "None", 1990, stars=3.0),
        Row(4, "Uno", "One", 1990, stars=4.5),
        Row(5, "Nobody's", "Nobody's", 1990),
    ]
    films = movie(1, "One", 1990), movie(2, "Nobody's", 1990, ratings=0)
    matches = match_rows(TitleMatcher(films), rows)
    assert [(m.row.number, m.movie.movieId, m.stars) for m in matches.matched] == [(4, 1, 4.5)]
    assert [row.number for row in matches.unmatched] == [3, 5]
    assert matches.notes == (
        "1 row names a film that a later row names again: the last rating counts.",
        "1 film is known but was rated by nobody here, so that nothing follows from that.",
    )


def test_no_more_films_than_can_be_answered() -> None:
    films = [movie(i, f"Film {i}", 1990) for i in range(1, MOST_MATCHED + 11)]
    rows = [Row(i, "", f"Film {i}", 1990) for i in range(1, MOST_MATCHED + 11)]
    matches = match_rows(TitleMatcher(films), rows)
    assert len(matches.matched) == MOST_MATCHED
    assert "the first 5,000 of them count" in matches.notes[0]


def test_matching_is_quick() -> None:
    """In processor time: a machine that does other work must not fail."""
    sample = made_up_lists.sample_films()
    films = [
        movie(i, f"{sample[i % len(sample)][0]} {i // len(sample) or ''}".strip(), 1990)
        for i in range(87_585)
    ]
    started = time.process_time()
    matcher = TitleMatcher(films)
    built = time.process_time() - started
    rows = [Row(i, "", film.title.upper(), film.year) for i, film in enumerate(films[::43])]
    started = time.process_time()
    matches = match_rows(matcher, rows)
    matched = time.process_time() - started
    print(f"index of 87,585 films {built:.2f} s, {len(rows):,} rows {1000 * matched:.0f} ms")
    assert len(matches.matched) > 0.9 * len(rows)
    assert built < 1
    assert matched < 0.2
