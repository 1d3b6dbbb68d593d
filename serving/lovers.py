"""How many who love one film love another, too: true numbers of the run."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


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

    def shared(self, film: int, others: list[int]) -> list[SharedLove]:
        """What those who love ``film`` think of each of ``others`` (positions)."""
        fans = np.zeros(self._n_users, dtype=bool)
        fans[self._of(film)] = True
        lovers = int(self.counts[film])
        found = []
        for other in others:
            users = self._of(other)
            both = int(np.count_nonzero(fans[users]))
            usual = len(users) / self._n_users
            times = both / lovers / usual if lovers and usual else 0.0
            found.append(SharedLove(lovers, both, times))
        return found

    def _of(self, film: int) -> NDArray[np.int32]:
        start, stop = self._ranges[film].tolist()
        return self._users[start:stop]
