"""Our own code on the machines of a cluster, which have Python and its packages but no checkout."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_ROOT = Path(__file__).resolve().parents[2]
_ROOMS = ("training", "tables", "serving")
"""What a function of a block of users may import."""

# Zip files tell no date before it; the same code makes the same file.
_OLDEST = (1980, 1, 1, 0, 0, 0)


def ship_code(spark: SparkSession) -> None:
    """Make ``training``, ``tables`` and ``serving`` importable on every worker of the session."""
    from pyspark import SparkFiles

    # Workers fetch it whenever they start, so it stays as long as the session.
    archive = Path(SparkFiles.getRootDirectory()) / "code" / "matinee_code.zip"
    if archive.exists():
        return
    archive.parent.mkdir()
    write_code(archive)
    path = sys.path.copy()
    spark.sparkContext.addPyFile(str(archive))
    sys.path[:] = path  # here the code is what it was


def write_code(archive: Path) -> None:
    """Write the Python files of these rooms, each under the path that it is imported by."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for room in _ROOMS:
            for path in sorted((_ROOT / room).rglob("*.py")):
                entry = zipfile.ZipInfo(path.relative_to(_ROOT).as_posix(), _OLDEST)
                entry.compress_type = zipfile.ZIP_DEFLATED
                file.writestr(entry, path.read_bytes())
