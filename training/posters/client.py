"""TMDB over HTTP: one session, at a bounded pace, with bounded answers, again where that helps.

Its addresses, statuses and limits are those of https://developer.themoviedb.org/docs.
"""

from __future__ import annotations

import logging
import re
import time
from dataclasses import dataclass
from time import sleep

import msgspec
import requests
from requests.auth import AuthBase

from training.errors import SetupError
from training.posters.pace import Pace, Patience, told_seconds
from training.posters.troubles import TmdbError, Trouble

log = logging.getLogger(__name__)

BASE_URL = "https://api.themoviedb.org"
MOST_JSON_BYTES = 2 << 20
MOST_PICTURE_BYTES = 8 << 20  # a poster of 500 pixels has 30 to 150 KiB

_QUIETLY_SECONDS = 5  # of a pause that needs no word
_CHUNK_BYTES = 64 << 10
_PAUSED = {429, 503}  # with Retry-After
_WORTH_RETRYING = {408, 425, 500, 502, 504, *_PAUSED}
_AGENT = "Matinee (make posters)"


class _PassingError(TmdbError):
    """A failure that another attempt may mend, and the pause that the server asks for."""

    def __init__(self, kind: Trouble, why: str, told: float | None = None) -> None:
        super().__init__(kind, why)
        self.told = told  # seconds


class _Bearer(AuthBase):
    """The token, for the API alone: as ``auth`` no ``.netrc`` takes its place."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class _Images(msgspec.Struct):
    secure_base_url: str
    poster_sizes: tuple[str, ...]


class _Configuration(msgspec.Struct):
    images: _Images


class _Said(msgspec.Struct):
    status_message: str = ""


@dataclass(frozen=True)
class Pictures:
    """Where posters are, in a size; paths of films follow it."""

    address: str

    def at(self, path: str) -> str:
        """The address of a poster."""
        return self.address + path


class Tmdb:
    """Asks TMDB for films and pictures. Every failure is a ``TmdbError`` of a kind."""

    def __init__(
        self,
        token: str,
        base_url: str = BASE_URL,
        patience: Patience | None = None,
        pace: Pace | None = None,
    ) -> None:
        if not re.fullmatch(r"https?://[^\s?#]+", base_url):
            raise SetupError(
                f"MATINEE_TMDB_URL={base_url} is no address: expected one such as {BASE_URL}."
            )
        if not re.fullmatch(r"[!-~]+", token):
            raise SetupError("TMDB_API_TOKEN holds spaces or signs that no token of TMDB has.")
        self._base = base_url.rstrip("/")
        self._auth = _Bearer(token)
        self._patience = patience or Patience()
        self._pace = pace or Pace()
        self._session = requests.Session()
        self._session.headers["User-Agent"] = _AGENT

    def close(self) -> None:
        """Let go of the connections."""
        self._session.close()

    def film(self, tmdb_id: int) -> bytes:
        """The JSON of a film and its credits, as it came."""
        address = f"{self._base}/3/movie/{tmdb_id}?append_to_response=credits&language=en-US"
        return self._get(address, MOST_JSON_BYTES, self._auth)

    def picture(self, address: str) -> bytes:
        """A picture, as it came; asked for without the token."""
        return self._get(address, MOST_PICTURE_BYTES, None)

    def pictures(self, width: int) -> Pictures:
        """Where posters of ``width`` pixels or more are, the smallest that TMDB makes."""
        address = f"{self._base}/3/configuration"
        try:
            told = msgspec.json.decode(
                self._get(address, MOST_JSON_BYTES, self._auth), type=_Configuration
            ).images
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise TmdbError(Trouble.NOT_A_FILM, f"{address} is not as described: {error}") from None
        if not re.fullmatch(r"https?://[^\s?#]+", told.secure_base_url):
            raise TmdbError(Trouble.NOT_A_FILM, f"{address} names no address of pictures")
        widths = sorted(int(s[1:]) for s in told.poster_sizes if re.fullmatch(r"w[0-9]{1,4}", s))
        size = next((f"w{each}" for each in widths if each >= width), "original")
        return Pictures(f"{told.secure_base_url.rstrip('/')}/{size}")

    def _get(self, address: str, most: int, auth: AuthBase | None) -> bytes:
        """The body at an address, at most so many bytes, after as many attempts as it takes."""
        for attempt in range(self._patience.attempts):
            self._pace.wait()
            try:
                return self._attempt(address, most, auth)
            except _PassingError as failure:
                told = failure.told
                if told is not None and told > self._patience.longest_told_seconds:
                    why = f"{failure}, and asks to come back in {told:,.0f} seconds"
                    raise TmdbError(failure.kind, why) from None
                if attempt == self._patience.attempts - 1:
                    raise
            if told is not None and told > _QUIETLY_SECONDS:
                log.info(f"TMDB asks to wait {told:,.0f} seconds.")
            sleep(self._patience.pause(attempt, told))
        raise AssertionError("there is at least one attempt")

    def _attempt(self, address: str, most: int, auth: AuthBase | None) -> bytes:
        timeout = (self._patience.connect_seconds, self._patience.read_seconds)
        try:
            with self._session.get(address, auth=auth, stream=True, timeout=timeout) as response:
                status = response.status_code
                body = self._body(response, most)
        except requests.RequestException as error:
            raise _PassingError(Trouble.BROKEN_OFF, _in_words(error)) from None
        if status == requests.codes.ok:
            return body
        kind, why = _kind(status), f"it answered {status}{_said(body)}"
        if status in _WORTH_RETRYING:
            retry_after = response.headers.get("Retry-After") if status in _PAUSED else None
            raise _PassingError(kind, why, told_seconds(retry_after))
        raise TmdbError(kind, why)

    def _body(self, response: requests.Response, most: int) -> bytes:
        end = time.monotonic() + self._patience.body_seconds
        body = bytearray()
        for chunk in response.iter_content(_CHUNK_BYTES):
            body += chunk
            if len(body) > most:
                raise TmdbError(Trouble.SERVER, f"an answer has more than {most:,} bytes")
            if time.monotonic() > end:
                raise requests.Timeout("the body took too long")
        return bytes(body)


def _kind(status: int) -> Trouble:
    if status in (401, 403):
        return Trouble.REFUSED
    if status == 404:
        return Trouble.UNKNOWN
    return Trouble.QUOTA if status == 429 else Trouble.SERVER


def _said(body: bytes) -> str:
    """What TMDB says of a status, in parentheses; nothing where it is not TMDB that speaks."""
    try:
        message = msgspec.json.decode(body, type=_Said).status_message
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""
    return f" ({' '.join(message.split())[:200].rstrip('.')})" if message else ""


def _in_words(error: requests.RequestException) -> str:
    # A body that stalls is a ConnectionError to requests, with the timeout in its text.
    if isinstance(error, requests.Timeout) or "timed out" in str(error):
        return "it did not answer in time"
    if isinstance(error, requests.exceptions.SSLError):
        return "its certificate cannot be trusted"
    if isinstance(error, requests.ConnectionError) and "resolve" in str(error):
        return "its name cannot be resolved"
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return "the connection broke off"
    if isinstance(error, requests.ConnectionError):
        return "there is no connection"
    return f"the connection failed ({type(error).__name__})"
