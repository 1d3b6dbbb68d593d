"""The vocabulary of a run: every movie, by position and by movieId."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tables.csv_files import Columns


class Movie(NamedTuple):
    """What is known about a film, as its page shows it."""

    movieId: int  # noqa: N815 - the field's own name, the same in every table
    title: str
    year: int | None
    genres: tuple[str, ...]
    imdbId: str  # noqa: N815 - digits as published, "" where unknown
    tmdbId: int | None  # noqa: N815
    ratings: int
    meanRating: float | None  # noqa: N815 - None where nobody rated it


class Movies:
    """All movies in ascending order of movieId."""

    def __init__(self, columns: Columns) -> None:
        genres = [tuple(g.split("|")) if g else () for g in columns["genres"]]
        self._movies = [
            Movie(*row)
            for row in zip(
                columns["movieId"].tolist(),
                columns["title"],
                columns["year"],
                genres,
                columns["imdbId"],
                columns["tmdbId"],
                columns["ratings"].tolist(),
                columns["meanRating"],
                strict=True,
            )
        ]
        self._positions = {movie.movieId: i for i, movie in enumerate(self._movies)}

    def __len__(self) -> int:
        return len(self._movies)

    def __iter__(self) -> Iterator[Movie]:
        return iter(self._movies)

    def __getitem__(self, position: int) -> Movie:
        return self._movies[position]

    def position(self, movie_id: int) -> int | None:
        """The movie's position, or None for an unknown movieId."""
        return self._positions.get(movie_id)

    def get(self, movie_id: int) -> Movie | None:
        """The movie, or None for an unknown movieId."""
        position = self._positions.get(movie_id)
        return None if position is None else self._movies[position]
