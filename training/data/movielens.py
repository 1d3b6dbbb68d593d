"""MovieLens data of any published layout, read into one checked form."""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from training.data.archive import DataFiles, open_data_files
from training.data.layouts import (
    LANDMARKS,
    LINK_COLUMNS,
    MOVIE_COLUMNS,
    TAG_COLUMNS,
    Layout,
    TableFile,
    recognise,
)
from training.data.reading.rating_files import read_ratings
from training.data.reading.table_rows import table_rows, whole_number
from training.data.titles import display_title
from training.errors import DataError

__all__ = ["SIMULATED_MARKER", "DataError", "MovieLens", "read_movielens"]

# A folder that holds a file of this name holds simulated ratings (training/data/sample.py).
SIMULATED_MARKER = "SIMULATED.txt"

_NO_GENRE = {"", "(no genres listed)", "unknown"}
_GENRE_NAMES = {"Children's": "Children"}  # 100k and 1m against everything later


@dataclass(frozen=True)
class MovieLens:
    """A checked data set: every rating is on the scale, unique, and of a known movie."""

    name: str  # the folder's or zip's, such as "ml-latest-small"
    source: Path | str  # the folder or zip that it was read from; else its address
    checksum: str  # SHA-256 (hex) over names and bytes of the files read; zipped or not
    simulated: bool  # only the built-in sample is
    scale: tuple[float, float, float]  # lowest and highest rating and the step between, in stars
    ratings: pd.DataFrame
    """userId int32, movieId int32, rating float32 (stars), timestamp int64 (seconds since 1970
    UTC); sorted by userId, then movieId; no pair of them twice."""
    movies: pd.DataFrame
    """movieId int32 (ascending, unique), title str (as people write it, without the year), year
    Int16 (missing where the title names none), genres str ("Comedy|Drama", "" where none)."""
    links: pd.DataFrame
    """movieId int32, imdbId str (digits as published, "" where missing), tmdbId Int32 (may be
    missing); empty where the data set has none."""
    tags: pd.DataFrame
    """userId int32, movieId int32, tag str, timestamp int64; empty where the data set has none."""
    store: Path | None = None
    """The folder that holds all of it as Parquet (training/data/store/), where there is one."""


def read_movielens(path: Path | str) -> MovieLens:
    """Read and check the data set in a folder or zip, or at an address, whatever its layout.

    Raises ``DataError``, one sentence with file and line, for anything that is
    missing, unreadable, off the scale, twice or unknown.
    """
    files = open_data_files(path, LANDMARKS)
    layout = recognise(files)
    digest = hashlib.sha256()

    def begin(table: TableFile) -> None:
        digest.update(f"{table.name}\0{files.size(table.name)}\0".encode())

    def read(table: TableFile) -> bytes:
        begin(table)
        data = files.read(table.name)
        digest.update(data)
        return data

    movies = _read_movies(read(layout.movies), files, layout)
    begin(layout.ratings)
    ratings, scale = read_ratings(
        files, layout, movies["movieId"].to_numpy(np.int32), digest.update
    )
    links, tags = layout.links, layout.tags
    link_data = read(links) if links is not None and links.name in files else None
    tag_data = read(tags) if tags is not None and tags.name in files else None
    return MovieLens(
        name=files.name,
        source=files.source,
        checksum=digest.hexdigest(),
        simulated=SIMULATED_MARKER in files,
        scale=scale,
        ratings=ratings,
        movies=movies,
        links=_of_known_movies(_read_links(link_data, files, layout), movies),
        tags=_of_known_movies(_read_tags(tag_data, files, layout), movies),
    )


def _of_known_movies(rows: pd.DataFrame, movies: pd.DataFrame) -> pd.DataFrame:
    """Links and tags are extras: those of a movie that the movies file leaves out go unused."""
    return rows[rows["movieId"].isin(movies["movieId"])].reset_index(drop=True)


def _read_movies(data: bytes, files: DataFiles, layout: Layout) -> pd.DataFrame:
    where = files.where(layout.movies.name)
    columns = ("movieId", "title", *layout.genre_flags) if layout.genre_flags else MOVIE_COLUMNS
    lines: dict[int, int] = {}
    rows = []
    for line, (identifier, published, *genre_fields) in table_rows(
        lambda: io.BytesIO(data), where, layout.movies.form, columns
    ):
        movie_id = whole_number(identifier, "movieId", where, line)
        _note_line(lines, movie_id, where, line)
        title, year = display_title(published)
        if not title:
            raise DataError(
                f"{where}, line {line}: movie {movie_id} has no title; correct or remove the line."
            )
        if layout.genre_flags:
            genres = _flagged_genres(genre_fields, layout.genre_flags, where, line)
        else:
            genres = re.split(r"[|,]", genre_fields[0])
        rows.append((movie_id, title, year, _joined(genres)))
    if not rows:
        raise DataError(
            f"{where} holds a header but no movie: unpack or download the data set again."
        )
    frame = pd.DataFrame(rows, columns=["movieId", "title", "year", "genres"])
    frame = frame.astype({"movieId": "int32", "year": "Int16"})
    return frame.sort_values("movieId", ignore_index=True)


def _note_line(lines: dict[int, int], movie_id: int, where: str, line: int) -> None:
    """Remember a movie's line, or raise ``DataError`` when it has one already."""
    if movie_id in lines:
        raise DataError(
            f"{where}, line {line}: movie {movie_id} is already in line {lines[movie_id]}; "
            "remove one of the two lines."
        )
    lines[movie_id] = line


def _flagged_genres(fields: list[str], names: tuple[str, ...], where: str, line: int) -> list[str]:
    for name, field in zip(names, fields, strict=True):
        if field.strip() not in ("0", "1"):
            raise DataError(
                f"{where}, line {line}: the flag of the genre {name} is {field[:40]!r}, "
                "not 0 or 1; correct or remove the line."
            )
    return [name for name, field in zip(names, fields, strict=True) if field.strip() == "1"]


def _joined(genres: list[str]) -> str:
    names = (_GENRE_NAMES.get(name.strip(), name.strip()) for name in genres)
    return "|".join(dict.fromkeys(name for name in names if name not in _NO_GENRE))


def _read_links(data: bytes | None, files: DataFiles, layout: Layout) -> pd.DataFrame:
    rows = []
    lines: dict[int, int] = {}
    if data is not None and layout.links is not None:
        where = files.where(layout.links.name)
        for line, (movie, imdb, tmdb) in table_rows(
            lambda: io.BytesIO(data), where, layout.links.form, LINK_COLUMNS
        ):
            movie_id = whole_number(movie, "movieId", where, line)
            _note_line(lines, movie_id, where, line)
            if imdb.strip():
                whole_number(imdb, "imdbId", where, line)
                imdb = imdb.partition(".")[0]  # 862.0 is 862; zeros in front stay
            tmdb_id = whole_number(tmdb, "tmdbId", where, line) if tmdb.strip() else None
            rows.append((movie_id, imdb.strip(), tmdb_id))
    frame = pd.DataFrame(rows, columns=list(LINK_COLUMNS))
    return frame.astype({"movieId": "int32", "imdbId": "object", "tmdbId": "Int32"})


def _read_tags(data: bytes | None, files: DataFiles, layout: Layout) -> pd.DataFrame:
    rows = []
    if data is not None and layout.tags is not None:
        where = files.where(layout.tags.name)
        for line, (user, movie, tag, time) in table_rows(
            lambda: io.BytesIO(data), where, layout.tags.form, TAG_COLUMNS
        ):
            rows.append(
                (
                    whole_number(user, "userId", where, line),
                    whole_number(movie, "movieId", where, line),
                    tag.strip(),
                    whole_number(time, "timestamp", where, line),
                )
            )
    frame = pd.DataFrame(rows, columns=list(TAG_COLUMNS))
    return frame.astype(
        {"userId": "int32", "movieId": "int32", "tag": "object", "timestamp": "int64"}
    )
