"""How fast the site answers, how soon it is ready, and how much memory a worker takes.

``python -m benchmarks.serving [--artifacts FOLDER]`` measures the published run: first
the application alone, without a network, then a real gunicorn with two workers.
"""

from __future__ import annotations

import argparse
import os
import random
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from wsgiref.types import WSGIApplication

import psutil
from werkzeug.test import EnvironBuilder, run_wsgi_app

from webapp import create_app

ROOT = Path(__file__).resolve().parent.parent
REQUESTS = 1000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--artifacts", default=os.environ.get("MATINEE_ARTIFACTS", "artifacts"))
    artifacts = parser.parse_args().artifacts
    measure_requests(artifacts)
    measure_server(artifacts)


def measure_requests(artifacts: str) -> None:
    """Milliseconds of server time for requests with picks drawn at random (seed 7)."""
    app = create_app({"MATINEE_ARTIFACTS": artifacts})
    client = app.test_client()
    ids = [film["movieId"] for film in client.get("/api/v1/catalogue").get_json()["films"]]
    rng = random.Random(7)
    queries = ["&".join(f"movie={i}" for i in rng.sample(ids, 3)) for _ in range(REQUESTS)]
    addresses = {
        "/recommendations": [f"/recommendations?{query}" for query in queries],
        "/api/v1/recommendations": [f"/api/v1/recommendations?{query}" for query in queries],
        "/": ["/"] * (REQUESTS // 10),
        "/movies/ID": [f"/movies/{rng.choice(ids)}" for _ in range(REQUESTS)],
    }
    print(f"{'request':<26}{'median':>9}{'p99':>9}  ms of server time")
    for name, asked in addresses.items():
        for address in asked[:20]:
            client.get(address)  # compile templates, touch pages
        times = [seconds_of(client.application.wsgi_app, address) * 1000 for address in asked]
        p99 = statistics.quantiles(times, n=100)[98]
        print(f"{name:<26}{statistics.median(times):>9.2f}{p99:>9.2f}")


def seconds_of(wsgi_app: WSGIApplication, address: str) -> float:
    """Seconds from a WSGI call to the last byte of its answer."""
    environ = EnvironBuilder(address).get_environ()
    start = time.perf_counter()
    _, status, _ = run_wsgi_app(wsgi_app, environ, buffered=True)
    seconds = time.perf_counter() - start
    if not status.startswith("200"):
        raise RuntimeError(f"{address} answered {status}")
    return seconds


def measure_server(artifacts: str) -> None:
    """Seconds until gunicorn is ready, and the memory of its workers after some traffic."""
    with gunicorn(Path(artifacts)) as (port, pid, ready):
        print(f"\ngunicorn ready after {ready:.2f} s")
        for _ in range(300):
            fetch(port, "/")
        for process in [psutil.Process(pid), *psutil.Process(pid).children()]:
            role = "master" if process.pid == pid else "worker"
            memory = process.memory_full_info()
            print(
                f"{role} {memory.rss / 2**20:6.1f} MiB resident, "
                f"of which its own {memory.uss / 2**20:.1f} MiB"
            )


@contextmanager
def gunicorn(artifacts: Path) -> Iterator[tuple[int, int, float]]:
    """A gunicorn with two workers: its port, its process, and the seconds until it was ready."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "PORT": str(port),
        "WEB_CONCURRENCY": "2",
        "MATINEE_ARTIFACTS": str(artifacts.resolve()),
    }
    config = [sys.executable, "-m", "gunicorn", "--config", "webapp/gunicorn.conf.py"]
    start = time.perf_counter()
    server = subprocess.Popen(
        [*config, "--log-level", "warning", "--access-logfile", "/dev/null", "webapp:create_app()"],
        cwd=ROOT,
        env=environment,
    )
    try:
        while True:
            try:
                fetch(port, "/readyz")
                break
            except OSError:
                if server.poll() is not None or time.perf_counter() - start > 60:
                    raise
                time.sleep(0.01)
        yield port, server.pid, time.perf_counter() - start
    finally:
        server.terminate()
        server.wait(timeout=20)


def fetch(port: int, address: str) -> bytes:
    """What the site on this port answers; ``OSError`` where it does not."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{address}", timeout=60) as answer:
        content: bytes = answer.read()
    return content


if __name__ == "__main__":
    main()
