"""How many who love one film love another, too: true numbers of the run."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_MOST_COUNTED = 1 << 15  # pairs, of 100 bytes each


class SharedLove(NamedTuple):
    """Of those who love a film, how many love another, and how much more often than everybody."""

    lovers: int  # who love the film that was rated
    also_love: int  # of them, who love the other film too
    times: float  # their share, divided by the share of everybody who loves the other film


class Lovers:
    """Who loves each film: ``ranges`` (M, 2) of ``users`` (L,), of ``n_users`` in all."""

    def __init__(self, ranges: NDArray[np.int64], users: NDArray[np.int32], n_users: int) -> None:
        # Views of the memory map without its class, which makes every slice dear.
        self._ranges, self._users = np.asarray(ranges), np.asarray(users)
        self._n_users = n_users
        self.counts = np.asarray(
            self._ranges[:, 1] - self._ranges[:, 0]
        )  # (M,) how many love each film
        self._counted: dict[int, int] = {}  # who love both, by pair of positions

    def shared(self, film: int, others: list[int]) -> list[SharedLove]:
        """What those who love ``film`` think of each of ``others`` (positions)."""
        lovers = int(self.counts[film])
        found = []
        for other, both in zip(others, self._loved_both(film, others), strict=True):
            usual = int(self.counts[other]) / self._n_users
            times = both / lovers / usual if lovers and usual else 0.0
            found.append(SharedLove(lovers, both, times))
        return found

    def _loved_both(self, film: int, others: list[int]) -> list[int]:
        """How many love both; the same films come again and again, in the hundred of the wall."""
        keys = [film * len(self._ranges) + other for other in others]
        known = self._counted
        if not all(key in known for key in keys):
            if len(known) > _MOST_COUNTED:
                known = self._counted = {}
            fans = np.zeros(self._n_users, dtype=bool)
            fans[self._of(film)] = True
            for key, other in zip(keys, others, strict=True):
                if key not in known:
                    known[key] = int(np.count_nonzero(fans[self._of(other)]))
        return [known[key] for key in keys]

    def _of(self, film: int) -> NDArray[np.int32]:
        start, stop = self._ranges[film].tolist()
        return self._users[start:stop]
