"""Rows of a list matched with the films of a run: rather none than a wrong one.

An id decides by itself. Else a row's title has to be a film's, but for case, accents,
punctuation, articles, "&" and the way of writing numbers, and the years have to agree; a year
that is off by one (a festival's and the cinemas') is taken where no other film is called so.
Of films that are called the same in the same year none is taken, unless nearly everybody who
rated either rated the one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from lists.rows import Row, counted
from lists.titles import Likeness, Spelling, keys_of, likeness, segment_keys, spellings_of
from tables.arrays.taste import LIKED
from tables.movies import Movie

MOST_MATCHED = 5_000
_CLEARLY = 20  # times as many ratings as all others of the name together
_APART = 5  # years between films of one name, so that a year off by one tells them apart still
_YEAR_OFF = 3  # what a year off by one costs, or one that is not known; a title costs up to 2
_ALTERNATIVE = 0.5  # what it costs that the name is not the first of the film


_Index = dict[Any, tuple[int, ...]]  # positions of films


class MatchedRow(NamedTuple):
    """A row and its film."""

    row: Row
    movie: Movie
    stars: float


class Matches(NamedTuple):
    """What became of a list."""

    matched: tuple[MatchedRow, ...]  # each film once, in the order of the rows
    unmatched: tuple[Row, ...]
    notes: tuple[str, ...]  # sentences about rows that count for nothing


class TitleMatcher:
    """An index of a run's films by id and title; a second at most for 87,585 films."""

    def __init__(self, movies: Sequence[Movie]) -> None:
        self._movies = movies
        self._by_imdb: _Index = {}
        self._by_tmdb: _Index = {}
        self._by_name: _Index = {}
        self._by_segment: _Index = {}
        for position, movie in enumerate(movies):
            if movie.imdbId.isdigit():
                _add(self._by_imdb, int(movie.imdbId), position)
            if movie.tmdbId is not None:
                _add(self._by_tmdb, movie.tmdbId, position)
            for key in keys_of(movie.title):
                _add(self._by_name, key, position)
            for key in segment_keys(movie.title):
                _add(self._by_segment, (key, movie.year), position)

    def match(self, row: Row) -> Movie | None:
        """The film that a row names, or None where that is not certain."""
        return self._by_ids(row) or self._by_title(row)

    def _by_ids(self, row: Row) -> Movie | None:
        if row.imdb_id is not None:
            with_id = self._by_imdb.get(row.imdb_id)
            if with_id:
                return self._most_rated(with_id)
        if row.tmdb_id is not None:
            # TMDB numbers films and series apart, and MovieLens has some of both: the year decides.
            found = [
                position
                for position in self._by_tmdb.get(row.tmdb_id, ())
                if self._years_apart(row, position) in (None, 0, 1)
                and not self._other_imdb(row, self._movies[position])
            ]
            if found:
                return self._most_rated(found)
        return None

    def _by_title(self, row: Row) -> Movie | None:
        keys = {key for title in (row.title, *row.other_titles) for key in keys_of(title)}
        called = {p for key in keys for p in self._by_name.get(key, ())}
        possible = [p for p in called if not self._other_id(row, self._movies[p])]
        if len(possible) == 1 and self._years_apart(row, possible[0]) == 0:
            return self._movies[possible[0]]  # as it is of nearly all rows
        if possible:
            return self._best(row, possible)
        return self._by_segments(row, keys)

    def _best(self, row: Row, called: list[int]) -> Movie | None:
        names = [name for title in (row.title, *row.other_titles) for name in spellings_of(title)]
        costs: dict[int, float] = {}
        for position in called:
            apart = self._years_apart(row, position)
            cost = _title_cost(names, self._movies[position].title)
            if apart == 0:
                costs[position] = cost
            elif cost < Likeness.LOOSE and (
                apart is None or (apart == 1 and self._only_one_about(position, called))
            ):
                costs[position] = cost + _YEAR_OFF
        if not costs:
            return None
        least = min(costs.values())
        # Without a year, how a title is written does not tell "Rocky 2" from "Rocky II".
        slack = Likeness.REWRITTEN if row.year is None else 0
        return self._clearly_one([p for p, cost in costs.items() if cost <= least + slack])

    def _by_segments(self, row: Row, keys: set[str]) -> Movie | None:
        """ "Star Wars" of 1977 is "Star Wars: Episode IV - A New Hope" of 1977."""
        if row.year is None:
            return None
        called = {p for key in keys for p in self._by_segment.get((key, row.year), ())}
        possible = [p for p in called if not self._other_id(row, self._movies[p])]
        return self._movies[possible[0]] if len(possible) == 1 else None

    def _years_apart(self, row: Row, position: int) -> int | None:
        year = self._movies[position].year
        return None if row.year is None or year is None else abs(row.year - year)

    def _only_one_about(self, position: int, called: Iterable[int]) -> bool:
        year = self._movies[position].year
        others = (self._movies[p].year for p in called if p != position)
        return all(
            other is not None and year is not None and abs(other - year) > _APART
            for other in others
        )

    def _clearly_one(self, positions: list[int]) -> Movie | None:
        """The one film, or the one of several that nearly all ratings are of."""
        best = self._most_rated(positions)
        others = sum(self._movies[p].ratings for p in positions) - best.ratings
        if len(positions) == 1 or best.ratings >= _CLEARLY * max(1, others):
            return best
        return None

    def _most_rated(self, positions: Sequence[int]) -> Movie:
        return max((self._movies[p] for p in positions), key=lambda movie: movie.ratings)

    def _other_id(self, row: Row, movie: Movie) -> bool:
        """Whether ids say that the film is another one, whatever it is called."""
        if row.imdb_id is not None and movie.imdbId:
            return self._other_imdb(row, movie)
        return row.tmdb_id is not None and movie.tmdbId is not None and row.tmdb_id != movie.tmdbId

    @staticmethod
    def _other_imdb(row: Row, movie: Movie) -> bool:
        known = row.imdb_id is not None and movie.imdbId.isdigit()
        return known and int(movie.imdbId) != row.imdb_id


def match_rows(matcher: TitleMatcher, rows: Iterable[Row]) -> Matches:
    """The films of a list, each once: where one is in it twice, its last row counts.

    Films that nobody rated are known and of no use: nothing follows from them.
    """
    matched: dict[int, MatchedRow] = {}
    unmatched, twice, unrated = [], 0, []
    for row in rows:
        movie = matcher.match(row)
        if movie is None:
            unmatched.append(row)
        elif not movie.ratings:
            unrated.append(row)
        else:
            twice += matched.pop(movie.movieId, None) is not None
            stars = LIKED if row.stars is None else row.stars
            matched[movie.movieId] = MatchedRow(row, movie, stars)
    notes = []
    if twice:
        said = counted(twice, "row names a film", "rows name films")
        notes.append(f"{said} that a later row names again: the last rating counts.")
    if unrated:
        said = counted(len(unrated), "film is known but was", "films are known but were")
        notes.append(f"{said} rated by nobody here, so that nothing follows from that.")
    if len(matched) > MOST_MATCHED:
        notes.append(
            f"{len(matched):,} films were matched; the first {MOST_MATCHED:,} of them count."
        )
    unmatched = sorted([*unmatched, *unrated], key=lambda row: row.number)
    return Matches(tuple(matched.values())[:MOST_MATCHED], tuple(unmatched), tuple(notes))


def _add(index: _Index, key: Any, position: int) -> None:
    # Tuples, not lists: the garbage collector need not look at them ever again.
    known = index.get(key)
    index[key] = (position,) if known is None else (*known, position)


def _title_cost(names: list[Spelling], title: str) -> float:
    """0 for the title itself, more the less alike, or for one of its other names."""
    return min(
        likeness(ours, theirs) + _ALTERNATIVE * (ours.alternative or theirs.alternative)
        for ours in spellings_of(title)
        for theirs in names
    )
