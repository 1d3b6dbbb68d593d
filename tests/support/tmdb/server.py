"""A server that behaves as TMDB's documentation says, and on demand as servers do.

https://developer.themoviedb.org/docs: ``authentication-application`` (the token as a bearer),
``errors`` (status codes in the body), ``rate-limiting`` (429), ``image-basics`` (an address of
pictures is base, size and path), and ``append-to-response``.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

from PIL import Image, ImageDraw

from tests.support.unreliable_server import answering

TOKEN = "eyJhbGciOiJIUzI1NiJ9.made-up"
SIZES = ["w92", "w154", "w185", "w342", "w500", "w780", "original"]


@dataclass
class Answer:
    """Something else than what would have come: sent once."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut_after: int | None = None  # bytes of the body, of which all are promised


@dataclass
class Tmdb:
    """The server's films and pictures, what it shall do next, and what it was asked."""

    url: str = ""
    films: dict[int, dict[str, object]] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    next: dict[str, list[Answer]] = field(default_factory=dict)  # by the beginning of a path
    asked: list[str] = field(default_factory=list)
    pictures_asked_with_token: int = 0

    def add(self, tmdb_id: int, **changes: object) -> None:
        """A film with a poster of its own."""
        path = f"/poster{tmdb_id}.jpg"
        self.pictures[path] = poster_bytes(tmdb_id)
        self.films[tmdb_id] = film_json(tmdb_id, path) | changes

    def then(self, path: str, *answers: Answer) -> None:
        """Answer the next requests of paths that begin so otherwise."""
        self.next.setdefault(path, []).extend(answers)

    def count(self, path: str) -> int:
        """How often paths that begin so were asked for."""
        return sum(asked.startswith(path) for asked in self.asked)


def film_json(tmdb_id: int, poster_path: str | None) -> dict[str, object]:
    """A film as /3/movie/{id}?append_to_response=credits gives it, some of its fields."""
    return {
        "adult": False,
        "id": tmdb_id,
        "imdb_id": f"tt{tmdb_id:07d}",
        "overview": f"Film {tmdb_id} begins. Then it goes on, and on.",
        "poster_path": poster_path,
        "release_date": "1995-12-15",
        "runtime": 100 + tmdb_id,
        "title": f"Film {tmdb_id}",
        "credits": {
            "cast": [
                {"name": f"Second Actor {tmdb_id}", "character": "B", "order": 1},
                {"name": f"First Actor {tmdb_id}", "character": "A", "order": 0},
            ],
            "crew": [
                {"name": f"Producer {tmdb_id}", "job": "Producer", "department": "Production"},
                {"name": f"Director {tmdb_id}", "job": "Director", "department": "Directing"},
            ],
        },
    }


def poster_bytes(number: int, size: tuple[int, int] = (500, 750), kind: str = "JPEG") -> bytes:
    """A picture that is another for every number."""
    hue = number * 47 % 256
    picture = Image.new("RGB", size, (hue, 255 - hue, 90))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((size[0] // 5, size[1] // 5, size[0] * 4 // 5, size[1] // 2), fill=(20, 20, hue))
    draw.text((size[0] // 3, size[1] * 2 // 3), f"Film {number}", fill="white")
    written = io.BytesIO()
    picture.save(written, kind)
    return written.getvalue()


def error_json(code: int, message: str) -> bytes:
    """What TMDB says of an error."""
    said = {"status_code": code, "status_message": message, "success": False}
    return json.dumps(said).encode()


@contextmanager
def tmdb_server() -> Iterator[Tmdb]:
    """The server, for as long as it is needed."""
    state = Tmdb()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            state.asked.append(self.path)
            for path, answers in state.next.items():
                if self.path.startswith(path) and answers:
                    self.send(answers.pop(0))
                    return
            self.send(self.found())

        def found(self) -> Answer:
            token = self.headers.get("Authorization")
            if picture := re.fullmatch(r"/t/p/(\w+)(/[\w.]+)", self.path):
                state.pictures_asked_with_token += token is not None
                body = state.pictures.get(picture[2]) if picture[1] in SIZES else None
                return (
                    Answer(404, b"<h1>File not Found</h1>") if body is None else Answer(200, body)
                )
            if token != f"Bearer {TOKEN}":
                message = "Invalid API key: You must be granted a valid key."
                return Answer(401, error_json(7, message))
            if self.path == "/3/configuration":
                images = {
                    "base_url": "http://images.invalid/t/p/",
                    "secure_base_url": f"{state.url}/t/p/",
                    "poster_sizes": SIZES,
                }
                return Answer(200, json.dumps({"images": images, "change_keys": []}).encode())
            asked = re.fullmatch(r"/3/movie/(\d+)\?append_to_response=credits&.*", self.path)
            film = state.films.get(int(asked[1])) if asked else None
            if film is None:
                message = "The resource you requested could not be found."
                return Answer(404, error_json(34, message))
            return Answer(200, json.dumps(film).encode())

        def send(self, answer: Answer) -> None:
            self.send_response(answer.status)
            self.send_header("Content-Length", str(len(answer.body)))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body[: answer.cut_after])
            self.close_connection = answer.cut_after is not None

        def log_message(self, format: str, *args: object) -> None:
            pass

    with answering(Handler) as state.url:
        yield state
