"""The contract between the offline jobs and the site: what is published, and how it is read."""

from tables.drafts.draft import Draft
from tables.errors import NoPublishedRun, TableError
from tables.movies import Movie, Movies
from tables.reader import Answer, Neighbor, PopularMovie, Recommended, Run, open_current
from tables.runs import RunStore

__all__ = [
    "Answer",
    "Draft",
    "Movie",
    "Movies",
    "Neighbor",
    "NoPublishedRun",
    "PopularMovie",
    "Recommended",
    "Run",
    "RunStore",
    "TableError",
    "open_current",
]
