"""IMDb: the CSV of one's ratings or of a list, in its present and its older columns.

Const (tt0114709), Your Rating (1 to 10; "You rated" before 2017), Title, Year and more.
"""

from __future__ import annotations

from lists.csv_tables import Table, column_name
from lists.rows import (
    Reading,
    counted,
    imdb_number,
    row_of,
    stars_of,
    wrong_ratings_note,
    year_of,
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
    rows, wrong, others = [], [], 0
    for number, (const, title, original, kind, year, rated) in table.rows(
        "const", "title", "originaltitle", "titletype", "year", rating
    ):
        if not title and not const:
            continue
        if any(part in column_name(kind) for part in _NO_FILMS):
            others += 1
            continue
        try:
            stars = stars_of(rated, 10)
        except ValueError:
            wrong.append(number)
            continue
        rows.append(
            row_of(
                number,
                title or const,
                year_of(year),
                imdb_id=imdb_number(const),
                stars=stars,
                other_titles=(original,),
            )
        )
    notes = wrong_ratings_note(wrong, "1 to 10")
    if others:
        notes += (
            f"{counted(others, 'series, episode or game', 'series, episodes or games')} "
            "left out: only films are matched.",
        )
    return Reading(NAME, tuple(rows), notes)
