"""What folders of runs and of ratings have in common: their names, and what a power cut leaves."""

from __future__ import annotations

import os
import re
from pathlib import Path


def flush(path: Path) -> None:
    """Force a file or folder to the disk, so that a power cut cannot leave half of it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def slug(name: str) -> str:
    """A data set's name as part of a folder's: letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "data"
