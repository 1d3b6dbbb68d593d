"""Where a film's poster is: an address that changes whenever the picture does."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import posters
from tables import Movie


def poster_address(movie: Movie) -> str:
    """``/posters/<movieId>-<hash>.svg`` of a movie's poster.

    The hash stands for all that decides how it looks: the film's title, year and
    genres, and the code that draws.
    """
    content = (_code(), str(movie.movieId), movie.title, str(movie.year), *movie.genres)
    return f"/posters/{movie.movieId}-{_short_hash(*content)}.svg"


def _short_hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


@cache
def _code() -> str:
    """A hash of the drawing code, so that a better drawing gets a new address."""
    files = sorted(Path(posters.__file__).parent.rglob("*.py"))
    return _short_hash(*(file.read_text(encoding="utf-8") for file in files))
