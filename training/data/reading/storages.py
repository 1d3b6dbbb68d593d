"""Where files lie: this machine's disks, or an address that Spark reads, by pyarrow's file systems.

An address is ``file:///folder``, ``s3a://bucket/folder``, ``hdfs://host:port/folder``, or
any other that ``pyarrow.fs.FileSystem.from_uri`` knows. What Spark calls ``s3a`` (and ``s3n``)
is ``s3`` to pyarrow; keys, regions and Hadoop's configuration are taken from where its
documentation says (https://arrow.apache.org/docs/python/filesystems.html).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol
from urllib.parse import unquote, urlsplit

from training.errors import DataError

if TYPE_CHECKING:
    from pyarrow import fs

_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")


@dataclass(frozen=True)
class FileState:
    """What tells a file from what it was before, without reading it."""

    name: str
    size: int  # bytes
    modified: int  # nanoseconds since 1970 UTC; 0 where the storage does not say


class Storage(Protocol):
    """Folders and files under one root."""

    def is_folder(self, path: str) -> bool: ...

    def exists(self, path: str) -> bool: ...

    def files(self, folder: str) -> list[FileState]:
        """The files right in a folder, by name; ``OSError`` where it cannot be read."""
        ...

    def state(self, path: str) -> FileState: ...

    def open(self, path: str) -> BinaryIO:
        """The file from its start, seekable; ``OSError`` where it cannot be read."""
        ...


class Disk:
    """The file systems of this machine."""

    def is_folder(self, path: str) -> bool:
        return Path(path).is_dir()

    def exists(self, path: str) -> bool:
        return Path(path).exists()

    def files(self, folder: str) -> list[FileState]:
        found = [self.state(str(file)) for file in Path(folder).iterdir() if file.is_file()]
        return sorted(found, key=lambda file: file.name)

    def state(self, path: str) -> FileState:
        facts = Path(path).stat()
        return FileState(Path(path).name, facts.st_size, facts.st_mtime_ns)

    def open(self, path: str) -> BinaryIO:
        return Path(path).open("rb")


class Remote:
    """A file system of pyarrow."""

    def __init__(self, files: fs.FileSystem) -> None:
        self._files = files

    def is_folder(self, path: str) -> bool:
        return bool(self._files.get_file_info(path).type.name == "Directory")

    def exists(self, path: str) -> bool:
        return bool(self._files.get_file_info(path).type.name != "NotFound")

    def files(self, folder: str) -> list[FileState]:
        from pyarrow import fs

        listed = self._files.get_file_info(fs.FileSelector(folder))
        found = [_state(one) for one in listed if one.is_file]
        return sorted(found, key=lambda file: file.name)

    def state(self, path: str) -> FileState:
        return _state(self._files.get_file_info(path))

    def open(self, path: str) -> BinaryIO:
        opened: BinaryIO = self._files.open_input_file(path)
        return opened


def is_address(text: str) -> bool:
    """Whether ``text`` is an address, such as ``s3a://bucket/folder``, and no path."""
    return _ADDRESS.match(text) is not None


def local_path(address: str) -> Path | None:
    """The path that a ``file://`` address names on this machine; None for any other address."""
    parts = urlsplit(address)
    if parts.scheme.lower() != "file":
        return None
    if parts.netloc not in ("", "localhost"):
        raise DataError(
            f"{address} names the machine {parts.netloc!r}, and file:// reads this one alone: "
            "write file:///folder with three slashes."
        )
    return Path(unquote(parts.path))


def storage_of(address: str) -> tuple[Storage, str]:
    """The storage that an address names, and the path in it.

    Raises ``DataError`` where there is no such storage, or it cannot be reached.
    """
    from pyarrow import fs

    uri = re.sub(r"(?i)^s3[an]://", "s3://", address)
    try:
        files, path = fs.FileSystem.from_uri(uri)
        files.get_file_info(path)  # the first that needs an answer
    except (OSError, ValueError, NotImplementedError) as error:
        raise unreachable(address, error) from error
    return Remote(files), path.rstrip("/")


def unreachable(address: str, error: Exception) -> DataError:
    """What to say of an address that gives no answer."""
    kind = urlsplit(address).scheme.lower()
    needed = {
        "s3": "keys in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and the region",
        "hdfs": "Hadoop's libhdfs, with HADOOP_HOME, JAVA_HOME and CLASSPATH",
    }.get("s3" if kind in ("s3a", "s3n") else kind, "a scheme that pyarrow knows: s3a, hdfs, file")
    reason = " ".join(str(error).split())[:200].rstrip(".") or type(error).__name__
    return DataError(
        f"{address} cannot be reached ({reason}): it takes {needed}, and a network that leads "
        "there; or copy the files to this machine and name their folder."
    )


def _state(info: fs.FileInfo) -> FileState:
    return FileState(info.base_name, info.size or 0, info.mtime_ns or 0)
