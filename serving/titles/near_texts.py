"""Texts found by how they begin and by how few slips they are away.

A slip is a letter wrong, missing or too many, or two neighbours exchanged: the optimal
string alignment distance (Damerau, "A technique for computer detection and correction
of spelling errors", Communications of the ACM 1964), computed by RapidFuzz.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from tables.arrays.texts import Texts

Numbers = NDArray[np.int64]
Likeness = NDArray[np.float32]  # 1 for the same text, 0 for nothing in common

_LAST = "\U0010ffff"  # sorts behind every letter


class NearTexts:
    """Distinct texts, numbered in alphabetical order, and the films that have each."""

    def __init__(self, pairs: Iterable[tuple[str, int]]) -> None:
        """``pairs`` of a text that is not empty and the position of a film."""
        films: dict[str, list[int]] = {}
        for text, film in pairs:
            films.setdefault(text, []).append(film)
        texts = sorted(films)
        listed = [films[text] for text in texts]
        self._texts = Texts(texts)
        self._films = np.fromiter(chain.from_iterable(listed), np.int32)
        self._starts = np.cumsum([0, *map(len, listed)])
        self._lengths = np.array([len(text) for text in texts], dtype=np.int32)
        self._letters = letter_sets(texts)

    def __contains__(self, text: str) -> bool:
        numbers = self.beginning(text)
        return len(numbers) > 0 and self._texts[numbers[0]] == text

    def beginning(self, start: str) -> Numbers:
        """The texts that begin so; the text itself, if there is one, first."""
        return np.arange(*self._range(start))

    def near(self, text: str, slips: int) -> tuple[Numbers, Likeness]:
        """The texts at most so many slips away, and how like ``text`` they are."""
        # A slip changes the length by one at most and the set of letters by two: nearly
        # all texts are told apart by that, and the distance is computed for the rest.
        foreign = np.bitwise_count(self._letters ^ letter_sets([text])[0])
        possible = np.flatnonzero(
            (np.abs(self._lengths - len(text)) <= slips) & (foreign <= 2 * slips)
        )
        distances = slips_between(text, self._listed(possible), most=slips)
        close = distances <= slips
        numbers = possible[close]
        longer = np.maximum(self._lengths[numbers], len(text))
        return numbers, (1 - distances[close] / longer).astype(np.float32)

    def near_beginning(self, text: str) -> tuple[Numbers, Likeness]:
        """Longer texts whose beginning is a slip away at most, the first letter being right."""
        start, end = self._range(text[0])
        strange = np.bitwise_count(letter_sets([text])[0] & ~self._letters[start:end])
        longer = self._lengths[start:end] > len(text)
        possible = start + np.flatnonzero((strange <= 1) & longer)
        # With a letter left out of it, a text begins one letter further on.
        near = np.zeros(len(possible), dtype=bool)
        texts = self._listed(possible)
        for length in (len(text), len(text) + 1):
            starts = [longer_text[:length] for longer_text in texts]
            near |= slips_between(text, starts, most=1) <= 1
        numbers = possible[near]
        return numbers, np.full(len(numbers), 1 - 1 / len(text), np.float32)

    def films(self, numbers: Numbers, likeness: Likeness) -> tuple[NDArray[np.int32], Likeness]:
        """The films that have these texts, with the likeness of each; one may come twice."""
        counts = self._starts[numbers + 1] - self._starts[numbers]
        before = np.cumsum(counts) - counts
        places = np.arange(counts.sum()) + np.repeat(self._starts[numbers] - before, counts)
        return self._films[places], np.repeat(likeness, counts)

    def _listed(self, numbers: Numbers) -> list[str]:
        return self._texts.at(numbers)

    def _range(self, start: str) -> tuple[int, int]:
        return bisect_left(self._texts, start), bisect_left(self._texts, start + _LAST)


def slips_between(text: str, others: Sequence[str], most: int | None = None) -> NDArray[np.int32]:
    """How many slips each of the others, (n,), is away; above ``most`` any number above it."""
    if not others:
        return np.zeros(0, np.int32)
    distances: NDArray[np.int32] = cdist(
        [text], others, scorer=OSA.distance, score_cutoff=most, dtype=np.int32
    )[0]
    return distances


def letter_sets(texts: Sequence[str]) -> NDArray[np.uint64]:
    """The set of letters of each text, (n,), a bit each; letters 64 apart share one."""
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    bits = np.uint64(1) << (codes & np.uint32(63)).astype(np.uint64)
    lengths = np.array([len(text) for text in texts], np.int64)
    sets = np.zeros(len(texts), np.uint64)
    filled = np.flatnonzero(lengths)
    if len(filled):
        starts = (np.cumsum(lengths) - lengths)[filled]
        sets[filled] = np.bitwise_or.reduceat(bits, starts)
    return sets
