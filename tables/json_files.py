"""Reading and writing a published JSON file by its type."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec

from tables.errors import TableError

Content = TypeVar("Content")


class _Format(msgspec.Struct):
    """What every published JSON file says first of all, so that a later version is recognized."""

    format: object = None


def encode(content: msgspec.Struct) -> bytes:
    """The file's content, indented for people."""
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


AGAIN = "Run `make train` to publish a new run."


def decode(path: Path, kind: type[Content], version: int, again: str = AGAIN) -> Content:
    """The content of a file, checked. ``TableError`` says what is wrong with it, and where.

    ``again`` says what writes the file anew.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise TableError(f"{path.name} is missing from {path.parent}.") from None
    try:
        # Older formats may lack what this one needs, so the version comes first.
        found = msgspec.json.decode(content, type=_Format).format
        if found != version:
            raise TableError(
                f"{path} has format {found!r}; this version reads format {version}. {again}"
            )
        return msgspec.json.decode(content, type=kind)
    except msgspec.ValidationError as error:
        raise TableError(f"{path} is incomplete or has a wrong entry: {error}.") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise TableError(f"{path} is not valid JSON: {error}.") from None
