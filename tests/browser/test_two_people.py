"""Two people pick one after the other and get ten films for both, with and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext


def pick(page: Page, *movie_ids: int) -> None:
    for movie_id in movie_ids:
        page.locator(f'.pickable[data-movie="{movie_id}"] label').click()


@pytest.mark.parametrize(
    ("scripts", "size"),
    [(True, (1280, 800)), (True, (390, 844)), (False, (1280, 800))],
)
def test_two_people_get_ten_for_both(
    new_context: NewContext, scripts: bool, size: tuple[int, int]
) -> None:
    context = new_context(
        java_script_enabled=scripts, viewport={"width": size[0], "height": size[1]}
    )
    page = context.new_page()
    page.goto("/")
    page.get_by_role("link", name="Together").click()
    page.get_by_role("link", name="Pick for the first person").click()
    expect(page.locator("h1")).to_contain_text("First person")
    pick(page, 1, 2, 3)
    if not scripts:
        page.get_by_role("button", name="On to the second person").click()
    expect(page.locator("h1")).to_contain_text("Second person")
    expect(page.locator(".ticket.taken")).to_have_count(0)
    pick(page, 4, 5)
    if scripts:
        expect(page).to_have_url(re.compile(r"/\?first=1&first=2&first=3&movie=4&movie=5$"))
    pick(page, 6)
    if not scripts:
        page.get_by_role("button", name="Show ten for both").click()
    expect(page.locator("h1")).to_have_text("Ten films for two")
    expect(page.locator(".film:visible")).to_have_count(10)
    query = "first=1&first=2&first=3&second=4&second=5&second=6"
    expect(page).to_have_url(re.compile(re.escape(f"/together?{query}") + "$"))
    page.get_by_role("link", name="Change the picks of the second person").click()
    expect(page.locator(".ticket.taken")).to_have_count(3)


def test_an_answer_asks_for_a_second_person(page: Page) -> None:
    page.goto("/recommendations?movie=1&movie=2&movie=3")
    page.get_by_role("link", name="Add a second person").click()
    expect(page.locator("h1")).to_contain_text("Second person")
    expect(page).to_have_url(re.compile(r"/\?first=1&first=2&first=3$"))
    pick(page, 4)
    expect(page).to_have_url(re.compile(r"/\?first=1&first=2&first=3&movie=4$"))
