"""A visitor's own films: stars by click and by key, search as one types, and what is kept."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewContext

SIZES = [{"width": 1280, "height": 800}, {"width": 390, "height": 844}]


def stars(page: Page, name: str, value: str) -> Locator:
    return page.get_by_role("group", name=f"Stars for {name}").get_by_role("radio", name=value)


def give(page: Page, movie_id: int, half_stars: int) -> None:
    page.locator(f'label[for="s{movie_id}-{half_stars}"]').click()


def listed(page: Page) -> Locator:
    return page.locator(".rated-lines .line-title")


@pytest.mark.parametrize("size", SIZES)
def test_each_star_renews_list_and_rows_in_place(
    new_context: NewContext, size: dict[str, int]
) -> None:
    page = new_context(viewport=size).new_page()
    page.goto("/more")
    page.evaluate("window.same = true")
    give(page, 2, 9)
    expect(page).to_have_url(re.compile(r"/more\?rated=2:4\.5$"))
    expect(listed(page)).to_have_text(["Film 2 1982"])
    expect(page.locator(".film:visible")).to_have_count(10)
    expect(page.locator("#s2-9")).to_be_focused()
    expect(page.locator("#announcer")).to_have_text("Film 2: 4.5 stars.")
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"/more\?rated=2:5$"))
    expect(page.locator("#s2-10")).to_be_focused()
    search = page.get_by_role("searchbox")
    search.fill("film 20")
    expect(page.locator(".found-lines .line").first).to_contain_text("Film 20")
    give(page, 20, 2)
    expect(listed(page)).to_have_text(["Film 20 2000", "Film 2 1982"])
    expect(search).to_have_value("film 20")
    page.get_by_role("button", name="Take out Film 2 (1982)").click()
    expect(listed(page)).to_have_text(["Film 20 2000"])
    page.get_by_role("button", name="Take out Film 20 (2000)").click()
    expect(page.locator(".film:visible")).to_have_count(0)
    assert page.evaluate("window.same") is True


def test_the_list_is_kept_in_this_browser(page: Page) -> None:
    page.goto("/more?rated=2:4.5")
    give(page, 2, 4)
    expect(page).to_have_url(re.compile(r"rated=2:2$"))
    page.goto("/more")
    expect(page).to_have_url(re.compile(r"/more\?rated=2:2$"))
    expect(listed(page)).to_have_text(["Film 2 1982"])
    # Picks that come along are films one loves.
    page.goto("/more?movie=3")
    expect(listed(page)).to_have_text(["Film 3 1983", "Film 2 1982"])


def test_a_list_that_is_too_long_for_an_address_is_posted(page: Page) -> None:
    page.goto("/more")
    page.locator("form.more").evaluate("form => { form.dataset.most = 1 }")
    give(page, 2, 9)
    expect(listed(page)).to_have_count(1)
    page.locator("form.more").evaluate("form => { form.dataset.most = 1 }")
    give(page, 3, 9)
    expect(listed(page)).to_have_count(2)
    expect(page).to_have_url(re.compile(r"/more$"))
    give(page, 3, 2)
    expect(stars(page, "Film 3 (1983)", "1 star")).to_be_checked()
    expect(page).to_have_url(re.compile(r"/more$"))


def test_a_kept_list_of_films_that_are_gone_ends_in_an_empty_page(page: Page) -> None:
    page.goto("/models")
    page.evaluate("localStorage.setItem('matinee.rated', JSON.stringify(['999:4', 'x']))")
    page.goto("/more")
    expect(page.locator("#announcer")).to_have_text("Your films are back.")
    expect(listed(page)).to_have_count(0)
    expect(page.locator(".desk-suggested")).to_be_visible()


def test_stars_by_keyboard(page: Page) -> None:
    page.goto("/more")
    page.locator("#s1-1").focus()
    outline = page.locator(".stars-field").first.evaluate("e => getComputedStyle(e).outlineStyle")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"rated=1:0\.5$"))
    page.keyboard.press("ArrowLeft")  # round to the other end, as radio buttons go
    expect(page).to_have_url(re.compile(r"rated=1:5$"))
    assert outline == "solid"


def test_my_films_without_scripts(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/recommendations?movie=1&movie=2&movie=3")
    page.get_by_role("link", name="Add more films").click()
    expect(page.locator("h1")).to_have_text("My films")
    expect(page.locator(".film:visible")).to_have_count(10)
    page.get_by_role("searchbox").fill("film 20")
    page.get_by_role("button", name="Search").click()
    give(page, 20, 9)
    page.get_by_role("button", name="Add to my films").first.click()
    expect(listed(page)).to_contain_text(["Film 20"])
    expect(stars(page, "Film 20 (2000)", "4.5 stars")).to_be_checked()
    page.get_by_role("button", name="Take out Film 2 (1982)").click()
    expect(listed(page)).to_have_count(3)
    give(page, 3, 2)
    page.get_by_role("button", name="Use these stars").click()
    expect(stars(page, "Film 3 (1983)", "1 star")).to_be_checked()
    page.get_by_role("link", name="Back to your ten").click()
    expect(page.locator("h1")).to_have_text("Your ten films")
