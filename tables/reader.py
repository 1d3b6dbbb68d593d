"""Opening a published run: checked once, then answered from memory."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tables import schemas
from tables.arrays.answers import ARRAYS, Answers
from tables.arrays.drawings import DRAWINGS, Drawings
from tables.arrays.ratings import check_rating_arrays
from tables.arrays.similar import SIMILAR, check_similar
from tables.arrays.stars import STAR_COUNTS, check_star_counts, open_star_counts
from tables.arrays.taste import LOVERS, check_taste
from tables.arrays.twins import KeyedRows, check_twin, open_twin, twin_of
from tables.csv_files import Columns, check_rows, read_csv
from tables.errors import TableError
from tables.evaluation import (
    EVALUATION,
    METHODS,
    Description,
    Evaluation,
    figure_file,
    read_evaluation,
    read_methods,
)
from tables.manifest import Manifest
from tables.movies import Movies
from tables.runs import RunStore
from tables.verified import Verification


class PopularMovie(NamedTuple):
    """A popular movie and its weighted average W = (v R + m C) / (v + m)."""

    rank: int
    movieId: int  # noqa: N815 - the field's own name, the same in every table
    ratings: int
    meanRating: float  # noqa: N815
    weightedRating: float  # noqa: N815


class Neighbor(NamedTuple):
    """A near movie; ``distance`` is 1 - cosine similarity of the rating vectors."""

    movieId: int  # noqa: N815
    rank: int
    distance: float


class Recommended(NamedTuple):
    """A recommended movie, the score that put it there, and the picks that are the reason."""

    movieId: int  # noqa: N815
    score: float
    because: tuple[int, ...]


class Answer(NamedTuple):
    """The published answer to three picks; each row is best first."""

    popular: tuple[Recommended, ...]
    less_known: tuple[Recommended, ...]
    best: tuple[Recommended, ...]


class Run:
    """A published run, opened for reading.

    Construction verifies the manifest and its files (``verified.py`` says how) and reads
    the small tables; what is looked up stays on disk, memory-mapped, so that the workers
    of a site share its pages. Raises ``TableError`` where anything is wrong.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.manifest = Manifest.read(path)
        self.id = self.manifest.id
        for schema in schemas.SCHEMAS.values():
            if schema.required and schema.name not in self.manifest.tables:
                raise TableError(f"The manifest of {path} does not list {schema.name}.")
        for name in ARRAYS:
            if name not in self.manifest.tables:
                raise TableError(f"The manifest of {path} does not list {name}.")
        self._verification = Verification(path, self.manifest)
        self._verification.verify()

        movies = read_csv(path / schemas.MOVIES.name, schemas.MOVIES)
        check_rows(movies, schemas.MOVIES)
        self._movie_ids = movies["movieId"]
        if (np.diff(self._movie_ids) <= 0).any():
            raise TableError(f"{schemas.MOVIES.name}: the movieIds must ascend.")
        self.movies = Movies(movies)

        popular = _rows(schemas.POPULAR_MOVIES, self.read(schemas.POPULAR_MOVIES))
        self.popular = {row[1]: PopularMovie(*row) for row in popular}
        size = min(int(self.manifest.settings.get("catalogueSize", 100)), len(self.popular))
        self.catalogue: tuple[int, ...] = tuple(list(self.popular)[:size])
        self._catalogue_rank = {movie_id: rank for rank, movie_id in enumerate(self.catalogue)}
        self._answers = Answers(path, size)

        self._neighbors = self.look_up(schemas.KNN_NEIGHBORS)

    def read(self, schema: schemas.Schema) -> Columns:
        """Read and check one more table of this run; ``TableError`` says what is wrong."""
        columns = read_csv(self.path / schema.name, schema)
        check_rows(columns, schema, self._movie_ids)
        return columns

    def look_up(self, schema: schemas.Schema) -> KeyedRows:
        """The rows of a table that has a twin, by their key: memory-mapped, nothing is parsed.

        A run of before there were twins is read as CSV instead. Raises ``TableError``.
        """
        assert schema.twin is not None
        assert schema.looked_up_by is not None
        tables = self.manifest.tables
        if schema.twin in tables:
            rows = open_twin(self.path, schema, tables[schema.name].rows)
        else:
            rows = twin_of(schema, self.read(schema))
        return KeyedRows(rows, schema.looked_up_by)

    def neighbors(self, movie_id: int) -> Sequence[Neighbor]:
        """The movie's cosine nearest neighbours, nearest first; empty where it has none."""
        found = enumerate(self._neighbors.of(movie_id), start=1)
        return tuple(Neighbor(neighbor, rank, distance) for rank, (neighbor, distance) in found)

    def answer(self, movie_ids: Sequence[int]) -> Answer:
        """The answer to three different catalogue movies, in any order.

        One look-up in the memory-mapped arrays. Raises ``KeyError`` with the
        first movieId that is not in the catalogue, ``ValueError`` unless there
        are three different ones.
        """
        ranks = sorted({self._catalogue_rank[movie_id] for movie_id in movie_ids})
        if len(ranks) != 3 or len(movie_ids) != 3:
            raise ValueError(f"expected three different movies, got {list(movie_ids)}")
        rows = self._answers.rows((ranks[0], ranks[1], ranks[2]))
        return Answer(
            *(
                tuple(
                    Recommended(
                        self.movies.movie_id(film.position),
                        film.score,
                        tuple(self.catalogue[rank] for rank in film.because),
                    )
                    for film in row
                )
                for row in rows
            )
        )

    def star_counts(self, movie_id: int) -> tuple[int, ...] | None:
        """How many gave the movie half a star, one star, ... five; None where no run says it.

        Raises ``KeyError`` for an unknown movieId.
        """
        if self._star_counts is None:
            return None
        return tuple(self._star_counts[self.movies.positions([movie_id])[0]].tolist())

    @cached_property
    def _star_counts(self) -> NDArray[Any] | None:
        if STAR_COUNTS not in self.manifest.tables:
            return None
        return open_star_counts(self.path, len(self.movies))

    def answered_positions(self) -> NDArray[np.int64]:
        """Positions of all movies of the published answers, ascending; reads them in full."""
        return self._answers.different()

    @cached_property
    def methods(self) -> tuple[Description, ...]:
        """What each method is; empty where the run does not say."""
        return read_methods(self.path) if METHODS in self.manifest.tables else ()

    @cached_property
    def evaluation(self) -> Evaluation | None:
        """How good the methods are, or None where nothing was measured on these ratings."""
        return read_evaluation(self.path) if EVALUATION in self.manifest.tables else None

    @cached_property
    def drawings(self) -> Drawings | None:
        """The drawn posters; None in a run of before they were drawn when training."""
        if DRAWINGS not in self.manifest.tables:
            return None
        return Drawings(self.path, self.read(schemas.DRAWN_POSTERS))

    def figure(self, name: str) -> str | None:
        """The SVG of the figure of that name, read from disk; None where the run has none."""
        file = figure_file(name)
        if file not in self.manifest.tables:
            return None
        return (self.path / file).read_text(encoding="utf-8")

    def check(self) -> None:
        """Hash and read every file in full, twins beside their CSV; ``TableError`` names a fault.

        Then it is recorded that the files are whole (see ``verified.py``).
        """
        self._verification.verify(in_full=True)
        for name in self.manifest.tables:
            if name in schemas.SCHEMAS and name != schemas.MOVIES.name:
                self._check_table(schemas.SCHEMAS[name])
        if SIMILAR in self.manifest.tables:
            check_similar(self.path, len(self.movies))
        if STAR_COUNTS in self.manifest.tables:
            check_star_counts(self.path, self.movies)
        users = self.manifest.tables.get(schemas.USERS.name)
        if LOVERS in self.manifest.tables and users is not None:
            lovers = self.manifest.tables[LOVERS].rows or 0
            check_taste(self.path, len(self.movies), users.rows or 0, lovers)
        check_rating_arrays(
            self.path,
            frozenset(self.manifest.tables),
            users.rows if users else None,
            len(self.movies),
        )
        if self.drawings is not None:
            self.drawings.check()
        _ = self.methods, self.evaluation  # reading them checks them
        popular = np.isin(self._movie_ids, list(self.popular))
        rated = self.movies.ratings > 0
        catalogue = np.searchsorted(self._movie_ids, self.catalogue)
        self._answers.check(catalogue, popular, rated)
        self._verification.record()

    def _check_table(self, schema: schemas.Schema) -> None:
        columns, tables = self.read(schema), self.manifest.tables
        first = columns[schema.header[0]]
        if len(first) != tables[schema.name].rows:
            raise TableError(
                f"{schema.name} has {len(first)} rows; the manifest says "
                f"{tables[schema.name].rows}."
            )
        if schema is schemas.USERS and (np.diff(first) <= 0).any():
            raise TableError(f"{schema.name}: the userIds must ascend.")  # they are rows of arrays
        if schema.twin in tables:
            check_twin(self.path, schema, columns)


def open_current(artifacts: Path) -> Run:
    """Open the published run of an artifacts folder.

    Raises ``NoPublishedRun`` when nothing is published and ``TableError`` when
    what is published is damaged.
    """
    return Run(RunStore(artifacts).current_path())


def _rows(schema: schemas.Schema, columns: Columns) -> list[tuple[Any, ...]]:
    values = [
        column.tolist() if isinstance(column, np.ndarray) else column
        for column in (columns[name] for name in schema.header)
    ]
    return list(zip(*values, strict=True))
