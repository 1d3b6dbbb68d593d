"""A list that somebody brings from elsewhere, and the films that are in it."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from msgspec import Meta

from lists.matching import MOST_MATCHED
from webapp.api.schemas.common import FromRun, MovieId

Source = Literal["Letterboxd", "IMDb", "Trakt", "Netflix", "CSV"]
RowNumber = Annotated[
    int, Meta(ge=1, description="Of the row in its file as a spreadsheet counts, the header too.")
]


class ListFile(TypedDict):
    """The form that a list is sent in."""

    file: Annotated[
        str,
        Meta(
            description="An export of Letterboxd, IMDb, Trakt or Netflix, or a CSV of titles, "
            "years and ratings; zipped or not, 10 MiB at most.",
            extra_json_schema={"format": "binary"},
        ),
    ]


class MatchedRow(TypedDict):
    """A row and the film that it is."""

    row: RowNumber
    movieId: MovieId
    title: str
    year: int | None
    rating: Annotated[
        float, Meta(ge=0.5, le=5, description="Stars; 4 where the list has no ratings.")
    ]


class UnmatchedRow(TypedDict):
    """A row whose film is not in the data set, or not for certain."""

    row: RowNumber
    text: Annotated[str, Meta(description="The row's title and year as they were written.")]


class MatchedList(FromRun):
    """What a list holds, in the order of its rows."""

    source: Annotated[Source, Meta(description="Told by the content of the file.")]
    matched: Annotated[
        list[MatchedRow], Meta(max_length=MOST_MATCHED, description="Each film once.")
    ]
    unmatched: list[UnmatchedRow]
    notes: Annotated[list[str], Meta(description="Sentences about what was left out or assumed.")]
