"""How long the last requests took, route by route, over all workers of the server.

Like the counts of prometheus_client, each process writes a small memory-mapped file
of its own and whoever asks reads all of them: no locks between processes, so none
that a killed worker could leave locked.
"""

from __future__ import annotations

import mmap
import os
import struct
import threading
import time
from collections.abc import Sequence
from pathlib import Path

KEPT = 20  # times of each route

# When a request ended, how long it took, and a check that both were written by one hand:
# a reader may come while another process is in the middle of a slot.
_SLOT = struct.Struct("<ddQ")
_HALVES = struct.Struct("<QQ")


class RecentTimes:
    """The last 20 durations of each of a fixed set of routes.

    Files go into ``folder``; without one the times are this process's alone.
    """

    def __init__(self, routes: Sequence[str], folder: Path | None) -> None:
        self._routes = {route: number for number, route in enumerate(sorted(set(routes)))}
        self._folder = folder
        self._lock = threading.Lock()
        self._owner = 0  # the process that the ring belongs to; a worker is a fork of the master
        self._ring: mmap.mmap | bytearray = bytearray()
        self._written: list[int] = []

    def add(self, route: str, seconds: float) -> None:
        """Note that a request of ``route`` has just ended."""
        ended = time.monotonic()  # one clock for all processes of a machine
        with self._lock:
            if self._owner != os.getpid():
                self._open()
            number = self._routes[route]
            slot = number * KEPT + self._written[number] % KEPT
            _SLOT.pack_into(self._ring, slot * _SLOT.size, ended, seconds, _check(ended, seconds))
            self._written[number] += 1

    def last(self) -> dict[str, list[tuple[float, float]]]:
        """(when it ended, seconds) of the last 20 requests of each route that has any, in order.

        The clock is ``time.monotonic``.
        """
        found: dict[str, list[tuple[float, float]]] = {}
        for ring in self._rings():
            for route, number in self._routes.items():
                start = number * KEPT * _SLOT.size
                for slot in _SLOT.iter_unpack(ring[start : start + KEPT * _SLOT.size]):
                    ended, seconds, check = slot
                    if ended and check == _check(ended, seconds):
                        found.setdefault(route, []).append((ended, seconds))
        return {route: sorted(times)[-KEPT:] for route, times in found.items()}

    @property
    def _size(self) -> int:
        return len(self._routes) * KEPT * _SLOT.size

    def _open(self) -> None:
        self._written = [0] * len(self._routes)
        self._owner = os.getpid()
        if self._folder is None:
            self._ring = bytearray(self._size)
            return
        with (self._folder / f"recent-{self._owner}.ring").open("a+b") as file:
            file.truncate(self._size)
            self._ring = mmap.mmap(file.fileno(), self._size)

    def _rings(self) -> list[bytes]:
        if self._folder is None:
            with self._lock:
                return [bytes(self._ring)]
        rings = [path.read_bytes() for path in self._folder.glob("recent-*.ring")]
        return [ring for ring in rings if len(ring) == self._size]


def _check(ended: float, seconds: float) -> int:
    first, second = _HALVES.unpack(struct.pack("<dd", ended, seconds))
    return int(first ^ second)
