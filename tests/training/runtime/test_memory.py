"""The peak counts this process and its children together."""

from __future__ import annotations

import subprocess
import sys
import time

import psutil

from training.runtime.memory import PeakMemory

_SIZE = 200 * 2**20


def test_a_child_counts():
    before = psutil.Process().memory_info().rss
    code = f"import time; block = bytearray({_SIZE}); print('ready', flush=True); time.sleep(60)"
    with PeakMemory() as memory:
        child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
        child.stdout.readline()
        deadline = time.monotonic() + 30
        while memory.bytes < before + _SIZE and time.monotonic() < deadline:
            time.sleep(0.05)
        child.kill()
        child.wait()
        child.stdout.close()
    assert memory.bytes >= before + _SIZE
