"""The published run that the site serves, and how it picks up the next one by itself."""

from __future__ import annotations

import logging
import math
import threading
import time
from pathlib import Path

from flask import Flask, current_app

from tables import NoPublishedRun, Run, TableError
from tables.runs import RunStore
from webapp.fetched.following import Following
from webapp.run_view import RunView

log = logging.getLogger(__name__)

SECONDS_BETWEEN_CHECKS = 1.0
SECONDS_BEFORE_RETRY = 30.0  # of a run that could not be opened


class Published:
    """Holds the current run and follows the link ``artifacts/current``.

    The fetched posters beside the runs are followed in the same way (``fetched/following.py``).
    Once a second at most a request reads the link. When it names another run,
    that run is opened in the background and then swapped in, so no visitor waits.
    A run that cannot be opened is logged and the old one stays; it is tried again
    later, in case the fault was the disk's. Only while there is no run at all does a
    request wait for the opening.
    """

    def __init__(self, artifacts: Path) -> None:
        self._store = RunStore(artifacts)
        self._fetched = Following(artifacts)
        self._showing: RunView | None = None
        self._tried: str | None = None  # the last run id that was opened or failed to open
        self._retry_at = 0.0
        self._next_check = 0.0
        self._opening = threading.Lock()

    def current(self) -> RunView:
        """What to show now. Raises ``NoPublishedRun`` while nothing can be shown."""
        now = time.monotonic()
        if now >= self._next_check:
            self._next_check = now + SECONDS_BETWEEN_CHECKS
            self._follow_link(now)
            self._follow_posters()
        if self._showing is None:
            raise NoPublishedRun("No run is published. Run `make train` to make one.")
        return self._showing

    def _follow_link(self, now: float) -> None:
        run_id = self._store.current_id()
        if run_id == self._tried and now >= self._retry_at:
            self._tried = None
        if run_id is None or run_id == self._tried:
            return
        if self._showing is None:
            self._open(run_id)
        else:
            threading.Thread(target=self._open, args=(run_id,), daemon=True).start()

    def _follow_posters(self) -> None:
        # While a run is opened, the posters wait: whoever opens it looks at them, too.
        if self._showing is None or not self._opening.acquire(blocking=False):
            return
        try:
            fetched = self._fetched.current()
            if fetched is not self._showing.fetched:
                self._showing = self._showing.with_fetched(fetched)
        finally:
            self._opening.release()

    def _open(self, run_id: str) -> None:
        with self._opening:
            if run_id == self._tried:
                return  # another thread was faster
            self._tried, self._retry_at = run_id, math.inf
            try:
                view = RunView(Run(self._store.runs / run_id), self._fetched.current())
                view.models.prepare()
            except (TableError, OSError) as error:
                log.error("Run %s cannot be opened: %s", run_id, error)
                self._retry_at = time.monotonic() + SECONDS_BEFORE_RETRY
            else:
                self._showing = view
                log.info("Serving run %s.", run_id)


def init_app(app: Flask, artifacts: Path) -> None:
    """Open the published run now, so that the first visitor does not wait for it."""
    published = Published(artifacts)
    app.extensions["published"] = published
    try:
        published.current()
    except NoPublishedRun as error:
        log.warning("%s Until then the site answers with status 503.", error)


def current_run_view() -> RunView:
    """What to show now, for a request. Raises ``NoPublishedRun``."""
    published: Published = current_app.extensions["published"]
    return published.current()
