"""How fast requests may follow one another, and how long to wait before one is made again."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from training.settings import at_least, positive, whole

REQUESTS_PER_SECOND = 20  # TMDB bears about 40; others may use the same token or address


class Pace:
    """Lets requests through one by one, at most so many a second."""

    def __init__(
        self,
        per_second: float = REQUESTS_PER_SECOND,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        positive(per_second=per_second)
        self._between = 1 / per_second
        self._clock = clock
        self._sleep = sleep
        self._next = clock()

    def wait(self) -> None:
        """Return when the next request may be made."""
        early = self._next - self._clock()
        if early > 0:
            self._sleep(early)
        self._next = max(self._next, self._clock()) + self._between


@dataclass(frozen=True)
class Patience:
    """How long to wait for a server, and how often to come back."""

    connect_seconds: float = 10.0
    read_seconds: float = 30.0  # between two pieces of a body
    body_seconds: float = 120.0  # for all of a body
    attempts: int = 5
    backoff_seconds: float = 1.0  # before the second attempt at most; doubled for each later one
    longest_pause_seconds: float = 60.0
    longest_told_seconds: float = 300.0  # a server that asks for more is left for another day

    def __post_init__(self) -> None:
        positive(
            connect_seconds=self.connect_seconds,
            read_seconds=self.read_seconds,
            body_seconds=self.body_seconds,
        )
        whole(attempts=self.attempts)
        at_least(
            0,
            backoff_seconds=self.backoff_seconds,
            longest_pause_seconds=self.longest_pause_seconds,
            longest_told_seconds=self.longest_told_seconds,
        )

    def pause(self, attempt: int, told: float | None) -> float:
        """Seconds to wait after the ``attempt``-th attempt, 0 the first.

        What the server told, if it did; else half of the backoff to all of it by chance, so
        that clients which failed together do not come back together.
        """
        if told is not None:
            return told
        most: float = min(self.backoff_seconds * 2.0**attempt, self.longest_pause_seconds)
        return most * random.uniform(0.5, 1)  # noqa: S311 - nothing secret


def told_seconds(retry_after: str | None, now: datetime | None = None) -> float | None:
    """The seconds that a ``Retry-After`` asks for, in either of its forms; None for neither."""
    text = (retry_after or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        until: datetime = parsedate_to_datetime(text)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - (now or datetime.now(UTC))).total_seconds())
