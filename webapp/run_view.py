"""What the site shows of one published run, worked out once when the run is opened."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import NamedTuple

from lists import TitleMatcher
from serving.run_models import RunModels
from tables import Movie, Recommended, Run
from webapp.poster_address import poster_address
from webapp.standings import Standings


class Film(NamedTuple):
    """A film as a poster with a caption."""

    movieId: int  # noqa: N815 - the field's own name, the same in every table
    title: str
    year: int | None
    genres: tuple[str, ...]
    poster: str  # address of its poster

    @property
    def name(self) -> str:
        """Title and year: what tells films of the same title apart."""
        return self.title if self.year is None else f"{self.title} ({self.year})"

    @property
    def page(self) -> str:
        """Address of the film's own page."""
        return f"/movies/{self.movieId}"


class Recommendation(NamedTuple):
    """A recommended film, its score, and the picks that are the reason for it."""

    film: Film
    score: float
    because: tuple[Film, ...]


class RunView:
    """A run and the films of its catalogue, ready to be shown."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.models = RunModels(run)
        self._catalogue = {movie_id: self._film(movie_id) for movie_id in run.catalogue}
        self.catalogue: tuple[Film, ...] = tuple(self._catalogue.values())
        self.search_keys: dict[int, str] = {
            film.movieId: fold(" ".join((film.title, str(film.year or ""), *film.genres)))
            for film in self.catalogue
        }

    @cached_property
    def title_matcher(self) -> TitleMatcher:
        """An index of all films by id and title; made when the first list is brought."""
        return TitleMatcher(list(self.run.movies))

    @cached_property
    def standings(self) -> Standings:
        """How good the methods are; read when the page on them is first asked for."""
        return Standings(self.run)

    def in_catalogue(self, movie_id: int) -> bool:
        """Whether a visitor can pick this movie."""
        return movie_id in self._catalogue

    def movie(self, movie_id: int) -> Movie | None:
        """All that is known about a movie, or None for an unknown movieId."""
        return self.run.movies.get(movie_id)

    def film(self, movie_id: int) -> Film:
        """A movie of this run as a film. Raises ``KeyError`` for an unknown movieId."""
        return self._catalogue.get(movie_id) or self._film(movie_id)

    def recommendations(self, row: tuple[Recommended, ...]) -> tuple[Recommendation, ...]:
        """One row of an answer with its films and reasons looked up."""
        return tuple(
            Recommendation(
                self.film(movie_id), score, tuple(self._catalogue[pick] for pick in because)
            )
            for movie_id, score, because in row
        )

    def matches(self, query: str) -> frozenset[int]:
        """The movieIds of the catalogue films whose title, year and genres hold every word."""
        words = fold(query).split()
        return frozenset(
            movie_id
            for movie_id, key in self.search_keys.items()
            if all(word in key for word in words)
        )

    def _film(self, movie_id: int) -> Film:
        movie = self.run.movies.get(movie_id)
        if movie is None:
            raise KeyError(movie_id)
        return Film(
            movie.movieId,
            movie.title,
            movie.year,
            movie.genres,
            poster_address(movie),
        )


def fold(text: str) -> str:
    """Lower case without accents or punctuation: "Amélie's" becomes "amelies".

    ``static/js/search.js`` folds what a visitor types in the same way.
    """
    plain = unicodedata.normalize("NFD", text.lower())
    plain = re.sub(r"[\u0300-\u036f'’.]", "", plain)
    return re.sub(r"[^\w]+", " ", plain).strip()
