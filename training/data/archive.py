"""A data set's files, in a folder or in a zip that is read but never unpacked."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO

from training.data.reading.storages import (
    Disk,
    FileState,
    Storage,
    is_address,
    local_path,
    storage_of,
)
from training.errors import DataError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# The largest file that GroupLens publishes unpacks to about 1 GB, at a ratio of about 5.
MAX_UNPACKED_BYTES = 4 * 2**30
MAX_RATIO = 200
SMALL_FILE_BYTES = 10 * 2**20  # below this any ratio is harmless

_BUFFER_BYTES = 1 << 20
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError)
_FAULTS = (*_DAMAGED, RuntimeError, NotImplementedError)


@dataclass(frozen=True)
class DataFiles:
    """The files of one data set, by name, whether they lie in a folder or in a zip."""

    name: str  # of the data set: the folder's, or the zip's without its ending
    source: Path | str  # the folder or zip; an address where it is not on this machine
    zipped: bool
    _storage: Storage
    _root: str  # the folder or zip, as the storage names it
    _members: Mapping[str, str]  # file name -> path inside the zip; for a folder the name itself

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def where(self, name: str) -> str:
        """How an error names a file."""
        return f"{self.source}{':' if self.zipped else '/'}{self._members.get(name, name)}"

    def states(self) -> list[FileState]:
        """What tells whether any file has changed: of a folder's files, or of the zip."""
        try:
            if self.zipped:
                return [self._storage.state(self._root)]
            return self._storage.files(self._root)
        except OSError as error:
            raise _unreadable(self.source, error, "it") from error

    def size(self, name: str) -> int:
        """Bytes of a file, unpacked."""
        with self._opened(name) as (_, size):
            return size

    def read(self, name: str) -> bytes:
        """All bytes of a file; ``DataError`` when it is not there, unreadable or damaged."""
        with self.open(name) as stream:
            return stream.read()

    def open(self, name: str) -> BinaryIO:
        """A file as a stream; it and what reads it raise ``DataError`` as ``read`` does."""
        stack = ExitStack()
        stream, _ = stack.enter_context(self._opened(name))
        guarded = _Guarded(stream, stack, lambda error: self._fault(name, error))
        return io.BufferedReader(guarded, _BUFFER_BYTES)

    @contextmanager
    def _opened(self, name: str) -> Iterator[tuple[BinaryIO, int]]:
        if name not in self:
            raise DataError(
                f"{self.where(name)} is missing: the data set is incomplete, "
                "unpack or download it again."
            )
        with ExitStack() as stack:
            try:
                stream, size = self._enter(name, stack)
            except _FAULTS as error:
                raise self._fault(name, error) from error
            yield stream, size

    def _enter(self, name: str, stack: ExitStack) -> tuple[BinaryIO, int]:
        if not self.zipped:
            path = f"{self._root}/{self._members[name]}"
            stream = stack.enter_context(self._storage.open(path))
            return stream, self._storage.state(path).size
        archive = stack.enter_context(
            zipfile.ZipFile(stack.enter_context(self._storage.open(self._root)))
        )
        member = archive.getinfo(self._members[name])
        ratio = member.file_size / max(1, member.compress_size)
        if member.file_size > MAX_UNPACKED_BYTES or (
            member.file_size > SMALL_FILE_BYTES and ratio > MAX_RATIO
        ):
            raise DataError(
                f"{self.where(name)} would unpack to {member.file_size:,} bytes, more "
                "than any MovieLens file: do not use this zip, download it again."
            )
        opened: Any = stack.enter_context(archive.open(member))
        return opened, member.file_size

    def _fault(self, name: str, error: Exception) -> DataError:
        if not self.zipped:
            return _unreadable(self.where(name), error, "it")
        if isinstance(error, _DAMAGED):
            return _damaged(self.source, error)
        return DataError(  # encrypted, or an unknown compression
            f"{self.where(name)} cannot be unpacked ({error}): "
            "unpack the zip yourself and point to the folder."
        )


class _Guarded(io.RawIOBase):
    """A stream whose faults are sentences, and which closes what it came out of."""

    def __init__(
        self, stream: BinaryIO, stack: ExitStack, fault: Callable[[Exception], DataError]
    ) -> None:
        self._stream, self._stack, self._fault = stream, stack, fault

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        try:
            read = self._stream.read(len(view))
        except _FAULTS as error:
            raise self._fault(error) from error
        view[: len(read)] = read
        return len(read)

    def close(self) -> None:
        if not self.closed:
            self._stack.close()
        super().close()


def open_data_files(path: Path | str, landmarks: Collection[str]) -> DataFiles:
    """The files of the data set at ``path``, a folder or a zip, or an address of one.

    In a zip they lie at the top or in a folder, which then names the data set;
    it is the one that holds a file named in ``landmarks``. A zip with a name
    that leads outside (absolute, ``..``) or with a link in it is refused whole,
    although nothing is ever written from it.
    """
    if isinstance(path, str) and is_address(path):
        local = local_path(path)
        if local is None:
            storage, root = storage_of(path)
            return _open(path.rstrip("/"), storage, root, landmarks)
        path = local
    path = Path(path)
    return _open(path, Disk(), str(path), landmarks)


def _open(source: Path | str, storage: Storage, root: str, landmarks: Collection[str]) -> DataFiles:
    try:
        if storage.is_folder(root):
            names = [file.name for file in storage.files(root)]
            name = source.resolve().name if isinstance(source, Path) else PurePosixPath(root).name
            return DataFiles(name, source, False, storage, root, {name: name for name in names})
        exists = storage.exists(root)
    except OSError as error:
        raise _unreadable(source, error, "the folder") from error
    if not exists:
        raise DataError(
            f"{source} does not exist: point to a MovieLens folder or zip, "
            "or name a data set to download, such as ml-latest-small."
        )
    try:
        with storage.open(root) as stream:
            zipped = zipfile.is_zipfile(stream)
    except OSError as error:
        raise _unreadable(source, error, "it") from error
    if not zipped:
        if str(source).lower().endswith(".zip"):
            raise _damaged(source, "it has no zip directory at its end")
        raise DataError(
            f"{source} is neither a folder nor a zip: point to a MovieLens folder or zip."
        )
    return _open_zip(source, storage, root, landmarks)


def _open_zip(
    source: Path | str, storage: Storage, root: str, landmarks: Collection[str]
) -> DataFiles:
    try:
        with storage.open(root) as stream, zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise _damaged(source, error) from error
    for entry in entries:
        _check_entry(source, entry)
    files = [
        PurePosixPath(entry.filename)
        for entry in entries
        if not entry.is_dir() and not entry.filename.startswith("__MACOSX/")
    ]
    folders = {str(file.parent) for file in files if file.name in landmarks}
    if len(folders) > 1:
        raise DataError(
            f"{source} holds more than one data set ({', '.join(sorted(folders))}): "
            "unpack it and point to one of the folders."
        )
    folder = folders.pop() if folders else "."
    inside = [file for file in files if str(file.parent) == folder]
    for name, count in Counter(file.name for file in inside).items():
        if count > 1:
            raise DataError(
                f"{source} holds {name} twice: pack the data set again, each file once."
            )
    name = PurePosixPath(root).stem if folder == "." else PurePosixPath(folder).name
    return DataFiles(name, source, True, storage, root, {file.name: str(file) for file in inside})


def _check_entry(path: Path | str, entry: zipfile.ZipInfo) -> None:
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


def _damaged(path: Path | str, why: object) -> DataError:
    reason = str(why).rstrip(".") or type(why).__name__
    return DataError(
        f"{path} is a truncated or damaged zip ({reason}): delete it and download it again."
    )


def _unreadable(path: Path | str, error: Exception, what: str) -> DataError:
    reason = (isinstance(error, OSError) and error.strerror) or " ".join(str(error).split())
    return DataError(
        f"{path} cannot be read ({reason}): make {what} readable or choose other data."
    )
