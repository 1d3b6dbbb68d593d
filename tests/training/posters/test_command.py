"""``python -m training posters``: from the command line to the store; each fault a sentence."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import time

import pytest

from tables import open_current
from tables.fetched.store import FetchedStore
from tests.support import tiny_run
from tests.support.tmdb.server import TOKEN, Answer
from training.__main__ import main
from training.posters.films import films_that_appear

pytestmark = pytest.mark.usefixtures("logger_as_it_was")


@pytest.fixture
def artifacts(tmp_path, tmdb, monkeypatch):
    """The tiny run, of whose films TMDB knows all that have a number there."""
    tiny_run.publish(tmp_path)
    for number in range(1, tiny_run.MOVIES + 1):
        tmdb.add(number)
    monkeypatch.setenv("TMDB_API_TOKEN", TOKEN)
    monkeypatch.setenv("MATINEE_TMDB_URL", tmdb.url)
    return tmp_path


def posters(artifacts, *options):
    return main(["posters", "--artifacts", str(artifacts), *options])


def test_only_films_that_can_appear_are_wanted_and_the_wall_comes_first(artifacts):
    films = films_that_appear(open_current(artifacts))
    # The catalogue, the other popular films, and the less-known films of the answers.
    assert films.tmdb_ids == (*range(1, 7), *range(7, 17), *range(17, 22))
    assert films.all == 21


def test_a_number_at_tmdb_is_asked_for_once_and_films_without_one_never(tmp_path):
    numbers = [None, 5, 5, *range(4, tiny_run.MOVIES + 1)]
    tiny_run.publish(tmp_path, {"movies.csv": {"tmdbId": numbers}})
    films = films_that_appear(open_current(tmp_path))
    assert films.all == 21
    assert len(films.tmdb_ids) == len(set(films.tmdb_ids)) == 18


def test_the_command_fills_the_store_and_says_so(artifacts, tmdb, capsys):
    assert posters(artifacts) == 0
    said = capsys.readouterr().err
    assert "21 films can appear, 21 of them with a number at TMDB: 21 fetched now (21 with" in said
    assert TOKEN not in said
    assert set(FetchedStore(artifacts).read()) == set(range(1, 22))
    assert posters(artifacts, "--quiet") == 0
    assert tmdb.count("/3/movie") == 21
    assert capsys.readouterr().err == ""


def test_a_film_that_failed_shows_in_the_exit_status(artifacts, tmdb, capsys):
    del tmdb.films[3]
    assert posters(artifacts) == 0  # TMDB not knowing a film is no failure
    tmdb.add(3)
    FetchedStore(artifacts).write_index({})
    tmdb.then("/t/p/w500/poster7.", Answer(200, b"no picture"))
    assert posters(artifacts) == 1
    assert "1 film has a poster at TMDB that is no picture" in capsys.readouterr().err
    assert posters(artifacts) == 0


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"TMDB_API_TOKEN": ""}, "TMDB_API_TOKEN is not set: make an API Read Access Token"),
        ({"TMDB_API_TOKEN": "two words"}, "TMDB_API_TOKEN holds spaces or signs"),
        ({"TMDB_API_TOKEN": "wrong"}, "TMDB refused the token: it answered 401 (Invalid API key"),
        ({"MATINEE_TMDB_URL": "tmdb"}, "MATINEE_TMDB_URL=tmdb is no address"),
    ],
)
def test_faults_are_one_sentence(artifacts, capsys, monkeypatch, variables, sentence):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert posters(artifacts, "--quiet") == 2
    said = capsys.readouterr().err
    assert said.startswith("training: ")
    assert sentence in said
    assert said.count("\n") == 1
    assert FetchedStore(artifacts).read() == {}


def test_without_a_run_there_is_nothing_to_fetch(tmp_path, tmdb, capsys, monkeypatch):
    monkeypatch.setenv("TMDB_API_TOKEN", TOKEN)
    monkeypatch.setenv("MATINEE_TMDB_URL", tmdb.url)
    assert posters(tmp_path / "empty") == 2
    assert "No run is published" in capsys.readouterr().err
    assert tmdb.asked == []


def test_two_at_once(artifacts, tmdb, capsys):
    folder = artifacts / "posters"
    folder.mkdir()
    with (folder / ".fetching").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert posters(artifacts) == 2
    assert "Posters are being fetched into" in capsys.readouterr().err
    assert tmdb.asked == []


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_stopped_command_goes_on_where_it_was(artifacts, tmdb, capsys, number, status):
    tmdb.then("/3/movie/5?", Answer(429, headers={"Retry-After": "200"}))
    command = [sys.executable, "-m", "training", "posters", "--artifacts", str(artifacts)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ) as running:
        while running.poll() is None and not tmdb.count("/3/movie/5?"):
            time.sleep(0.02)
        time.sleep(0.1)  # it waits by now
        running.send_signal(number)
        _, said = running.communicate(timeout=20)
    assert running.returncode == status, said
    assert "the same command goes on after what was done" in said
    assert set(FetchedStore(artifacts).read()) == {1, 2, 3, 4}
    assert posters(artifacts) == 0
    assert "17 fetched now (17 with a poster), 4 there already" in capsys.readouterr().err


def test_killed_without_mercy_it_loses_a_second_at_most(artifacts, tmdb):
    tmdb.then("/3/movie/9?", Answer(429, headers={"Retry-After": "200"}))
    command = [sys.executable, "-m", "training", "posters", "--artifacts", str(artifacts)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, env=os.environ) as running:
        while running.poll() is None and not tmdb.count("/3/movie/9?"):
            time.sleep(0.02)
        running.kill()
    assert running.returncode == -signal.SIGKILL
    asked = len(tmdb.asked)
    assert posters(artifacts) == 0
    assert set(FetchedStore(artifacts).read()) == set(range(1, 22))
    assert len(list((artifacts / "posters").glob("*.webp"))) == 42
    assert len(tmdb.asked) - asked <= 2 * 21 + 1
