"""A row of a list, whatever its source, and how its cells are understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

FEWEST_STARS, MOST_STARS = 0.5, 5.0
FIRST_YEAR, LAST_YEAR = 1870, 2100
LONGEST_TITLE = 400  # characters that are compared; no film has so many
LONGEST_TEXT = 200  # characters of a row that are shown again

_YEAR = re.compile(r"(?:18|19|20)[0-9]{2}")
_TITLE_AND_YEAR = re.compile(r"(.*\S)\s*\(((?:18|19|20)[0-9]{2})\)", re.DOTALL)
_NUMBER = re.compile(r"[0-9]{1,2}(?:[.,][0-9]{1,2}0*)?")
_IMDB = re.compile(r"(?:tt)?0*([0-9]{1,9})", re.IGNORECASE)
_TMDB = re.compile(r"([0-9]{1,9})(?:\.0)?")


class Row(NamedTuple):
    """One film of a list."""

    number: int  # of the row in its file as a spreadsheet counts, the header being row 1
    text: str  # as it was written, for the person who wrote it
    title: str
    year: int | None = None
    imdb_id: int | None = None  # without "tt" and leading zeros
    tmdb_id: int | None = None
    stars: float | None = None  # 0.5 to 5; None where the source does not say
    other_titles: tuple[str, ...] = ()


class Reading(NamedTuple):
    """What a file holds."""

    source: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()  # sentences about what was left out or assumed


def row_of(
    number: int,
    title: str,
    year: int | None,
    *,
    imdb_id: int | None = None,
    tmdb_id: int | None = None,
    stars: float | None = None,
    other_titles: Iterable[str] = (),
) -> Row:
    """A row; a year that ends the title is taken out of it where there is no other."""
    written = _shown(title)
    found = _TITLE_AND_YEAR.fullmatch(written)
    text = written if found or year is None else f"{written} ({year})"
    if found and year in (None, int(found[2])):
        written, year = found[1], int(found[2])
    others = tuple(other[:LONGEST_TITLE] for other in other_titles if other and other != written)
    return Row(
        number, text[:LONGEST_TEXT], written[:LONGEST_TITLE], year, imdb_id, tmdb_id, stars, others
    )


class RatedRows:
    """The rows of a table while it is read: those with a rating that is one, or with none."""

    def __init__(self, scale: int) -> None:
        """Ratings are out of ``scale``, 5 or 10."""
        self._scale = scale
        self.rows: list[Row] = []
        self.wrong: list[int] = []  # numbers of the rows whose rating cannot be one

    def add(
        self,
        number: int,
        title: str,
        year: str,
        rating: str,
        *,
        imdb_id: str = "",
        tmdb_id: str = "",
        other_titles: Iterable[str] = (),
    ) -> None:
        """Take a row in, its cells as they were written."""
        try:
            stars = stars_of(rating, self._scale)
        except ValueError:
            self.wrong.append(number)
            return
        self.rows.append(
            row_of(
                number,
                title,
                year_of(year),
                imdb_id=imdb_number(imdb_id),
                tmdb_id=tmdb_number(tmdb_id),
                stars=stars,
                other_titles=other_titles,
            )
        )


def _shown(text: str) -> str:
    """The text in one line, without what no page can show: controls, and halves of letters."""
    if not text.isprintable():
        text = "".join(letter for letter in text if letter.isprintable() or letter.isspace())
    return " ".join(text.split())


def year_of(text: str) -> int | None:
    """The year that a cell begins with (1999, 1999.0, 1999-03-31), or None."""
    found = _YEAR.match(text.strip())
    return int(found[0]) if found else None


def stars_of(text: str, scale: int) -> float | None:
    """Stars, 0.5 to 5, of a rating out of ``scale`` (5 or 10); None for an empty cell.

    Raises ``ValueError`` for a rating that is no number or lies outside of its scale.
    """
    text = text.strip()
    if not text:
        return None
    stars = number_of(text) * MOST_STARS / scale
    if not FEWEST_STARS <= stars <= MOST_STARS:
        raise ValueError(text)
    return round(stars, 2)


def number_of(text: str) -> float:
    """The number that a rating is written as, with a point or a comma. Raises ``ValueError``."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    return float(found[0].replace(",", "."))


def imdb_number(text: str) -> int | None:
    """The number in an IMDb id (tt0114709), or None."""
    found = _IMDB.fullmatch(text.strip())
    return int(found[1]) or None if found else None


def tmdb_number(text: str) -> int | None:
    """A TMDB id, or None."""
    found = _TMDB.fullmatch(text.strip())
    return int(found[1]) or None if found else None


def wrong_ratings_note(numbers: Sequence[int], expected: str) -> tuple[str, ...]:
    """What is said of rows whose rating cannot be one; nothing where there is none."""
    if not numbers:
        return ()
    listed = ", ".join(map(str, numbers[:5])) + (", …" if len(numbers) > 5 else "")
    said = counted(len(numbers), "row is", "rows are")
    return (f"{said} left out, whose rating is not {expected}: row {listed}.",)


def counted(number: int, one: str, many: str) -> str:
    """``1 film`` or ``1,200 films``."""
    return f"{number:,} {one if number == 1 else many}"
