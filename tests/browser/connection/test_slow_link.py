"""A slow link: something shows that a page is on its way, and says when it does not come."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import NewContext, wait_until

TEN = "/recommendations?movie=1&movie=2&movie=3"
LINE = ".loading-line.on"


def _hold(page: Page, address: str) -> list[Route]:
    """Let the requests of an address wait; they are in the list that is returned."""
    held: list[Route] = []
    page.route(address, lambda route: held.append(route))
    return held


def _start_over(page: Page) -> Callable[[], None]:
    return page.get_by_role("link", name="Start over").click


def test_a_line_shows_that_a_page_is_on_its_way(page: Page) -> None:
    page.goto(TEN)
    held = _hold(page, "**/")
    _start_over(page)()
    expect(page.locator(LINE)).to_have_count(1)
    expect(page.locator("#content")).to_have_attribute("aria-busy", "true")
    held[0].continue_()
    expect(page.locator('[data-page="wall"]')).to_be_visible()
    expect(page.locator(LINE)).to_have_count(0)
    assert page.locator("#content").get_attribute("aria-busy") is None


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_the_line_stands_still_for_those_who_asked_for_that(
    new_context: NewContext, motion: str
) -> None:
    page = new_context(reduced_motion=motion).new_page()
    page.goto(TEN)
    wait_until(page, "document.getAnimations().length === 0")
    held = _hold(page, "**/")
    _start_over(page)()
    expect(page.locator(LINE)).to_have_count(1)
    moving = page.evaluate("document.getAnimations().length")
    assert moving == (0 if motion == "reduce" else 1)
    held[0].continue_()
    expect(page.locator('[data-page="wall"]')).to_be_visible()


def test_a_page_that_does_not_come_is_said_and_the_one_in_view_stays(
    new_context: NewContext,
) -> None:
    page = new_context(allow_errors=True).new_page()
    page.goto(TEN)
    page.route("**/", lambda route: route.abort())
    _start_over(page)()
    said = "The page could not be loaded."
    expect(page.locator(".trouble")).to_contain_text(said)
    expect(page.locator("#announcer")).to_contain_text(said)
    expect(page.locator("h1")).to_have_text("Your ten films")
    assert page.url.endswith(TEN)
    page.unroute("**/")
    _start_over(page)()
    expect(page.locator('[data-page="wall"]')).to_be_visible()
    expect(page.locator(".trouble")).to_have_count(0)


@pytest.mark.parametrize("address", ["/", TEN, "/movies/2", "/more?movie=1&movie=2", "/models"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_when_the_scripts_arrive(
    new_context: NewContext, address: str, width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 844}, reduced_motion="reduce").new_page()
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => list.getEntries().forEach((entry) =>"
        " (window.shift += entry.value))).observe({type: 'layout-shift', buffered: true})"
    )
    held = _hold(page, "**/site.js")
    page.goto(address, wait_until="commit")
    page.locator("footer").wait_for()
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    held[0].continue_()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("shift") <= 0.02
