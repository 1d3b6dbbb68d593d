"""Which browser the tests drive, and how it is started."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from playwright.sync_api import Browser, Playwright, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """MATINEE_CHROMIUM, else the system's Chromium or Chrome, else Playwright's own; or None.

    None as well where the machine lacks what the browser, or Playwright itself, is linked with.
    """
    if fault(sys.executable, "-m", "playwright") is not None:
        return None
    named = os.environ.get("MATINEE_CHROMIUM")
    if named:
        return named
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if fault(own) is None else None


def fault(*program: str) -> str | None:
    """Why a program does not say its version here, in its own words; None when it does."""
    try:
        finished = subprocess.run(
            [*program, "--version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=60,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    said = finished.stderr.strip().splitlines()
    return None if finished.returncode == 0 else said[-1] if said else "it does not start"


def launch(playwright: Playwright, path: str) -> Browser:
    """A headless browser; by Playwright's defaults it asks nobody for anything by itself."""
    return playwright.chromium.launch(executable_path=path)
