"""Find a Chromium for the browser tests, or install one (``python -m tests.browser.install``).

As root on Debian that is the distribution's ``chromium``; elsewhere it is
Playwright's own build. In continuous integration a missing browser is a failure;
on a developer's machine the browser tests are then skipped, loudly.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from tests.browser.chromium import find_chromium


def install() -> bool:
    """Install Chromium by the first way that works; whether there is one now."""
    ways = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        ways.insert(0, ["sh", "-c", "apt-get update -qq && apt-get install -y -qq chromium"])
    for way in ways:
        print(f"Installing a browser for the tests: {' '.join(way)}", flush=True)
        finished = subprocess.run(way, capture_output=True, text=True, check=False)
        if finished.returncode == 0 and find_chromium() is not None:
            return True
        print("\n".join(finished.stderr.splitlines()[-3:]), file=sys.stderr)
    return False


def main() -> int:
    if find_chromium() is not None or install():
        return 0
    message = "No Chromium was found and none could be installed; set MATINEE_CHROMIUM to one."
    if os.environ.get("CI"):
        print(message, file=sys.stderr)
        return 1
    print(f"{message} The browser tests will be skipped.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
