"""Photographs the site on the published run: its pages at a desk and on phones, day and night.

``python -m tests.browser.screenshots [FOLDER]`` (``make screenshots``) makes the pictures of the
README, too.
"""

from __future__ import annotations

import argparse
import logging
import os
import shutil
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tables import NoPublishedRun, open_current
from tests.browser.chromium import find_chromium, launch
from tests.browser.conftest import serving

PLACES = {
    "too-few": "/recommendations?movie=318",
    "hidden": "/recommendations?movie=318&movie=2571&movie=296&adventure=4",
    "house": "/?q=die+hard&movie=318",
    "my-films-empty": "/more",
    "my-films": "/more?rated=318:4.5&rated=296:2&rated=2571:5",
    "saved": "/saved",
    "search": "/?q=90s+comedy",
    "models": "/models",
    "lists": "/lists",
    "user": "/users/1",
    "api": "/api/docs",
    "nowhere": "/nowhere",
    "together-begin": "/together",
    "pair": "/?first=318&first=2571&first=296",
    "together": "/together?first=318&first=2571&first=296&second=1&second=356&second=4973",
}
SIZES = {"desk": (1280, 800), "phone": (390, 844), "small": (320, 640)}
IN_README = {"wall-desk-light.png": "wall.png", "answer-desk-dark.png": "answer.png"}
DOCS = Path(__file__).resolve().parents[2] / "docs"


def main() -> None:
    """Take the pictures: ``<page>-<size>-<scheme>.png``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("screenshots"))
    parser.add_argument(
        "--artifacts", type=Path, default=Path(os.environ.get("MATINEE_ARTIFACTS", "artifacts"))
    )
    arguments = parser.parse_args()
    chromium = find_chromium()
    if chromium is None:
        parser.exit(1, "No Chromium found: run python -m tests.browser.install first.\n")
    try:
        open_current(arguments.artifacts)
    except NoPublishedRun as error:
        parser.exit(1, f"{error}\n")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with serving(arguments.artifacts) as url:
        photograph_all(url, arguments.folder, chromium)
    for name, shown in IN_README.items():
        shutil.copyfile(arguments.folder / name, DOCS / shown)
    print(f"{len(list(arguments.folder.glob('*.png')))} pictures are in {arguments.folder}.")


def photograph_all(url: str, folder: Path, chromium: str) -> None:
    """Every page in every size and scheme."""
    with sync_playwright() as playwright:
        browser = launch(playwright, chromium)
        for size, (width, height) in SIZES.items():
            for scheme in ("light", "dark"):
                page = browser.new_page(
                    viewport={"width": width, "height": height},
                    color_scheme=scheme,  # type: ignore[arg-type]
                    reduced_motion="reduce",
                    is_mobile=size != "desk",
                    has_touch=size != "desk",
                )
                photograph(page, url, folder, f"{size}-{scheme}")
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
