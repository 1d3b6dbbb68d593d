"""Tables that only some pages need are read late, and once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from serving.run_models import RunModels
from serving.titles.title_search import TitleIndex
from tables import Run, open_current
from tables.schemas import Schema
from webapp import create_app


def test_start_and_main_answer_read_none_of_them(
    artifacts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    real = Run.look_up
    monkeypatch.setattr(
        Run, "look_up", lambda run, schema: read.append(schema.name) or real(run, schema)
    )
    client = create_app({"MATINEE_ARTIFACTS": artifacts}).test_client()
    client.get("/recommendations?movie=1&movie=2&movie=3")
    assert not [name for name in read if "user" in name]
    client.get("/users/1")
    assert "users.csv" in read


def test_many_readers_at_once_read_each_table_once(
    artifacts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    indexed: list[int] = []
    real_read, real_index = Run.look_up, TitleIndex.__init__

    def slow_read(run: Run, schema: Schema) -> object:
        read.append(schema.name)
        threading.Event().wait(0.02)  # lets the other threads come in
        return real_read(run, schema)

    def slow_index(index: TitleIndex, movies: object) -> None:
        indexed.append(1)
        threading.Event().wait(0.02)
        real_index(index, movies)  # type: ignore[arg-type]

    run = open_current(artifacts)
    monkeypatch.setattr(Run, "look_up", slow_read)
    monkeypatch.setattr(TitleIndex, "__init__", slow_index)
    lazy = RunModels(run)

    def visit(_: int) -> object:
        return lazy.user(1), lazy.recommended(1, "svd", 5), lazy.titled("film", 3)

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(visit, range(8)))
    assert sorted(read) == ["svd_movies_by_user.csv", "users.csv"]
    assert indexed == [1]
    assert len(set(map(repr, answers))) == 1
