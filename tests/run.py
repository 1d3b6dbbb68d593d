"""``python -m tests.run``: the whole suite on two cores, the browser's tests beside all others.

A browser's test waits for the browser most of the time, and the others compute. Each half is
a pytest of its own with everything that it sets up, so no test knows of the other half; what
the second one says is shown when the first has ended.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile

HALVES = ("not browser", "browser")


def main() -> int:
    """Run both halves; returns 0 when both passed, else what one that did not ended with."""
    with tempfile.TemporaryFile() as said:
        beside = subprocess.Popen(_pytest(HALVES[1]), stdout=said, stderr=subprocess.STDOUT)
        try:
            status = subprocess.run(_pytest(HALVES[0])).returncode
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


def _pytest(marks: str) -> list[str]:
    return [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", marks]


if __name__ == "__main__":
    sys.exit(main())
