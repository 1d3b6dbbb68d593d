"""Parts of a series, as titles number them and as people type them: Part II is 2."""

from __future__ import annotations

from collections.abc import Sequence

ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
"""Numerals that are no words, letters or names of their own, as I, V and X are."""
_COUNTED = frozenset({"part", "episode", "chapter", "vol", "volume"})


def in_digits(words: Sequence[str]) -> list[str]:
    """The words with Roman numerals as digits, without what they count; [] if there is none."""
    found: list[str] = []
    for word in words:
        if word in ROMAN:
            if found and found[-1] in _COUNTED:
                found.pop()
            found.append(ROMAN[word])
        else:
            found.append(word)
    return found if found != list(words) else []
