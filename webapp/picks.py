"""The three picks of a request: read and checked in one place, for pages and API alike."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Request

from webapp.parameters import film_number, shorten, texts_of
from webapp.problems import Problem
from webapp.run_view import RunView

PICKS = 3
LONGEST_QUERY = 2000  # bytes; a hundred picks and a search fit


class PickProblem(Problem):
    """Picks that cannot be answered; ``kept`` are those that are good, in order."""

    def __init__(self, kind: str, detail: str, kept: tuple[int, ...]) -> None:
        super().__init__(kind, detail)
        self.kept = kept

    def note(self) -> str | None:
        """What is wrong and what is left to do; None where too many picks say so themselves."""
        if self.kind != "wrong-number-of-picks":
            return f"{self.detail} {_count_sentence(self.kept)}"
        return self.detail if len(self.kept) < PICKS else None


def kept_picks(request: Request, view: RunView, name: str = "movie") -> tuple[int, ...]:
    """The different movies to pick among ``movie=...``, in order; whatever else is dropped."""
    numbers = (film_number(text) for text in texts_of(request, name))
    good = (n for n in numbers if n is not None and view.can_pick(n))
    return tuple(dict.fromkeys(good))


def three_picks(request: Request, view: RunView, name: str = "movie") -> tuple[int, ...]:
    """The three different movies of the request that a visitor can pick, in its order.

    Raises ``PickProblem``, whose kind is a key of ``problems.KINDS``, for anything else.
    """
    kept = kept_picks(request, view, name)
    length = len(request.query_string)
    if length > LONGEST_QUERY:
        raise PickProblem(
            "query-too-long",
            f"The address holds {length:,} bytes after the question mark; "
            f"three picks need fewer than {LONGEST_QUERY:,}.",
            kept,
        )

    texts = texts_of(request, name)
    numbers: list[int] = []
    for text in texts:
        number = film_number(text)
        if number is None:
            raise PickProblem(
                "not-a-number",
                f"“{shorten(text)}” is not the number of a film; expected digits, as in {name}=1.",
                kept,
            )
        numbers.append(number)

    for number in numbers:
        movie = view.movie(number)
        if movie is None:
            raise PickProblem("unknown-film", f"There is no film with the number {number}.", kept)
        if not view.can_pick(number):
            raise PickProblem(
                "not-in-catalogue",
                f"“{movie.title}” is neither among the {len(view.catalogue)} films to pick from "
                "nor rated often enough to be picked.",
                kept,
            )

    repeated = next((n for n in numbers if numbers.count(n) > 1), None)
    if repeated is not None:
        title = view.film(repeated).title
        raise PickProblem(
            "same-film-twice",
            f"“{title}” is picked more than once; the three picks must be different films.",
            kept,
        )
    if len(numbers) != PICKS:
        raise PickProblem("wrong-number-of-picks", _count_sentence(numbers), kept)
    return tuple(numbers)


def _count_sentence(numbers: Sequence[int]) -> str:
    match len(numbers):
        case 0:
            return "No film is picked yet; pick three."
        case 1:
            return "One film is picked; pick two more."
        case 2:
            return "Two films are picked; pick one more."
        case 3:
            return "Your three other picks are kept."
        case count:
            return f"{count} films are picked; three are needed, so leave {count - PICKS} out."
