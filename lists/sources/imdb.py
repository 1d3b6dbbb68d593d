"""IMDb: the CSV of one's ratings or of a list, in its present and its older columns.

Const (tt0114709), Your Rating (1 to 10; "You rated" before 2017), Title, Year and more.
"""

from __future__ import annotations

from lists.csv_tables import Table, column_name
from lists.rows import (
    RatedRows,
    Reading,
    counted,
    wrong_ratings_note,
)

NAME = "IMDb"
# Parts of the names of types that are no films: "TV Mini Series", "tvEpisode", "Podcast Series".
_NO_FILMS = ("series", "episode", "game", "podcast", "musicvideo")


def recognises(columns: frozenset[str]) -> bool:
    """Whether these are the columns of a file of IMDb's."""
    return "const" in columns and bool({"title", "yourrating", "yourated"} & columns)


def read(table: Table) -> Reading:
    """The films of the file; series, episodes and games are left out and counted."""
    rating = table.first_of("yourrating", "yourated")
    films, others = RatedRows(10), 0
    for number, (const, title, original, kind, year, rated) in table.rows(
        "const", "title", "originaltitle", "titletype", "year", rating
    ):
        if not title and not const:
            continue
        if any(part in column_name(kind) for part in _NO_FILMS):
            others += 1
            continue
        films.add(number, title or const, year, rated, imdb_id=const, other_titles=(original,))
    notes = wrong_ratings_note(films.wrong, "1 to 10")
    if others:
        notes += (
            f"{counted(others, 'series, episode or game', 'series, episodes or games')} "
            "left out: only films are matched.",
        )
    return Reading(NAME, tuple(films.rows), notes)
