"""A server of films, and a client that does not wait long."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.tmdb_server import TOKEN, Tmdb, tmdb_server
from training.posters import client
from training.posters.pace import Pace, Patience

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
