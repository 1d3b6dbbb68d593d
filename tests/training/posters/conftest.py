"""A server of films, and a client that does not wait long."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tables.fetched.store import FetchedStore
from tests.support.tmdb.server import TOKEN, Answer, Tmdb, tmdb_server
from training.posters import client
from training.posters.fetching import Fetching, Tally
from training.posters.pace import Pace, Patience

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
HTML = Answer(200, b"<!doctype html><title>Log in</title>")
QUICK = Patience(
    connect_seconds=5, read_seconds=0.5, attempts=3, backoff_seconds=0.01, longest_told_seconds=30
)


@pytest.fixture
def tmdb() -> Iterator[Tmdb]:
    """TMDB as it is described, with nothing in it."""
    with tmdb_server() as server:
        yield server


@pytest.fixture
def asking(tmdb: Tmdb) -> Iterator[client.Tmdb]:
    """A client of it that holds a good token."""
    asker = client.Tmdb(TOKEN, tmdb.url, QUICK, Pace(1000))
    yield asker
    asker.close()


@pytest.fixture
def store(tmp_path: Path) -> FetchedStore:
    """A store of nothing yet."""
    return FetchedStore(tmp_path)


@pytest.fixture
def fetch(store: FetchedStore, asking: client.Tmdb) -> Callable[..., Tally]:
    """Runs the job for films by number, at a time."""

    def run(*tmdb_ids: int, now: datetime = NOW) -> Tally:
        return Fetching(store, asking, lambda: now).fetch(tmdb_ids)

    return run
