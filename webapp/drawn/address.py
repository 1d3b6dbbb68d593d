"""Where the drawn posters of films are: addresses that change whenever a picture does."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

import posters
from posters.looks import Look, looks, seed_of
from posters.poster import draw_poster
from serving.titles.shown import shown_title
from tables import Movie, Run

MOST_ON_A_SHEET = 24  # films
_LOOKS = 3  # of a film that is not in the run's table that are kept ready
_KEPT = 512  # posters that were drawn for a request


class Posters:
    """The drawn posters of a run: those of its table as they are, others drawn when asked for.

    A poster is a movie and the place of one of its looks; 0 is the look that it has wherever no
    other film of the page has it.
    """

    def __init__(self, run: Run) -> None:
        self._drawings = run.drawings

    def looks(self, movie: Movie) -> Iterator[Look]:
        """The looks of a film, the first choice first; there are as many as there are motifs."""
        first = self._given(movie)
        yield from first
        named = {look.motif for look in first}
        yield from (look for look in _own_looks(movie) if look.motif not in named)

    def elements(self, movie: Movie, place: int) -> str:
        """The poster as SVG elements. Raises ``IndexError`` where it has no such look."""
        rows = self._rows(movie)
        if self._drawings is not None and place < len(rows):
            return self._drawings.elements(rows[place])
        title = shown_title(movie.title).title
        return _drawn(movie.movieId, title, movie.year, movie.genres, self._at(movie, place))

    def address(self, movie: Movie) -> str:
        """``/posters/<movieId>-<version>.svg``: the poster alone, in the film's first look."""
        return f"/posters/{movie.movieId}-{self._version(movie, 0)}.svg"

    def sheet(self, films: Sequence[tuple[Movie, int]]) -> str:
        """``/posters/<version>/<films>.svg``: the posters on one sheet, at most
        ``MOST_ON_A_SHEET``; the place of a look that is not the first follows its movieId.
        """
        version = short_hash(*(self._version(movie, place) for movie, place in films))
        named = (
            f"{movie.movieId}-{place}" if place else str(movie.movieId) for movie, place in films
        )
        return f"/posters/{version}/{'.'.join(named)}.svg"

    def _rows(self, movie: Movie) -> range:
        return range(0) if self._drawings is None else self._drawings.rows(movie.movieId)

    def _given(self, movie: Movie) -> Sequence[Look]:
        rows = self._rows(movie)
        if self._drawings is None or not rows:
            return _first_looks(movie.movieId, movie.title, movie.year, movie.genres)
        return [Look(*self._drawings.look(row)) for row in rows]

    def _at(self, movie: Movie, place: int) -> Look:
        for at, look in enumerate(self.looks(movie)):
            if at == place:
                return look
        raise IndexError(place)

    def _version(self, movie: Movie, place: int) -> str:
        """A hash of all that decides how a poster looks.

        Of a drawing of the table, the drawing itself; else the film's title, year and genres, its
        look, and the code that draws.
        """
        rows = self._rows(movie)
        if self._drawings is not None and place < len(rows):
            return self._drawings.version(rows[place])
        film = (str(movie.movieId), movie.title, str(movie.year), *movie.genres)
        return short_hash(drawing_code(), *film, *map(str, self._at(movie, place)))


def _own_looks(movie: Movie) -> list[Look]:
    return looks(seed_of(movie.movieId, movie.title, movie.year, movie.genres), movie.genres)


@lru_cache(maxsize=4096)
def _first_looks(
    movie_id: int, title: str, year: int | None, genres: tuple[str, ...]
) -> tuple[Look, ...]:
    return tuple(looks(seed_of(movie_id, title, year, genres), genres)[:_LOOKS])


@lru_cache(maxsize=_KEPT)
def _drawn(movie_id: int, title: str, year: int | None, genres: tuple[str, ...], look: Look) -> str:
    return draw_poster(movie_id, title, year, genres, look)


def short_hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


@cache
def drawing_code() -> str:
    """A hash of the drawing code, so that a better drawing gets a new address."""
    files = sorted(Path(posters.__file__).parent.rglob("*.py"))
    return short_hash(*(file.read_text(encoding="utf-8") for file in files))
