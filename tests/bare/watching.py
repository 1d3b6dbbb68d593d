"""How much memory and disk a run in a bare root file system takes."""

from __future__ import annotations

import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

GIB = 2**30


@contextmanager
def peak_memory(root: Path) -> Iterator[list[int]]:
    """The most bytes that all processes inside had together, shared pages counted once."""
    peak, done = [0], threading.Event()

    def watch() -> None:
        while not done.wait(1):
            peak[0] = max(peak[0], sum(map(_proportional_bytes, _processes(root))))

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield peak
    finally:
        done.set()
        watching.join()


def gib(folder: Path) -> float:
    """What a folder takes on the disk."""
    said = subprocess.run(["du", "-sk", folder], check=True, stdout=subprocess.PIPE).stdout
    return int(said.split()[0]) * 1024 / GIB


def _processes(root: Path) -> Iterator[Path]:
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (process / "root").readlink() == root:
                yield process


def _proportional_bytes(process: Path) -> int:
    with suppress(OSError, AttributeError):
        said = (process / "smaps_rollup").read_text()
        return int(re.search(r"^Pss:\s+(\d+) kB", said, re.MULTILINE)[1]) * 1024
    return 0
