"""A list that a visitor brings, for page and API alike: read, matched, and forgotten."""

from __future__ import annotations

from typing import NamedTuple

from flask import Request

from lists import LARGEST_FILE, ListError, Matches, match_rows, read_list
from webapp.problems import Problem
from webapp.run_view import RunView
from webapp.uploads.files import uploaded_file

FIELD = "file"


class BroughtList(NamedTuple):
    """What a file turned out to be."""

    source: str
    matches: Matches
    notes: tuple[str, ...]  # of reading and of matching


def brought_list(request: Request, view: RunView) -> BroughtList:
    """The list in the form of a request. Raises a problem that says what is wrong with it."""
    data = uploaded_file(request, FIELD, LARGEST_FILE)
    try:
        reading = read_list(data)
    except ListError as error:
        raise Problem("unreadable-list", str(error)) from None
    matches = match_rows(view.title_matcher, reading.rows)
    return BroughtList(reading.source, matches, reading.notes + matches.notes)
