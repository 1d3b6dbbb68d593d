"""Lines of a delimited text file as fields, each with its line number for errors."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from training.data.layouts import LINK_COLUMNS, MOVIE_COLUMNS, RATING_COLUMNS, Form
from training.data.reading.pieces import line_pieces
from training.errors import DataError

# Other spellings of MovieLens' columns, compared in lower case without anything but letters.
_OWN_NAMES = {
    **{name.lower(): name for name in (*RATING_COLUMNS, *MOVIE_COLUMNS, *LINK_COLUMNS, "tag")},
    "genre": "genres",
    "itemid": "movieId",
}
# Other programs write whole numbers as 862.0.
_INTEGER = re.compile(r"(-?[0-9]{1,18})(?:\.0*)?")
LARGEST_ID = 2**31 - 1
LATEST_TIME = 2**62
_START_CHARACTERS = 1 << 16

Opener = Callable[[], BinaryIO]
"""Opens a file at its start, to be closed by who asked for it."""


def table_rows(
    opened: Opener, where: str, form: Form, columns: Sequence[str]
) -> Iterator[tuple[int, list[str]]]:
    """Yield ``(line, fields)`` of every row, fields in the order of ``columns``.

    ``opened`` opens the file from its start; it is read more than once, and never held
    whole. Lines count from 1, the header included; blank lines are passed over.
    ``where`` names the file in errors. Raises ``DataError`` for an empty file,
    bytes that are not in the form's encoding, a missing column, a broken quote
    and a row with too few or too many fields.
    """
    encoding = encoding_of(opened, where, form.encodings)
    if form.columns is None:
        delimiter, names = header(_start(opened, where, encoding), where, columns)
        rows = _quoted_rows(opened, encoding, where, delimiter)
        next(rows)
    else:
        _start(opened, where, encoding)
        names = list(form.columns)
        delimiter = form.delimiter or ","
        rows = _plain_rows(opened, encoding, delimiter, len(names), _text_index(form))
    wanted = [names.index(column) for column in columns]
    for line, fields in rows:
        if len(fields) != len(names):
            raise DataError(
                f"{where}, line {line}: {len(fields)} field{'s' * (len(fields) != 1)} where "
                f"{len(names)} belong "
                f"({delimiter.join(names[:4])}{'...' if len(names) > 4 else ''}); "
                "correct or remove the line."
            )
        yield line, [fields[index] for index in wanted]


def encoding_of(opened: Opener, where: str, encodings: Sequence[str]) -> str:
    """The first encoding that fits the whole file; ``DataError`` names the line if none does."""
    for encoding in encodings:
        lines = 0
        with opened() as stream:
            for piece in line_pieces(stream):
                try:
                    piece.decode(encoding)
                except UnicodeDecodeError as error:
                    line = lines + piece.count(b"\n", 0, error.start) + 1
                    byte = piece[error.start]
                    break
                lines += piece.count(b"\n")
            else:
                return encoding
    raise DataError(
        f"{where}, line {line}: byte 0x{byte:02x} is not {encodings[-1]} text; "
        "save the file as UTF-8 or download it again."
    )


def _start(opened: Opener, where: str, encoding: str) -> str:
    """The first characters of a file, with what is not blank; ``DataError`` for an empty one."""
    with opened() as stream, io.TextIOWrapper(stream, encoding, newline="") as text:
        while start := text.read(_START_CHARACTERS):
            if start.strip():
                return start
    raise DataError(f"{where} is empty: unpack or download the data set again.")


def header(text: str, where: str, columns: Sequence[str]) -> tuple[str, list[str]]:
    """Delimiter (comma or semicolon) and MovieLens' own column names of a header line.

    Other cases and spellings of a name count (``user_id``, ``genre``). Raises
    ``DataError`` when one of ``columns`` is missing or there twice.
    """
    first = text.lstrip().split("\n", 1)[0].split("\r", 1)[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    names = [_own_name(field) for field in next(csv.reader([first], delimiter=delimiter))]
    for column in columns:
        if names.count(column) != 1:
            problem = "is missing" if column not in names else "is there twice"
            raise DataError(
                f"{where}, line 1: the column {column} {problem} in {first[:100]!r}; "
                f"the header must name {', '.join(columns)}."
            )
    return delimiter, names


def whole_number(field: str, column: str, where: str, line: int, least: int = 0) -> int:
    """A field as an identifier or time; ``DataError`` when it is none (or beyond 32 bits)."""
    most = LATEST_TIME if column == "timestamp" else LARGEST_ID
    found = _INTEGER.fullmatch(field.strip(" "))
    if found is None or not least <= int(found[1]) <= most:
        raise DataError(
            f"{where}, line {line}: {column} {field[:40]!r} is not a whole number "
            f"from {least} to {most}; correct or remove the line."
        )
    return int(found[1])


def _own_name(field: str) -> str:
    key = re.sub(r"[^a-z]", "", field.lower())
    return _OWN_NAMES.get(key, field.strip())


def _quoted_rows(
    opened: Opener, encoding: str, where: str, delimiter: str
) -> Iterator[tuple[int, list[str]]]:
    """Rows of a CSV file, the header first; a quoted field may hold delimiters and newlines."""
    with opened() as stream, io.TextIOWrapper(stream, encoding, newline="") as text:
        reader = csv.reader(text, delimiter=delimiter, strict=True)
        while True:
            line = reader.line_num + 1
            try:
                fields = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise DataError(
                    f"{where}, line {line}: the quotes are broken ({error}); "
                    "a field in quotes must end with one, correct the line."
                ) from error
            if len(fields) > 1 or (fields and fields[0].strip()):
                yield line, fields


def _plain_rows(
    opened: Opener, encoding: str, delimiter: str, width: int, text_index: int | None
) -> Iterator[tuple[int, list[str]]]:
    """Rows of a file without quoting or header."""
    # A newline alone ends a line: a Latin-1 title may hold the others that Python knows.
    with opened() as stream, io.TextIOWrapper(stream, encoding, newline="\n") as text:
        for line, content in enumerate(text, start=1):
            content = content.rstrip("\n").rstrip("\r")
            if not content.strip():
                continue
            fields = content.split(delimiter)
            surplus = len(fields) - width
            if surplus > 0 and text_index is not None:
                end = text_index + surplus + 1
                fields[text_index:end] = [delimiter.join(fields[text_index:end])]
            yield line, fields


def _text_index(form: Form) -> int | None:
    if form.columns is None or form.text_column is None:
        return None
    return form.columns.index(form.text_column)
