"""Photographs a running site: its pages at a desk and on a phone, in light and dark.

``python -m tests.browser.screenshots http://127.0.0.1:8000 FOLDER``
"""

from __future__ import annotations

import argparse
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.chromium import find_chromium, launch

PLACES = {
    "problem": "/recommendations?movie=1",
    "hidden": "/recommendations?movie=318&movie=2571&movie=296&adventure=4",
    "house": "/?q=die+hard&movie=318",
    "my-films-empty": "/more",
    "my-films": "/more?rated=318:4.5&rated=296:2&rated=2571:5",
    "saved": "/saved",
    "together-begin": "/together",
    "pair": "/?first=318&first=2571&first=296",
    "together": "/together?first=318&first=2571&first=296&second=1&second=356&second=4973",
}
SIZES = {"desk": (1280, 800), "phone": (390, 844)}


def main() -> None:
    """Take the pictures: ``<page>-<size>-<scheme>.png``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", help="address of a running site")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    chromium = find_chromium()
    if chromium is None:
        parser.exit(1, "No Chromium found: run python -m tests.browser.install first.\n")

    with sync_playwright() as playwright:
        browser = launch(playwright, chromium)
        for size, (width, height) in SIZES.items():
            for scheme in ("light", "dark"):
                page = browser.new_page(
                    viewport={"width": width, "height": height},
                    color_scheme=scheme,  # type: ignore[arg-type]
                    reduced_motion="reduce",
                    is_mobile=size == "phone",
                    has_touch=size == "phone",
                )
                photograph(page, arguments.url, arguments.folder, f"{size}-{scheme}")
                page.close()
        browser.close()


def photograph(page: Page, url: str, folder: Path, suffix: str) -> None:
    """Walk through the site as a visitor does, taking a picture of every page."""
    page.goto(url)
    boxes = page.locator(".pickable input")
    for index in (0, 5):
        boxes.nth(index).check(force=True)
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=folder / f"wall-{suffix}.png")
    boxes.nth(2).click(force=True)
    page.locator('[data-page="answer"]').wait_for()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=folder / f"answer-{suffix}.png")
    page.screenshot(path=folder / f"answer-full-{suffix}.png", full_page=True)
    page.locator(".film-link").first.click()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=folder / f"movie-{suffix}.png")
    for name, address in PLACES.items():
        page.goto(url + address)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=folder / f"{name}-{suffix}.png")


if __name__ == "__main__":
    main()
