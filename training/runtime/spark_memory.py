"""How much memory Spark's Java may take: as much as the ratings need, or as it was told."""

from __future__ import annotations

import psutil

from training.runtime.room import told_memory

SETTING = "MATINEE_SPARK_MEMORY"
MEBIBYTE = 2**20

_LEAST = 1024 * MEBIBYTE
_BYTES_PER_RATING = 120
"""ALS keeps every rating by user and by movie: with this heap Java took 3.0 GiB in all at 33
million ratings, where it may take 4.7. Popularity takes less."""
_SHARE = 0.6
"""Of the memory that is free: the ratings are in Python's memory as well."""


def spark_memory(ratings: int = 0) -> str:
    """Java's heap on one machine for so many ratings, as Spark writes it: ``"1024m"``.

    ``MATINEE_SPARK_MEMORY`` decides where it is set (``4g``, ``900m``). Otherwise it is 1 GiB
    and 120 bytes a rating, at most three fifths of what is free, and 1 GiB at least. Raises
    ``SetupError`` when the setting is no amount of memory.
    """
    if told := told_memory(SETTING):
        return told
    wanted = _LEAST + _BYTES_PER_RATING * ratings
    bounded = max(_LEAST, min(wanted, int(_SHARE * psutil.virtual_memory().available)))
    return f"{bounded // MEBIBYTE}m"
