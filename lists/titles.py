"""What a title is called, in the ways that people and exports write it."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from serving.titles.title_search import ARTICLES, without_accents

_AKA = re.compile(r"\ba\.?k\.?a\.?\s+", re.IGNORECASE)
_GROUP = re.compile(r"\(([^()]*)\)")
# Parentheses that tell films apart, or versions of one; no titles by themselves.
_NO_TITLE = re.compile(
    r"(?:part|pt|vol|volume|chapter|episode|season)?\.?\s*(?:[0-9]+|[ivx]+|one|two|three)"
    r"|3-?d|imax|tv|director'?s cut|extended.*|uncut|unrated|short|documentary",
    re.IGNORECASE,
)
# In one step what the text is cut by; apostrophes are no cuts, and "&" and "+" are words.
_CUTS: dict[int, str | None] = {code: " " for code in range(128) if not chr(code).isalnum()}
_CUTS |= {ord(letter): None for letter in "'’`´"} | {ord(letter): " and " for letter in "&+"}
_NO_WORD = re.compile(r"[^\w]+|_+")
_SEGMENTS = re.compile(r":\s+|\s+[-–—]\s+|\s+or:\s+|,?\s+or\s+(?=\()", re.IGNORECASE)
_MOST_GROUPS = 4  # parentheses of a title; no film has more
_LEAST_SEGMENT = 7  # letters; and two words: shorter ones are the titles of other films

_SPELLED = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen"),
)
_ROMAN = (
    *("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii"),
    *("xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx"),
)
_SAME = {word: str(number) for number, word in enumerate(_SPELLED, 1)}
_SAME |= {"pt": "part", "vol": "volume", "vs": "versus", "n": "and"}
# "X-Men" and "V for Vendetta" begin with letters, not with numerals; "I" is more than a numeral.
_SAME_INSIDE = _SAME | {word: str(number) for number, word in enumerate(_ROMAN, 1) if number > 1}
_ARTICLES = ARTICLES - {"i"}  # "I, Frankenstein" is not "Frankenstein"
_NUMBERED = frozenset({"part", "pt", "volume", "vol", "chapter", "episode", "book"})


class Likeness(IntEnum):
    """How much two ways to write a title are alike; the lower the more."""

    SAME = 0  # but for case, accents and punctuation
    REWRITTEN = 1  # "Godfather, The"; "Rocky 2"
    LOOSE = 2  # an article is missing, or words are cut differently
    NONE = 3


class Name(NamedTuple):
    """A name of a film."""

    text: str
    alternative: bool = False  # one of those in parentheses


class Spelling(NamedTuple):
    """A name of a film in the ways that it is compared in."""

    strict: str
    loose: str
    words: tuple[str, ...]  # in alphabetical order, numbers in one way
    alternative: bool


def names_of(title: str) -> list[Name]:
    """The title whole, without its parentheses, and each title that stands in them."""
    names = [Name(title)]
    if "(" not in title:
        if _AKA.search(title):
            names += [Name(part.strip(" ,"), True) for part in _AKA.split(title)[:_MOST_GROUPS]]
        return names
    groups = [group.strip() for group in _GROUP.findall(title)[:_MOST_GROUPS]]
    main = title[: title.index("(")].strip()
    if not main or any(_NO_TITLE.fullmatch(group) for group in groups):
        return names
    names.append(Name(main))
    for group in groups:
        parts = (part.strip(" ,") for part in _AKA.split(group)[:_MOST_GROUPS])
        names += [Name(part, True) for part in parts if part]
    return names


def keys_of(title: str) -> tuple[str, ...]:
    """The different keys of all names of a title; none where it has no letter or digit."""
    if "(" not in title and not _AKA.search(title):  # as nearly all titles are
        strict, loose = _keys(title)
        return (strict, loose) if strict != loose else (strict,) if strict else ()
    return tuple({key for name in names_of(title) for key in _keys(name.text)} - {""})


@lru_cache(maxsize=8192)
def spellings_of(title: str) -> tuple[Spelling, ...]:
    """All names of a title, each ready to be compared."""
    found = []
    for name in names_of(title):
        strict, loose = _keys(name.text)
        words = tuple(sorted(_numbered(_all_words(name.text))))
        found.append(Spelling(strict, loose, words, name.alternative))
    return tuple(found)


def likeness(ours: Spelling, theirs: Spelling) -> Likeness:
    """How much two ways to write a title are alike."""
    if ours.strict == theirs.strict:
        return Likeness.SAME
    if not {ours.strict, ours.loose} & {theirs.strict, theirs.loose}:
        return Likeness.NONE
    return Likeness.REWRITTEN if ours.words == theirs.words else Likeness.LOOSE


def _keys(text: str) -> tuple[str, str]:
    """The letters and digits of a title, and those without articles and with numbers as digits."""
    found = _all_words(text)
    strict = "".join(found)
    telling = [word for word in found if word not in _ARTICLES] or found
    return strict, "".join(_numbered(telling))


def _numbered(found: list[str]) -> list[str]:
    """The words with one way to write numbers and the like."""
    if "i" in found:
        before = ["", *found]
        found = [
            "1" if word == "i" and before[position] in _NUMBERED else word
            for position, word in enumerate(found)
        ]
    return [
        _SAME_INSIDE.get(word, word) if position else _SAME.get(word, word)
        for position, word in enumerate(found)
    ]


def segment_keys(title: str) -> tuple[str, ...]:
    """Keys of the first and last part of "Star Wars: Episode IV - A New Hope", if they say much."""
    if ": " not in title and " - " not in title and " or" not in title and " – " not in title:
        return ()  # nearly all titles, and the pattern is slow
    parts = _SEGMENTS.split(title)
    if len(parts) < 2:
        return ()
    found: set[str] = set()
    for part in (parts[0], parts[-1]):
        if len(part) >= _LEAST_SEGMENT and len(set(_all_words(part)) - _ARTICLES) > 1:
            found.update(_keys(part))
    return tuple(found)


def _all_words(text: str) -> list[str]:
    plain = without_accents(text).translate(_CUTS)
    return plain.split() if plain.isascii() else _NO_WORD.sub(" ", plain).split()
