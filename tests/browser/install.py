"""Find a Chromium for the browser tests, or install one (``python -m tests.browser.install``).

As root on Debian that is the distribution's ``chromium``; elsewhere it is
Playwright's own build. In continuous integration a missing browser is a failure;
on a developer's machine the browser tests are then skipped, loudly.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

from tests.browser.chromium import find_chromium

_APT = "apt-get update -qq && apt-get install -y -qq chromium libatomic1"


def install() -> str | None:
    """Install Chromium by the first way that works; None, or why the last way did not."""
    ways = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        ways.insert(0, ["sh", "-c", _APT])
    # A network that swallows what is sent to it would hold up the suite for minutes.
    patience = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "5000"}  # ms, until an answer begins
    reason = None
    for way in ways:
        print(f"Installing a browser for the tests: {' '.join(way)}", flush=True)
        finished = subprocess.run(
            way,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            env=patience | os.environ,
        )
        if finished.returncode == 0 and find_chromium() is not None:
            return None
        reason = _reason(finished)
    return reason


def _reason(finished: subprocess.CompletedProcess[str]) -> str:
    if finished.returncode == 0:
        return "what was installed does not start; a library that it needs is missing"
    lines = [line.strip() for line in (finished.stderr + finished.stdout).splitlines()]
    # The first complaint is the cause; what follows are attempts, summaries and stacks.
    complaints = [line for line in lines if line.startswith(("Error:", "E:")) or "error" in line]
    first = (complaints or lines or ["no reason was given"])[0].removeprefix("Error: ")
    library = re.search(r"error while loading shared libraries: ([^:]+)", first)
    return f"the library {library[1]} is missing" if library else first


def main() -> int:
    """Say in one sentence what is missing; the exit status is 1 where that is a failure."""
    if find_chromium() is not None:
        return 0
    reason = install()
    if reason is None:
        return 0
    ci = os.environ.get("CI")
    print(
        f"The browser tests {'cannot run' if ci else 'will be skipped'}: no Chromium was found "
        f"and none could be installed ({reason}). On Debian: apt-get install chromium libatomic1",
        file=sys.stderr,
    )
    return 1 if ci else 0


if __name__ == "__main__":
    sys.exit(main())
