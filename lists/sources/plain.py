"""A plain table of titles: ``title,year,rating``, with a header or without.

Commas, semicolons or tabs; columns in any order where a header names them; ratings from
0.5 to 5, or from 1 to 10 where any is above 5.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lists.csv_tables import Table
from lists.rows import (
    FIRST_YEAR,
    LAST_YEAR,
    MOST_STARS,
    RatedRows,
    Reading,
    number_of,
    wrong_ratings_note,
)

NAME = "CSV"
_TITLES = ("title", "name", "film", "movie", "filmtitle", "movietitle")
_YEARS = ("year", "releaseyear", "released")
_RATINGS = ("rating", "rating10", "stars", "score", "myrating", "yourrating", "vote")
_OUT_OF_TEN = "rating10"
_WHOLE_YEAR = re.compile(r"(?:18|19|20)[0-9]{2}")


def recognises(columns: frozenset[str]) -> bool:
    """Whether a column is called the title, and another something that goes with one."""
    others = {*_YEARS, *_RATINGS, "imdbid", "tmdbid"}
    return bool(columns & set(_TITLES)) and bool(columns & others)


def read(table: Table) -> Reading:
    """The films of a table with a header."""
    title_column = table.first_of(*_TITLES)
    year_column, rating_column = table.first_of(*_YEARS), table.first_of(*_RATINGS)
    ratings = [cells[0] for _, cells in table.rows(rating_column)]
    scale = 10 if rating_column == _OUT_OF_TEN else scale_of(ratings)
    films = RatedRows(scale)
    for number, (title, year, rating, imdb_id, tmdb_id) in table.rows(
        title_column, year_column, rating_column, "imdbid", "tmdbid"
    ):
        if not title:
            continue
        films.add(number, title, year, rating, imdb_id=imdb_id, tmdb_id=tmdb_id)
    expected = "1 to 10" if scale == 10 else "0.5 to 5 stars"
    return Reading(NAME, tuple(films.rows), wrong_ratings_note(films.wrong, expected))


def without_header(records: list[tuple[int, tuple[str, ...]]]) -> Table | None:
    """The records as title, year and rating; None where they do not look like that.

    Two cells are a title and a year or a title and a rating; a year is told by its size.
    """
    if not records:
        return None
    columns = _columns_of(records)
    return None if columns is None else Table(columns, tuple(records))


def _columns_of(records: list[tuple[int, tuple[str, ...]]]) -> tuple[str, ...] | None:
    sampled = [cells for _, cells in records[:50]]
    width = len(sampled[0])
    years = [sum(_is_year(cells[1]) for cells in sampled if len(cells) > 1)]
    ratings = [sum(_is_rating(cells[-1]) for cells in sampled if len(cells) > 1)]
    enough = 0.8 * len(sampled)
    if width == 3 and years[0] >= enough and ratings[0] >= enough:
        return "title", "year", "rating"
    if width == 2 and years[0] >= enough:
        return "title", "year"
    if width == 2 and ratings[0] >= enough:
        return "title", "rating"
    return None


def scale_of(ratings: Iterable[str]) -> int:
    """10 where any rating is above five, else 5."""
    for text in ratings:
        try:
            if number_of(text) > MOST_STARS:
                return 10
        except ValueError:
            continue
    return 5


def _is_year(text: str) -> bool:
    return not text or bool(_WHOLE_YEAR.fullmatch(text) and FIRST_YEAR <= int(text) <= LAST_YEAR)


def _is_rating(text: str) -> bool:
    try:
        return not text or 0 < number_of(text) <= 10
    except ValueError:
        return False
