"""Netflix: the viewing history, Title and Date.

It has neither years nor ratings, and a row for every episode of a series: "Show: Season 1:
Episode". The longer file of an account's whole data (ViewingActivity.csv) has more columns.
"""

from __future__ import annotations

import re

from lists.csv_tables import Table
from lists.rows import Reading, counted, row_of

NAME = "Netflix"
_TITLES = frozenset({"title", "titel", "titre", "título", "titolo"})
_DATES = frozenset({"date", "datum", "fecha", "data"})
# A season, and something after it; "Mockingjay: Part 1" and "Dune: Part Two" are films.
_EPISODE = re.compile(
    r":\s*(?:"
    r"(?:season|series|staffel|saison|temporada|stagione|seizoen|säsong)\s+\d+"
    r"|limited series|mini-?series|miniserie"
    r"|(?:part|volume|vol\.|book|chapter|collection|teil|partie|parte)\s+\w+\s*(?=:)"
    r"|(?:episode|folge|épisode|episodio)\s+\d+\s*$"
    r")",
    re.IGNORECASE,
)


def recognises(columns: frozenset[str]) -> bool:
    """Whether these are the columns of a viewing history."""
    if {"title", "starttime", "supplementalvideotype"} <= columns:
        return True
    return len(columns) == 2 and bool(_TITLES & columns) and bool(_DATES & columns)


def read(table: Table) -> Reading:
    """The films of the history, each once; episodes are left out and counted."""
    title_column = table.first_of(*sorted(_TITLES - {"title"}), "title")
    rows, seen, episodes = [], set(), 0
    for number, (title, trailer) in table.rows(title_column, "supplementalvideotype"):
        if not title or trailer:
            continue
        if _EPISODE.search(title):
            episodes += 1
        elif title not in seen:
            seen.add(title)
            rows.append(row_of(number, title, None))
    notes: tuple[str, ...] = ()
    if episodes:
        said = counted(episodes, "episode of a series", "episodes of series")
        notes = (f"{said} left out: only films are matched.",)
    return Reading(NAME, tuple(rows), notes)
