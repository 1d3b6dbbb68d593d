"""Fetched posters in a real browser: the size that fits, the drawn one in need, and credits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tables.fetched.entries import Entry
from tests.browser.conftest import NewContext, serving
from tests.support import tiny_run
from tests.support.tmdb.stored import keep

NOTICE = "This product uses the TMDB API but is not endorsed or certified by TMDB."
LONG = ("Bartholomew Featherstonehaugh-Cholmondeley", "Ágnes Ślązakiewicz", "Bo", "Chidi")


@pytest.fixture(scope="module")
def artifacts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny run with posters of films 1 to 9 and 12, of which film 3's are damaged."""
    folder = tmp_path_factory.mktemp("fetched")
    tiny_run.publish(folder)
    entries = keep(folder, *range(1, 10), 12, actors=LONG)
    for version in (entries[3].small, entries[3].large):
        (folder / "posters" / f"3-{version}.webp").write_bytes(b"half of it")
    return folder


@pytest.fixture(scope="module")
def kept(artifacts: Path) -> dict[int, Entry]:
    return keep(artifacts)


@pytest.fixture(scope="module")
def site(artifacts: Path) -> Iterator[str]:
    with serving(artifacts) as address:
        yield address


def shown(image: Locator) -> str:
    """The address of what an image shows, once it is there."""
    image.scroll_into_view_if_needed()
    image.evaluate("async (i) => { i.loading = 'eager'; await i.decode() }")
    assert image.evaluate("(i) => i.naturalWidth") > 0
    return str(image.evaluate("(i) => new URL(i.currentSrc).pathname"))


@pytest.mark.parametrize(("pixels", "size"), [(1, "small"), (2, "large")])
def test_the_size_that_fits_the_screen(
    new_context: NewContext, kept: dict[int, Entry], pixels: int, size: str
) -> None:
    page = new_context(
        viewport={"width": 1280, "height": 800}, device_scale_factor=pixels
    ).new_page()
    page.goto("/recommendations?movie=1&movie=2&movie=4")
    image = page.locator('[data-movie="7"] .poster').first
    assert shown(image) == f"/posters/fetched/7-{getattr(kept[7], size)}.webp"
    assert shown(page.locator('[data-movie="20"] .poster').first).endswith(".svg")
    page.goto("/movies/7")
    large = f"/posters/fetched/7-{kept[7].large}.webp"
    assert shown(page.locator(".movie-poster")) == large


def test_the_drawn_poster_is_seen_where_the_file_is_damaged(page: Page) -> None:
    page.goto("/movies/3")
    image = page.locator(".movie-poster")
    shown(image)
    width, height = image.evaluate("(i) => [i.naturalWidth, i.naturalHeight]")
    assert height / width == pytest.approx(1.5, abs=0.01)
    assert image.evaluate(
        "async (i) => (await fetch(i.currentSrc)).headers.get('content-type')"
    ) == ("image/svg+xml; charset=utf-8")


def test_saved_films_show_their_own_posters(page: Page, kept: dict[int, Entry]) -> None:
    for movie_id in (20, 5):
        page.goto(f"/movies/{movie_id}")
        page.locator(f'button[data-save="{movie_id}"]').first.click()
    page.goto("/saved")
    images = page.locator(".saved-films .poster")
    expect(images).to_have_count(2)
    addresses = {shown(images.nth(0)), shown(images.nth(1))}
    drawn = next(address for address in addresses if address.endswith(".svg"))
    assert addresses == {drawn, f"/posters/fetched/5-{kept[5].small}.webp"}
    assert drawn.startswith("/posters/20-")


def test_a_film_found_in_the_house_hangs_with_its_own_poster(
    page: Page, kept: dict[int, Entry]
) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("film 12")
    found = page.locator('.house [data-movie="12"]')
    found.get_by_role("link", name="Pick").click()
    image = page.locator('.wall-films [data-movie="12"] .poster')
    assert shown(image) == f"/posters/fetched/12-{kept[12].small}.webp"


def test_the_notice_comes_and_goes_with_the_posters(page: Page) -> None:
    page.goto("/models")
    notice = page.get_by_text(NOTICE)
    expect(notice).to_have_count(0)
    page.evaluate("window.stayed = true")
    page.get_by_role("navigation", name="Places").get_by_role("link", name="Wall").click()
    expect(page).to_have_url(re.compile(r"/$"))
    expect(notice).to_be_visible()
    page.go_back()
    expect(notice).to_have_count(0)
    assert page.evaluate("window.stayed")  # no page was loaded anew


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_films_page_with_its_plot_is_accessible_and_fits(
    new_context: NewContext, width: int, scheme: str
) -> None:
    context = new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto("/movies/7")
    expect(page.get_by_text("Somebody <b>does</b> something in 7.")).to_be_visible()
    expect(page.get_by_text("2 h 18 min")).to_be_visible()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_all_of_it_is_there_without_scripts(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/movies/7")
    for text in ("Somebody <b>does</b> something in 7.", "Dora Director", LONG[0], NOTICE):
        expect(page.get_by_text(text)).to_be_visible()
