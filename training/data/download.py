"""Download a MovieLens zip from GroupLens: resumed, checked, and put in place in one step."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import TypeVar

import requests

from training.errors import DataError
from training.names import DATA_SETS
from training.runtime.progress import progress_bar
from training.settings import at_least, positive, whole

BASE_URL = "https://files.grouplens.org/datasets/movielens"
_CHUNK_BYTES = 16 * 1024  # what a broken connection may cost
_LONGEST_PAUSE_SECONDS = 60.0
_WORTH_RETRYING = {408, 425, 429, 500, 502, 503, 504}


T = TypeVar("T")


class DownloadError(DataError):
    """The download failed; the sentence says why and what to do."""


class _AttemptError(Exception):
    """One attempt failed in a way that another attempt may mend."""

    def __init__(self, reason: str, pause_seconds: float = 0.0) -> None:
        super().__init__(reason)
        self.pause_seconds = pause_seconds  # the least that the server asks for


@dataclass(frozen=True)
class RetryPolicy:
    """How long to wait for a server, and how often to come back."""

    connect_seconds: float = 10.0
    read_seconds: float = 30.0  # between two pieces of the body, not for the whole
    attempts: int = 6
    backoff_seconds: float = 1.0  # before the second attempt; doubled before each later one

    def __post_init__(self) -> None:
        positive(connect_seconds=self.connect_seconds, read_seconds=self.read_seconds)
        whole(attempts=self.attempts)
        at_least(0, backoff_seconds=self.backoff_seconds)


def download(
    name: str, folder: Path, base_url: str = BASE_URL, retry: RetryPolicy | None = None
) -> Path:
    """Fetch ``<base_url>/<name>.zip`` into ``folder`` and return the zip's path.

    Shows a progress bar on standard error. What has arrived is kept in
    ``<name>.zip.part`` and continued by the next attempt, or the next call,
    when the server can vouch that its file is still the same (ETag or
    Last-Modified). The zip is tested, compared with the MD5 that GroupLens
    publishes as ``<name>.zip.md5`` where there is one, and only then takes its
    name. Raises ``DownloadError``.
    """
    if name not in DATA_SETS:
        raise DownloadError(
            f"{name!r} is no MovieLens data set to download: choose one of {', '.join(DATA_SETS)}."
        )
    retry = retry or RetryPolicy()
    url = f"{base_url.rstrip('/')}/{name}.zip"
    target = folder / f"{name}.zip"
    part = _Part(folder / f"{name}.zip.part", url)
    with requests.Session() as session:
        # Compressed transfer would make lengths and byte ranges count something else.
        session.headers["Accept-Encoding"] = "identity"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            published_md5 = _persist(url, retry, lambda: _fetch_md5(session, url, retry))

            _persist(url, retry, lambda: _fetch(session, url, part, retry))
            if fault := _fault(part.path, published_md5):
                # Perhaps a part that was continued had gone bad: once more, from the start.
                part.forget()
                _persist(url, retry, lambda: _fetch(session, url, part, retry))
                fault = _fault(part.path, published_md5)
            if fault:
                part.forget()
                raise DownloadError(
                    f"{url} is not what it should be ({fault}): "
                    "try again later, or point to a folder or zip that you have."
                )
            part.path.replace(target)  # atomic
            part.forget()
        except OSError as error:
            raise DownloadError(
                f"{target} cannot be written ({error.strerror or error}): "
                "make room or choose another folder for the data."
            ) from error
    return target


class _Part:
    """A file that is still arriving, with a note beside it of what it is a part of."""

    def __init__(self, path: Path, url: str) -> None:
        self.path = path
        self._note = path.with_name(path.name + ".json")
        self._url = url

    def size(self) -> int:
        return self.path.stat().st_size if self.path.exists() else 0

    def validator(self) -> str | None:
        """The ETag or date by which the server can tell that its file has not changed."""
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        if not isinstance(note, dict) or note.get("url") != self._url:
            return None
        return note.get("validator")

    def start(self, response: requests.Response) -> None:
        """Begin anew with the file that this response announces."""
        self.path.write_bytes(b"")
        etag = response.headers.get("ETag", "")
        # A weak ETag (W/...) promises like content, not like bytes.
        validator = etag if etag and not etag.startswith("W/") else None
        validator = validator or response.headers.get("Last-Modified")
        note = {"url": self._url, "validator": validator}
        self._note.write_text(json.dumps(note), encoding="utf-8")

    def forget(self) -> None:
        self.path.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)


def _persist(url: str, retry: RetryPolicy, attempt: Callable[[], T]) -> T:
    """Run ``attempt`` until it succeeds, with doubling pauses, as often as retry has it."""
    pause = retry.backoff_seconds
    for left in range(retry.attempts - 1, -1, -1):
        try:
            return attempt()
        except _AttemptError as failure:
            if left == 0:
                raise DownloadError(
                    f"{url} could not be downloaded in {retry.attempts} attempts ({failure}): "
                    "try again later, or point to a folder or zip that you have."
                ) from failure
            sleep(min(max(pause, failure.pause_seconds), _LONGEST_PAUSE_SECONDS))
            pause *= 2
    raise AssertionError("retry.attempts is at least 1")


def _get(
    session: requests.Session, url: str, retry: RetryPolicy, headers: dict[str, str]
) -> requests.Response:
    timeout = (retry.connect_seconds, retry.read_seconds)
    try:
        response = session.get(url, headers=headers, stream=True, timeout=timeout)
    except requests.RequestException as error:
        raise _failure(error) from error
    if response.status_code in _WORTH_RETRYING:
        response.close()
        wait = response.headers.get("Retry-After", "")
        raise _AttemptError(
            f"the server answered {response.status_code} {response.reason}",
            float(wait) if wait.isdigit() else 0.0,
        )
    return response


def _fetch_md5(session: requests.Session, url: str, retry: RetryPolicy) -> str | None:
    """The published MD5 of the zip (hex), or ``None`` where the server has none."""
    with _get(session, url + ".md5", retry, {}) as response:
        if response.status_code != requests.codes.ok:
            return None
        try:
            text = next(response.iter_content(4096), b"").decode("ascii", "replace")
        except requests.RequestException as error:
            raise _failure(error) from error
    # "MD5 (ml-1m.zip) = <hex>" or "<hex>  ml-1m.zip"; a kind error page holds neither.
    found = re.search(r"(?:=\s*|^)([0-9a-fA-F]{32})\b", text.strip())
    return found.group(1).lower() if found else None


def _fetch(session: requests.Session, url: str, part: _Part, retry: RetryPolicy) -> None:
    """Let the part grow to the whole file; ``_AttemptError`` where another attempt may help."""
    headers = {}
    have, validator = part.size(), part.validator()
    if have and validator:
        headers = {"Range": f"bytes={have}-", "If-Range": validator}
    with _get(session, url, retry, headers) as response:
        status = response.status_code
        if status == requests.codes.requested_range_not_satisfiable and headers:
            if response.headers.get("Content-Range") == f"bytes */{have}":
                return  # nothing is missing
            part.forget()
            raise _AttemptError("the part that was there did not fit the server's file")
        if status == requests.codes.partial_content and headers:
            if not response.headers.get("Content-Range", "").startswith(f"bytes {have}-"):
                part.forget()
                raise _AttemptError("the server sent another range than asked for")
        elif status == requests.codes.ok:
            part.start(response)
            have = 0
        else:
            raise DownloadError(
                f"{url} cannot be downloaded (the server answered {status} {response.reason}): "
                "check the address, or point to a folder or zip that you have."
            )
        length = response.headers.get("Content-Length", "")
        total = have + int(length) if length.isdigit() else None
        _receive(response, part, have, total)


def _receive(response: requests.Response, part: _Part, have: int, total: int | None) -> None:
    label = part.path.name.removesuffix(".part")
    with (
        part.path.open("ab") as file,
        progress_bar(total, label, unit="B", unit_scale=True, initial=have) as bar,
    ):
        try:
            for chunk in response.iter_content(_CHUNK_BYTES):
                file.write(chunk)
                bar.update(len(chunk))
        except requests.RequestException as error:
            raise _failure(error) from error
    if total is not None and part.size() != total:
        raise _AttemptError(f"only {part.size():,} of {total:,} bytes arrived")


def _fault(path: Path, published_md5: str | None) -> str | None:
    """What is wrong with a file that has arrived whole; ``None`` when it is a sound zip."""
    if published_md5 is not None:
        with path.open("rb") as file:
            md5 = hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
        if md5 != published_md5:
            return f"its MD5 is {md5}, not the published {published_md5}"
    try:
        with zipfile.ZipFile(path) as archive:
            damaged = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        return f"no sound zip: {error}"
    return f"no sound zip: {damaged} is damaged" if damaged else None


def _failure(error: requests.RequestException) -> _AttemptError:
    """What went wrong on the network, in words."""
    # A body that stalls is a ConnectionError to requests, with the timeout in its text.
    if isinstance(error, requests.Timeout) or "timed out" in str(error):
        return _AttemptError("the server did not answer in time")
    if isinstance(error, requests.exceptions.SSLError):
        return _AttemptError("the server's certificate cannot be trusted")
    if isinstance(error, requests.ConnectionError) and "resolve" in str(error):
        return _AttemptError("the server's name cannot be resolved; is there a network?")
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return _AttemptError("the connection broke off")
    if isinstance(error, requests.ConnectionError):
        return _AttemptError("no connection")
    return _AttemptError(f"{type(error).__name__}")
