"""Everything that can go wrong for a visitor: kind pages, and RFC 9457 problems under /api/."""

from __future__ import annotations

from http import HTTPStatus
from typing import NamedTuple

from flask import Flask, Response, json, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from serving.errors import NotInRun
from tables import NoPublishedRun

RETRY_AFTER_SECONDS = 10


class Kind(NamedTuple):
    """A kind of problem: what RFC 9457 calls its status and title, and its description.

    ``heading`` is what a page says in place of the title.
    """

    status: int
    title: str
    heading: str
    description: str


KINDS = {
    "wrong-number-of-picks": Kind(
        400,
        "The number of picks is not three",
        "Three films, please",
        "Recommendations are made from exactly three picks: "
        "the parameter movie appears three times, as in ?movie=1&movie=2&movie=3.",
    ),
    "same-film-twice": Kind(
        400,
        "A film is picked more than once",
        "The same film twice",
        "The three picks must be three different films.",
    ),
    "not-a-number": Kind(
        400,
        "A film's number is not a number",
        "That is not a film's number",
        "A pick is the MovieLens movieId of a film: digits and nothing else.",
    ),
    "query-too-long": Kind(
        400,
        "The address is too long",
        "That address is too long",
        "Three picks fit into a short address.",
    ),
    "unknown-film": Kind(
        404,
        "There is no such film",
        "No such film",
        "No film of the published run has this movieId.",
    ),
    "not-in-catalogue": Kind(
        404,
        "The film cannot be picked",
        "Not on the wall",
        "The film exists, but too few people rated it to pick it.",
    ),
    "wrong-parameter": Kind(
        400,
        "A parameter is wrong",
        "That is not how to ask",
        "A parameter of the address is missing, given twice, or has a value that it cannot have.",
    ),
    "unknown-user": Kind(
        404, "There is no such user", "No such user", "No user of the data set has this userId."
    ),
    "not-in-this-run": Kind(
        404,
        "The published run has no such tables",
        "Not part of this programme",
        "The published run lacks the tables for this. The training step that is named makes "
        "them, and the site picks them up by itself.",
    ),
    "wrong-ratings": Kind(
        400,
        "The ratings are not as described",
        "Those are no ratings",
        "Expected 1 to 5,000 films with 0.5 to 5 stars each: "
        '{"ratings": [{"movieId": 1, "rating": 4.5}]}.',
    ),
    "film-rated-twice": Kind(
        400,
        "A film is rated more than once",
        "The same film twice",
        "Each film has one rating; which one counts is not ours to say.",
    ),
    "unrated-film": Kind(
        404,
        "Nobody rated the film",
        "Nobody has seen it",
        "Nobody in the data set rated the film, so no model knows who would like it.",
    ),
    "malformed-json": Kind(
        400, "The body is not JSON", "That is not JSON", "The body of the request cannot be read."
    ),
    "body-too-large": Kind(
        413, "The body is too large", "That is too much", "5,000 ratings fit into half a megabyte."
    ),
    "not-json": Kind(
        415,
        "The body is of another media type",
        "JSON, please",
        "The body is sent with Content-Type: application/json.",
    ),
    "no-list-sent": Kind(
        400,
        "No file came along",
        "No list in sight",
        "The form is sent with a file in its field `file`.",
    ),
    "unreadable-list": Kind(
        400,
        "The file is no list that can be read",
        "We cannot read that list",
        "Expected an export of Letterboxd, IMDb, Trakt or Netflix, or a CSV of titles, years and "
        "ratings; at most 20,000 rows, zipped or not.",
    ),
    "list-too-large": Kind(
        413,
        "The file is too large",
        "That list is too heavy",
        "A list may hold 10 MiB as it is sent, and 50 MiB unpacked.",
    ),
    "not-a-form": Kind(
        415,
        "The body is not a form with a file",
        "A form, please",
        "The file is sent as a form's: with Content-Type: multipart/form-data.",
    ),
    "no-published-run": Kind(
        503,
        "No run is published",
        "The programme is not out yet",
        "There is no published run to answer from. `make train` makes one, "
        "and the site picks it up by itself.",
    ),
}


class Problem(Exception):  # noqa: N818 - RFC 9457's own word
    """A problem of one of ``KINDS`` with a sentence about this occurrence."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail


def init_app(app: Flask) -> None:
    """Answer every error with a page, or with a problem where a programmer is asking."""
    app.register_error_handler(Problem, _on_problem)
    app.register_error_handler(NoPublishedRun, _on_no_run)
    app.register_error_handler(NotInRun, _on_not_in_run)
    app.register_error_handler(HTTPException, _on_http_error)


def problem_response(status: int, title: str, detail: str, type_: str = "about:blank") -> Response:
    """An RFC 9457 problem about the current request."""
    body = {
        "type": type_,
        "title": title,
        "status": status,
        "detail": detail,
        "instance": request.full_path.rstrip("?")[:200],
    }
    return Response(json.dumps(body), status, content_type="application/problem+json")


def _on_problem(problem: Problem) -> Response:
    kind = KINDS[problem.kind]
    if _asked_by_program():
        response = problem_response(
            kind.status, kind.title, problem.detail, f"/problems/{problem.kind}"
        )
    else:
        page = render_template(
            "pages/problem.html",
            status=kind.status,
            title=kind.heading,
            detail=problem.detail,
            kept=getattr(problem, "kept", ()),
        )
        response = Response(page, kind.status, mimetype="text/html")
    response.headers["Cache-Control"] = "no-store"
    return response


def _on_no_run(error: NoPublishedRun) -> Response:
    response = _on_problem(Problem("no-published-run", str(error)))
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def _on_not_in_run(error: NotInRun) -> Response:
    return _on_problem(Problem("not-in-this-run", str(error)))


def _on_http_error(error: HTTPException) -> AnyResponse:
    """404, 405, 500 and the like, in the site's own words, with their headers (Allow) kept."""
    status = error.code or 500
    if status < 400:
        return error.get_response()  # a redirect
    title, heading, detail = _words(status, error)
    if _asked_by_program():
        response = problem_response(status, title, detail)
    else:
        page = render_template(
            "pages/problem.html", status=status, title=heading, detail=detail, kept=()
        )
        response = Response(page, status, mimetype="text/html")
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    response.headers["Cache-Control"] = "no-store"
    return response


def _words(status: int, error: HTTPException) -> tuple[str, str, str]:
    """Title for programs, heading for people, and what was wrong this time."""
    phrase = HTTPStatus(status).phrase
    if status == 404:
        said = error.description
        if said is None or said == type(error).description:
            said = "There is nothing at this address."
        return phrase, "This reel is missing", said
    if status == 405:
        said = f"{request.method} is not allowed at this address."
        return phrase, "That door opens one way", said
    if status == 500:
        said = "Something went wrong on our side. It has been written down; please try again."
        return phrase, "The film tore", said
    return phrase, phrase, error.description or phrase


def _asked_by_program() -> bool:
    return request.path.startswith("/api/")
