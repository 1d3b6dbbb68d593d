"""A visitor brings a list and gets ten films: with scripts, and without."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext

CSV = (
    "Date,Name,Year,Letterboxd URI,Rating\n"
    "2024-01-01,Film 2,1982,https://boxd.it/a,4.5\n"
    "2024-01-01,Film 20,2000,https://boxd.it/b,1\n"
    "2024-01-01,A film that nobody has and whose title is rather long for a phone,1999,u,3\n"
    "2024-01-01,Film 3,1983,https://boxd.it/c,\n"
)


def bring(page: Page, text: str) -> None:
    page.get_by_label("Your export from").set_input_files(
        {"name": "ratings.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    page.get_by_role("button", name="Find my films").click()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_list_becomes_ten_films(new_context: NewContext, scripts: bool) -> None:
    page = new_context(java_script_enabled=scripts).new_page()
    page.goto("/more?movie=1&movie=2&movie=3")
    page.get_by_role("link", name="Bring your list").click()
    expect(page.locator("h1")).to_have_text("Bring your list")
    bring(page, CSV)
    expect(page.locator("h1")).to_have_text("2 films of your list were found")
    page.get_by_text("1 that was not found").click()
    expect(page.get_by_text("A film that nobody has")).to_be_visible()
    page.get_by_role("button", name="Show ten for these films").click()
    expect(page.locator("h1")).to_have_text("My films")
    expect(page.locator(".film:visible")).to_have_count(10)
    expect(page.locator('.rated-lines input[name="stars-20"][value="1"]')).to_be_checked()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("text", [CSV, "<html>"])
def test_what_is_said_of_a_list_is_accessible_and_fits(
    new_context: NewContext, text: str, width: int, scheme: str
) -> None:
    context = new_context(
        viewport={"width": width, "height": 844}, color_scheme=scheme, allow_errors=True
    )
    page = context.new_page()
    page.goto("/lists")
    bring(page, text)
    expect(page.get_by_role("alert" if "<" in text else "group").first).to_be_visible()
    for summary in page.locator("summary").all():
        summary.click()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
