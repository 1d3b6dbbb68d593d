"""The store of fetched posters as the site shows it, picked up by itself whenever it changes."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tables import TableError
from tables.fetched.store import NOTHING_FETCHED, FetchedPosters, FetchedStore

log = logging.getLogger(__name__)


class Following:
    """Reads the store's index again when it is another, or when something in it grew too old.

    A damaged index is logged once, and what was shown before stays until it is too old.
    """

    def __init__(
        self, artifacts: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._store = FetchedStore(artifacts)
        self._now = now
        self._signature: tuple[int, int, int] | None = None
        self._showing = NOTHING_FETCHED

    def current(self) -> FetchedPosters:
        """What may be shown now: the same object until that changes."""
        signature, now = self._store.signature(), self._now()
        if signature != self._signature:
            self._signature = signature
            try:
                self._showing = self._store.to_show(now)
            except (TableError, OSError) as error:
                log.error("The fetched posters cannot be read: %s", error)
        if now >= self._showing.good_until:
            self._showing = self._showing.still_good(now)
        return self._showing
