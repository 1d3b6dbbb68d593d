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

    The title is the heading of a page, too.
    """

    status: int
    title: str
    description: str


KINDS = {
    "wrong-number-of-picks": Kind(
        400,
        "Exactly three films must be picked",
        "Recommendations are made from exactly three picks: the parameter movieId appears "
        "three times, as in ?movieId=1&movieId=2&movieId=3.",
    ),
    "same-film-twice": Kind(
        400,
        "A film is picked more than once",
        "The three picks must be three different films.",
    ),
    "not-a-number": Kind(
        400,
        "That is not the number of a film",
        "A film is named by its movieId, the same as in MovieLens: digits and nothing else.",
    ),
    "query-too-long": Kind(
        400,
        "The address is too long",
        "Three picks fit into a short address.",
    ),
    "unknown-film": Kind(
        404,
        "There is no film with this number",
        "No film of the published run has this movieId.",
    ),
    "not-in-catalogue": Kind(
        404,
        "Too few people rated this film to pick it",
        "The film exists, but it is neither in the catalogue nor rated often enough to be picked.",
    ),
    "wrong-parameter": Kind(
        400,
        "A parameter of the address is wrong",
        "A parameter of the address is missing, given twice, or has a value that it cannot have.",
    ),
    "unknown-user": Kind(
        404,
        "There is no user with this number",
        "No user of the data set has this userId.",
    ),
    "not-in-this-run": Kind(
        404,
        "The tables for this have not been made",
        "The published run lacks the tables for this. The training step that is named makes "
        "them, and the site picks them up by itself.",
    ),
    "wrong-ratings": Kind(
        400,
        "The ratings are not as described",
        "Expected 1 to 5,000 films with 0.5 to 5 stars each: "
        '{"ratings": [{"movieId": 1, "rating": 4.5}]}.',
    ),
    "film-rated-twice": Kind(
        400,
        "A film is rated more than once",
        "Each film has one rating; which one counts is not ours to say.",
    ),
    "unrated-film": Kind(
        404,
        "Nobody has rated this film",
        "Nobody in the data set rated the film, so no model knows who would like it.",
    ),
    "malformed-json": Kind(
        400,
        "The body is not JSON",
        "The body of the request cannot be read.",
    ),
    "body-too-large": Kind(
        413,
        "The body is too large",
        "5,000 ratings fit into half a megabyte.",
    ),
    "not-json": Kind(
        415,
        "The body is not sent as JSON",
        "The body is sent with Content-Type: application/json.",
    ),
    "no-list-sent": Kind(
        400,
        "No file was sent",
        "The form is sent with a file in its field `file`.",
    ),
    "unreadable-list": Kind(
        400,
        "The file cannot be read as a list of films",
        "Expected an export of Letterboxd, IMDb, Trakt or Netflix, or a CSV of titles, years and "
        "ratings; at most 20,000 rows, zipped or not.",
    ),
    "list-too-large": Kind(
        413,
        "The file is too large",
        "A list may hold 10 MiB as it is sent, and 50 MiB unpacked.",
    ),
    "not-a-form": Kind(
        415,
        "The body is not a form with a file",
        "The file is sent as a form's: with Content-Type: multipart/form-data.",
    ),
    "no-published-run": Kind(
        503,
        "No answers have been published yet",
        "There is no published run to answer from. `make train` makes one, "
        "and the site picks it up by itself.",
    ),
    "not-found": Kind(
        404,
        "There is nothing at this address",
        "No page and no address of the API is called so.",
    ),
    "method-not-allowed": Kind(
        405,
        "This address does not take that method",
        "The header Allow names the methods that the address takes.",
    ),
    "internal-error": Kind(
        500,
        "Something went wrong on our side",
        "The fault is not in the request, and has been written down.",
    ),
}

_BY_STATUS = {404: "not-found", 405: "method-not-allowed", 500: "internal-error"}


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


def problem_document(
    status: int, title: str, detail: str, instance: str, type_: str = "about:blank"
) -> dict[str, str | int]:
    """What RFC 9457 says of a problem, in its order."""
    return {"type": type_, "title": title, "status": status, "detail": detail, "instance": instance}


def _on_problem(problem: Problem) -> Response:
    kind = KINDS[problem.kind]
    kept = getattr(problem, "kept", ())
    response = _told(kind.status, kind.title, problem.detail, f"/problems/{problem.kind}", kept)
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
    name = _BY_STATUS.get(status)
    if name is None:
        phrase = HTTPStatus(status).phrase
        response = _told(status, phrase, error.description or phrase, "about:blank")
    else:
        detail = _detail(status, error)
        response = _told(status, KINDS[name].title, detail, f"/problems/{name}")
    for header, value in error.get_headers():
        if header not in ("Content-Type", "Content-Length"):
            response.headers[header] = value
    response.headers["Cache-Control"] = "no-store"
    return response


def _detail(status: int, error: HTTPException) -> str:
    match status:
        case 404:
            said = error.description
            own = said is not None and said != type(error).description
            return said if own and said else "It may be mistyped, or out of date."
        case 405:
            return f"{request.method} is not allowed at this address."
    return "It has been written down; please try again."


def _told(status: int, title: str, detail: str, type_: str, kept: tuple[int, ...] = ()) -> Response:
    """A problem document for a program, a page for everybody else."""
    if request.path.startswith("/api/"):
        instance = request.full_path.rstrip("?")[:200]
        body = json.dumps(problem_document(status, title, detail, instance, type_))
        return Response(body, status, content_type="application/problem+json")
    page = render_template(
        "pages/problem.html", status=status, title=title, detail=detail, kept=kept
    )
    return Response(page, status, mimetype="text/html")
