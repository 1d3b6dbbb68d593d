"""Tabs, the search of the whole house, and more films than three: by click, by key, plain."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext


def test_tabs_change_without_a_request_and_the_address_follows(page: Page) -> None:
    page.goto("/users/1")
    page.evaluate("window.same = true")
    expect(page.get_by_role("tab")).to_have_count(6)
    expect(page.get_by_role("tabpanel")).to_have_count(1)
    page.get_by_role("tab", name="Neural network").click()
    expect(page.locator("#panel-nn")).to_be_visible()
    expect(page.locator("#panel-svd")).to_be_hidden()
    expect(page).to_have_url(re.compile(r"/users/1\?model=nn$"))
    assert page.evaluate("window.same") is True
    page.reload()
    expect(page.get_by_role("tab", name="Neural network")).to_have_attribute(
        "aria-selected", "true"
    )


def test_tabs_by_keyboard(page: Page) -> None:
    page.goto("/movies/2")
    page.get_by_role("tab", name="Both").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="What they are about")).to_be_focused()
    expect(page.locator("#panel-content")).to_be_visible()
    page.keyboard.press("End")
    expect(page.locator("#panel-collaborative")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#panel-hybrid")).to_be_visible()
    page.keyboard.press("Tab")  # one stop for all tabs, then the panel's first film
    expect(page.locator("#panel-hybrid .film-link").first).to_be_focused()


def test_the_chosen_tab_is_in_sight_on_a_phone(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto("/users/1?model=als")
    page.locator("#panel-als").scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, -200)")
    expect(page.get_by_role("tab", name="Least squares")).to_be_in_viewport(ratio=0.9)


@pytest.mark.parametrize("address", ["/users/1", "/movies/2"])
def test_tabs_without_scripts(new_context: NewContext, address: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(address)
    links = page.locator(".tabs a")
    expect(page.locator(".panel:visible")).to_have_count(1)
    last = links.last.get_attribute("data-panel")
    links.last.click()
    expect(page.locator(".panel:visible")).to_have_attribute("id", last)


def test_a_search_with_few_matches_looks_into_the_house(page: Page) -> None:
    page.goto("/?movie=2")
    search = page.get_by_role("searchbox")
    search.fill("film 20")
    expect(page.locator(".house a")).to_have_text(["Film 202000"])
    page.locator(".house a").click()
    expect(page.locator("h1")).to_have_text("Film 20")
    expect(page).to_have_url(re.compile(r"/movies/20\?movie=2$"))


def test_the_house_is_left_out_where_the_wall_has_enough(page: Page) -> None:
    page.goto("/")
    search = page.get_by_role("searchbox")
    with page.expect_response("**/api/v1/movies?*"):
        search.fill("film 20")
    expect(page.locator(".house")).to_be_visible()
    search.fill("film")
    expect(page.locator(".pickable:visible")).to_have_count(5)
    expect(page.locator(".house")).to_be_hidden()


def test_the_house_is_the_same_without_scripts(page: Page, new_context: NewContext) -> None:
    page.goto("/")
    with page.expect_response("**/api/v1/movies?*"):
        page.get_by_role("searchbox").fill("amelei garden")
    links = page.locator(".house a:visible")
    expect(links).not_to_have_count(0)
    plain = new_context(java_script_enabled=False).new_page()
    plain.goto("/?q=amelei+garden")
    there = plain.locator(".house a:visible")
    assert [a.get_attribute("href") for a in there.all()] == [
        a.get_attribute("href") for a in links.all()
    ]


@pytest.mark.parametrize("scripts", [True, False])
def test_more_films_after_the_first_answer(new_context: NewContext, scripts: bool) -> None:
    page = new_context(java_script_enabled=scripts).new_page()
    page.goto("/recommendations?movie=1&movie=2&movie=3")
    page.get_by_role("link", name="Add more films").click()
    expect(page.locator("h1")).to_have_text("More films you know")
    expect(page.locator(".film")).to_have_count(10)
    page.get_by_role("searchbox").fill("film 20")
    page.get_by_role("button", name="Search").click()
    page.get_by_label("Stars for Film 20 (2000)").select_option(label="★ 4.5")
    page.get_by_role("button", name="Add to my films").click()
    expect(page).to_have_url(
        re.compile(r"/more\?movie=1&movie=2&movie=3&rated=20:4\.5&rated=1:5&rated=2:5&rated=3:5$")
    )
    expect(page.get_by_label("Stars for Film 20 (2000)")).to_have_value("20:4.5")
    page.get_by_role("link", name="Take out Film 2 (1982)").click()
    expect(page.locator(".take-out")).to_have_count(3)
    page.get_by_label("Stars for Film 3 (1983)").select_option(label="★ 1")
    page.get_by_role("button", name="Use these stars").click()
    expect(page.get_by_label("Stars for Film 3 (1983)")).to_have_value("3:1")
    page.get_by_role("link", name="Back to your ten").click()
    expect(page.locator("h1")).to_have_text("Your ten films")
