"""What every page owes to every visitor: legible, accessible, whole at any size, day and night."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext

ADDRESSES = (
    "/",
    "/?movie=1&movie=2&q=film",
    "/?q=zzz",
    "/?first=1&first=2&first=3&movie=4",
    "/recommendations?movie=1&movie=2&movie=3",
    "/recommendations?movie=1&movie=2&movie=12&adventure=3",
    "/together",
    "/together?first=1&first=2&first=3&second=4&second=5&second=7",
    "/saved",
    "/movies/2",
    "/movies/31",
    "/recommendations?movie=1&movie=2&movie=3&movie=4",
    "/recommendations?movie=1&movie=999",
    "/users/1",
    "/users/2?model=nn",
    "/more",
    "/more?movie=1&movie=2&movie=3&q=film",
    "/more?rated=20:4.5&rated=2:0.5",
    "/lists",
    "/models",
    "/api/docs",
    "/problems/wrong-parameter",
    "/nowhere",
)
# All that axe checks of its own accord, and what WCAG 2.2 adds, which it checks when asked.
WCAG_22 = {"rules": {"target-size": {"enabled": True}}}
SIZES = {"desk": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_are_accessible_and_fit(
    new_context: NewContext, address: str, size: str, scheme: str
) -> None:
    context = new_context(
        viewport=SIZES[size], color_scheme=scheme, reduced_motion="reduce", allow_errors=True
    )
    page = context.new_page()
    page.goto(address)
    results = Axe().run(page, options=WCAG_22)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_is_wider_than_the_window_or_cut_off(new_context: NewContext, address: str) -> None:
    page = new_context(allow_errors=True).new_page()
    page.goto(address)
    # The smallest phone, which is also a desktop at 400%; a window just too wide for the layout
    # of phones; half a screen.
    for width in (320, 641, 900):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        rooms = page.locator(".ticket").evaluate_all(
            """tickets => tickets.map(ticket => {
              const { paddingLeft, paddingRight } = getComputedStyle(ticket);
              return ticket.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
            })"""
        )
        assert all(room >= 50 for room in rooms), rooms  # for a title


def test_the_dark_theme_is_dark_and_the_light_one_light(new_context: NewContext) -> None:
    def brightness(scheme: str) -> float:
        page = new_context(color_scheme=scheme).new_page()
        page.goto("/")
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(int(part) for part in colour[4:-1].split(",")) / 3

    assert brightness("dark") < 40
    assert brightness("light") > 215


def test_the_switch_turns_the_theme_and_the_browser_remembers_it(new_context: NewContext) -> None:
    page = new_context(color_scheme="light").new_page()
    page.goto("/")
    switch = page.get_by_role("button", name="Dark theme")

    def background() -> str:
        found: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return found

    day = background()
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    night = background()
    assert night != day
    page.goto("/models")
    assert background() == night
    expect(switch).to_have_attribute("aria-pressed", "true")
    assert page.locator("meta[name=theme-color]").first.get_attribute("content") == "#150e19"
    switch.click()
    assert background() == day
    # Back at the system's, which is followed from now on.
    page.emulate_media(color_scheme="dark")
    assert background() == night
    expect(switch).to_have_attribute("aria-pressed", "true")


def test_the_keys_are_shown_on_a_question_mark(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    assert Axe().run(page).violations_count == 0
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.get_by_role("searchbox").press("?")
    expect(page.get_by_role("searchbox")).to_have_value("?")
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Keys").click()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()


def test_nothing_moves_for_those_who_asked_for_that(new_context: NewContext) -> None:
    page = new_context(reduced_motion="reduce").new_page()
    page.goto("/recommendations?movie=1&movie=2&movie=3")
    assert page.evaluate("document.getAnimations().length") == 0


def test_posters_are_loaded(page: Page) -> None:
    page.goto("/recommendations?movie=1&movie=2&movie=3")
    page.wait_for_load_state("networkidle")
    widths = page.locator(".film .poster").evaluate_all("list => list.map(i => i.naturalWidth)")
    assert len(widths) == 10
    assert all(widths)


@pytest.mark.parametrize("scripts", [True, False])
def test_wrong_picks_get_the_wall_again_and_go_on_from_there(
    new_context: NewContext, scripts: bool
) -> None:
    page = new_context(java_script_enabled=scripts).new_page()
    page.goto("/recommendations?movie=2&movie=nonsense&movie=3")
    expect(page.get_by_role("alert")).to_contain_text("“nonsense” is not the number of a film")
    expect(page.get_by_role("alert")).to_contain_text("Two films are picked; pick one more.")
    expect(page.locator(".ticket.taken .ticket-title")).to_have_text(["Film 2", "Film 3"])
    page.locator('.pickable[data-movie="4"] input').check(force=True)
    if not scripts:
        page.get_by_role("button", name="Show my ten").click()
    expect(page.locator("h1")).to_have_text("Your ten films")


def test_without_scripts_too_few_picks_are_no_error_and_back_works(
    new_context: NewContext,
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/?movie=2")
    page.get_by_role("button", name="Show my ten").click()
    expect(page.get_by_role("alert")).to_have_text("One film is picked; pick two more.")
    expect(page.locator(".pickable input:checked")).to_have_count(1)
    page.go_back()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator(".pickable input:checked")).to_have_count(1)


def test_the_skip_link_is_the_first_stop_and_leads_to_the_films(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
