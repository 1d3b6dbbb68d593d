"""Tabs, the search of the whole house, and more films than three: by click, by key, plain."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

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
    found = page.locator('.house li[data-movie="20"] a')
    expect(found).to_have_text(["Film 202000"])  # too few rated it to pick it
    found.click()
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


def pick(page: Page, name: str) -> Locator:
    return page.get_by_role("link", name=f"Pick {name}")


def test_a_film_beyond_the_wall_is_picked_there_and_hangs_on_it(page: Page) -> None:
    page.goto("/?movie=1")
    search = page.get_by_role("searchbox")
    search.fill("film 12")
    pick(page, "Film 12 (1992)").click()
    expect(page.locator(".ticket.taken .ticket-title")).to_contain_text(["Am", "Film 12"])
    expect(page.locator("#announcer")).to_contain_text("Film 12 is your second pick. 1 to go.")
    expect(page.locator('.pickable[data-movie="12"] input')).to_be_focused()
    expect(page.locator('.pickable[data-movie="12"] input')).to_be_checked()
    expect(pick(page, "Film 12 (1992)")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/\?movie=1&movie=12"))
    search.fill("sci-fi 1992")
    expect(page.locator(".pickable:visible .film-title")).to_have_text(["Film 12 1992"])
    search.fill("film 13")
    pick(page, "Film 13 (1993)").click()
    expect(page.locator("h1")).to_have_text("Your ten films")
    expect(page).to_have_url(re.compile(r"/recommendations\?movie=1&movie=12&movie=13$"))
    page.get_by_role("link", name="Swap Film 13 (1993)").click()
    expect(page.locator(".ticket.taken .ticket-title")).to_contain_text(["Am", "Film 12"])
    page.get_by_role("link", name="Take back Film 12").click()
    expect(page.locator(".ticket.taken")).to_have_count(1)


def test_a_film_beyond_the_wall_is_picked_without_scripts(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/?movie=1&q=film+12")
    pick(page, "Film 12 (1992)").click()
    expect(page.locator(".ticket.taken .ticket-title")).to_contain_text(["Am", "Film 12"])
    page.locator('.pickable[data-movie="3"] label').click()
    page.get_by_role("button", name="Show my ten").click()
    expect(page.locator("h1")).to_have_text("Your ten films")
    expect(page).to_have_url(re.compile(r"/recommendations\?movie=12&movie=1&movie=3$"))


@pytest.mark.parametrize("scripts", [True, False])
def test_a_surprise_shows_ten(new_context: NewContext, scripts: bool) -> None:
    page = new_context(java_script_enabled=scripts).new_page()
    page.goto("/")
    page.get_by_role("link", name="Pick for me").click()
    expect(page.locator("h1")).to_have_text("Your ten films")
    expect(page).to_have_url(re.compile(r"/recommendations\?movie=\d+&movie=\d+&movie=\d+$"))


def test_the_places_follow_the_page_and_keep_the_picks(page: Page) -> None:
    page.goto("/?movie=2")
    places = page.get_by_role("navigation", name="Places")
    expect(places.locator("[aria-current]")).to_have_text("Wall")
    page.locator('.pickable[data-movie="3"] label').click()
    places.get_by_role("link", name="My films").click()
    expect(page.locator("h1")).to_have_text("My films")
    expect(page).to_have_url(re.compile(r"/more\?movie=2&movie=3$"))
    expect(places.locator("[aria-current]")).to_have_text("My films")
    places.get_by_role("link", name="Wall").click()
    expect(page.locator(".ticket.taken")).to_have_count(2)
