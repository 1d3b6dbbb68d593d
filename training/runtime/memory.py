"""How much memory a training run takes, its Java process and other children included."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import Self

import psutil

_INTERVAL = 0.2  # seconds between two looks


class PeakMemory:
    """Watches the resident memory of this process and all its children.

    Children's peaks do not add up in ``getrusage``, and Spark's memory is a
    child's, so the tree is sampled. Use it as a context manager; ``bytes`` is
    the highest sum seen so far.
    """

    def __init__(self) -> None:
        self.bytes = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._done.set()
        self._thread.join()
        self._look()  # for what took less than an interval

    def _watch(self) -> None:
        while not self._done.wait(_INTERVAL):
            self._look()

    def _look(self) -> None:
        root = psutil.Process()
        total = 0
        for process in (root, *root.children(recursive=True)):
            try:
                total += process.memory_info().rss
            except psutil.NoSuchProcess:  # it ended between the listing and the look
                continue
        self.bytes = max(self.bytes, total)
