"""Parameters of an address: read and checked in one place, for pages and API alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from flask import Request

from serving.own_answers import ADVENTURES, USUAL
from serving.users import User
from tables import Movie
from webapp.problems import Problem
from webapp.run_view import RunView

OLDER_NAMES = {"movieId": "movie"}
"""What parameters of the API were called before: still understood, and no longer described."""

Choice = TypeVar("Choice", bound=str)


def one_of(request: Request, name: str, choices: Sequence[Choice], default: Choice) -> Choice:
    """A parameter that is one of ``choices``. Raises ``wrong-parameter``."""
    text = _single(request, name)
    if text is None:
        return default
    for choice in choices:
        if text == choice:
            return choice
    wanted = ", ".join(choices[:-1]) + f" or {choices[-1]}"
    raise Problem("wrong-parameter", f"The parameter {name} is {wanted}, not “{shorten(text)}”.")


def limit_of(request: Request, default: int, most: int) -> int:
    """How many films are wanted, 1 to ``most``. Raises ``wrong-parameter``."""
    text = _single(request, "limit")
    if text is None:
        return default
    number = film_number(text)
    if number is None or not 1 <= number <= most:
        raise Problem(
            "wrong-parameter",
            f"The parameter limit is a whole number from 1 to {most}, not “{shorten(text)}”.",
        )
    return number


def adventure_of(request: Request) -> int:
    """From famous, 0, to hidden, 4; 2 where it is not given. Raises ``wrong-parameter``."""
    text = _single(request, "adventure")
    if text is None:
        return USUAL
    number = film_number(text)
    if number is None or number not in ADVENTURES:
        raise Problem(
            "wrong-parameter",
            f"The parameter adventure is a whole number from 0 to 4, not “{shorten(text)}”.",
        )
    return number


def text_of(request: Request, name: str, longest: int) -> str:
    """A text that is there and not too long. Raises ``wrong-parameter``."""
    text = (_single(request, name) or "").strip()
    if not text:
        raise Problem("wrong-parameter", f"Say what {name}, as in ?{name}=inception.")
    if len(text) > longest:
        raise Problem(
            "wrong-parameter",
            f"The parameter {name} holds {len(text):,} characters; {longest} are the most.",
        )
    return text


def film_number(text: str) -> int | None:
    """The number that ``text`` spells, or None. Digits only: no sign, no space, no 1e3."""
    return int(text) if re.fullmatch(r"[0-9]{1,10}", text) else None


def texts_of(request: Request, name: str) -> list[str]:
    """All values of a parameter that may be there more than once, by its older name, too."""
    older = OLDER_NAMES.get(name)
    return [*request.args.getlist(name), *(request.args.getlist(older) if older else ())]


def known_movie(movie_id: int, view: RunView) -> Movie:
    """The movie of the run. Raises ``unknown-film``."""
    found = view.movie(movie_id)
    if found is None:
        raise Problem("unknown-film", f"There is no film with the number {movie_id}.")
    return found


def known_user(user_id: int, view: RunView) -> User:
    """The user of the data set. Raises ``unknown-user``."""
    found = view.models.user(user_id)
    if found is None:
        raise Problem("unknown-user", f"There is no user with the number {user_id}.")
    return found


def shorten(text: str) -> str:
    """At most 40 characters of what somebody sent."""
    return text if len(text) <= 40 else f"{text[:39]}…"


def _single(request: Request, name: str) -> str | None:
    values = request.args.getlist(name)
    if len(values) > 1:
        raise Problem("wrong-parameter", f"The parameter {name} is given more than once.")
    return values[0] if values else None
