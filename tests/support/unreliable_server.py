"""A real HTTP server on this machine that serves one file and misbehaves on request."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class UnreliableServer:
    """What is served, how it misbehaves, and what was asked for."""

    body: bytes
    md5: bytes | None = None  # the body of <name>.zip.md5, 404 when None
    statuses: list[int] = field(default_factory=list)  # for the first requests of the zip
    retry_after: str | None = None
    break_off_after: list[int] = field(default_factory=list)  # bytes, for the first bodies
    stall_after: list[int] = field(default_factory=list)  # bytes, then silence
    pause_seconds: float = 0.0  # between pieces of the body
    knows_ranges: bool = True
    states_length: bool = True
    etag: str | None = '"one"'
    requests: list[tuple[str, str | None]] = field(default_factory=list)  # path, Range
    url: str = ""
    stopping: threading.Event = field(default_factory=threading.Event)

    def publish_md5(self) -> None:
        digest = hashlib.md5(self.body).hexdigest()
        self.md5 = f"MD5 (ml-tiny.zip) = {digest}\n".encode()

    @property
    def ranges(self) -> list[str | None]:
        """The Range header of each request of the zip."""
        return [wanted for path, wanted in self.requests if path.endswith(".zip")]


@contextmanager
def unreliable_server(body: bytes) -> Iterator[UnreliableServer]:
    state = UnreliableServer(body)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.requests.append((self.path, self.headers.get("Range")))
            if self.path.endswith(".md5"):
                self.answer(404 if state.md5 is None else 200, state.md5 or b"not here")
            elif state.statuses and (status := state.statuses.pop(0)) != 200:
                self.answer(status, b"no", {"Retry-After": state.retry_after})
            else:
                self.answer_file()

        def answer(
            self, status: int, body: bytes, headers: dict[str, str | None] | None = None
        ) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            for name, value in (headers or {}).items():
                if value is not None:
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def answer_file(self) -> None:
            start, wanted = 0, self.headers.get("Range")
            same = self.headers.get("If-Range") in (None, state.etag)
            if wanted and same and state.knows_ranges:
                start = int(wanted.removeprefix("bytes=").split("-")[0])
                if start >= len(state.body):
                    self.answer(416, b"", {"Content-Range": f"bytes */{len(state.body)}"})
                    return
                self.send_response(206)
                last = len(state.body) - 1
                self.send_header("Content-Range", f"bytes {start}-{last}/{len(state.body)}")
            else:
                self.send_response(200)
            body = state.body[start:]
            if state.states_length:
                self.send_header("Content-Length", str(len(body)))
            if state.etag:
                self.send_header("ETag", state.etag)
            self.end_headers()
            end = state.break_off_after.pop(0) if state.break_off_after else len(body)
            stall = state.stall_after.pop(0) if state.stall_after else None
            if stall is not None:
                end = stall
            for offset in range(0, end, 1024):
                self.wfile.write(body[offset : min(offset + 1024, end)])
                if state.pause_seconds:
                    time.sleep(state.pause_seconds)
            if stall is not None:
                self.wfile.flush()
                state.stopping.wait(10)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with answering(Handler) as state.url:
        try:
            yield state
        finally:
            state.stopping.set()


@contextmanager
def answering(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address of a server that answers so, each request in a thread of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
