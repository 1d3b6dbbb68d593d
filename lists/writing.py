"""Films as a CSV file that Letterboxd imports, and that this site reads again.

Title, Year, imdbID and tmdbID are the names that Letterboxd gives these columns
(https://letterboxd.com/about/importing-data/).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from tables.movies import Movie

HEADER = ("Title", "Year", "imdbID", "tmdbID")
# A spreadsheet computes cells that begin like this; an apostrophe makes them text to it.
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def csv_of(movies: Iterable[Movie]) -> str:
    """The films, one a line."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for movie in movies:
        imdb = f"tt{movie.imdbId:0>7}" if movie.imdbId else ""
        writer.writerow((_defused(movie.title), movie.year or "", imdb, movie.tmdbId or ""))
    return text.getvalue()


def _defused(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULAS) else cell
