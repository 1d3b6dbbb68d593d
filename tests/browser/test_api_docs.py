"""The page on the API: its contents stay beside it at a desk, and stand above it on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext


def test_at_a_desk_the_contents_stay_beside_the_text(page: Page) -> None:
    page.goto("/api/docs")
    contents = page.locator(".docs-contents")
    contents.get_by_role("link", name="GET catalogue").focus()
    page.keyboard.press("Tab")
    expect(contents.get_by_role("link", name="POST lists")).to_be_focused()
    contents.get_by_role("link", name="Types").click()
    expect(page.locator("#types")).to_be_in_viewport()
    expect(contents).to_be_in_viewport()
    beside, body = contents.bounding_box(), page.locator(".docs-body").bounding_box()
    assert beside and body
    assert beside["x"] + beside["width"] <= body["x"]


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_the_contents_are_above_and_nothing_is_too_wide(
    new_context: NewContext, width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    page.goto("/api/docs")
    above = page.locator(".docs-contents").bounding_box()
    body = page.locator(".docs-body").bounding_box()
    assert above and body
    assert above["y"] + above["height"] <= body["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    overflowing = "all => all.filter(box => box.scrollWidth > box.clientWidth).length"
    assert page.locator(".docs-answer").evaluate_all(overflowing) == 0
