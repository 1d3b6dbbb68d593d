"""A real site on a real port, and a real Chromium that looks at it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    sync_playwright,
)
from werkzeug.serving import make_server

from tests.browser.chromium import find_chromium, launch
from webapp import create_app

NewContext = Callable[..., BrowserContext]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is marked ``browser``."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests. In CI its absence is a failure, elsewhere a loud skip."""
    path = find_chromium()
    if path is None:
        message = "No Chromium found: run python -m tests.browser.install or set MATINEE_CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        chromium = launch(playwright, path)
        yield chromium
        chromium.close()


@contextmanager
def serving(artifacts: Path) -> Iterator[str]:
    """The address of a site on the run published there, for as long as it is needed."""
    server = make_server(
        "127.0.0.1", 0, create_app({"MATINEE_ARTIFACTS": artifacts}), threaded=True
    )
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def site(artifacts: Path) -> Iterator[str]:
    """The address of the site on the tiny run."""
    with serving(artifacts) as address:
        yield address


def _is_complaint(message: ConsoleMessage) -> bool:
    return message.type in ("error", "warning") and "blocked by Playwright" not in message.text


@pytest.fixture
def new_context(browser: Browser, site: str) -> Iterator[NewContext]:
    """Makes browser contexts, each a visitor of its own.

    At the end of the test no page may have written an error to the console or
    asked another site for anything; pages that are meant to answer with an error
    say so with ``allow_errors``.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def make(*, allow_errors: bool = False, **options: object) -> BrowserContext:
        # Requests of a service worker cannot be held up by a test; those about it allow it.
        options.setdefault("service_workers", "block")
        context = browser.new_context(base_url=site, **options)  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        contexts.append(context)
        context.on(
            "request",
            lambda r: None if r.url.startswith(site) else complaints.append(f"asked {r.url}"),
        )
        context.on("weberror", lambda e: complaints.append(str(e.error)))
        if not allow_errors:
            context.on(
                "console",
                lambda m: complaints.append(m.text) if _is_complaint(m) else None,
            )
        return context

    yield make
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(new_context: NewContext) -> Page:
    """A page on a desk, in daylight."""
    return new_context(viewport={"width": 1280, "height": 800}).new_page()


def wait_until(page: Page, expression: str) -> None:
    """Wait until an expression of JavaScript is true on the page, five seconds at most.

    Playwright's ``wait_for_function`` evaluates strings on the page when it looks again, which
    the site's own policy forbids.
    """
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"this did not come true: {expression}")
