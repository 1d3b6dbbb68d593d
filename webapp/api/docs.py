"""A page to read the API's description on, made from the same document."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response
from markupsafe import Markup, escape

from webapp.api.openapi import api_document
from webapp.responses import page

blueprint = Blueprint("docs", __name__)


@blueprint.get("/api/docs")
def docs() -> Response:
    """Every address of the API with its parameters, answers and problems."""
    return page(
        "api/docs.html",
        document=api_document(),
        example=example_address,
        type_name=type_name,
        type_link=type_link,
        status_phrase=status_phrase,
    )


@blueprint.app_template_filter()
def code_marks(text: str) -> Markup:
    """Plain text with ```marks``` around code, as HTML."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704


def example_address(path: str, operation: dict[str, Any]) -> str:
    """The address of an operation with its parameters' examples filled in."""
    query = []
    for parameter in operation.get("parameters", ()):
        example = parameter.get("example")
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", str(example))
        elif example is not None:
            values = example if isinstance(example, list) else [example]
            query += [f"{parameter['name']}={value}" for value in values]
    return f"{path}?{'&'.join(query)}" if query else path


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
