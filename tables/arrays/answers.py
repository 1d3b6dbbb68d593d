"""The published answers: one row for every unordered triple of the catalogue.

Three memory-mapped arrays of T = C(catalogue, 3) rows and 20 columns:

``answers.npy``
    int16 or int32, movie positions; -1 where a small data set has no film left.
    Columns 0-4 are the popular row, 5-9 the less-known row, 10-19 the best ten.
``answer_scores.npy``
    float32, the score that put the film there (higher is better within a row).
``answer_because.npy``
    uint8, bit b set where the b-th pick, by catalogue rank, is a reason.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tables.arrays.files import NO_POSITION, let_go, open_array
from tables.arrays.triples import triple_count, triple_index
from tables.errors import TableError

POPULAR_ROW = slice(0, 5)
LESS_KNOWN_ROW = slice(5, 10)
BEST_ROW = slice(10, 20)
ROWS = (POPULAR_ROW, LESS_KNOWN_ROW, BEST_ROW)
WIDTH = 20

ANSWERS = "answers.npy"
SCORES = "answer_scores.npy"
BECAUSE = "answer_because.npy"
ARRAYS = (ANSWERS, SCORES, BECAUSE)


class AnswerRow(NamedTuple):
    """One film of an answer, in positions and catalogue ranks."""

    position: int
    score: float
    because: tuple[int, ...]  # catalogue ranks of the picks that are a reason


class Answers:
    """The three arrays, opened without reading them into memory.

    Raises ``TableError`` when an array is missing or has the wrong shape or type.
    """

    def __init__(self, folder: Path, catalogue_size: int) -> None:
        rows = triple_count(catalogue_size)
        self.positions = open_array(folder / ANSWERS, rows, WIDTH, ("int16", "int32"))
        self.scores = open_array(folder / SCORES, rows, WIDTH)
        self.because = open_array(folder / BECAUSE, rows, WIDTH, ("uint8",))

    def rows(self, picks: tuple[int, int, int]) -> tuple[list[AnswerRow], ...]:
        """Popular row, less-known row and best ten for three ascending catalogue ranks."""
        index = triple_index(*picks)
        films = [
            AnswerRow(position, score, tuple(r for b, r in enumerate(picks) if bits >> b & 1))
            for position, score, bits in zip(
                self.positions[index].tolist(),
                self.scores[index].tolist(),
                self.because[index].tolist(),
                strict=True,
            )
        ]
        return tuple([film for film in films[row] if film.position != NO_POSITION] for row in ROWS)

    def different(self) -> NDArray[np.int64]:
        """The positions of all movies of the answers, ascending; reads the answers in full."""
        found: NDArray[np.int64] = np.setdiff1d(self.positions, [NO_POSITION]).astype(np.int64)
        let_go(self.positions)
        return found

    def check(
        self, catalogue: NDArray[np.int64], popular: NDArray[np.bool_], rated: NDArray[np.bool_]
    ) -> None:
        """Check every answer; ``TableError`` names the first wrong row and column.

        ``catalogue``: positions of the catalogue's films; ``popular`` and
        ``rated``: (M,) masks over movie positions.
        """
        positions = np.asarray(self.positions)
        empty = positions == NO_POSITION
        _refuse((positions < NO_POSITION) | (positions >= len(popular)), "is no movie position")
        in_catalogue = np.zeros(len(popular), dtype=bool)
        in_catalogue[catalogue] = True
        _refuse(~empty & in_catalogue[positions], "is a film of the catalogue")
        _refuse(~empty & ~rated[positions], "is a film that nobody rated")
        wrong_row = np.zeros(positions.shape, dtype=bool)
        wrong_row[:, POPULAR_ROW] = ~popular[positions[:, POPULAR_ROW]]
        wrong_row[:, LESS_KNOWN_ROW] = popular[positions[:, LESS_KNOWN_ROW]]
        _refuse(~empty & wrong_row, "stands in the wrong row (popular or less known)")
        _refuse(~empty & ~np.isfinite(self.scores), "has a score that is no number", SCORES)
        _refuse(~empty & (np.asarray(self.because) == 0), "has no reason", BECAUSE)
        _refuse(np.asarray(self.because) > 0b111, "names a fourth pick", BECAUSE)
        for row in ROWS:
            films, scores = positions[:, row], np.asarray(self.scores)[:, row]
            _refuse(_repeated(films), "stands twice in its row", offset=row.start)
            gap = np.zeros(films.shape, dtype=bool)
            gap[:, 1:] = (films[:, :-1] == NO_POSITION) & (films[:, 1:] != NO_POSITION)
            _refuse(gap, "follows an empty place", offset=row.start)
            rising = np.zeros(films.shape, dtype=bool)
            rising[:, 1:] = (films[:, 1:] != NO_POSITION) & (scores[:, 1:] > scores[:, :-1])
            _refuse(rising, "scores higher than the film before it", SCORES, row.start)


def _repeated(films: NDArray[Any]) -> NDArray[np.bool_]:
    repeated = np.zeros(films.shape, dtype=bool)
    for column in range(1, films.shape[1]):
        earlier = films[:, :column] == films[:, column : column + 1]
        repeated[:, column] = earlier.any(axis=1) & (films[:, column] != NO_POSITION)
    return repeated


def _refuse(wrong: NDArray[np.bool_], why: str, name: str = ANSWERS, offset: int = 0) -> None:
    if wrong.any():
        row, column = (int(index[0]) for index in np.nonzero(wrong))
        raise TableError(f"{name}, row {row}, column {column + offset}: {why}.")
