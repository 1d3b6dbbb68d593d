"""A page to read the API's description on, made from the same document."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, current_app
from markupsafe import Markup, escape

from tables import NoPublishedRun
from webapp.api.examples import Example, examples
from webapp.api.openapi import api_document
from webapp.problems import KINDS
from webapp.published import current_run_view
from webapp.responses import page

blueprint = Blueprint("docs", __name__)


@blueprint.get("/api/docs")
def docs() -> Response:
    """Every address of the API with its parameters, answers and problems."""
    return page(
        "api/docs.html",
        document=api_document(),
        examples=_examples(),
        kinds=KINDS,
        type_name=type_name,
        type_link=type_link,
        status_phrase=status_phrase,
    )


def _examples() -> dict[str, Example]:
    """Those of the run that is served; none while there is none."""
    try:
        view = current_run_view()
    except NoPublishedRun:
        return {}
    return examples(current_app, view)


@blueprint.app_template_filter()
def code_marks(text: str) -> Markup:
    """Plain text with ```marks``` around code, as HTML."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704


def type_name(schema: dict[str, Any]) -> str:
    """A JSON schema in words: ``list of Film``, ``integer or null``."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " or ".join(type_name(option) for option in schema["anyOf"])
    if "enum" in schema:
        return " or ".join(f"“{value}”" for value in schema["enum"])
    kind = schema.get("type", "anything")
    if kind == "array":
        return f"list of {type_name(schema.get('items', {}))}"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"object of {type_name(schema['additionalProperties'])}"
    return str(kind)


def type_link(schema: dict[str, Any]) -> Markup:
    """``type_name`` with the named type linked to its explanation."""
    words = escape(type_name(schema))
    return Markup(re.sub(r"\b[A-Z]\w+", r'<a href="#type-\g<0>">\g<0></a>', str(words)))  # noqa: S704


def status_phrase(status: str) -> str:
    """``404`` as ``404 Not Found``."""
    return f"{status} {HTTPStatus(int(status)).phrase}" if status.isdigit() else status
