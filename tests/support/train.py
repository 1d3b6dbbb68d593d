"""``make train`` as a maintainer starts it: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def train(artifacts: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """``python -m training train`` into ``artifacts``."""
    return subprocess.run(
        [sys.executable, "-m", "training", "train", "--artifacts", artifacts, *arguments],
        capture_output=True,
        text=True,
        env={name: value for name, value in os.environ.items() if name != "MATINEE_DATA"},
    )
