"""What can go wrong with a film that is asked for, by kind."""

from __future__ import annotations

from enum import Enum


class Trouble(Enum):
    """Kinds of trouble; each is counted, and ``report.py`` says what to do about it."""

    REFUSED = "refused"  # the token: 401 or 403
    QUOTA = "quota"  # too many requests, after all pauses
    UNKNOWN = "unknown"  # TMDB has no such film: 404
    NOT_A_FILM = "not a film"  # HTML, broken JSON, or JSON that is something else
    NO_PICTURE = "no picture"  # what came as a poster is none, or is not to be had
    BROKEN_OFF = "broken off"  # no connection, or one that was cut
    SERVER = "server"  # any other status


class TmdbError(Exception):
    """A request that got no answer to be used; the text is a part of a sentence."""

    def __init__(self, kind: Trouble, why: str) -> None:
        super().__init__(why)
        self.kind = kind
