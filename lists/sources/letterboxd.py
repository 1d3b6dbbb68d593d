"""Letterboxd: ratings.csv, watched.csv and likes/films.csv of its export, and its lists.

Date, Name, Year, Letterboxd URI and, of those that are rated, Rating from 0.5 to 5.
"""

from __future__ import annotations

from lists.csv_tables import Table
from lists.rows import RatedRows, Reading, wrong_ratings_note

NAME = "Letterboxd"
_IGNORED_FOLDERS = frozenset({"deleted", "orphaned", "lists"})
_LIKES = ("likes", "films.csv")
_PARTS = {"ratings.csv": "ratings", "watched.csv": "watched"}


def recognises(columns: frozenset[str]) -> bool:
    """Whether these are the columns of a file of Letterboxd's."""
    return {"name", "year", "letterboxduri"} <= columns or (
        {"position", "name", "year", "url"} <= columns
    )


def read(table: Table) -> Reading:
    """The films of one file."""
    films = RatedRows(5)
    for number, (title, year, rating) in table.rows("name", "year", "rating"):
        if not title:
            continue
        films.add(number, title, year, rating)
    return Reading(NAME, tuple(films.rows), wrong_ratings_note(films.wrong, "0.5 to 5 stars"))


def part(path: tuple[str, ...]) -> str | None:
    """What a file of the export's zip says: "ratings", "likes" or "watched"; None for others.

    A folder around the export is no matter. What was deleted on Letterboxd does not count,
    nor does the watchlist: nobody has seen what is on it.
    """
    if _IGNORED_FOLDERS & set(path[:-1]):
        return None
    if path[-2:] == _LIKES:
        return "likes"
    return _PARTS.get(path[-1])
