"""Similar films of a run, looked up."""

from __future__ import annotations

from typing import NamedTuple

from tables.arrays.files import NO_POSITION
from tables.arrays.similar import PER_WAY, WAYS, open_similar
from tables.reader import Run


class SimilarMovie(NamedTuple):
    """A similar film and its cosine, -1 to 1."""

    movieId: int  # noqa: N815 - the field's own name, the same in every table
    score: float


class SimilarMovies:
    """The similar films of a run. Raises ``TableError`` where an array is missing or wrong."""

    def __init__(self, run: Run) -> None:
        self._movies = run.movies
        self._positions, self._scores = open_similar(run.path, len(run.movies))

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
            SimilarMovie(self._movies.movie_id(film), round(score, 6))
            for film, score in zip(
                self._positions[position, columns].tolist(),
                self._scores[position, columns].tolist(),
                strict=True,
            )
            if film != NO_POSITION
        )
