"""Progress of long work: a bar on a terminal, elsewhere a line every ten seconds."""

from __future__ import annotations

import sys
from typing import Any, TextIO, cast

from tqdm import tqdm

_SECONDS_BETWEEN_LINES = 10.0


class _Lines:
    """Turns what a bar draws over and over into lines of a log."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        if line := text.strip("\r\n "):
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
        mininterval=_SECONDS_BETWEEN_LINES,
        delay=_SECONDS_BETWEEN_LINES,
        file=cast("TextIO", _Lines(sys.stderr)),
        **more,
    )
