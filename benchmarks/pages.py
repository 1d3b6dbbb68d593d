"""What pages weigh, and how soon they are there and still on a slow phone.

``python -m benchmarks.pages [--artifacts FOLDER] [--url ADDRESS] [--runs 5]`` opens pages of the
published run (or of a site that runs already) in a Chromium over its DevTools protocol: a phone
of 390 x 844 points, 1.44 Mbit/s down, 150 ms of latency, a processor four times slower, nothing
cached and nothing scrolled. Medians over the runs, each beside its limit.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
from contextlib import nullcontext
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Error, Page, sync_playwright

from benchmarks.serving import gunicorn

PICKS = "movie=318&movie=2571&movie=296"
PAGES = {
    "wall": "/",
    "answer": f"/recommendations?{PICKS}",
    "film": "/movies/318",
    "/more": f"/more?{PICKS}",
    "/models": "/models",
}
KILOBYTES = {"wall": 60, "answer": 40}  # limits of what is transferred, headers included
REQUESTS = {"wall": 12}
FIRST, LARGEST, SHIFT = 0.8, 1.2, 0.02  # seconds to a paint, and a score
LONG_TASK = 50  # ms, of a processor that is not slowed down
_SETTLED = 700  # ms without a request after which a page is whole

_OBSERVER = """
window.seen = {largest: 0, shift: 0, long: []};
const watch = (type, see) =>
  new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({type, buffered: true});
watch("largest-contentful-paint", (entry) => (seen.largest = entry.startTime));
watch("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.shift += entry.value; });
watch("longtask", (entry) => seen.long.push([entry.startTime, entry.duration]));
"""
_FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"


class Visit(NamedTuple):
    """One visit to a page: 1000 bytes, requests, seconds, and the score of layout shift."""

    kilobytes: float
    requests: float
    first: float
    largest: float
    shift: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--artifacts", default=os.environ.get("MATINEE_ARTIFACTS", "artifacts"))
    parser.add_argument("--url", help="address of a site that runs already")
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    site: Any = nullcontext() if given.url else gunicorn(Path(given.artifacts))
    with site as served, sync_playwright() as playwright:
        url = given.url or f"http://127.0.0.1:{served[0]}"
        try:
            browser = playwright.chromium.launch(executable_path=_chromium())
        except Error as error:
            print(f"No pages are measured without a Chromium: {error.message.splitlines()[0]}")
            return
        print("on a slow phone        KB (most)   requests (most)   first    largest   shift")
        print(f"{'':<43}            {FIRST} s    {LARGEST} s     {SHIFT}")
        for name, path in PAGES.items():
            visits = [_visit(browser, url + path) for _ in range(given.runs)]
            middle = Visit(*(statistics.median(values) for values in zip(*visits, strict=True)))
            over = _over(name, middle)
            print(
                f"{name:<20}{middle.kilobytes:>6.1f}{_most(KILOBYTES.get(name))}"
                f"{middle.requests:>12.0f}{_most(REQUESTS.get(name))}{middle.first:>13.2f} s"
                f"{middle.largest:>9.2f} s{middle.shift:>10.3f}"
                f"{'   over: ' + ', '.join(over) if over else ''}"
            )
        longest = max(_longest_after_picks(browser, url) for _ in range(given.runs))
        said = f"{longest:.0f} ms" if longest else f"none above {LONG_TASK} ms"
        print(f"longest task from the first pick to the answer, processor not slowed: {said}")
        browser.close()


def _visit(browser: Browser, url: str) -> Visit:
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        device_scale_factor=2,
        is_mobile=True,
        has_touch=True,
        service_workers="block",  # what it fetches for later is not what a page waits for
    )
    page = context.new_page()
    page.add_init_script(_OBSERVER)
    protocol = context.new_cdp_session(page)
    finished: list[float] = []
    protocol.on("Network.loadingFinished", lambda e: finished.append(e["encodedDataLength"]))
    protocol.send("Network.enable")
    protocol.send("Network.setCacheDisabled", {"cacheDisabled": True})
    protocol.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": 150,
            "downloadThroughput": 1.44e6 / 8,
            "uploadThroughput": 0.7e6 / 8,
        },
    )
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(url, wait_until="load")
    _settle(page, finished)
    seen = page.evaluate("seen")
    first = page.evaluate(_FIRST_PAINT)
    context.close()
    return Visit(
        sum(finished) / 1000, len(finished), first / 1000, seen["largest"] / 1000, seen["shift"]
    )


def _settle(page: Page, finished: list[float]) -> None:
    """Wait until nothing more arrives."""
    before = -1
    while len(finished) != before:
        before = len(finished)
        page.wait_for_timeout(_SETTLED)


def _longest_after_picks(browser: Browser, url: str) -> float:
    """Milliseconds of the longest task above 50 from the first of three picks on; 0 for none."""
    page = browser.new_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page.add_init_script(_OBSERVER)
    page.goto(url, wait_until="networkidle")
    begun = page.evaluate("performance.now()")
    for index in (0, 1, 2):
        page.locator(".pickable input").nth(index).click(force=True)
    page.locator('[data-page="answer"]').wait_for()
    page.wait_for_timeout(_SETTLED)
    longest = max((took for at, took in page.evaluate("seen.long") if at > begun), default=0.0)
    page.close()
    return float(longest)


def _over(name: str, visit: Visit) -> list[str]:
    """The names of what is above its limit."""
    limits = Visit(
        KILOBYTES.get(name, float("inf")), REQUESTS.get(name, float("inf")), FIRST, LARGEST, SHIFT
    )
    return [part for part in Visit._fields if getattr(visit, part) > getattr(limits, part)]


def _most(limit: int | None) -> str:
    return f" ({limit})" if limit else "     "


def _chromium() -> str | None:
    """MATINEE_CHROMIUM, else the system's Chromium or Chrome, else Playwright's own (None)."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = (shutil.which(name) for name in names)
    return os.environ.get("MATINEE_CHROMIUM") or next(filter(None, found), None)


if __name__ == "__main__":
    main()
