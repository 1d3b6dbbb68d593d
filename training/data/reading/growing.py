"""Columns that grow in place."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

_GROWTH = 1.15


class GrowingColumns:
    """Equally long arrays that values are added to, without a second copy of what they hold."""

    def __init__(self, dtypes: dict[str, DTypeLike], expected: int) -> None:
        """``expected`` is how many values are likely to come; more may."""
        self._columns: dict[str, NDArray[Any]] = {
            name: np.empty(expected, dtype) for name, dtype in dtypes.items()
        }
        self._room = expected
        self.length = 0

    def add(self, **values: NDArray[Any]) -> None:
        """Append values to every column; they are cast to its type."""
        end = self.length + len(next(iter(values.values())))
        if end > self._room:
            self._resize(max(end, int(self._room * _GROWTH)))
        for name, column in self._columns.items():
            column[self.length : end] = values[name]
        self.length = end

    def finish(self) -> dict[str, NDArray[Any]]:
        """The columns, as long as what was added."""
        self._resize(self.length)
        return self._columns

    def _resize(self, room: int) -> None:
        for column in self._columns.values():
            column.resize(room, refcheck=False)  # in place: nothing else looks at it yet
        self._room = room
