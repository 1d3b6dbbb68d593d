"""What TMDB says of a film, made short: one sentence of plot, runtime, directors, actors."""

from __future__ import annotations

import re
from dataclasses import dataclass

import msgspec

from training.posters.troubles import TmdbError, Trouble

LONGEST_PLOT = 240  # characters
MOST_DIRECTORS, MOST_ACTORS = 3, 4

_LONGEST_NAME = 100
_LONGEST_RUNTIME = 10_000  # minutes; what is beyond is a mistake
_POSTER = re.compile(r"/[A-Za-z0-9_.-]{1,120}")

# Where a sentence ends: a mark, perhaps a closing one, and then a space and what may begin one.
_END = re.compile(r"""[.!?…]+["'”’)\]]*(?=\s+["'“‘(\[]?[A-Z0-9À-Þ])""")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"'])(?:Mr|Mrs|Ms|Dr|St|Prof|Sgt|Lt|Col|Capt|Cpt|Gen|Gov|Sen|Rev|Jr|Sr|No|vs|Mt|Maj"
    r"|[A-Z](?:\.[A-Z])*)\.$"
)


@dataclass(frozen=True)
class Facts:
    """A film in short; what TMDB does not know is empty or None."""

    poster: str | None  # path of its poster
    plot: str
    runtime: int | None  # minutes
    directors: tuple[str, ...]
    actors: tuple[str, ...]  # leading ones first


class _Person(msgspec.Struct, frozen=True):
    name: str = ""
    job: str = ""
    order: int = 0


class _Credits(msgspec.Struct, frozen=True):
    cast: tuple[_Person, ...] = ()
    crew: tuple[_Person, ...] = ()


class _Film(msgspec.Struct):
    id: int
    overview: str | None = None
    runtime: int | None = None
    poster_path: str | None = None
    credits: _Credits = _Credits()


def facts_of(content: bytes, tmdb_id: int) -> Facts:
    """The facts in the JSON of a film with its credits.

    Raises ``TmdbError`` for what is no JSON, or is that of something else.
    """
    try:
        film = msgspec.json.decode(content, type=_Film)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        html = content.lstrip()[:1] == b"<"
        what = "HTML instead of JSON" if html else "JSON that is broken or of something else"
        raise TmdbError(Trouble.NOT_A_FILM, f"it sent {what}") from None
    if film.id != tmdb_id:
        raise TmdbError(Trouble.NOT_A_FILM, f"it sent the film {film.id} instead")
    path = film.poster_path or ""
    actors = sorted(film.credits.cast, key=lambda person: person.order)
    directors = (person for person in film.credits.crew if person.job == "Director")
    return Facts(
        path if _POSTER.fullmatch(path) else None,
        first_sentence(film.overview or ""),
        film.runtime if 0 < (film.runtime or 0) <= _LONGEST_RUNTIME else None,
        _names(list(directors), MOST_DIRECTORS),
        _names(actors, MOST_ACTORS),
    )


def first_sentence(text: str, longest: int = LONGEST_PLOT) -> str:
    """The first sentence of a text; cut at a word, with an ellipsis, where it is too long."""
    text = _plain(text)
    for found in _END.finditer(text):
        if not _ABBREVIATION.search(text[: found.end()]):
            text = text[: found.end()]
            break
    if len(text) <= longest:
        return text
    kept, _, _ = text[:longest].rpartition(" ")
    return (kept or text[: longest - 1]).rstrip(" ,;:–—-") + "…"


def _names(people: list[_Person], most: int) -> tuple[str, ...]:
    names = (_plain(person.name) for person in people)
    fitting = (name for name in names if name and len(name) <= _LONGEST_NAME)
    return tuple(dict.fromkeys(fitting))[:most]


def _plain(text: str) -> str:
    """One line without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
