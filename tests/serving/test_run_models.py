"""Tables that only some pages need are read late, and once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from serving.own_answers import OwnAnswers
from serving.run_models import RunModels
from serving.titles.title_search import TitleIndex
from tables import Run, open_current
from tables.schemas import Schema
from tests.support import tiny_run
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


def test_what_was_prepared_is_not_made_again(
    artifacts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = RunModels(open_current(artifacts))
    models.prepare()
    monkeypatch.setattr(TitleIndex, "__init__", lambda *_: pytest.fail("made again"))
    monkeypatch.setattr(OwnAnswers, "__init__", lambda *_: pytest.fail("made again"))
    assert models.titled("film 3", 1)
    assert models.answered({1: 5.0}).best


def test_a_run_without_the_taste_model_is_prepared_as_far_as_it_goes(tmp_path: Path) -> None:
    tiny_run.publish(tmp_path, without=tiny_run.CLASSICS)
    models = RunModels(open_current(tmp_path))
    models.prepare()
    assert models.titled("film 3", 1)


def test_shared_love_of_an_unknown_film(artifacts: Path) -> None:
    models = RunModels(open_current(artifacts))
    assert [love.also_love for love in models.shared_loves(1, [2, 3])] == [3, 3]
    for asked in ((999, [2]), (1, [2, 999])):
        with pytest.raises(KeyError):
            models.shared_loves(*asked)
