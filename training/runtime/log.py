"""What a command says while it works: one logger, on standard error."""

from __future__ import annotations

import logging
import sys

from tqdm import tqdm

QUIET, NORMAL, VERBOSE = logging.WARNING, logging.INFO, logging.DEBUG


class _StandardError(logging.Handler):
    """Writes plain lines to whatever standard error is now, above the bars that are drawn there."""

    def emit(self, record: logging.LogRecord) -> None:
        indent = "    " if record.levelno == logging.DEBUG else ""
        tqdm.write(indent + self.format(record), file=sys.stderr)


def configure(level: int = NORMAL) -> None:
    """Log what training says from ``level`` on: ``QUIET``, ``NORMAL`` or ``VERBOSE``."""
    logger = logging.getLogger("training")
    logger.handlers = [_StandardError()]
    logger.setLevel(level)
    logger.propagate = False


def show_for_now(text: str) -> None:
    """On a terminal, show a line that the next one written replaces."""
    if sys.stderr.isatty() and logging.getLogger("training").isEnabledFor(logging.INFO):
        print(text, end="\r", file=sys.stderr, flush=True)
