"""Lists that visitors bring from elsewhere: read, matched with films, written again."""

from lists.errors import ListError
from lists.matching import Matches, TitleMatcher, match_rows
from lists.reading import LARGEST_FILE, read_list
from lists.rows import Reading, Row

__all__ = [
    "LARGEST_FILE",
    "ListError",
    "Matches",
    "Reading",
    "Row",
    "TitleMatcher",
    "match_rows",
    "read_list",
]
