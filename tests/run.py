"""``python -m tests.run``: the whole suite on two cores, the browser's tests beside most others.

A browser's test waits for the browser most of the time, and the others compute. Each half is
a pytest of its own with everything that it sets up, so no test knows of the other half; what
the second one says is shown when the first has ended.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile

# With what takes about as long as all others and shares nothing with them that is dear.
BESIDE = (
    "tests/browser",
    "tests/lists",
    "tests/posters",
    "tests/preflight",
    "tests/tables",
    "tests/training/posters",
)


def main() -> int:
    """Run both halves; returns 0 when both passed, else what one that did not ended with."""
    with tempfile.TemporaryFile() as said:
        beside = subprocess.Popen(_pytest(*BESIDE), stdout=said, stderr=subprocess.STDOUT)
        try:
            status = subprocess.run(
                _pytest(*(f"--ignore={folder}" for folder in BESIDE))
            ).returncode
            other = beside.wait()
        except KeyboardInterrupt:  # both were stopped by it, and tidy up
            beside.wait()
            status = other = 130
        finally:
            if beside.poll() is None:
                beside.terminate()
                beside.wait()
        said.seek(0)
        sys.stdout.buffer.write(said.read())
    return status or other


def _pytest(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]


if __name__ == "__main__":
    sys.exit(main())
