"""A file that somebody brings: which source it comes from, told by its content, and its rows."""

from __future__ import annotations

import json
from types import ModuleType
from typing import Any

from lists.archives import Archive, is_zip
from lists.csv_tables import MOST_ROWS, checked_length, records_of, table_of, too_many_rows
from lists.decoding import decode
from lists.errors import ListError
from lists.rows import Reading, Row, counted
from lists.sources import imdb, letterboxd, netflix, plain, trakt
from tables.arrays.taste import LIKED

LARGEST_FILE = 10 * 1024 * 1024  # bytes
MOST_FILES = 50  # of a zip that are read
# Cells of a table or parts of JSON: 20,000 rows of a hundred. Beyond that memory would run out.
MOST_CELLS = 2_000_000

# The plain table comes last: its few columns are among those of the others.
_SOURCES: tuple[ModuleType, ...] = (letterboxd, imdb, netflix, trakt, plain)
_EXPECTED = (
    "Expected the columns of Letterboxd (Name, Year, Letterboxd URI), IMDb (Const, Your Rating), "
    "Trakt (title, year, imdb_id, rating), Netflix (Title, Date), or title, year and rating."
)
# Files of an export that name films nobody has seen yet, or no films.
_UNSEEN = ("watchlist", "collection", "comments", "profile", "lists")


def read_list(data: bytes) -> Reading:
    """The rows of a file. Raises ``ListError``, whose message is for the person who chose it.

    Where some rows are rated, those that are not are left out: nothing says that they were
    liked. Where none is, having seen a film counts as liking it.
    """
    if len(data) > LARGEST_FILE:
        raise ListError(
            f"The file holds more than {LARGEST_FILE // 2**20} MiB, the most that is read. "
            "An export of a list is smaller: bring the CSV or JSON file alone."
        )
    reading = _read_zip(data) if is_zip(data) else _read_file(data)
    if not reading.rows:
        left_out = " ".join(reading.notes)
        named = "a table" if reading.source == plain.NAME else f"a list from {reading.source}"
        raise ListError(
            f"This is {named}, but it names no film. {left_out} "
            "Rate or watch some, and export it again.".replace("  ", " ")
        )
    return _about_unrated(reading)


def _read_file(data: bytes) -> Reading:
    text = decode(data)
    if sum(map(text.count, ",;\t[{")) > MOST_CELLS:
        raise ListError(
            f"The file has more than {MOST_CELLS:,} cells, which no list of films has. "
            "Bring the list alone, one film a row."
        )
    if text.lstrip()[:1] in ("[", "{"):
        return trakt.read_json(_json(text))
    records = records_of(text)
    for source in _SOURCES:
        table = table_of(records, source.recognises)
        if table is not None:
            reading: Reading = source.read(table)
            return reading
    table = plain.without_header(list(checked_length(records)))
    if table is not None:
        return plain.read(table)
    first = ", ".join(filter(None, records[0][1])) if records else ""
    raise ListError(
        f"These are not the columns of a list that is known: “{first[:80]}”. {_EXPECTED}"
    )


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise ListError(
            f"This begins like JSON and is not{where}: perhaps it was cut off. Export it again."
        ) from None


def _read_zip(data: bytes) -> Reading:
    archive = Archive(data)
    readings: dict[str, list[tuple[str, Reading]]] = {}
    wrong: list[str] = []
    files = 0
    for path, info in archive.entries():
        part = letterboxd.part(path)
        if part is None and any(name.startswith(_UNSEEN) for name in path):
            continue
        files += 1
        if files > MOST_FILES:
            raise ListError(
                f"The zip holds more than {MOST_FILES} files that may be lists. Bring the one "
                "that has your ratings."
            )
        content = archive.read(info)
        try:
            reading = _read_file(content)
        except ListError as error:
            wrong.append(f"{info.filename[:80]} in the zip: {error}")
            continue
        if reading.source != letterboxd.NAME or part is not None:
            readings.setdefault(reading.source, []).append((part or "", reading))
    if readings:
        # Of the sources that are in it, that which says most.
        return _merged(max(readings.values(), key=lambda found: sum(len(r.rows) for _, r in found)))
    if len(wrong) == 1:
        raise ListError(wrong[0])
    if any(name.lower().endswith(".zip") for name in archive.names):
        raise ListError(
            "The zip holds another zip. Unpack it once and bring the zip, CSV or JSON file in it."
        )
    listed = ", ".join(archive.names[:3]) + (", …" if len(archive.names) > 3 else "")
    raise ListError(f"The zip holds no list that is known, only {listed[:120]}. {_EXPECTED}")


def _merged(parts: list[tuple[str, Reading]]) -> Reading:
    """The files of one export as one list: what is rated, what is liked, what was seen."""
    rows: dict[tuple[Any, ...], Row] = {}
    liked = 0
    notes: list[str] = []
    order = {"likes": 1, "watched": 2}
    for part, reading in sorted(parts, key=lambda found: order.get(found[0], 0)):
        notes += reading.notes
        for row in reading.rows:
            key = (row.title, row.year, row.imdb_id, row.tmdb_id)
            if part == "likes" and key not in rows:
                row = row._replace(stars=LIKED)
                liked += 1
            if (row.stars is not None and part != "likes") or key not in rows:
                rows.pop(key, None)
                rows[key] = row
    if liked:
        said = counted(
            liked,
            "film that you liked without stars counts",
            "films that you liked without stars count",
        )
        notes.append(f"{said} as {LIKED:g} stars.")
    if len(rows) > MOST_ROWS:
        raise too_many_rows()
    return Reading(parts[0][1].source, tuple(rows.values()), tuple(notes))


def _about_unrated(reading: Reading) -> Reading:
    unrated = sum(row.stars is None for row in reading.rows)
    if not unrated:
        return reading
    if unrated == len(reading.rows):
        note = f"The list has no ratings: every film counts as liked, {LIKED:g} stars."
        return reading._replace(notes=(*reading.notes, note))
    said = counted(unrated, "film without a rating is", "films without a rating are")
    return reading._replace(
        rows=tuple(row for row in reading.rows if row.stars is not None),
        notes=(*reading.notes, f"{said} left out: nothing says whether you liked them."),
    )
