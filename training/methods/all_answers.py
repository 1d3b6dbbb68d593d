"""Job 4, pick-three answers: the ten films for every unordered triple of the catalogue.

Every answer that a visitor can ask for is worked out here, so that a request is
one look-up. The triples go through the method in blocks; memory is bounded by a
block's scores, not by their number.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from serving.ranking import top_listed
from tables.arrays.answers import BEST_ROW, LESS_KNOWN_ROW, POPULAR_ROW, WIDTH
from tables.arrays.files import NO_POSITION
from tables.arrays.triples import all_triples
from training.methods.base import ExplainedMethod, Row, TrainingData
from training.runtime.progress import progress_bar

BLOCK = 256  # triples at a time
REASON_SHARE = 0.6


@dataclass(frozen=True)
class AllAnswers:
    """The arrays of ``tables/arrays/answers.py``; positions are of the training vocabulary."""

    positions: NDArray[np.int32]  # (T, 20), -1 where there is no film
    scores: NDArray[np.float32]  # (T, 20)
    because: NDArray[np.uint8]  # (T, 20)


def answer_all_triples(
    method: ExplainedMethod, data: TrainingData, block: int = BLOCK, progress: bool = False
) -> AllAnswers:
    """The answers of a fitted ``method`` to all triples of the catalogue, in index order.

    ``score`` and ``contributions`` of the method are called from several threads.
    """
    catalogue = data.catalogue
    triples = all_triples(len(catalogue.movies))
    rows: tuple[tuple[Row, slice, NDArray[np.bool_]], ...] = (
        ("popular", POPULAR_ROW, catalogue.outside_popular),
        ("less_known", LESS_KNOWN_ROW, catalogue.outside_less_known),
        ("best", BEST_ROW, catalogue.outside_popular | catalogue.outside_less_known),
    )
    positions = np.full((len(triples), WIDTH), NO_POSITION, dtype=np.int32)
    scores = np.zeros((len(triples), WIDTH), dtype=np.float32)
    because = np.zeros((len(triples), WIDTH), dtype=np.uint8)

    def answer(start: int) -> None:
        part = slice(start, start + block)
        picks = catalogue.movies[triples[part]]
        found = method.score_listed(picks)
        for name, row, allowed in rows:
            row_scores = np.where(allowed[found.movies], getattr(found, name), -np.inf)
            chosen, best = top_listed(row_scores, found.movies, row.stop - row.start)
            present = chosen != NO_POSITION
            positions[part, row] = chosen
            scores[part, row] = best
            shares = method.contributions(picks, np.maximum(chosen, 0), name)
            because[part, row] = np.where(present, reasons(shares), 0)

    # NumPy lets go of the interpreter while it computes, so threads use all cores; each writes
    # rows of its own. The linear algebra of one block is too small to be split further.
    starts = range(0, len(triples), block)
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(os.cpu_count()) as pool:
        done = pool.map(answer, starts)
        with progress_bar(len(starts), "answers: blocks of triples", progress) as bar:
            for _ in done:
                bar.update()
    return AllAnswers(positions, scores, because)


def reasons(contributions: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Which picks are a reason: (n, 3, k) contributions to (n, k) bits.

    A pick is a reason when it contributes at least ``REASON_SHARE`` of what the
    strongest pick does; the strongest always is one.
    """
    strongest = contributions.max(axis=1, keepdims=True)
    # Where nothing speaks for a film, all picks are equally much a reason.
    is_reason = contributions >= np.where(strongest > 0, REASON_SHARE * strongest, strongest)
    bits = (1 << np.arange(contributions.shape[1], dtype=np.uint8))[None, :, None]
    found: NDArray[np.uint8] = (is_reason * bits).sum(axis=1).astype(np.uint8)
    return found
