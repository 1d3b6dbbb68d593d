"""The page on the models with every method measured: whole at any size, day and night."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext, serving, wait_until
from tests.browser.test_looks import SIZES
from tests.support import tiny_evaluation


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site on a run with measurements."""
    artifacts = tmp_path_factory.mktemp("measured")
    tiny_evaluation.publish(artifacts)
    with serving(artifacts) as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_the_measured_page_is_accessible_and_fits(
    new_context: NewContext, size: str, scheme: str
) -> None:
    width = SIZES[size]["width"]
    page = new_context(viewport=SIZES[size], color_scheme=scheme).new_page()
    page.goto("/models")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    figures = page.locator(".drawing")
    expect(figures).to_have_count(8)
    for figure in figures.all():
        assert figure.evaluate("box => box.scrollWidth <= box.clientWidth")
        texts = figure.locator("text").evaluate_all(
            "texts => texts.map(t => t.getBoundingClientRect().toJSON())"
        )
        assert min(text["left"] for text in texts) >= 0
        assert max(text["right"] for text in texts) <= width


@pytest.mark.parametrize("size", SIZES)
def test_folded_tables_open_by_keyboard_and_are_accessible_open(
    new_context: NewContext, size: str
) -> None:
    page = new_context(viewport=SIZES[size]).new_page()
    page.goto("/models")
    expect(page.locator("table").first).to_be_hidden()
    for summary in page.locator(".folded > summary").all():
        summary.focus()
        page.keyboard.press("Enter")
    expect(page.locator("details.folded:not([open])")).to_have_count(0)
    expect(page.locator("table").last).to_be_visible()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]


def test_folded_tables_are_printed(page: Page) -> None:
    page.goto("/models")
    seen = "table => table.checkVisibility({contentVisibilityAuto: true})"
    wait_until(page, f"![...document.querySelectorAll('table')].some({seen})")
    assert page.locator("table").count() > 0
    page.emulate_media(media="print")
    wait_until(page, f"[...document.querySelectorAll('table')].every({seen})")


def test_text_in_figures_is_legible_on_a_phone(new_context: NewContext) -> None:
    page = new_context(viewport=SIZES["phone"]).new_page()
    page.goto("/models")
    for svg in page.locator(".drawing svg").all():
        scale = svg.evaluate("s => s.getBoundingClientRect().width / s.viewBox.baseVal.width")
        sizes = svg.locator("text[font-size]").evaluate_all(
            "texts => texts.map(t => parseFloat(t.getAttribute('font-size')))"
        )
        assert min(sizes) * scale >= 10  # CSS pixels


def test_the_best_rating_model_is_the_first_bar(page: Page) -> None:
    page.goto("/models")
    first = page.locator("section[aria-labelledby=ratings] tbody th").first.inner_text()
    described = page.locator("section[aria-labelledby=ratings] svg desc").text_content() or ""
    assert (
        first.split("\n")[0].replace(" on this site", "").replace(" (in part)", "")
        in (described.split("best first: ")[1].split(",")[0])
    )


def test_methods_measured_in_part_are_marked(page: Page) -> None:
    page.goto("/models")
    expect(page.locator("section[aria-labelledby=picks] tbody th small")).to_have_text("(in part)")
    expect(page.locator("section[aria-labelledby=picks] tbody")).to_contain_text("–")
