"""Many short texts in one.

To look at an object is to write into it (Python counts who holds it), so the workers of a site
soon have copies of all that they look at; of one long text there is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray


class Texts(Sequence[str]):
    """A list of texts that takes little more than their letters; places count from 0."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._all = "".join(texts)
        self._ends = np.fromiter(accumulate(map(len, texts), initial=0), np.int32)

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return self.at(np.arange(*place.indices(len(self))))
        if place < 0 or place >= len(self):
            raise IndexError(place)
        return self._all[self._ends[place] : self._ends[place + 1]]

    def at(self, places: NDArray[Any]) -> list[str]:
        """The texts at these places."""
        starts, ends = self._ends[places].tolist(), self._ends[places + 1].tolist()
        return [self._all[start:end] for start, end in zip(starts, ends, strict=True)]
