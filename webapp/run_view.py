"""What the site shows of one published run, worked out once when the run is opened."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from lists import TitleMatcher
from serving.own_answers import TASTE, USUAL, OwnAnswer, Reason
from serving.run_models import RunModels
from serving.titles.shown import shown_title
from tables import Movie, Recommended, Run
from tables.arrays.taste import LIKED
from tables.fetched.store import NOTHING_FETCHED, FetchedPosters
from webapp import wall_search
from webapp.drawn.address import Posters
from webapp.fetched.addresses import addresses
from webapp.standings import Standings

LOVED = 5.0  # stars of a pick
ROW = 5  # films in a row
MOST_FILMS = 10_000  # that are kept ready to be shown


class Film(NamedTuple):
    """A film as a poster with a caption."""

    movieId: int  # noqa: N815 - the field's own name, the same in every table
    title: str
    year: int | None
    genres: tuple[str, ...]
    poster: str  # address of its poster
    poster_large: str | None = None  # of the same in twice the size, where it was fetched
    others: tuple[str, ...] = ()  # titles that it is known by, too

    @property
    def name(self) -> str:
        """Title and year: what tells films of the same title apart."""
        return self.title if self.year is None else f"{self.title} ({self.year})"

    @property
    def page(self) -> str:
        """Address of the film's own page."""
        return f"/movies/{self.movieId}"


class Because(NamedTuple):
    """A film that somebody loves and that speaks for a recommended one, in true numbers.

    The numbers are None where the run does not know who loves what.
    """

    film: Film
    lovers: int | None  # who love it
    also_love: int | None  # of them, who love the recommended film too
    times: float | None  # how much more often than everybody does


class Recommendation(NamedTuple):
    """A recommended film, its score, and the films that are the reason for it, best first."""

    film: Film
    score: float
    because: tuple[Because, ...]


class Answered(NamedTuple):
    """Two rows of films and the best of all, each best first."""

    popular: tuple[Recommendation, ...]
    less_known: tuple[Recommendation, ...]
    best: tuple[Recommendation, ...]


class Shared(NamedTuple):
    """A film for two people, and whose picks speak for it."""

    film: Film
    score: float
    first: tuple[Because, ...]
    second: tuple[Because, ...]


class RunView:
    """A run and the films of its catalogue, ready to be shown."""

    def __init__(self, run: Run, fetched: FetchedPosters = NOTHING_FETCHED) -> None:
        self.run = run
        self.models = RunModels(run)
        self.posters = Posters(run)
        self._hang(fetched)

    def with_fetched(self, fetched: FetchedPosters) -> RunView:
        """The same run with other fetched posters; all that is not shown in films is shared."""
        view = copy(self)
        view._hang(fetched)
        return view

    def _hang(self, fetched: FetchedPosters) -> None:
        self.fetched = fetched
        run = self.run
        self._catalogue = {movie_id: self._film(movie_id) for movie_id in run.catalogue}
        self.catalogue: tuple[Film, ...] = tuple(self._catalogue.values())
        self._films = dict(self._catalogue)  # those that were shown already
        self._search_keys: dict[int, str] = {}
        self._search_keys = {film.movieId: self.search_key(film) for film in self.catalogue}

    @cached_property
    def title_matcher(self) -> TitleMatcher:
        """An index of all films by id and title; made when the first list is brought."""
        return TitleMatcher(list(self.run.movies))

    @cached_property
    def standings(self) -> Standings:
        """How good the methods are; read when the page on them is first asked for."""
        return Standings(self.run)

    def in_catalogue(self, movie_id: int) -> bool:
        """Whether the movie hangs on the wall."""
        return movie_id in self._catalogue

    def movie(self, movie_id: int) -> Movie | None:
        """All that is known about a movie, or None for an unknown movieId."""
        return self.run.movies.get(movie_id)

    def film(self, movie_id: int) -> Film:
        """A movie of this run as a film. Raises ``KeyError`` for an unknown movieId."""
        film = self._films.get(movie_id)
        if film is None:
            film = self._film(movie_id)
            if len(self._films) < MOST_FILMS:
                self._films[movie_id] = film
        return film

    def can_pick(self, movie_id: int) -> bool:
        """Whether a visitor can pick this movie: one of the wall, or any that many rated."""
        return movie_id in self._catalogue or (
            movie_id in self.run.popular and self.models.can_answer_lists
        )

    def answer(self, picks: Sequence[int], adventure: int = USUAL, limit: int = ROW) -> Answered:
        """The answer to three picks: the published one where there is one, else worked out.

        Beyond the published films of a row stand those that a list of the three would bring.
        """
        loved = dict.fromkeys(picks, LOVED)
        if adventure != USUAL or not all(pick in self._catalogue for pick in picks):
            return self._own(self.models.answered(loved, adventure, limit))
        published = self.run.answer(picks)
        rows = self._published((published.popular, published.less_known, published.best))
        sizes = (limit, limit, 2 * limit)
        if limit > ROW and self.models.can_answer_lists:
            shown = [film.movieId for row in published for film in row]
            more = self._own(self.models.answered(loved, adventure, limit, shown))
            rows = [(*row, *others) for row, others in zip(rows, more, strict=True)]
        return Answered(*(row[:n] for row, n in zip(rows, sizes, strict=True)))

    def answer_to_list(
        self,
        ratings: Mapping[int, float],
        adventure: int = USUAL,
        limit: int = ROW,
        model: str = TASTE,
        without: Collection[int] = (),
    ) -> Answered:
        """The answer to stars by movieId; see ``OwnAnswers.answer``.

        A list of three loved films of the wall has the published answer to three picks.
        """
        if (model, adventure, len(ratings)) == (TASTE, USUAL, 3) and not without:
            # What somebody likes counts in a list as a pick does.
            loved = all(stars >= LIKED for stars in ratings.values())
            if loved and all(movie_id in self._catalogue for movie_id in ratings):
                return self.answer(tuple(ratings), limit=limit)
        return self._own(self.models.answered(ratings, adventure, limit, without, model))

    def together(self, first: Sequence[int], second: Sequence[int]) -> tuple[Shared, ...]:
        """Ten films for two people with three picks each, best first."""
        found = self.models.own_answers.together(
            dict.fromkeys(first, LOVED), dict.fromkeys(second, LOVED), limit=10
        )
        return tuple(
            Shared(
                self.film(film.movieId),
                film.score,
                *(tuple(self._reason(r) for r in side) for side in (film.first, film.second)),
            )
            for film in found
        )

    def _own(self, answer: OwnAnswer) -> Answered:
        return Answered(
            *(
                tuple(
                    Recommendation(
                        self.film(film.movieId),
                        film.score,
                        tuple(self._reason(reason) for reason in film.because),
                    )
                    for film in row
                )
                for row in answer
            )
        )

    def _reason(self, reason: Reason) -> Because:
        return Because(self.film(reason.movieId), *reason.shared)

    def _published(self, rows: Sequence[Sequence[Recommended]]) -> list[tuple[Recommendation, ...]]:
        loves = self._loves(chain.from_iterable(rows))
        return [
            tuple(
                Recommendation(
                    self.film(film.movieId),
                    film.score,
                    tuple(sorted((loves[pick][film.movieId] for pick in film.because), key=_fewer)),
                )
                for film in row
            )
            for row in rows
        ]

    def _loves(self, recommended: Iterable[Recommended]) -> dict[int, dict[int, Because]]:
        """By pick and recommended film: what those who love the pick think of the film."""
        films: dict[int, dict[int, None]] = {}
        for film in recommended:
            for pick in film.because:
                films.setdefault(pick, {})[film.movieId] = None
        if not self.models.can_answer_lists:
            unknown = {pick: Because(self.film(pick), None, None, None) for pick in films}
            return {pick: dict.fromkeys(found, unknown[pick]) for pick, found in films.items()}
        return {
            pick: {
                movie_id: Because(self.film(pick), *love)
                for movie_id, love in zip(
                    found, self.models.shared_loves(pick, list(found)), strict=True
                )
            }
            for pick, found in films.items()
        }

    def search_key(self, film: Film) -> str:
        """What the wall's search looks into; see ``wall_search.search_key``."""
        known = self._search_keys.get(film.movieId)
        return known or wall_search.search_key((film.title, *film.others), film)

    def matches(self, query: str, films: Iterable[Film]) -> frozenset[int]:
        """The movieIds of the films that the wall's search finds."""
        return frozenset(
            film.movieId for film in films if wall_search.matches(self.search_key(film), query)
        )

    def _film(self, movie_id: int) -> Film:
        movie = self.run.movies.get(movie_id)
        if movie is None:
            raise KeyError(movie_id)
        title, others = shown_title(movie.title)
        poster, large = addresses(movie, self.fetched, self.posters)
        return Film(movie.movieId, title, movie.year, movie.genres, poster, large, others)


def _fewer(reason: Because) -> float:
    """Orders reasons: what is loved most above the usual first, what is not known as it was."""
    return -(reason.times or 0.0)
