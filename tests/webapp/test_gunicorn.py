"""The production server: several workers, one set of figures, and no bare error pages."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def port(artifacts: Path) -> Iterator[int]:
    """The port of a gunicorn with two workers on the tiny run."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = int(free.getsockname()[1])
    environment = os.environ | {
        "PORT": str(number),
        "HOST": "127.0.0.1",
        "WEB_CONCURRENCY": "2",
        "MATINEE_ARTIFACTS": str(artifacts),
    }
    environment.pop("PROMETHEUS_MULTIPROC_DIR", None)
    command = [sys.executable, "-m", "gunicorn", "--config", "webapp/gunicorn.conf.py"]
    server = subprocess.Popen(
        [*command, "webapp:create_app()"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        deadline = time.monotonic() + 30
        while True:
            try:
                if get(number, "/readyz")[0] == 200:
                    break
            except OSError:
                if server.poll() is not None or time.monotonic() > deadline:
                    server.kill()
                    pytest.fail(f"gunicorn did not start:\n{server.communicate()[0]}")
                time.sleep(0.05)
        yield number
    finally:
        server.terminate()
        server.communicate(timeout=20)


def get(port: int, address: str) -> tuple[int, str]:
    """Status and body; every call is a connection of its own, so any worker may answer."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", address)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def test_figures_are_those_of_all_workers_together(port: int) -> None:
    for _ in range(20):
        assert get(port, "/movies/1")[0] == 200
    _, text = get(port, "/metrics")
    labels = 'method="GET",route="/movies/<int:movie_id>",status="200"'
    assert f"matinee_requests_total{{{labels}}} 20.0" in text
    assert "matinee_run_info{" in text


def test_the_summary_is_that_of_all_workers_together(port: int) -> None:
    def summary() -> dict[str, Any]:
        requests = json.loads(get(port, "/api/v1/metrics")[1])["requests"]
        return next((r for r in requests["routes"] if r["route"] == "/users/<int:user_id>"), {})

    assert summary() == {}
    for _ in range(30):
        assert get(port, "/users/1")[0] == 200
    found = summary()
    assert found["count"] == 30
    assert len(found["lastSeconds"]) == 20
    assert found["totalSeconds"] >= sum(found["lastSeconds"]) - 1e-4
    assert found["averageSeconds"] == pytest.approx(found["totalSeconds"] / 30, abs=1e-6)


def test_a_query_of_ten_kilobytes_gets_the_sites_own_page(port: int) -> None:
    status, html = get(port, "/recommendations?movie=1&movie=2&movie=" + "x" * 10_000)
    assert status == 200  # the wall again, with what is wrong
    assert "bytes after the question mark; three picks need fewer than 2,000." in html
    assert "<h1>" in html


def test_a_request_does_not_say_where_the_site_is_mounted(port: int) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/movies/1", headers={"SCRIPT_NAME": "/movies"})
        assert connection.getresponse().status == 200
    finally:
        connection.close()
