"""Ten films for a list of any length, from famous to hidden, each with its reasons.

The list may hold low stars, which push away. The answer has the two rows of the
published answers to three picks: better-known films, then less-known ones, at five
positions of *adventure*. Films of the catalogue are left out, as there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import ceil, inf
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from serving.lovers import Lovers, SharedLove
from serving.ranking import best_first
from serving.taste import Factors, TasteModel
from tables.arrays.files import let_go
from tables.arrays.taste import LENGTHS, LOVERS, open_factors, open_lovers
from tables.reader import Run

TASTE = "taste"  # the model that answers unless told
ADVENTURES = (0, 1, 2, 3, 4)  # famous to hidden
USUAL = 2  # the rows that are measured and published for three picks

# Of each adventure, the two rows' least and most ratings, in multiples of the popular threshold.
_MULTIPLES: dict[int, tuple[tuple[float, float], tuple[float, float]]] = {
    0: ((3, inf), (1, 3)),
    1: ((1, inf), (0.5, 1)),
    2: ((1, inf), (0, 1)),
    3: ((0.2, 0.5), (0, 0.2)),
    4: ((0, 0.2), (0, 0.2)),
}
# How much a film that many rated gains in the best ten, in the first row and in the second;
# chosen on tuning seeds (docs/ranking.md). Among hidden films fame is no fault.
EXPONENTS = (-0.4, -0.4, -0.2)
_HIDDEN_EXPONENTS = (-0.4, 0.1, 0.1)
_HIDDEN = 3  # the first adventure whose rows lie well below the threshold
LEAST_LOVERS = 3  # without which a film is not recommended
_MOST_REASONS = 3
_LIKED = 3.5  # stars, from which on a rated film is a reason to recommend another


class Reason(NamedTuple):
    """A rated film that speaks for a recommended one, and in what numbers."""

    movieId: int  # noqa: N815 - the field's own name, the same in every table
    shared: SharedLove


class Band(NamedTuple):
    """How well known the films of a row are: by at least so many rated, by fewer than so many."""

    least: int
    below: int | None  # None: however many


class OwnFilm(NamedTuple):
    """A recommended film, what it was ranked by in its row, and the reasons, best first."""

    movieId: int  # noqa: N815
    score: float
    because: tuple[Reason, ...]


class OwnAnswer(NamedTuple):
    """The answer to a list; each row is best first."""

    popular: tuple[OwnFilm, ...]
    less_known: tuple[OwnFilm, ...]
    best: tuple[OwnFilm, ...]


class SharedFilm(NamedTuple):
    """A film for two people: minus its place for the one whom it suits less, and the reasons."""

    movieId: int  # noqa: N815
    score: float
    first: tuple[Reason, ...]
    second: tuple[Reason, ...]


def bands(run: Run, adventure: int) -> tuple[Band, Band]:
    """How well known the films of the two rows are at a position from famous to hidden."""
    return bands_of(float(run.manifest.settings.get("threshold", 50)), adventure)


def bands_of(threshold: float, adventure: int) -> tuple[Band, Band]:
    """The same for a threshold from which on a film counts as popular."""
    first, second = (
        Band(ceil(least * threshold), None if most == inf else ceil(most * threshold))
        for least, most in _MULTIPLES[adventure]
    )
    return first, second


def in_band(ratings: NDArray[np.int64], band: Band) -> NDArray[np.bool_]:
    """(M,) whether so many ratings put a film into the band."""
    inside: NDArray[np.bool_] = ratings >= band.least
    return inside if band.below is None else inside & (ratings < band.below)


def exponents_of(adventure: int) -> tuple[float, float, float]:
    """How much fame counts in the best ten, the first row and the second at a position."""
    return EXPONENTS if adventure < _HIDDEN else _HIDDEN_EXPONENTS


class OwnAnswers:
    """Answers of a run to lists. Raises ``TableError`` where an array is missing or wrong."""

    def __init__(self, run: Run, n_users: int) -> None:
        n_movies, tables = len(run.movies), run.manifest.tables
        self._run = run
        ratings = run.movies.ratings.astype(np.int64)
        few, many = (
            # Without the memory map's own class, which makes every slice dear.
            Factors(*map(np.asarray, open_factors(run.path, length, n_movies)))
            for length in LENGTHS
        )
        n_lovers = tables[LOVERS].rows or 0
        self.lovers = Lovers(*open_lovers(run.path, n_movies, n_lovers), n_users)
        self.taste = TasteModel(few, many, ratings, self.lovers.counts >= LEAST_LOVERS)
        for array in (few.sources, few.targets, many.sources, many.targets):
            let_go(array)  # the model has copied the one side, and looks rows up in the other
        in_catalogue = np.zeros(n_movies, dtype=bool)
        in_catalogue[run.movies.positions(run.catalogue)] = True
        self._allowed = ~in_catalogue & (self.lovers.counts >= LEAST_LOVERS)
        self._in_band = {
            adventure: tuple(
                self._allowed & in_band(ratings, band) for band in bands(run, adventure)
            )
            for adventure in ADVENTURES
        }

    def answer(
        self,
        ratings: Mapping[int, float],
        adventure: int = USUAL,
        limit: int = 5,
        without: Collection[int] = (),
        scores: NDArray[np.float32] | None = None,
    ) -> OwnAnswer:
        """``limit`` films in each row, twice as many best ones, for stars by movieId.

        None of them is rated, or one of ``without``. They are ranked by the taste model, or
        by another model's ``scores`` (M,). Raises ``KeyError`` for an unknown
        movieId, ``ValueError`` for an empty list or an adventure that is none of
        ``ADVENTURES``.
        """
        if not ratings:
            raise ValueError("expected at least one rating")
        if adventure not in ADVENTURES:
            raise ValueError(f"expected an adventure from 0 to 4, got {adventure}")
        positions = self._run.movies.positions(ratings)
        stars = np.fromiter(ratings.values(), np.float32, len(ratings))
        out = [*positions, *self._run.movies.positions(without)]

        for_best, for_first, for_second = (
            self.taste.scores(positions, stars, exponents_of(adventure))
            if scores is None
            else [scores] * 3
        )

        def top(
            scores: NDArray[np.float32], band: NDArray[np.bool_], k: int, taken: list[int]
        ) -> list[tuple[int, float]]:
            allowed = band.copy()
            allowed[taken] = False
            return [(film, float(scores[film])) for film in best_first(scores, allowed, k)]

        better_known, less_known = self._in_band[adventure]
        first = top(for_first, better_known, limit, out)
        # The rows of the last adventure share a band.
        second = top(for_second, less_known, limit, out + [film for film, _ in first])
        best = top(for_best, self._allowed, 2 * limit, out)
        rows = (first, second, best)
        films = sorted({film for row in rows for film, _ in row})
        reasons = dict(
            zip(films, self._reasons(np.array(films, np.intp), positions, stars), strict=True)
        )
        return OwnAnswer(
            *(
                tuple(
                    OwnFilm(self._run.movies.movie_id(film), round(score, 6), reasons[film])
                    for film, score in row
                )
                for row in rows
            )
        )

    def together(
        self, first: Mapping[int, float], second: Mapping[int, float], limit: int = 10
    ) -> list[SharedFilm]:
        """The films that suit two people, given the stars of each by movieId, best first.

        A film suits both as well as it suits the one whom it suits less ("least misery":
        Masthoff, "Group recommender systems", Recommender Systems Handbook 2011): it is
        ranked by the lower of its places in the two rankings, then by the other.
        """
        lists = []
        for rated in (first, second):
            positions = self._run.movies.positions(rated)
            stars = np.fromiter(rated.values(), np.float32, len(rated))
            lists.append((positions, stars))
        allowed = self._allowed.copy()
        allowed[np.concatenate([positions for positions, _ in lists])] = False
        places = []
        for positions, stars in lists:
            (scores,) = self.taste.scores(positions, stars, EXPONENTS[:1])
            order = np.argsort(-np.where(allowed, scores, -np.inf), kind="stable")
            place = np.empty(len(order), dtype=np.int64)
            place[order] = np.arange(len(order))
            places.append(place)
        worse, better = np.maximum(*places), np.minimum(*places)
        ranked = np.lexsort((better, worse))
        best = ranked[allowed[ranked]][:limit]
        reasons = [self._reasons(best, positions, stars) for positions, stars in lists]
        return [
            SharedFilm(
                self._run.movies.movie_id(int(film)),
                -float(worse[film]),
                reasons[0][i],
                reasons[1][i],
            )
            for i, film in enumerate(best)
        ]

    def _reasons(
        self, films: NDArray[np.intp], positions: NDArray[np.intp], stars: NDArray[np.float32]
    ) -> list[tuple[Reason, ...]]:
        """The rated films that speak loudest for each, as far as people love both."""
        loved = np.flatnonzero(stars >= _LIKED)
        if len(films) == 0 or len(loved) == 0:
            return [()] * len(films)
        positions, stars = positions[loved], stars[loved]
        loud = self.taste.contributions(positions, stars, films)
        # More than are said, as some will not hold in numbers.
        kept = min(2 * _MOST_REASONS, len(loved))
        loudest = np.argpartition(-loud, kept - 1, axis=0)[:kept]
        pairs: dict[int, list[int]] = {}
        for column in range(len(films)):
            for row in loudest[:, column].tolist():
                if loud[row, column] > 0:
                    pairs.setdefault(row, []).append(column)
        found: list[list[tuple[float, Reason]]] = [[] for _ in films]
        for row, columns in pairs.items():
            position = int(positions[row])
            shared = self.lovers.shared(position, films[columns].tolist())
            for column, love in zip(columns, shared, strict=True):
                # Said are only those whose lovers love the film more often than everybody does.
                if love.also_love >= 2 and love.times > 1:
                    reason = Reason(self._run.movies.movie_id(position), love)
                    found[column].append((float(loud[row, column]), reason))
        return [
            tuple(reason for _, reason in sorted(each, key=lambda one: -one[0])[:_MOST_REASONS])
            for each in found
        ]
