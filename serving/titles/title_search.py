"""Finding films by title: slips and word order forgiven, accents folded, articles ignored.

Each word of a query is held against all words of all titles: it may be one of them, the
beginning of one, or a slip or two away. The share of the query's letters that a film's
words meet so is what it is a candidate by; what is a slip or two away as a whole, or
begins as the query does, is a candidate, too. The best few hundred candidates are then
compared with the query as a whole, which tells the order of words, their spaces and how
much of a title was asked for. Among equals the more rated film comes first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from serving.titles.near_texts import Likeness, NearTexts, Numbers, letter_sets, slips_between
from serving.titles.numerals import ROMAN, in_digits
from serving.titles.shown import ALSO_KNOWN_AS
from tables.arrays.texts import Texts
from tables.movies import Movie

LONGEST_QUERY = 200  # characters that count; no title is longer
ARTICLES = frozenset(
    {
        *("the", "a", "an"),  # English
        *("le", "la", "les", "l", "un", "une", "des"),  # French
        *("il", "lo", "gli", "i", "el", "los", "las"),  # Italian, Spanish
        *("der", "die", "das", "ein", "eine", "de", "het", "een"),  # German, Dutch
    }
)
_WORD = re.compile(r"\w+")
_LIKE_A_YEAR = re.compile("[0-9]{4}")
_DIGIT = re.compile("[0-9]")
_APOSTROPHE = re.compile("['’`´]")
_SPECIAL = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
_JOINT = re.compile(r"(?<=\w)[-.·‐‑](?=\w)")  # "Spider-Man" is typed as one word, too
_PARENTHESIS = re.compile(r"[()]")

_LEAST_MATCH = 0.5  # share of the query's letters; below it a match is chance
_CANDIDATES = 300  # films that are compared with the whole query
_SHORT = 6  # letters: below, one slip is forgiven, from there on two
_LEAST_BEGINNING = 4  # letters of a beginning in which a slip is forgiven

# Likeness: of a beginning to what it is the beginning of, of the other titles in
# parentheses, and of a query without the article that was typed.
_BEGINNING = 0.9
_OTHER_TITLE = 0.98
_LEFT_OUT = 0.98

# The score is the likeness, and on top of it:
_WHOLE_WEIGHT = 0.3  # likeness as a whole, so that the order of the words counts
_LENGTH_WEIGHT = 0.3  # likeness to all of a title, as far as it is above the half
_SAME_BONUS = 0.3  # for exactly a title
_START_BONUS = 0.3  # for exactly the beginning of a title ...
_LONG_START = 8  # ... of so many letters; less for a shorter one
_WORDS_BONUS = 0.15  # for exactly each of several words, in whatever order
_LETTERS_BONUS = 0.02  # for the very letters of a title, as after a transposed or doubled one
_RATINGS_WEIGHT = 0.05  # number of ratings, on a log scale


class _Wording(NamedTuple):
    """A way to read a query."""

    text: str
    worth: float = 1
    year: int | None = None  # of this year alone


class TitleIndex:
    """An index of all titles, built once in about 0.2 s for 10,000 films."""

    def __init__(self, movies: Sequence[Movie]) -> None:
        self._movies = movies
        in_words: list[tuple[str, int]] = []
        names: list[str] = []
        worths: list[float] = []
        starts = [0]
        for film, movie in enumerate(movies):
            in_full = spelled(movie.title)
            its_words = set(_without_articles(in_full))
            its_words.update(ROMAN[word] for word in in_full if word in ROMAN)
            if _JOINT.search(movie.title):
                its_words.update(words(_JOINT.sub("", movie.title)))
            in_words += [(word, film) for word in its_words]
            named = _names(movie.title, in_full)
            names += named.keys()
            worths += named.values()
            starts.append(len(names))
        # The names of a film, by which it is known as a whole, stand beside each other.
        self._names = Texts(names)
        self._worths = np.array(worths, np.float32)
        self._starts = np.array(starts)
        self._lengths = np.array([len(name) for name in names], np.int32)
        self._letters = letter_sets(names)
        self._by_word = NearTexts(in_words)
        films = np.repeat(np.arange(len(movies)), np.diff(self._starts)).tolist()
        self._by_name = NearTexts(zip(names, films, strict=True))
        self._years = np.array([movie.year or 0 for movie in movies], np.int32)
        ratings = np.log1p(np.array([movie.ratings for movie in movies], np.float32))
        self._prominence = _RATINGS_WEIGHT * ratings / max(1.0, ratings.max(initial=0))

    def find(self, query: str, limit: int = 20) -> list[Movie]:
        """The films whose titles match best, best first; empty where none comes near."""
        typed = spelled(query[:LONGEST_QUERY])
        if not typed or limit < 1:
            return []
        wordings = self._wordings(typed)
        met = self._met(_without_articles(typed))
        candidates = self._candidates(wordings, met, max(limit, _CANDIDATES))
        if not len(candidates):
            return []
        score = self._score(wordings, met[candidates], candidates)
        best = candidates[np.argsort(-score, kind="stable")[:limit]]
        return [self._movies[int(position)] for position in best]

    def _wordings(self, typed: Sequence[str]) -> list[_Wording]:
        """The query as it is, without articles, and without the year it may name."""
        found = [_Wording(" ".join(typed))]
        short = _without_articles(typed)
        if len(short) < len(typed):
            found.append(_Wording(" ".join(short), _LEFT_OUT))
        years = [word for word in short if _LIKE_A_YEAR.fullmatch(word)]
        if 0 < len(years) < len(short):
            rest = " ".join(word for word in short if word not in years)
            found.append(_Wording(rest, year=int(years[-1])))
        return found

    def _met(self, typed: Sequence[str]) -> Likeness:
        """The share of the typed letters that the words of each film meet, (films,)."""
        met = np.zeros(len(self._movies), np.float32)
        # By itself a number like a year is a title, if there is one, or else the year.
        alone = all(_LIKE_A_YEAR.fullmatch(word) for word in typed)
        different = set(typed)
        for word in sorted(different):
            best = np.zeros(len(self._movies), np.float32)
            films, likeness = self._by_word.films(*self._alike(word))
            order = np.argsort(likeness, kind="stable")
            best[films[order]] = likeness[order]  # of several the best comes last, and stays
            if _LIKE_A_YEAR.fullmatch(word) and not (alone and len(films)):
                best[self._years == int(word)] = 1
            met += len(word) * best
        return met / np.float32(sum(map(len, different)))

    def _alike(self, word: str) -> tuple[Numbers, Likeness]:
        """The words of titles that may be meant by a word; one may come twice."""
        starting = self._by_word.beginning(word)
        likeness = np.full(len(starting), _BEGINNING, np.float32)
        # A single letter is rather the beginning of a word than the R of "R.I.P.D.".
        if word in self._by_word and (len(word) > 1 or word.isdigit()):
            likeness[0] = 1
        if _LIKE_A_YEAR.fullmatch(word):
            return starting[likeness == 1], likeness[likeness == 1]
        if len(word) == 1 or _DIGIT.search(word):  # another number is another film
            return starting, likeness
        found = [(starting, likeness), self._by_word.near(word, _forgiven(word))]
        if len(word) >= _LEAST_BEGINNING:
            numbers, likeness = self._by_word.near_beginning(word)
            found.append((numbers, _BEGINNING * likeness))
        return _joined(found)

    def _candidates(self, wordings: Sequence[_Wording], met: Likeness, most: int) -> Numbers:
        """Positions, ascending, of the films worth a comparison with the whole query."""
        likeness = np.where(met >= _LEAST_MATCH, met, 0)
        for text, _, year in wordings:
            found = [self._by_name.near(text, _forgiven(text))]
            if text not in ARTICLES:  # nobody asks for all titles that begin with "the"
                starting = self._by_name.beginning(text)
                found.append((starting, np.ones(len(starting), np.float32)))
            if " " not in text and len(text) >= _SHORT:  # "bladerunner", and more to come
                found.append(self._by_name.near_beginning(text))
            films, alike = self._by_name.films(*_joined(found))
            if year is not None:
                films, alike = films[self._years[films] == year], alike[self._years[films] == year]
            np.maximum.at(likeness, films, alike)
        rough = np.where(likeness > 0, likeness + self._prominence, 0)
        if np.count_nonzero(rough) > most:
            return np.sort(np.argpartition(-rough, most)[:most])
        return np.flatnonzero(rough)

    def _score(
        self, wordings: Sequence[_Wording], met: Likeness, candidates: Numbers
    ) -> NDArray[np.float32]:
        """How good a match each candidate is, (candidates,), by the words and as a whole."""
        counts = self._starts[candidates + 1] - self._starts[candidates]
        first = np.cumsum(counts) - counts
        places = np.arange(counts.sum()) + np.repeat(self._starts[candidates] - first, counts)
        names = self._names.at(places)
        years = np.repeat(self._years[candidates], counts)
        all_of_it = np.zeros(len(names))
        start_of_it = np.zeros(len(names))
        bonus = np.zeros(len(names))
        for text, worth, year in wordings:
            worths = worth * self._worths[places] * (True if year is None else years == year)
            slips = slips_between(text, names)
            full = worths * (1 - slips / np.maximum(self._lengths[places], len(text)))
            missed = slips_between(text, [name[: len(text)] for name in names])
            all_of_it = np.maximum(all_of_it, full)
            start_of_it = np.maximum(start_of_it, worths * (1 - missed / len(text)))
            # The longer a text, the less by chance a title begins just so.
            begins = _START_BONUS * (missed == 0) * min(1, len(text) / _LONG_START)
            letters = _LETTERS_BONUS * (self._letters[places] == letter_sets([text])[0])
            if worth == 1:
                bonus = np.maximum(bonus, (begins + _SAME_BONUS * (slips == 0)) * (worths > 0))
            bonus = np.maximum(bonus, letters * (worths > 0))
        full, start, bonus = (
            np.maximum.reduceat(each, first) for each in (all_of_it, start_of_it, bonus)
        )
        whole = np.maximum(full, _BEGINNING * start)
        score: NDArray[np.float32] = (
            np.maximum(met, whole)
            + _WHOLE_WEIGHT * whole
            + _LENGTH_WEIGHT * np.maximum(0, 2 * full - 1)
            + bonus
            + _WORDS_BONUS * (met > 0.999) * (" " in wordings[-1].text)
            + self._prominence[candidates]
        )
        return score


def words(text: str) -> list[str]:
    """Lower-case words without accents and without articles (unless there is nothing else)."""
    return _without_articles(spelled(text))


def spelled(text: str) -> list[str]:
    """Lower-case words without accents, articles and all."""
    return _WORD.findall(_APOSTROPHE.sub("", without_accents(text)).replace("_", " "))


def without_accents(text: str) -> str:
    """Lower case without accents, and without ligatures and letters of a single language."""
    plain = text.casefold()
    if plain.isascii():
        return plain
    decomposed = unicodedata.normalize("NFKD", plain).translate(_SPECIAL)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _without_articles(found: Sequence[str]) -> list[str]:
    return [word for word in found if word not in ARTICLES] or list(found)


def _names(title: str, in_full: list[str]) -> dict[str, float]:
    """What a film may be called: its title, the others in parentheses, without articles, too.

    ``in_full`` is the title as it is ``spelled``.
    """
    proper, *others = _PARENTHESIS.split(title)
    parts = [(spelled(proper) if others else in_full, 1.0)]
    if others:
        parts += [(in_full, _OTHER_TITLE)]
        parts += [(spelled(ALSO_KNOWN_AS.sub("", other)), _OTHER_TITLE) for other in others]
    names: dict[str, float] = {}
    for part, worth in parts:
        names.setdefault(" ".join(part), worth)
        names.setdefault(" ".join(_without_articles(part)), worth)
        if numbered := in_digits(_without_articles(part)):
            names.setdefault(" ".join(numbered), worth)
    if len(names) > 1:
        names.pop("", None)
    return names


def _forgiven(text: str) -> int:
    """How many slips; a single letter may be any other, so none there."""
    return 0 if len(text) < 2 else 1 if len(text) < _SHORT else 2


def _joined(found: Sequence[tuple[Numbers, Likeness]]) -> tuple[Numbers, Likeness]:
    numbers, likeness = zip(*found, strict=True)
    return np.concatenate(numbers), np.concatenate(likeness)
