"""What a view of the API declares about itself, beside its docstring; ``openapi.py`` reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Parameter:
    """A parameter of an address."""

    name: str
    type: Any  # of ``schemas``, or any type with a JSON schema
    description: str
    where: Literal["query", "path"] = "query"
    required: bool = True
    example: Any = None


@dataclass(frozen=True)
class Specification:
    """What the view answers with and what it needs; the docstring says what it does."""

    answer: Any  # a type of ``schemas``
    parameters: tuple[Parameter, ...] = ()
    problems: tuple[str, ...] = ()  # kinds of ``problems.KINDS``
    body: Any = None  # type of the request's body, where it takes any
    body_media_type: str = "application/json"
    conditional: bool = True  # whether it has an ETag, and is 304 to whoever has it already


def specify(specification: Specification) -> Callable[[View], View]:
    """Attach what a view declares to it."""

    def attach(view: View) -> View:
        view.specification = specification  # type: ignore[attr-defined]  # a function's own attribute
        return view

    return attach


def specification_of(view: Callable[..., Any]) -> Specification | None:
    """What ``specify`` attached, or None."""
    found: Specification | None = getattr(view, "specification", None)
    return found
