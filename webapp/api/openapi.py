"""The API's description: OpenAPI 3.1, generated from the views.

apispec assembles the document, and msgspec turns the types of ``schemas.py`` into
JSON Schema. Both are loaded, and the document made, when it is first asked for.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Flask, Response, current_app

from webapp.api import schemas
from webapp.api.specification import Parameter, Specification, specification_of, specify
from webapp.problems import KINDS
from webapp.responses import conditional_json

blueprint = Blueprint("openapi", __name__)

VERSION = "1.0.0"
JSON = "application/json"
_SCHEMAS = "#/components/schemas/{name}"
_ABOUT = """\
Pick three films of the catalogue and get ten: five that are popular and five that are less known.

Every answer comes from a published run, which it names; a run never changes. `simulated` says
whether nobody gave that run's ratings. Answers carry an `ETag` and may be kept for a minute.
Whatever goes wrong is a problem as RFC 9457 describes it, with the media type
`application/problem+json`.
"""


@blueprint.get("/api/v1/openapi.json")
@specify(Specification(dict[str, Any]))
def openapi() -> Response:
    """This description, as OpenAPI 3.1."""
    return conditional_json(api_document())


def api_document() -> dict[str, Any]:
    """The document of the current application, made when it is first asked for."""
    if "openapi" not in current_app.extensions:
        current_app.extensions["openapi"] = build_document(current_app)
    document: dict[str, Any] = current_app.extensions["openapi"]
    return document


def build_document(app: Flask) -> dict[str, Any]:
    """The OpenAPI document of all views of ``app`` that describe themselves."""
    import msgspec
    from apispec import APISpec

    spec = APISpec(
        title="Matinee",
        version=VERSION,
        openapi_version="3.1.1",
        info={"summary": "Pick three films you love, get ten you will.", "description": _ABOUT},
        servers=[{"url": "/", "description": "this site"}],
    )
    found = sorted(_declared(app), key=lambda entry: entry[0])
    types: list[Any] = [schemas.Problem]
    for _, _, _, declared in found:
        types += [declared.answer, *(parameter.type for parameter in declared.parameters)]
        types += [declared.body] if declared.body else []
    made, components = msgspec.json.schema_components(types, ref_template=_SCHEMAS)
    schema_of = dict(zip(map(repr, types), made, strict=True))
    bodies = {declared.body for *_, declared in found if declared.body_media_type == JSON}
    for name, schema in components.items():
        kind = getattr(schemas, name)
        known_alone = {"additionalProperties": False} if kind in bodies else {}
        spec.components.schema(name, _in_order(schema, kind) | known_alone)
    for path, method, view, declared in found:
        spec.path(path=path, operations={method: _operation(view, declared, schema_of)})
    return spec.to_dict()


def _in_order(schema: dict[str, Any], kind: Any) -> dict[str, Any]:
    """The properties in the order in which they are declared, and answered."""
    fields = schema["properties"]
    return schema | {"properties": {name: fields[name] for name in kind.__annotations__}}


def _declared(app: Flask) -> Iterator[tuple[str, str, Any, Specification]]:
    """(path as OpenAPI writes it, method, view, description) of each view that has one."""
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        declared = specification_of(view)
        if declared is not None:
            path = re.sub(r"<(?:\w+:)?(\w+)>", _braces, rule.rule)
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield path, method.lower(), view, declared


def _braces(variable: re.Match[str]) -> str:
    """A variable of a rule as OpenAPI writes it, and as JSON calls it: ``{movieId}``."""
    first, *others = variable[1].split("_")
    return f"{{{first}{''.join(map(str.title, others))}}}"


def _operation(view: Any, declared: Specification, schema_of: dict[str, Any]) -> dict[str, Any]:
    summary, _, description = inspect.cleandoc(view.__doc__ or "").partition("\n\n")
    operation: dict[str, Any] = {
        "operationId": view.__name__,
        "summary": summary.replace("\n", " "),
        "responses": _responses(declared, schema_of),
    }
    if description:
        operation["description"] = description
    if declared.parameters:
        operation["parameters"] = [_parameter(p, schema_of) for p in declared.parameters]
    if declared.body:
        content = {declared.body_media_type: {"schema": schema_of[repr(declared.body)]}}
        operation["requestBody"] = {"required": True, "content": content}
    return operation


def _parameter(parameter: Parameter, schema_of: dict[str, Any]) -> dict[str, Any]:
    found = {
        "name": parameter.name,
        "in": parameter.where,
        "required": parameter.required,
        "description": parameter.description,
        "schema": schema_of[repr(parameter.type)],
    }
    if parameter.example is not None:
        found["example"] = parameter.example
    return found


def _responses(declared: Specification, schema_of: dict[str, Any]) -> dict[str, Any]:
    answer = {"schema": schema_of[repr(declared.answer)]}
    responses: dict[str, Any] = {
        "200": {"description": "The answer.", "content": {JSON: answer}},
    }
    if declared.conditional:
        responses["304"] = {"description": "The answer is the one whose ETag was sent along."}
    meanings: dict[int, list[str]] = {}
    for kind in declared.problems:
        sentence = f"`/problems/{kind}`: {KINDS[kind].description}"
        meanings.setdefault(KINDS[kind].status, []).append(sentence)
    problem = {"application/problem+json": {"schema": schema_of[repr(schemas.Problem)]}}
    for status, sentences in sorted(meanings.items()):
        words = "\n\n".join(sentences)
        responses[str(status)] = {"description": words, "content": problem}
    responses["default"] = {
        "description": "Any other problem, such as a method that is not allowed.",
        "content": problem,
    }
    return responses
