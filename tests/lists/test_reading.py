"""Files from everywhere: what they are taken for, and what is read."""

from __future__ import annotations

import json

import pytest

from lists import Row, read_list
from tests.support.small_lists import IMDB, LETTERBOXD, NETFLIX, OLD_IMDB, TRAKT, zipped

AMELIE = Row(2, "Amélie (2001)", "Amélie", 2001)


def test_letterboxd() -> None:
    reading = read_list(LETTERBOXD.encode())
    assert reading.source == "Letterboxd"
    ugly = "The Good, the Bad and the Ugly"
    assert reading.rows == (
        AMELIE._replace(stars=4.5),
        Row(3, f"{ugly} (1966)", ugly, 1966, stars=5.0),
    )
    assert reading.notes == ()


def test_letterboxd_as_a_zip() -> None:
    watched = (
        "Date,Name,Year,Letterboxd URI\n"
        "2024-01-01,Amélie,2001,u\n2024-01-01,Heat,1995,u\n2024-01-01,Alien,1979,u\n"
    )
    reading = read_list(
        zipped(
            {
                "letterboxd-me/profile.csv": "Date Joined,Username\n2020-01-01,me\n",
                "letterboxd-me/ratings.csv": LETTERBOXD,
                "letterboxd-me/watched.csv": watched,
                "letterboxd-me/watchlist.csv": "Date,Name,Year,Letterboxd URI\n,Up,2009,u\n",
                "letterboxd-me/likes/films.csv": watched.replace("Alien,1979", "Heat,1995"),
                "letterboxd-me/deleted/ratings.csv": LETTERBOXD.replace("Amélie", "Gone"),
                "letterboxd-me/lists/best.csv": LETTERBOXD.replace("Amélie", "Listed"),
            }
        )
    )
    assert reading.source == "Letterboxd"
    assert [(row.title, row.stars) for row in reading.rows] == [
        ("Amélie", 4.5),
        ("The Good, the Bad and the Ugly", 5.0),
        ("Heat", 4.0),
    ]
    assert reading.notes == (
        "1 film that you liked without stars counts as 4 stars.",
        "1 film without a rating is left out: nothing says whether you liked them.",
    )


def test_letterboxd_without_any_rating() -> None:
    reading = read_list(b"Date,Name,Year,Letterboxd URI\n2024-01-01,Heat,1995,u\n")
    assert [row.stars for row in reading.rows] == [None]
    assert reading.notes == ("The list has no ratings: every film counts as liked, 4 stars.",)


def test_a_list_of_letterboxd_has_a_preamble() -> None:
    text = (
        "Letterboxd list export v7\nDate,Name,Tags,URL,Description\n2024-01-01,Best,,u,\n\n"
        "Position,Name,Year,URL,Description\n1,Heat,1995,u,\n"
    )
    reading = read_list(text.encode())
    assert [(row.title, row.year) for row in reading.rows] == [("Heat", 1995)]


def test_imdb() -> None:
    reading = read_list(IMDB.encode())
    assert reading.source == "IMDb"
    assert reading.rows == (
        AMELIE._replace(
            imdb_id=211915, stars=4.5, other_titles=("Le fabuleux destin d'Amélie Poulain",)
        ),
    )
    assert reading.notes == ("2 series, episodes or games left out: only films are matched.",)


def test_the_older_columns_of_imdb() -> None:
    reading = read_list(OLD_IMDB.encode("latin-1"))
    assert reading.source == "IMDb"
    assert reading.rows == (AMELIE._replace(imdb_id=211915, stars=3.5),)


def test_trakt() -> None:
    reading = read_list(json.dumps(TRAKT).encode())
    assert reading.source == "Trakt"
    assert reading.rows == (AMELIE._replace(number=1, imdb_id=211915, tmdb_id=194, stars=4.5),)
    assert reading.notes == ("1 show or episode left out: only films are matched.",)


def test_the_history_of_trakt_has_no_ratings() -> None:
    watched = [{"watched_at": "2024", "action": "watch", "movie": TRAKT[0]["movie"]}] * 3
    reading = read_list(json.dumps(watched).encode())
    assert [(row.title, row.stars) for row in reading.rows] == [("Amélie", None)]
    assert "counts as liked" in reading.notes[0]
    both = {"history": watched, "ratings": TRAKT, "watchlist": watched}
    assert [row.stars for row in read_list(json.dumps(both).encode()).rows] == [4.5]


def test_trakt_as_a_zip() -> None:
    watched = [{"plays": 2, "movie": {"title": "Heat", "year": 1995, "ids": {"trakt": 2}}}]
    reading = read_list(
        zipped(
            {
                "ratings-movies.json": json.dumps(TRAKT),
                "watched-movies.json": json.dumps(watched),
                "watchlist.json": json.dumps(watched),
                "user-settings.json": '{"user": {}}',
            }
        )
    )
    assert reading.source == "Trakt"
    assert [row.title for row in reading.rows] == ["Amélie"]


@pytest.mark.parametrize(
    ("text", "stars"),
    [
        ("title,year,imdb_id,tmdb_id,rating\nAmélie,2001,tt0211915,194,9\n", 4.5),
        (
            "rated_at,type,title,year,trakt_id,imdb,tmdb,rating\n,movie,Amélie,2001,1,tt0211915,194,4\n"
            ",episode,Pilot,2008,2,,,9\n",
            2.0,
        ),
        ("Title,Year,imdb_id,tmdb_id,rating\nAmélie,2001,tt0211915,194.0,4.5\n", 4.5),
    ],
)
def test_trakt_as_csv(text: str, stars: float) -> None:
    reading = read_list(text.encode())
    assert reading.source == "Trakt"
    assert reading.rows == (AMELIE._replace(imdb_id=211915, tmdb_id=194, stars=stars),)


def test_netflix() -> None:
    reading = read_list(NETFLIX.encode())
    assert reading.source == "Netflix"
    assert [(row.number, row.title, row.stars) for row in reading.rows] == [
        (2, "Amélie", None),
        (7, "The Hunger Games: Mockingjay: Part 1", None),
        (8, "Kill Bill: Vol. 1", None),
    ]
    assert reading.notes == (
        "3 episodes of series left out: only films are matched.",
        "The list has no ratings: every film counts as liked, 4 stars.",
    )


def test_all_that_netflix_knows() -> None:
    text = (
        "Profile Name,Start Time,Duration,Attributes,Title,Supplemental Video Type,Device Type\n"
        "me,2024-01-01 10:00:00,02:00:00,,Amélie,,TV\n"
        "me,2024-01-01 10:00:00,00:00:30,,Heat,TRAILER,TV\n"
    )
    assert [row.title for row in read_list(text.encode()).rows] == ["Amélie"]


@pytest.mark.parametrize(
    ("text", "stars"),
    [
        ("title,year,rating\nAmélie,2001,4.5\n", 4.5),
        ("Amélie,2001,4.5\nHeat,1995,\nUp,2009,3\n", 4.5),
        ("Amélie;2001;4,5\nUp;2009;1\n", 4.5),
        ("Rating\tYear\tTitle\n9\t2001\tAmélie\n", 4.5),
        ("YEAR;Movie;Stars\n2001;Amélie;4,5\n", 4.5),
        ("title,rating\nAmélie (2001),4.5\n", 4.5),
        ("Title,Year,Rating10\nAmélie,2001,5\n", 2.5),
        ("title,year\nAmélie,2001\n", None),
        ("Amélie,2001\nHeat,1995\n", None),
        ("\n\ntitle,year,rating\n\nAmélie,2001,4.5\n", 4.5),
        ("title,year,rating\nAmélie,2001,4\nUp,2009,10\n", 2.0),
    ],
)
def test_plain_tables(text: str, stars: float | None) -> None:
    reading = read_list(text.encode())
    assert reading.source == "CSV"
    assert reading.rows[0][1:4] == ("Amélie (2001)", "Amélie", 2001)
    assert reading.rows[0].stars == stars


def test_wrong_ratings_are_left_out_and_named() -> None:
    text = "title,year,rating\nHeat,1995,good\nUp,2009,4\nAlien,1979,0\nJaws,1975,-1\n"
    reading = read_list(text.encode())
    assert [row.title for row in reading.rows] == ["Up"]
    assert reading.notes == (
        "3 rows are left out, whose rating is not 0.5 to 5 stars: row 2, 4, 5.",
    )


@pytest.mark.parametrize("text", [LETTERBOXD, IMDB, json.dumps(TRAKT, ensure_ascii=False), NETFLIX])
@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "cp1252"]
)
def test_encodings_and_line_ends(text: str, encoding: str) -> None:
    expected = read_list(text.encode())
    assert read_list(text.encode(encoding)) == expected
    assert read_list(text.replace("\n", "\r\n").encode(encoding)) == expected


def test_line_breaks_in_quotes() -> None:
    text = 'title,year,rating\n"Dr. Strangelove\nor: How I Learned",1964,5\nHeat,1995,4\n'
    rows = read_list(text.encode()).rows
    assert [(row.number, row.title) for row in rows] == [
        (2, "Dr. Strangelove or: How I Learned"),
        (3, "Heat"),
    ]


def test_names_in_a_zip_are_only_names() -> None:
    reading = read_list(zipped({"../../etc/ratings.csv": LETTERBOXD, "/watched.csv": "x"}))
    assert reading.rows[0].title == "Amélie"


def test_a_list_zipped_by_hand() -> None:
    assert read_list(zipped({"Export of mine.csv": IMDB, "__MACOSX/._x.csv": "x"})).source == "IMDb"


def test_what_no_page_can_show_is_left_out() -> None:
    entry = '[{"rating": 8, "movie": {"title": "A\\ud800mé\\u0000lie", "year": 2001}}]'
    (row,) = read_list(entry.encode()).rows
    assert (row.title, row.text) == ("Amélie", "Amélie (2001)")
