"""Similar films of every film: by content, by who rates them, and by both.

Two memory-mapped arrays of M rows, in the order of ``movies.csv``, and one block
of ten columns for each way of ``WAYS``:

``similar_movies.npy``
    int32, positions of the similar films, best first; -1 where there are fewer.
``similar_scores.npy``
    float32, the cosines; NaN where there is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tables.errors import TableError
from tables.rating_models import open_array

if TYPE_CHECKING:
    from tables.reader import Run

SIMILAR = "similar_movies.npy"
SCORES = "similar_scores.npy"
WAYS = ("content", "collaborative", "hybrid")
PER_WAY = 10
NO_MOVIE = -1


class SimilarMovie(NamedTuple):
    """A similar film and its cosine, -1 to 1."""

    movieId: int  # noqa: N815 - the field's own name, the same in every table
    score: float


class SimilarMovies:
    """The similar films of a run. Raises ``TableError`` where an array is missing or wrong."""

    def __init__(self, run: Run) -> None:
        self._movies = run.movies
        width = len(WAYS) * PER_WAY
        self._positions = open_array(run.path / SIMILAR, len(run.movies), width, "int32")
        self._scores = open_array(run.path / SCORES, len(run.movies), width)

    def of(self, movie_id: int, by: str, limit: int = PER_WAY) -> tuple[SimilarMovie, ...]:
        """The films most similar to a film, best first, at most 10.

        Empty where nothing is known to compare by. Raises ``KeyError`` for an
        unknown movieId and ``ValueError`` for a way that is none of ``WAYS``.
        """
        if by not in WAYS:
            raise ValueError(f"expected one of {', '.join(WAYS)}, got {by!r}")
        position = self._movies.position(movie_id)
        if position is None:
            raise KeyError(movie_id)
        first = WAYS.index(by) * PER_WAY
        columns = slice(first, first + min(limit, PER_WAY))
        return tuple(
            SimilarMovie(self._movies[film].movieId, round(score, 6))
            for film, score in zip(
                self._positions[position, columns].tolist(),
                self._scores[position, columns].tolist(),
                strict=True,
            )
            if film != NO_MOVIE
        )

    def check(self) -> None:
        """Check every row; ``TableError`` names the first wrong one."""
        positions = np.asarray(self._positions)
        rows = np.arange(len(positions))[:, None]
        wrong = (positions < NO_MOVIE) | (positions >= len(positions)) | (positions == rows)
        if wrong.any():
            row, column = (int(index[0]) for index in np.nonzero(wrong))
            raise TableError(
                f"{SIMILAR}, row {row}, column {column}: is no other movie's position."
            )
        absent = np.isnan(self._scores)
        if (absent != (positions == NO_MOVIE)).any():
            row = int(np.nonzero((absent != (positions == NO_MOVIE)).any(axis=1))[0][0])
            raise TableError(f"{SCORES}, row {row}: a score without a film, or a film without one.")
