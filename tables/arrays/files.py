"""Opening a published matrix: memory-mapped, of the shape and type that its contract says."""

from __future__ import annotations

import mmap
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tables.errors import TableError

NO_POSITION = -1
"""In an array of positions: there is none here."""


def let_go(array: NDArray[Any]) -> None:
    """Unmap what was read of a memory-mapped array, once all of it was read and is not needed.

    What is looked up later comes back by itself; other arrays stay as they are.
    """
    base: Any = array
    while isinstance(base, np.ndarray):
        base = base.base
    if isinstance(base, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
        base.madvise(mmap.MADV_DONTNEED)


def load_array(path: Path) -> NDArray[Any]:
    """Any published array, memory-mapped; ``TableError`` where there is none."""
    try:
        array: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False)
    except FileNotFoundError:
        raise TableError(f"{path.name} is missing from {path.parent}.") from None
    except (ValueError, EOFError, OSError) as error:
        raise TableError(f"{path.name} is not a readable NumPy array: {error}.") from None
    return array


def open_array(
    path: Path, rows: int, width: int | None = None, kinds: tuple[str, ...] = ("float32",)
) -> NDArray[Any]:
    """A published matrix of ``rows`` x ``width`` (None for any), memory-mapped.

    Raises ``TableError``, which says what is wrong, for a file that is missing, no
    array, of another shape, or of a type that is none of ``kinds``.
    """
    array = load_array(path)
    fits = array.ndim == 2 and len(array) == rows and width in (None, array.shape[1])
    if not fits or array.dtype.name not in kinds:
        columns = "any number of" if width is None else width
        raise TableError(
            f"{path.name}: expected {rows} rows of {columns} {' or '.join(kinds)}, "
            f"found shape {array.shape} of {array.dtype.name}."
        )
    return array
