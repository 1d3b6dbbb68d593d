"""Zips, read in memory and bounded by what really comes out of them, not by what they say."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from lists.decoding import SPREADSHEET_IN_ZIP
from lists.errors import ListError

LARGEST_UNPACKED = 50 * 1024 * 1024  # bytes of all files that are read together
MOST_ENTRIES = 5_000
_LISTS = (".csv", ".json", ".tsv", ".txt")
_BROKEN = (
    "The zip is broken: {reason}. Download your export again, or unpack it and bring the "
    "CSV or JSON file that is in it."
)


class Entry(NamedTuple):
    """A file in a zip that may be a list."""

    path: tuple[str, ...]  # in lower case; names to recognise a file by, never used on a disk
    name: str  # as the zip has it
    data: bytes


def is_zip(data: bytes) -> bool:
    """Whether a file begins as zips do, empty and split ones included."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


class Archive:
    """The files of a zip that may be lists, in the order of their depth and name."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise ListError(_BROKEN.format(reason=_reason(error))) from None
        if len(infos) > MOST_ENTRIES:
            raise ListError(
                f"The zip holds {len(infos):,} files; an export holds fewer than "
                f"{MOST_ENTRIES:,}. Unpack it and bring the CSV or JSON file that is in it."
            )
        files = [info for info in infos if not info.is_dir()]
        self.names = [info.filename for info in files]
        lowered = {name.lower() for name in self.names}
        if {"[content_types].xml", "xl/workbook.xml"} & lowered or {
            "mimetype",
            "content.xml",
        } <= lowered:
            raise ListError(SPREADSHEET_IN_ZIP)
        if not files:
            raise ListError("The zip is empty. Export your list again and bring the new zip.")
        candidates = [info for info in files if info.filename.lower().endswith(_LISTS)]
        self._candidates = sorted(candidates, key=lambda i: (i.filename.count("/"), i.filename))
        self._left = LARGEST_UNPACKED

    def entries(self) -> Iterator[tuple[tuple[str, ...], zipfile.ZipInfo]]:
        """(path in lower case, what to read it by) of every file that may be a list."""
        for info in self._candidates:
            path = tuple(info.filename.lower().replace("\\", "/").split("/"))
            if not path[-1].startswith(".") and path[0] != "__macosx":
                yield path, info

    def read(self, info: zipfile.ZipInfo) -> bytes:
        """The bytes of a file. Raises ``ListError``."""
        if info.flag_bits & 1:
            raise ListError(
                "The zip is encrypted. Unpack it with its password and bring the CSV or JSON "
                "file that is in it."
            )
        try:
            with self._zip.open(info) as file:
                data = file.read(self._left + 1)
        except (
            *(zipfile.BadZipFile, zlib.error, EOFError, OSError),
            *(NotImplementedError, RuntimeError, ValueError, LookupError),
        ) as error:
            raise ListError(_BROKEN.format(reason=_reason(error))) from None
        self._left -= len(data)
        if self._left < 0:
            raise ListError(
                f"Unpacked, the zip holds more than {LARGEST_UNPACKED // 2**20} MiB, which no "
                "export does. Unpack it and bring the CSV or JSON file that is in it."
            )
        return data


def _reason(error: Exception) -> str:
    said = str(error).strip(" .") or type(error).__name__
    return said[0].lower() + said[1:]
