"""Text as a table: the separator found, the header named, quoted line breaks kept."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lists.errors import ListError

MOST_ROWS = 20_000
_SEPARATORS = ",;\t"
_SAMPLED = 50  # records that the separator is judged by
_PREAMBLE = 10  # records that may stand before the header, as in a list of Letterboxd's


class Table(NamedTuple):
    """Records of a CSV file under the names of their columns."""

    columns: tuple[str, ...]  # lower-case letters and digits only: "Your Rating" is yourrating
    records: tuple[tuple[int, tuple[str, ...]], ...]  # (row as a spreadsheet counts, cells)

    def rows(self, *names: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """(row, cells of the columns ``names``); an absent column or cell is empty."""
        places = [self.columns.index(n) if n in self.columns else None for n in names]
        for number, cells in self.records:
            width = len(cells)
            yield (
                number,
                tuple("" if p is None or p >= width else cells[p] for p in places),
            )

    def first_of(self, *names: str) -> str:
        """The first of ``names`` that is a column, or the last of them."""
        return next((name for name in names if name in self.columns), names[-1])


def records_of(text: str) -> list[tuple[int, tuple[str, ...]]]:
    """(row, cells) of each record that holds anything. Raises ``ListError``."""
    separator = _separator(text)
    found = []
    try:
        for number, cells in enumerate(_reader(text, separator), 1):
            if any(cells):
                found.append((number, tuple(cell.strip() for cell in cells)))
                # A header and what stands before it do not count.
                if len(found) > MOST_ROWS + _PREAMBLE:
                    raise too_many_rows()
    except csv.Error as error:
        raise ListError(
            f"The file cannot be read as CSV near row {len(found) + 1}: {error}. "
            "Export it again, or remove that row."
        ) from None
    return found


def table_of(
    records: list[tuple[int, tuple[str, ...]]], known: Callable[[frozenset[str]], bool]
) -> Table | None:
    """The records under the first header that is ``known``; None where there is no such."""
    for position, (_, cells) in enumerate(records[:_PREAMBLE]):
        columns = tuple(map(column_name, cells))
        if known(frozenset(columns)):
            return Table(columns, checked_length(records[position + 1 :]))
    return None


def checked_length(
    records: list[tuple[int, tuple[str, ...]]],
) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The records, if they are not too many."""
    if len(records) > MOST_ROWS:
        raise too_many_rows()
    return tuple(records)


def too_many_rows() -> ListError:
    """What is said of a list that is too long."""
    return ListError(
        f"The list holds more than {MOST_ROWS:,} rows, the most that are read. "
        "Split it, and bring one part."
    )


def column_name(cell: str) -> str:
    """A header's cell without case, spaces and punctuation."""
    return re.sub(r"[\W_]+", "", cell.casefold())


def _separator(text: str) -> str:
    """The separator that cuts most of the first records into equally many cells, and into most."""

    def merit(separator: str) -> tuple[int, int]:
        widths: Counter[int] = Counter()
        try:
            for _, cells in zip(range(_SAMPLED), _reader(text, separator), strict=False):
                widths[len(cells)] += 1
        except csv.Error:
            return 0, 0
        del widths[0]
        width, count = max(widths.items(), key=lambda item: item[1], default=(1, 0))
        return (count, width) if width > 1 else (0, 0)

    return max(_SEPARATORS, key=merit)


def _reader(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)
