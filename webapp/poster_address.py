"""Where a film's poster is: an address that changes whenever the picture does."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path, PurePosixPath

from tables import Movie, Run


def poster_address(run: Run, movie: Movie) -> str:
    """``/posters/<movieId>-<hash>.<ending>`` of a movie's poster.

    A fetched poster is an immutable file of its run, so run and file name stand
    for its content. A drawn one is stood for by all that decides how it looks:
    the film's title, year and genres, and the code that draws.
    """
    file = run.posters.get(movie.movieId)
    if file is not None:
        ending = PurePosixPath(file).suffix
        return f"/posters/{movie.movieId}-{_short_hash(run.id, file)}{ending}"
    content = (_code(), str(movie.movieId), movie.title, str(movie.year), *movie.genres)
    return f"/posters/{movie.movieId}-{_short_hash(*content)}.svg"


def _short_hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


@cache
def _code() -> str:
    """A hash of the drawing code, so that a better drawing gets a new address."""
    files = sorted((Path(__file__).parent / "drawing").rglob("*.py"))
    return _short_hash(*(file.read_text(encoding="utf-8") for file in files))
