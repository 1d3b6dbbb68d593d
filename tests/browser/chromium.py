"""Which browser the tests drive, and how it is started."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """MATINEE_CHROMIUM, else the system's Chromium or Chrome, else Playwright's own; or None."""
    named = os.environ.get("MATINEE_CHROMIUM")
    if named:
        return named
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def launch(playwright: Playwright, path: str) -> Browser:
    """A headless browser; by Playwright's defaults it asks nobody for anything by itself."""
    return playwright.chromium.launch(executable_path=path)
