"""A data set's files, in a folder or in a zip that is read but never unpacked."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from training.errors import DataError

# The largest file that GroupLens publishes unpacks to about 1 GB, at a ratio of about 5.
MAX_UNPACKED_BYTES = 4 * 2**30
MAX_RATIO = 200
SMALL_FILE_BYTES = 10 * 2**20  # below this any ratio is harmless


@dataclass(frozen=True)
class DataFiles:
    """The files of one data set, by name, whether they lie in a folder or in a zip."""

    name: str  # of the data set: the folder's, or the zip's without its ending
    source: Path
    _members: Mapping[str, str]  # file name -> path inside the zip; for a folder the name itself

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def where(self, name: str) -> str:
        """How an error names a file."""
        if self.source.is_dir():
            return str(self.source / name)
        return f"{self.source}:{self._members.get(name, name)}"

    def read(self, name: str) -> bytes:
        """All bytes of a file; ``DataError`` when it is not there, unreadable or damaged."""
        if name not in self:
            raise DataError(
                f"{self.where(name)} is missing: the data set is incomplete, "
                "unpack or download it again."
            )
        if self.source.is_dir():
            try:
                return (self.source / name).read_bytes()
            except OSError as error:
                raise DataError(
                    f"{self.where(name)} cannot be read ({error.strerror}): "
                    "make it readable or choose other data."
                ) from error
        return self._read_member(name)

    def _read_member(self, name: str) -> bytes:
        try:
            with zipfile.ZipFile(self.source) as archive:
                member = archive.getinfo(self._members[name])
                ratio = member.file_size / max(1, member.compress_size)
                if member.file_size > MAX_UNPACKED_BYTES or (
                    member.file_size > SMALL_FILE_BYTES and ratio > MAX_RATIO
                ):
                    raise DataError(
                        f"{self.where(name)} would unpack to {member.file_size:,} bytes, more "
                        "than any MovieLens file: do not use this zip, download it again."
                    )
                return archive.read(member)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise _damaged(self.source, error) from error
        except (RuntimeError, NotImplementedError) as error:  # encrypted, unknown compression
            raise DataError(
                f"{self.where(name)} cannot be unpacked ({error}): "
                "unpack the zip yourself and point to the folder."
            ) from error


def open_data_files(path: Path, landmarks: Collection[str]) -> DataFiles:
    """The files of the data set at ``path``, a folder or a zip.

    In a zip they lie at the top or in a folder, which then names the data set;
    it is the one that holds a file named in ``landmarks``. A zip with a name
    that leads outside (absolute, ``..``) or with a link in it is refused whole,
    although nothing is ever written from it.
    """
    if path.is_dir():
        try:
            names = sorted(file.name for file in path.iterdir() if file.is_file())
        except OSError as error:
            raise DataError(
                f"{path} cannot be read ({error.strerror}): "
                "make the folder readable or choose other data."
            ) from error
        return DataFiles(path.resolve().name, path, {name: name for name in names})
    if not path.exists():
        raise DataError(
            f"{path} does not exist: point to a MovieLens folder or zip, "
            "or name a data set to download, such as ml-latest-small."
        )
    if not zipfile.is_zipfile(path):
        if path.suffix.lower() == ".zip":
            raise _damaged(path, "it has no zip directory at its end")
        raise DataError(
            f"{path} is neither a folder nor a zip: point to a MovieLens folder or zip."
        )
    return _open_zip(path, landmarks)


def _open_zip(path: Path, landmarks: Collection[str]) -> DataFiles:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise _damaged(path, error) from error
    for entry in entries:
        _check_entry(path, entry)
    files = [
        PurePosixPath(entry.filename)
        for entry in entries
        if not entry.is_dir() and not entry.filename.startswith("__MACOSX/")
    ]
    folders = {str(file.parent) for file in files if file.name in landmarks}
    if len(folders) > 1:
        raise DataError(
            f"{path} holds more than one data set ({', '.join(sorted(folders))}): "
            "unpack it and point to one of the folders."
        )
    folder = folders.pop() if folders else "."
    inside = [file for file in files if str(file.parent) == folder]
    for name, count in Counter(file.name for file in inside).items():
        if count > 1:
            raise DataError(f"{path} holds {name} twice: pack the data set again, each file once.")
    name = path.stem if folder == "." else PurePosixPath(folder).name
    return DataFiles(name, path, {file.name: str(file) for file in inside})


def _check_entry(path: Path, entry: zipfile.ZipInfo) -> None:
    """Refuse names that lead outside and links: no published MovieLens zip has any."""
    name = entry.orig_filename.replace("\\", "/")
    parts = PurePosixPath(name).parts
    if name.startswith("/") or ".." in parts or (parts and parts[0].endswith(":")):
        raise DataError(
            f"{path} holds the path {entry.orig_filename!r}, which leads outside the zip: "
            "do not use this zip, download it again."
        )
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise DataError(
            f"{path} holds the link {entry.orig_filename!r}, which no MovieLens zip does: "
            "do not use this zip, download it again."
        )


def _damaged(path: Path, why: object) -> DataError:
    reason = str(why).rstrip(".") or type(why).__name__
    return DataError(
        f"{path} is a truncated or damaged zip ({reason}): delete it and download it again."
    )
