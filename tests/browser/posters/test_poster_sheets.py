"""Posters come in few requests, and the right one hangs everywhere."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def asked(page: Page) -> list[str]:
    """The addresses of posters that the page asks for, as it does."""
    found: list[str] = []
    page.on("request", lambda r: found.append(r.url) if "/posters/" in r.url else None)
    return found


def loaded(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    shown = "[...document.images].filter(i => i.checkVisibility())"
    assert page.evaluate(f"{shown}.every(i => i.complete && i.naturalWidth > 0)")


def test_the_wall_comes_on_one_sheet_and_a_ticket_asks_for_nothing(
    page: Page, asked: list[str]
) -> None:
    page.goto("/")
    loaded(page)
    assert len(asked) == 1
    page.locator('.pickable[data-movie="2"] label').click()
    ticket = page.locator(".ticket.taken img")
    expect(ticket).to_have_count(1)
    assert ticket.get_attribute("src").endswith("#m2")
    loaded(page)
    assert len(asked) == 1


def test_an_answer_comes_on_one_sheet(page: Page, asked: list[str]) -> None:
    page.goto("/recommendations?movie=1&movie=2&movie=3")
    loaded(page)
    assert len(asked) == 1
    for film in page.locator(".film").all():
        source = film.locator(".poster").get_attribute("src")
        assert source.endswith(f"#m{film.get_attribute('data-movie')}")


def test_posters_of_one_sheet_are_different_pictures(page: Page) -> None:
    page.goto("/recommendations?movie=1&movie=2&movie=3")
    loaded(page)
    first, second = page.locator(".film .poster").all()[:2]
    assert first.screenshot() != second.screenshot()


def test_what_stands_in_for_a_seen_film_has_its_own_poster(page: Page, asked: list[str]) -> None:
    page.goto("/recommendations?movie=1&movie=2&movie=3")
    loaded(page)
    before = page.locator(".film").first.get_attribute("data-movie")
    page.get_by_role("button", name="Seen it").first.click()
    now = page.locator(".film").first
    expect(now).not_to_have_attribute("data-movie", str(before))
    loaded(page)
    source = now.locator(".poster").get_attribute("src")
    assert source.endswith(f"#m{now.get_attribute('data-movie')}")
    assert len(asked) <= 2  # the sheet of those that stand in
