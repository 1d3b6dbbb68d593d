"""Holding back what native libraries print before their own logging can be set."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO


@contextmanager
def standard_error_held_back() -> Iterator[IO[bytes]]:
    """Send file descriptor 2 to a temporary file, which is yielded, and back afterwards.

    Native code and child processes write there past Python's ``sys.stderr``. The
    caller may read the file to explain a failure.
    """
    with tempfile.TemporaryFile() as held:
        saved = os.dup(2)
        try:
            os.dup2(held.fileno(), 2)
            yield held
        finally:
            os.dup2(saved, 2)
            os.close(saved)
