"""A JSON body: read, and held to its type, with a sentence of ours for all that can be wrong."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any, NoReturn, TypeVar

import msgspec
from flask import Request
from msgspec import inspect
from werkzeug.exceptions import RequestEntityTooLarge

from webapp.parameters import shorten
from webapp.problems import Problem

Body = TypeVar("Body")
Refuse = Callable[[str], NoReturn]

# What msgspec says of text that is no JSON, and what we say.
_REASONS = {
    "truncated": "it ends before it is complete",
    "trailing characters": "something follows after its end",
    "keys must be strings": "a field’s name is not in double quotes",
    "trailing comma": "nothing follows a comma",
    "surrogate": "a text holds half a character",
    "escape": "a text holds a backslash that stands for nothing",
    "invalid number": "a number is not written as JSON writes it",
    "out of range": "a number has too many digits",
}
_BYTE = re.compile(r"\(byte ([0-9]+)\)")


def json_body(request: Request, body: type[Body], kind: str, largest: int) -> Body:
    """The body of a request as a ``body``, a ``TypedDict`` of the schemas.

    Fields beside those of the outermost object are refused, since an option that is misspelt
    would go unheard; in the objects within, such as a film with its title, they are left out.
    Raises a problem: ``kind`` where the body is JSON and not as described.
    """
    if request.mimetype != "application/json":
        raise Problem(
            "not-json",
            f"The body is {shorten(request.mimetype) or 'of no stated type'}; "
            "expected Content-Type: application/json.",
        )

    def refuse(sentence: str) -> NoReturn:
        raise Problem(kind, sentence)

    request.max_content_length = largest
    try:
        data = request.get_data(cache=False)
    except RequestEntityTooLarge:
        raise Problem(
            "body-too-large", f"The body may hold {largest:,} bytes and holds more."
        ) from None
    value = _decoded(data.removeprefix(codecs.BOM_UTF8))
    described = inspect.type_info(body)
    assert isinstance(described, inspect.TypedDictType)
    _check(value, described, "", refuse)
    _check_names(value, described, refuse)
    try:
        return msgspec.convert(value, body)
    except msgspec.ValidationError:  # what _check does not know of a schema; its words are not ours
        refuse("The body is not as described.")


def _decoded(data: bytes) -> Any:
    if not data.strip():
        raise Problem("malformed-json", "The body is empty; expected JSON.")
    try:
        # A float that is too large is infinite here, and out of the range of its field.
        return _whole_as_int(msgspec.json.Decoder(float_hook=float).decode(data))
    except UnicodeDecodeError:
        reason, place = "it is not written in UTF-8", ""
    except RecursionError:
        reason, place = "its lists or objects are nested too deeply", ""
    except msgspec.DecodeError as error:
        said = str(error)
        reason = next((ours for theirs, ours in _REASONS.items() if theirs in said), "")
        reason = reason or "a character stands where it cannot"
        place = _place(data, said)
    raise Problem("malformed-json", f"The body is not JSON{place}: {reason}.")


def _place(data: bytes, said: str) -> str:
    found = _BYTE.search(said)
    if found is None:
        return ""
    before = data[: int(found[1])].decode(errors="replace").split("\n")
    return f" from line {len(before)}, character {len(before[-1]) + 1} on"


def _whole_as_int(value: Any) -> Any:
    """The JSON value with 1.0 as 1, which is the same to JSON Schema and not to msgspec."""
    if isinstance(value, dict):
        return {key: _whole_as_int(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_whole_as_int(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _check(value: Any, wanted: inspect.Type, where: str, refuse: Refuse) -> None:
    """Refuse the first value that is not of its type, in the order of the schema."""
    wanted = _bare(wanted)
    match wanted:
        case inspect.TypedDictType():
            fits = isinstance(value, dict)
        case inspect.ListType():
            fits = isinstance(value, list)
        case inspect.IntType():
            fits = type(value) is int and _within(value, wanted)  # True is an int, too
        case inspect.FloatType():
            fits = type(value) in (int, float) and _within(value, wanted)
        case inspect.LiteralType():
            fits = value in wanted.values
        case _:
            fits = True
    if not fits:
        refuse(f"{where or 'The body'} is {_shown(value)}; expected {_words(wanted)}.")
    if isinstance(wanted, inspect.TypedDictType):
        for field in sorted(wanted.fields, key=lambda field: not field.required):
            inside = f"{where}.{field.name}" if where else field.name
            if field.name in value:
                _check(value[field.name], field.type, inside, refuse)
            elif field.required:
                refuse(f"{inside} is missing; expected {_words(_bare(field.type))}.")
    elif isinstance(wanted, inspect.ListType):
        if not (wanted.min_length or 0) <= len(value) <= (wanted.max_length or len(value)):
            refuse(f"{where} holds {len(value):,} entries; expected {_words(wanted)}.")
        for number, item in enumerate(value):
            _check(item, wanted.item_type, f"{where}[{number}]", refuse)


def _check_names(value: dict[str, Any], described: inspect.TypedDictType, refuse: Refuse) -> None:
    names = [field.name for field in described.fields]
    for name in value:
        if name in names:
            continue
        meant = get_close_matches(name, names, 1)
        hint = f" Did you mean {meant[0]}?" if meant else ""
        known = f"{', '.join(names[:-1])} and {names[-1]}"
        refuse(f"The body has an unknown field, “{shorten(name)}”.{hint} The fields are {known}.")


def _within(value: float, wanted: inspect.IntType | inspect.FloatType) -> bool:
    least, most = wanted.ge, wanted.le
    return (least is None or value >= least) and (most is None or value <= most)


def _bare(wanted: inspect.Type) -> inspect.Type:
    while isinstance(wanted, inspect.Metadata):
        wanted = wanted.type
    return wanted


def _shown(value: Any) -> str:
    """What somebody sent, in a few words."""
    match value:
        case dict():
            return "an object"
        case list():
            return "a list"
        case str():
            return f"the text “{shorten(value)}”"
        case None | bool():
            return {None: "null", True: "true", False: "false"}[value]
        case _:
            return "a number that is too large" if abs(value) >= 1e15 else f"{value}"


def _words(wanted: inspect.Type) -> str:
    """What a type wants, in words."""
    match wanted:
        case inspect.TypedDictType():
            names = [field.name for field in wanted.fields if field.required]
            return f"an object with {' and '.join(names)}"
        case inspect.ListType():
            least, most = wanted.min_length or 0, wanted.max_length
            size = f"up to {most:,}" if not least else f"{least:,} to {most:,}"
            return f"a list of {size} entries" if most is not None else "a list"
        case inspect.IntType() | inspect.FloatType():
            number = "a whole number" if isinstance(wanted, inspect.IntType) else "a number"
            return f"{number} from {wanted.ge:,} to {wanted.le:,}"
        case inspect.LiteralType():
            values = [str(value) for value in wanted.values]
            return f"{', '.join(values[:-1])} or {values[-1]}"
    return "something else"
