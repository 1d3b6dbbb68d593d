"""The layouts in which GroupLens publishes MovieLens: file names, columns, encodings, scales.

Sources: the README of each data set at https://files.grouplens.org/datasets/movielens/.
"""

from __future__ import annotations

from dataclasses import dataclass

from training.data.archive import DataFiles
from training.errors import DataError

RATING_COLUMNS = ("userId", "movieId", "rating", "timestamp")
MOVIE_COLUMNS = ("movieId", "title", "genres")
LINK_COLUMNS = ("movieId", "imdbId", "tmdbId")
TAG_COLUMNS = ("userId", "movieId", "tag", "timestamp")

# lowest, highest, step
WHOLE_STARS = (1.0, 5.0, 1.0)
HALF_STARS = (0.5, 5.0, 0.5)

# Latin-1 can read any bytes, so UTF-8 comes first: old data that somebody saved anew.
OLD_ENCODINGS = ("utf-8", "latin-1")
UTF8 = ("utf-8-sig",)

# The flags that end a line of ML-100k's u.item, in the order of its u.genre.
GENRE_FLAGS = (
    "unknown", "Action", "Adventure", "Animation", "Children's", "Comedy", "Crime", "Documentary",
    "Drama", "Fantasy", "Film-Noir", "Horror", "Musical", "Mystery", "Romance", "Sci-Fi",
    "Thriller", "War", "Western",
)  # fmt: skip


@dataclass(frozen=True)
class Form:
    """How the lines of one file are written."""

    delimiter: str | None  # None: comma or semicolon, whichever the header line uses
    columns: tuple[str, ...] | None  # None: the header line names them
    encodings: tuple[str, ...]  # tried in this order
    text_column: str | None = None  # the one column that may itself hold the delimiter


@dataclass(frozen=True)
class TableFile:
    """A file of a data set and the form of its lines."""

    name: str
    form: Form


@dataclass(frozen=True)
class Layout:
    """Where a data set keeps its four tables, and its rating scale."""

    ratings: TableFile
    movies: TableFile
    links: TableFile | None
    tags: TableFile | None
    scale: tuple[float, float, float] | None  # None: told by whether half stars occur
    genre_flags: tuple[str, ...] = ()  # columns of the movies file that say 1 for a genre


_CSV = Form(delimiter=None, columns=None, encodings=UTF8)


def _dat(encodings: tuple[str, ...], scale: tuple[float, float, float] | None) -> Layout:
    return Layout(
        ratings=TableFile("ratings.dat", Form("::", RATING_COLUMNS, encodings)),
        movies=TableFile("movies.dat", Form("::", MOVIE_COLUMNS, encodings, "title")),
        links=None,
        tags=TableFile("tags.dat", Form("::", TAG_COLUMNS, encodings, "tag")),
        scale=scale,
    )


CSV_LAYOUT = Layout(  # ml-latest-small, ml-latest, 20m, 25m, 32m and their kin with semicolons
    ratings=TableFile("ratings.csv", _CSV),
    movies=TableFile("movies.csv", _CSV),
    links=TableFile("links.csv", _CSV),
    tags=TableFile("tags.csv", _CSV),
    scale=HALF_STARS,
)
ML_1M_LAYOUT = _dat(OLD_ENCODINGS, WHOLE_STARS)
ML_10M_LAYOUT = _dat(UTF8, HALF_STARS)
BARE_DAT_LAYOUT = _dat(OLD_ENCODINGS, None)  # neither users.dat (1m) nor tags.dat (10m) beside it
ML_100K_LAYOUT = Layout(
    ratings=TableFile("u.data", Form("\t", RATING_COLUMNS, OLD_ENCODINGS)),
    movies=TableFile(
        "u.item",
        Form(
            "|",
            ("movieId", "title", "released", "releasedOnVideo", "imdbUrl", *GENRE_FLAGS),
            OLD_ENCODINGS,
        ),
    ),
    links=None,
    tags=None,
    scale=WHOLE_STARS,
    genre_flags=GENRE_FLAGS,
)

FILES_OF_LAYOUTS = frozenset(
    {
        "users.dat",  # never read; that it is there tells ML-1M
        *(
            table.name
            for layout in (CSV_LAYOUT, ML_1M_LAYOUT, ML_100K_LAYOUT)
            for table in (layout.ratings, layout.movies, layout.links, layout.tags)
            if table is not None
        ),
    }
)
"""All files that are read, or that tell how others are to be read."""

LANDMARKS = ("ratings.csv", "ratings.dat", "u.data")  # each layout has exactly one of them


def recognise(files: DataFiles) -> Layout:
    """The layout of a data set, told by the names of its files.

    Raises ``DataError`` when no layout fits, or more than one.
    """
    # A movies file alone names its layout too, so that the error says which file is missing.
    signs = {
        "csv": ("ratings.csv", "movies.csv"),
        "dat": ("ratings.dat", "movies.dat"),
        "u": ("u.data", "u.item"),
    }
    found = [kind for kind, names in signs.items() if any(name in files for name in names)]
    complete = [kind for kind in found if all(name in files for name in signs[kind])]
    kinds = complete or found
    if not kinds:
        raise DataError(
            f"{files.source} holds no MovieLens layout: it needs ratings.csv and movies.csv, "
            "ratings.dat and movies.dat, or u.data and u.item."
        )
    if len(kinds) > 1:
        raise DataError(
            f"{files.source} holds more than one MovieLens layout "
            f"({' and '.join(signs[kind][0] for kind in kinds)}): keep one in the folder."
        )
    if kinds[0] == "csv":
        return CSV_LAYOUT
    if kinds[0] == "u":
        return ML_100K_LAYOUT
    if "users.dat" in files:
        return ML_1M_LAYOUT
    return ML_10M_LAYOUT if "tags.dat" in files else BARE_DAT_LAYOUT
