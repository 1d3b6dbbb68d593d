"""Progress of long work: a bar on a terminal, elsewhere a line every ten seconds."""

from __future__ import annotations

import sys
import time
from typing import Any, TextIO, cast

from tqdm import tqdm

_SECONDS_BETWEEN_LINES = 10.0


class _Lines:
    """Turns what a bar draws over and over into a line of a log now and then."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._last = time.monotonic()

    def write(self, text: str) -> None:
        line, now = text.strip("\r\n "), time.monotonic()
        if line and now - self._last >= _SECONDS_BETWEEN_LINES:
            self._last = now
            self._stream.write(line + "\n")

    def flush(self) -> None:
        self._stream.flush()


def progress_bar(
    total: float | None, what: str, shown: bool = True, unit: str = "it", **more: Any
) -> tqdm[Any]:
    """A bar on standard error that goes when the work is done; nothing where ``shown`` is false.

    ``more`` are further arguments of tqdm. In a log, work that is done within ten
    seconds leaves no line.
    """
    if sys.stderr.isatty():
        return tqdm(total=total, desc=what, unit=unit, disable=not shown, leave=False, **more)
    return tqdm(
        total=total,
        desc=what,
        unit=unit,
        disable=not shown,
        leave=False,
        ncols=78,
        file=cast("TextIO", _Lines(sys.stderr)),
        **more,
    )
