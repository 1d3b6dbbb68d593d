"""No connection: the last answer can be read, everything else says what is the matter."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext, wait_until

TEN = "/recommendations?movie=1&movie=2&movie=3"
OTHER_TEN = "/recommendations?movie=4&movie=5&movie=6"
_KEPT = """async (address) => {
  while (true) {
    const answer = await caches.open("matinee-answer");
    const found = (await answer.keys()).map(({ url }) => url);
    const whole = found.length > 1 && found.some((url) => url.endsWith(address));
    if (whole && navigator.serviceWorker.controller) return;
    await new Promise((done) => setTimeout(done, 50));
  }
}"""


def _visitor(new_context: NewContext) -> Page:
    return new_context(allow_errors=True, service_workers="allow").new_page()


def _show(page: Page, address: str) -> None:
    """Show an answer, and wait until the worker has kept it."""
    page.goto(address)
    page.evaluate(_KEPT, address)


def test_the_last_answer_is_there_with_its_posters_and_looks(new_context: NewContext) -> None:
    page = _visitor(new_context)
    _show(page, TEN)
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("h1")).to_have_text("Your ten films")
    page.locator(".film .poster").last.scroll_into_view_if_needed()
    wait_until(
        page, "[...document.querySelectorAll('.film .poster')].every((image) => image.naturalWidth)"
    )
    assert page.locator(".film .poster").count() == 10
    expect(page.locator("html")).to_have_class("scripted")
    assert page.locator(".marquee").evaluate("m => getComputedStyle(m).position") == "relative"


def test_an_answer_takes_the_place_of_the_one_before(new_context: NewContext) -> None:
    page = _visitor(new_context)
    _show(page, TEN)
    _show(page, OTHER_TEN)
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("h1")).to_have_text("Your ten films")
    page.goto(TEN)
    expect(page.locator("h1")).to_have_text("No connection")


def test_other_pages_say_that_there_is_no_connection(new_context: NewContext) -> None:
    page = _visitor(new_context)
    _show(page, TEN)
    page.context.set_offline(True)
    page.goto("/models")
    expect(page.locator(".problem-detail")).to_have_text(
        "There is no connection, and this page is not among those that this browser has kept."
    )
    page.context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page.locator("[data-page=offline]")).to_have_count(0)


def test_with_a_connection_pages_come_from_the_site(new_context: NewContext) -> None:
    page = _visitor(new_context)
    _show(page, TEN)
    page.evaluate(
        """async (address) => {
          const answer = await caches.open("matinee-answer");
          await answer.put(address, new Response("<h1>Stale</h1>"));
        }""",
        TEN,
    )
    page.reload()
    expect(page.locator("h1")).to_have_text("Your ten films")


def test_a_new_version_leaves_nothing_of_the_old_one(new_context: NewContext) -> None:
    page = _visitor(new_context)
    page.goto("/")
    page.evaluate("caches.open('matinee-shell-of-old')")
    page.evaluate("navigator.serviceWorker.ready.then((worker) => worker.unregister())")
    page.reload()
    page.evaluate(
        """async () => {
          while ((await caches.keys()).filter((name) => name.includes("shell")).length !== 1)
            await new Promise((done) => setTimeout(done, 50));
        }"""
    )


def test_it_can_be_installed(new_context: NewContext) -> None:
    page = _visitor(new_context)
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready")
    protocol = page.context.new_cdp_session(page)
    found = protocol.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # A window of the tests is a private one, in which nothing can be installed.
    assert [error["errorId"] for error in found if error["errorId"] != "in-incognito"] == []
    manifest = protocol.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"].endswith("/site.webmanifest")
