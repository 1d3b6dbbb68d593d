"""A file in the form of a request: read into memory, never onto a disk, never too much of it."""

from __future__ import annotations

from io import BytesIO
from typing import IO, Any

from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser
from werkzeug.wsgi import get_input_stream

from webapp.problems import Problem

LARGEST_AROUND = 64 * 1024  # bytes of a form beside its file
MOST_DRAINED = 64 * 1024 * 1024  # bytes read of what is too large; browsers listen only afterwards
_CHUNK = 1024 * 1024


def uploaded_file(request: Request, field: str, largest: int) -> bytes:
    """The bytes of the file in ``field``. Raises a problem where there is none or it is too large.

    Flask's own way writes what is larger than half a megabyte into a temporary file.
    """
    if request.mimetype != "multipart/form-data":
        raise Problem(
            "not-a-form",
            f"The body is {request.mimetype[:40] or 'of no stated type'}; expected "
            f"multipart/form-data with the file in the field “{field}”.",
        )
    most = largest + LARGEST_AROUND
    if (request.content_length or 0) > most:
        _drain(get_input_stream(request.environ, max_content_length=None))
        raise _too_large(largest)
    stream = get_input_stream(request.environ, max_content_length=most)
    parser = FormDataParser(
        stream_factory=_in_memory,
        max_form_memory_size=None,  # what is too much in all is cut off by the stream
        max_content_length=most,
        max_form_parts=20,
    )
    try:
        _, _, files = parser.parse(
            stream,
            request.mimetype,
            request.content_length,
            request.mimetype_params,
        )
    except RequestEntityTooLarge:
        # Of no stated length, so in chunks that have an end.
        _drain(request.environ["wsgi.input"])
        raise _too_large(largest) from None
    found = files.get(field)
    data = found.read() if found else b""
    if found is None or not (found.filename or data):
        raise Problem("no-list-sent", f"No file came along in the field “{field}”: choose one.")
    if len(data) > largest:
        raise _too_large(largest)
    return data


def _in_memory(*_: Any, **__: Any) -> IO[bytes]:
    return BytesIO()


def _drain(stream: IO[bytes]) -> None:
    """Read the rest of a body: whoever is still sending does not hear an answer."""
    drained = 0
    while drained < MOST_DRAINED and (chunk := stream.read(_CHUNK)):
        drained += len(chunk)


def _too_large(largest: int) -> Problem:
    return Problem(
        "list-too-large",
        f"The file holds more than {largest // 2**20} MiB, the most that is read. "
        "An export of a list is smaller: bring its CSV or JSON file alone.",
    )
