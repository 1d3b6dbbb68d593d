"""The answer, alive: films make room for others, films are saved, the slider moves."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewContext

TEN = "/recommendations?movie=1&movie=2&movie=3"
SIZES = [{"width": 1280, "height": 800}, {"width": 390, "height": 844}]


def titles(page: Page, row: int) -> list[str]:
    return page.locator("[data-row]").nth(row).locator(".film-title").all_inner_texts()


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


@pytest.mark.parametrize("size", SIZES)
def test_a_film_that_is_seen_makes_room_for_the_next_best(
    new_context: NewContext, size: dict[str, int]
) -> None:
    page = new_context(viewport=size).new_page()
    page.goto(TEN)
    before = titles(page, 0)
    button(page, f"Seen it: {before[1]}").click()
    after = titles(page, 0)
    assert len(after) == 5
    assert after[1] not in before
    assert [after[0], *after[2:]] == [before[0], *before[2:]]
    expect(button(page, f"Seen it: {after[1]}")).to_be_focused()
    expect(page.locator("#announcer")).to_have_text(
        f"{before[1]} is marked as seen. {after[1]} takes its place."
    )
    button(page, f"Not for me: {after[0]}").click()
    expect(page.locator("#announcer")).to_contain_text(f"{after[0]} is not for you.")
    # What is marked stays away, here and in other answers, until it is shown again.
    page.reload()
    assert not {before[1], after[0]} & set(titles(page, 0))
    page.goto("/recommendations?movie=4&movie=5&movie=6")
    assert not {before[1], after[0]} & set(titles(page, 0))
    expect(page.locator(".left-out")).to_contain_text("2 films")
    button(page, "Show them again").click()
    assert {before[1], after[0]} <= set(titles(page, 0))
    expect(page.locator(".left-out")).to_be_hidden()


def test_a_row_comes_kindly_to_its_end(page: Page) -> None:
    page.goto(TEN)
    row = page.locator("[data-row]").first
    for left in range(9, -1, -1):  # the tiny run has ten popular films
        row.get_by_role("button", name=re.compile("^Seen it")).first.click()
        expect(row.locator(".film")).to_have_count(min(left, 5))
    expect(row.locator(".row-spent")).to_be_visible()
    expect(row.locator("h2")).to_be_focused()
    expect(page.locator("[data-row]").nth(1).locator(".film")).to_have_count(5)


def test_films_are_saved_in_this_browser(new_context: NewContext) -> None:
    context = new_context()
    page = context.new_page()
    page.goto("/saved")
    expect(page.locator(".saved-none")).to_be_visible()
    expect(page.locator("[data-csv]")).to_be_hidden()
    page.goto(TEN)
    button(page, "Save Film 8").click()
    expect(button(page, "Save Film 8")).to_have_attribute("aria-pressed", "true")
    page.goto("/movies/2")
    button(page, "Save Film 2").click()
    page.goto("/saved")
    expect(page.locator(".film .film-title")).to_have_text(["Film 2", "Film 8"])
    expect(page.locator(".film-link").first).to_have_attribute("href", "/movies/2")
    expect(page.locator("[data-csv]")).to_have_attribute("href", re.compile(r"movie=2&movie=8$"))
    button(page, "Save Film 2").click()
    expect(page.locator("[data-csv]")).to_have_attribute("href", re.compile(r"\?movie=8$"))
    page.reload()
    expect(page.locator(".film .film-title")).to_have_text(["Film 8"])
    other = new_context().new_page()
    other.goto("/saved")
    expect(other.locator(".saved-none")).to_be_visible()


def test_without_scripts_no_button_promises_anything(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(TEN)
    expect(page.locator(".film:visible")).to_have_count(10)
    expect(page.locator("[data-mark]:visible, [data-save]:visible")).to_have_count(0)
    page.goto("/saved")
    expect(page.get_by_text("needs JavaScript")).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
def test_the_slider_changes_the_answer_in_place(
    new_context: NewContext, size: dict[str, int]
) -> None:
    page = new_context(viewport=size).new_page()
    page.goto(TEN)
    page.evaluate("window.same = true")
    page.get_by_text("Hidden", exact=True).click()
    expect(page).to_have_url(re.compile(r"&adventure=4$"))
    expect(page.locator(".row-head p").first).to_contain_text("fewer than 10 of 3 people")
    expect(page.get_by_role("radio", name="Hidden")).to_be_focused()
    expect(page.locator("#announcer")).to_contain_text("Ten hidden films")
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile(r"&adventure=3$"))
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile(r"movie=3$"))
    expect(page.get_by_role("radio", name="Both")).to_be_checked()
    assert page.evaluate("window.same") is True


def test_the_slider_without_scripts(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(TEN)
    page.get_by_text("Well known", exact=True).click()
    button(page, "Show these").click()
    expect(page).to_have_url(re.compile(r"&adventure=1$"))
    expect(page.get_by_role("radio", name="Well known")).to_be_checked()
