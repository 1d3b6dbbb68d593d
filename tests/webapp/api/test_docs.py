"""The page on the API: a table of contents, and examples that the run itself answers."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp.api.examples import Example, examples, shortened
from webapp.problems import KINDS


@pytest.fixture
def made(app: Flask) -> dict[str, Example]:
    return examples(app, app.extensions["published"].current())


def test_every_address_has_an_answer_and_a_problem(
    client: FlaskClient, made: dict[str, Example]
) -> None:
    paths = client.get("/api/v1/openapi.json").json["paths"]
    ids = {operation["operationId"] for path in paths.values() for operation in path.values()}
    assert set(made) == ids
    assert {example.good.status for example in made.values()} == {200}
    assert all(400 <= example.wrong.status < 500 for example in made.values())
    assert all('"type": "/problems/' in example.wrong.answer for example in made.values())
    assert all(len(example.good.answer.splitlines()) < 70 for example in made.values())


def test_the_examples_are_what_the_site_answers(
    client: FlaskClient, made: dict[str, Example]
) -> None:
    for example in made.values():
        for asked, status, answer in example:
            if asked.method == "GET" and asked.address != "/api/v1/metrics":
                response = client.get(asked.address)
                assert response.status_code == status
                assert shortened(response.json) == answer


def test_examples_are_not_counted_as_use(client: FlaskClient) -> None:
    def counted() -> Any:
        found = client.get("/api/v1/metrics").json["requests"]["routes"]
        return next((r["count"] for r in found if r["route"] == "/api/v1/together"), 0)

    before = counted()
    assert client.get("/api/docs").status_code == 200
    assert counted() == before


def test_the_contents_lead_to_every_part(client: FlaskClient) -> None:
    page = client.get("/api/docs").text
    nav = re.search(r'<nav class="docs-contents".*?</nav>', page, re.S)[0]
    targets = re.findall(r'href="#([^"]+)"', nav)
    assert {"recommendations", "problems", "types"} <= set(targets)
    assert all(f'id="{target}"' in page for target in targets)
    assert page.count("<h3>Example</h3>") == page.count("<h3>Example of a problem</h3>")
    assert all(f'href="/problems/{kind}"' in page for kind in KINDS)


def test_without_a_run_the_page_is_there_without_examples(closed_client: FlaskClient) -> None:
    page = closed_client.get("/api/docs")
    assert page.status_code == 200
    assert "Example answers appear here as soon as a run is published." in page.text
    assert "<h3>Example</h3>" not in page.text


def test_a_problems_own_page_shows_its_document(client: FlaskClient) -> None:
    page = html.unescape(client.get("/problems/wrong-parameter").text)
    assert '"type": "/problems/wrong-parameter"' in page
    assert f'"title": "{KINDS["wrong-parameter"].title}"' in page


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({}, "{}"),
        ([], "[]"),
        ([1, 2, 3, 4, 5], "[1, 2, 3, 4, … 1 more]"),
        ([{"a": None}, {}], '[\n  {\n    "a": null\n  },\n  … 1 more\n]'),
        ("é" * 200, '"' + "é" * 119 + '…"'),
        ({"a": {"b": {"c": {"d": {"e": {"f": 1}}}}}}, None),
    ],
)
def test_long_answers_say_what_they_leave_out(value: Any, text: str | None) -> None:
    assert shortened(value) == text if text else "{…}" in shortened(value)
