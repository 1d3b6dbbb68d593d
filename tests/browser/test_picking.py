"""A visitor picks three films and gets ten: by click, by key, by touch, and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import NewContext


def film(page: Page, movie_id: int) -> Locator:
    return page.locator(f'.pickable[data-movie="{movie_id}"]')


def box(page: Page, movie_id: int) -> Locator:
    return film(page, movie_id).locator("input")


def taken(page: Page) -> Locator:
    return page.locator(".ticket.taken .ticket-title")


def expect_ten(page: Page, *picks: int) -> None:
    """The answer is shown, under the address that can be shared."""
    expect(page.locator("h1")).to_have_text("Your ten films")
    expect(page.locator(".film .poster")).to_have_count(10)
    expect(page.locator(".reason")).to_have_count(10)
    query = "&".join(f"movie={pick}" for pick in picks)
    expect(page).to_have_url(re.compile(rf"/recommendations\?{query}$"))
    expect(page).to_have_title(re.compile("^Ten films for "))


def test_three_clicks_show_ten_films_without_a_reload(page: Page) -> None:
    page.goto("/")
    page.evaluate("window.same = true")
    film(page, 2).locator("label").click()
    expect(taken(page)).to_have_text(["Film 2"])
    expect(page.locator(".show")).to_have_text("Pick 2 more")
    expect(page.locator("#announcer")).to_contain_text("Film 2 is your first pick")
    expect(page).to_have_url(re.compile(r"/\?movie=2$"))
    film(page, 3).locator(".film-title").click()
    film(page, 5).locator("label").click()
    expect_ten(page, 2, 3, 5)
    assert page.evaluate("window.same") is True
    expect(page.locator("h1")).to_be_focused()


def test_a_second_click_takes_a_pick_back_and_so_does_its_ticket(page: Page) -> None:
    page.goto("/")
    for movie_id in (2, 3):
        film(page, movie_id).locator("label").click()
    film(page, 2).locator("label").click()
    expect(taken(page)).to_have_text(["Film 3"])
    page.get_by_role("link", name="Take back Film 3").click()
    expect(taken(page)).to_have_count(0)
    expect(box(page, 3)).not_to_be_checked()
    expect(page).to_have_url(re.compile(r"/$"))


def test_everything_by_keyboard(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("comedy")
    expect(page.locator(".pickable:visible")).to_have_count(3)
    page.keyboard.press("ArrowDown")
    expect(box(page, 1)).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(box(page, 3)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("End")
    expect(box(page, 5)).to_be_focused()
    page.keyboard.press("Home")
    expect(box(page, 1)).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("Space")
    expect_ten(page, 1, 3, 5)


def test_arrow_keys_keep_to_the_column(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})  # three columns
    page.goto("/")
    box(page, 2).focus()
    page.keyboard.press("ArrowDown")
    expect(box(page, 5)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(box(page, 2)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(box(page, 2)).to_be_focused()  # the edge of the wall


def test_focus_is_visible(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    outline = film(page, 1).locator(".poster").evaluate("e => getComputedStyle(e).outlineStyle")
    assert outline == "solid"


def test_back_returns_to_the_wall_with_the_picks_and_forward_to_the_ten(page: Page) -> None:
    page.goto("/")
    for movie_id in (2, 3, 5):
        film(page, movie_id).locator("label").click()
    expect_ten(page, 2, 3, 5)
    page.go_back()
    expect(page.locator("h1")).to_have_text("Which three films do you love?")
    expect(taken(page)).to_have_text(["Film 2", "Film 3", "Film 5"])
    page.go_forward()
    expect_ten(page, 2, 3, 5)


def test_a_fourth_pick_is_refused_with_a_reason(page: Page) -> None:
    page.goto("/?movie=1&movie=2&movie=3")
    film(page, 4).locator("label").click()
    expect(page.locator(".booth-note")).to_have_text(re.compile("Three films are picked already"))
    expect(box(page, 4)).not_to_be_checked()
    page.get_by_role("button", name="Show my ten").click()
    expect_ten(page, 1, 2, 3)


def test_a_pick_can_be_swapped_from_the_answer(page: Page) -> None:
    page.goto("/recommendations?movie=2&movie=3&movie=5")
    page.get_by_role("link", name="Swap Film 3 (1983)").click()
    expect(taken(page)).to_have_text(["Film 2", "Film 5"])
    film(page, 6).locator("label").click()
    expect_ten(page, 2, 5, 6)


def test_a_shared_address_shows_the_same_ten_to_somebody_else(
    page: Page, new_context: NewContext
) -> None:
    page.goto("/")
    for movie_id in (6, 1, 4):
        film(page, movie_id).locator("label").click()
    expect_ten(page, 6, 1, 4)
    mine = page.locator(".film .film-title").all_inner_texts()
    other = new_context().new_page()
    other.goto(page.url)
    expect_ten(other, 6, 1, 4)
    assert other.locator(".film .film-title").all_inner_texts() == mine


def test_copying_the_link(new_context: NewContext) -> None:
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/recommendations?movie=2&movie=3&movie=5")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator(".share")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_searching_folds_accents_and_keeps_picks(page: Page) -> None:
    page.goto("/?movie=4")
    search = page.get_by_role("searchbox")
    search.fill("AMÉLIES gard")
    expect(page.locator(".pickable:visible")).to_have_count(1)
    expect(film(page, 1)).to_be_visible()
    expect(page.locator(".found")).to_contain_text("1 of 6 films match")
    expect(page).to_have_url(re.compile(r"movie=4&q=AM%C3%89LIES"))
    page.reload()
    expect(page.locator(".pickable:visible")).to_have_count(1)
    expect(taken(page)).to_have_text(["Film 4"])
    search.fill("zzz")
    expect(page.locator(".found")).to_contain_text("No film on this wall matches “zzz”")
    page.get_by_role("link", name="Show all").click()
    expect(page.locator(".pickable:visible")).to_have_count(6)


@pytest.mark.parametrize(
    "text",
    [
        "Amélie's",
        "AMELIES",
        "3 1983",
        "Sci-Fi",
        "comedy.",
        "ß",
        " ",
        "film 2",
        "80s",
        "r",
        "sci-",
        "198",
    ],
)
def test_the_search_finds_the_same_with_and_without_scripts(
    page: Page, new_context: NewContext, text: str
) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill(text)
    with_scripts = page.locator(".pickable:visible").evaluate_all(
        "l => l.map(e => e.dataset.movie)"
    )
    plain = new_context(java_script_enabled=False).new_page()
    plain.goto("/")
    plain.locator("#q").fill(text)
    plain.locator("#q").press("Enter")
    plain.wait_for_url("**/?q=*")
    found = plain.locator(".pickable:not([hidden])")
    assert [found.nth(i).get_attribute("data-movie") for i in range(found.count())] == with_scripts


def test_a_chip_searches_and_is_taken_off_again(page: Page, new_context: NewContext) -> None:
    page.goto("/?movie=4")
    chip = page.locator(".chip").first
    word = chip.inner_text().lower()
    chip.click()
    expect(page.get_by_role("searchbox")).to_have_value(word)
    expect(chip).to_have_attribute("aria-current", "true")
    expect(page).to_have_url(re.compile(rf"movie=4&q={word}$"))
    shown = page.locator(".pickable:visible").count()
    assert 3 <= shown <= 6

    plain = new_context(java_script_enabled=False).new_page()
    plain.goto("/?movie=4")
    plain.locator(".chip").first.click()
    expect(plain).to_have_url(re.compile(rf"movie=4&q={word}$"))
    expect(plain.locator(".pickable:visible")).to_have_count(shown)
    expect(taken(plain)).to_have_text(["Film 4"])
    for each in (page, plain):
        each.locator(".chip").first.click()
        expect(each.locator(".pickable:visible")).to_have_count(6)
        expect(each.locator(".chip[aria-current]")).to_have_count(0)


def test_the_whole_visit_without_scripts(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/")
    film(page, 2).locator("label").click()
    page.locator("#q").fill("1983")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".pickable:visible")).to_have_count(1)
    expect(taken(page)).to_have_text(["Film 2"])
    film(page, 3).locator("label").click()
    page.get_by_role("link", name="Show all").click()
    # A link cannot carry what was ticked since; the search button can.
    expect(taken(page)).to_have_text(["Film 2"])
    for movie_id in (3, 5):
        film(page, movie_id).locator("label").click()
    page.get_by_role("button", name="Show my ten").click()
    expect_ten(page, 2, 3, 5)
    page.get_by_role("link", name="Swap Film 5 (1985)").click()
    expect(taken(page)).to_have_text(["Film 2", "Film 3"])


def test_too_many_picks_without_scripts_lose_none(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/")
    for movie_id in (1, 2, 3, 4):
        film(page, movie_id).locator("label").click()
    page.get_by_role("button", name="Show my ten").click()
    expect(page.locator(".booth-note")).to_contain_text("untick 1")
    film(page, 2).locator("label").click()
    page.get_by_role("button", name="Show my ten").click()
    expect_ten(page, 1, 3, 4)


def test_picking_on_a_phone(new_context: NewContext) -> None:
    page = new_context(
        viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True
    ).new_page()
    page.goto("/")
    for movie_id in (1, 2, 3):
        film(page, movie_id).locator("label").tap()
    expect_ten(page, 1, 2, 3)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_films_can_be_picked_from_their_own_pages(page: Page) -> None:
    page.goto("/")
    film(page, 2).locator("label").click()
    film(page, 3).get_by_role("link", name="About Film 3").click()
    expect(page.locator("h1")).to_have_text("Film 3")
    page.get_by_role("link", name="Pick this film").click()
    expect(taken(page)).to_have_text(["Film 2", "Film 3"])


def test_an_answer_that_is_none_of_our_pages_is_loaded_instead(new_context: NewContext) -> None:
    page = new_context(allow_errors=True).new_page()
    page.goto("/?movie=1&movie=2")
    replaced = []

    def replace_once(route: Route) -> None:
        if route.request.is_navigation_request():
            route.continue_()
        else:
            replaced.append(1)
            route.fulfill(status=502, content_type="text/html", body="<h1>Bad gateway</h1>")

    page.route("**/recommendations*", replace_once)
    film(page, 3).locator("label").click()
    expect_ten(page, 1, 2, 3)
    assert replaced
