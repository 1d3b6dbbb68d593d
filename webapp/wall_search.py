"""The wall's own search: films by word starts, years, decades and genres, all folded.

``static/js/search.js`` finds by the same rules what a visitor types; a film's key is in the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from serving.titles.numerals import ROMAN

FEWEST_OF_A_CHIP = 3  # films of the wall; a chip that shows fewer is not worth its place
MOST_GENRES = 10  # with the decades they fill a line

_APART = re.compile(r"[^\w]+")
_DROPPED = re.compile(r"[\u0300-\u036f'’.]")
_JOINED = re.compile(r"(?<=\w)[-·](?=\w)")  # "Spider-Man" is typed as one word, too
_LEAST_GENRE = 3  # letters; fewer would show half of the wall
_NUMBER = re.compile(r"\d{1,2}")


class Searched(Protocol):
    """A film as far as the search looks at it."""

    @property
    def year(self) -> int | None: ...
    @property
    def genres(self) -> tuple[str, ...]: ...


class Chip(NamedTuple):
    """A genre or a decade to press: what it says, the query that it leads to, and if it is on."""

    label: str
    query: str
    pressed: bool


def fold(text: str) -> str:
    """Lower case without accents or punctuation: "Amélie's" becomes "amelies"."""
    plain = _DROPPED.sub("", unicodedata.normalize("NFD", text.lower()))
    return _APART.sub(" ", plain).strip()


def search_key(titles: Sequence[str], film: Searched) -> str:
    """Words of the titles, the year with its decade, and words of the genres, with | between.

    Words with a hyphen are in it as one word, too, and Roman numerals as numbers.
    """
    named = _words(titles)
    named += [ROMAN[word] for word in named if word in ROMAN]
    parts = named, _years(film.year), _words(film.genres)
    return "|".join(" ".join(dict.fromkeys(words)) for words in parts)


def matches(key: str, query: str) -> bool:
    """Whether every word of a query begins a word of the key.

    Numbers of one or two digits are whole words of a title ("toy story 2" is not of 2010),
    decades ("90s", "1990s") are whole, and genres are found by three letters.
    """
    titles, years, genres = (part.split() for part in key.split("|"))

    def found(word: str) -> bool:
        return _found(word, titles, years, genres)

    for typed in query.split():
        words = fold(typed).split()
        joined = len(words) > 1 and found("".join(words))
        if not joined and not all(map(found, words)):
            return False
    return True


def chips(films: Sequence[Searched], query: str) -> tuple[list[Chip], list[Chip]]:
    """The genres of the films, the most frequent first, and their decades, with what they toggle.

    A chip that is on takes its words out of the query; another one adds them.
    """
    genres = Counter(genre for film in films for genre in film.genres)
    decades = Counter(f"{film.year // 10}0s" for film in films if film.year)
    shown = [genre for genre, n in genres.most_common(MOST_GENRES) if n >= FEWEST_OF_A_CHIP]
    return (
        [_chip(genre, query, set()) for genre in shown],
        [
            _chip(decade, query, set(decades))  # no film is of two
            for decade, n in sorted(decades.items())
            if n >= FEWEST_OF_A_CHIP
        ],
    )


def _chip(label: str, query: str, instead_of: set[str]) -> Chip:
    word = label.lower()
    others = [each for each in query.split() if each.lower() not in {word, *instead_of}]
    if word in query.lower().split():
        return Chip(label, " ".join(others), True)
    return Chip(label, " ".join((*others, word)), False)


def _found(word: str, titles: list[str], years: list[str], genres: list[str]) -> bool:
    if _NUMBER.fullmatch(word):
        return word in titles
    return (
        _begins(word, titles)
        or _begins(word, years[:1])
        or word in years[1:]
        or (len(word) >= _LEAST_GENRE and _begins(word, genres))
    )


def _begins(start: str, words: Iterable[str]) -> bool:
    return any(word.startswith(start) for word in words)


def _words(texts: Iterable[str]) -> list[str]:
    words: list[str] = []
    for text in texts:
        words += fold(text).split()
        if _JOINED.search(text):
            words += fold(_JOINED.sub("", text)).split()
    return words


def _years(year: int | None) -> list[str]:
    return [] if year is None else [str(year), f"{year // 10}0s", f"{year // 10 % 10}0s"]
