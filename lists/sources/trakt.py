"""Trakt: JSON of ratings, of the history or of what was watched, and CSV made from them.

JSON entries are {"rated_at", "rating": 1 to 10, "type": "movie", "movie": {"title", "year",
"ids": {"trakt", "slug", "imdb", "tmdb"}}}; those of the history have no rating.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lists.csv_tables import MOST_ROWS, Table, column_name, too_many_rows
from lists.errors import ListError
from lists.rows import (
    RatedRows,
    Reading,
    Row,
    counted,
    imdb_number,
    row_of,
    stars_of,
    tmdb_number,
    wrong_ratings_note,
    year_of,
)
from lists.sources.plain import scale_of

NAME = "Trakt"
_OF_TRAKT = frozenset({"traktid", "traktratingid", "traktslug", "ratedat"})
_IDS = frozenset({"imdbid", "tmdbid", "imdb", "tmdb"})
# What a full export calls the lists of what somebody has seen.
_SEEN = frozenset({"ratings", "movies", "history", "watched", "ratingsmovies", "watchedmovies"})
_NO_FILMS = frozenset({"show", "season", "episode", "shows", "seasons", "episodes", "person"})


def recognises(columns: frozenset[str]) -> bool:
    """Whether these are the columns of a CSV file from Trakt."""
    return "title" in columns and (
        bool(_OF_TRAKT & columns) or (bool(_IDS & columns) and "rating" in columns)
    )


def read(table: Table) -> Reading:
    """The films of a CSV file; shows and episodes are left out and counted."""
    imdb, tmdb = table.first_of("imdbid", "imdb"), table.first_of("tmdbid", "tmdb")
    # Trakt itself rates from 1 to 10; other tables of ids and ratings say so by their highest.
    ratings = [cells[0] for _, cells in table.rows("rating")]
    scale = 10 if _OF_TRAKT & set(table.columns) else scale_of(ratings)
    films, others = RatedRows(scale), 0
    for number, (title, year, imdb_id, tmdb_id, rating, kind) in table.rows(
        "title", "year", imdb, tmdb, "rating", "type"
    ):
        if not title:
            continue
        if column_name(kind) in _NO_FILMS:
            others += 1
            continue
        films.add(number, title, year, rating, imdb_id=imdb_id, tmdb_id=tmdb_id)
    return Reading(NAME, tuple(films.rows), _notes(films.wrong, others))


def read_json(value: Any) -> Reading:
    """The films of a JSON file. Raises ``ListError`` where it is none of Trakt's."""
    rows: dict[tuple[Any, ...], Row] = {}
    wrong, others, found = [], 0, False
    for number, entry in enumerate(_entries(value), 1):
        if number > MOST_ROWS:
            raise too_many_rows()
        movie = entry.get("movie")
        if not isinstance(movie, dict):
            others += any(isinstance(entry.get(name), dict) for name in ("show", "episode"))
            continue
        found = True
        try:
            row = _row(number, entry, movie)
        except ValueError:
            wrong.append(number)
            continue
        if row.title:
            # The history names a film as often as it was watched; a rating says more than none.
            key = (row.title, row.year, row.imdb_id, row.tmdb_id)
            if row.stars is not None or key not in rows:
                rows.pop(key, None)
                rows[key] = row
    if not found and not others:
        raise ListError(
            "This is JSON, but none of Trakt's: expected a list of entries with a “movie” each, "
            "as in ratings-movies.json. Choose that file of your export."
        )
    return Reading(NAME, tuple(rows.values()), _notes(wrong, others))


def _entries(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        yield from (entry for entry in value if isinstance(entry, dict))
    elif isinstance(value, dict):
        for name, part in value.items():
            if column_name(name) in _SEEN:
                yield from _entries(part)


def _row(number: int, entry: dict[str, Any], movie: dict[str, Any]) -> Row:
    """The row of an entry. Raises ``ValueError`` where its rating is none."""
    ids = movie.get("ids")
    ids = ids if isinstance(ids, dict) else {}
    title, rating = movie.get("title"), entry.get("rating")
    stars = None if rating is None else stars_of(str(rating), 10)
    return row_of(
        number,
        title if isinstance(title, str) else "",
        year_of(str(movie.get("year"))),
        imdb_id=imdb_number(str(ids.get("imdb") or "")),
        tmdb_id=tmdb_number(str(ids.get("tmdb") or "")),
        stars=stars,
    )


def _notes(wrong: list[int], others: int) -> tuple[str, ...]:
    notes = wrong_ratings_note(wrong, "1 to 10")
    if others:
        said = counted(others, "show or episode", "shows and episodes")
        notes += (f"{said} left out: only films are matched.",)
    return notes
