"""How the site picks up the run that it serves, and what it does with a bad one."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tables import NoPublishedRun
from tables.runs import RunStore
from tests.support import tiny_run
from webapp import create_app, published
from webapp.published import Published


@pytest.fixture(autouse=True)
def look_at_every_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published, "SECONDS_BETWEEN_CHECKS", 0.0)


def eventually(check: Callable[[], bool]) -> bool:
    """Whether ``check`` becomes true within ten seconds."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if check():
            return True
        time.sleep(0.01)
    return False


def test_nothing_is_shown_before_something_is_published(tmp_path: Path) -> None:
    with pytest.raises(NoPublishedRun, match="make train"):
        Published(tmp_path).current()


def test_the_first_run_opens_the_doors_without_a_restart(tmp_path: Path) -> None:
    client = create_app({"MATINEE_ARTIFACTS": tmp_path}).test_client()
    assert client.get("/").status_code == 503
    assert client.get("/readyz").status_code == 503
    tiny_run.publish(tmp_path)
    assert client.get("/").status_code == 200
    assert client.get("/readyz").status_code == 200


def test_a_new_run_is_swapped_in_and_an_old_one_back(tmp_path: Path) -> None:
    first = tiny_run.publish(tmp_path)
    site = Published(tmp_path)
    assert site.current().run.id == first
    second = tiny_run.publish(tmp_path)
    assert eventually(lambda: site.current().run.id == second)
    RunStore(tmp_path).use(first)
    assert eventually(lambda: site.current().run.id == first)


def test_a_damaged_run_is_logged_and_the_old_one_stays(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    good = tiny_run.publish(tmp_path)
    site = Published(tmp_path)
    site.current()
    bad = tiny_run.publish(tmp_path)
    (tmp_path / "runs" / bad / "movies.csv").write_text("movieId\n")
    complaint = f"{bad} cannot be opened"
    assert eventually(lambda: site.current().run.id == good and complaint in caplog.text)
    assert site.current().run.id == good
    assert caplog.text.count("cannot be opened") == 1  # not once a request


def test_a_damaged_first_run_keeps_the_doors_shut_until_a_good_one_comes(tmp_path: Path) -> None:
    bad = tiny_run.publish(tmp_path)
    (tmp_path / "runs" / bad / "manifest.json").write_text("{")
    client = create_app({"MATINEE_ARTIFACTS": tmp_path}).test_client()
    assert client.get("/").status_code == 503
    tiny_run.publish(tmp_path)
    assert client.get("/").status_code == 200


def test_a_run_that_could_not_be_read_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(published, "SECONDS_BEFORE_RETRY", 0.0)
    run_id = tiny_run.publish(tmp_path)
    table, away = tmp_path / "runs" / run_id / "movies.csv", tmp_path / "away.csv"
    table.rename(away)  # a disk that is not mounted yet, say
    site = Published(tmp_path)
    with pytest.raises(NoPublishedRun):
        site.current()
    away.rename(table)
    assert site.current().run.id == run_id


def test_the_run_stays_when_the_link_goes(tmp_path: Path) -> None:
    run_id = tiny_run.publish(tmp_path)
    site = Published(tmp_path)
    site.current()
    (tmp_path / "current").unlink()
    assert site.current().run.id == run_id


def test_the_link_is_read_at_most_once_a_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(published, "SECONDS_BETWEEN_CHECKS", 1.0)
    now = [100.0]
    monkeypatch.setattr(published.time, "monotonic", lambda: now[0])
    tiny_run.publish(tmp_path)
    reads = []
    original = RunStore.current_id
    monkeypatch.setattr(RunStore, "current_id", lambda store: reads.append(1) or original(store))
    site = Published(tmp_path)
    for _ in range(50):
        site.current()
    assert len(reads) == 1
    now[0] += 1.01
    site.current()
    assert len(reads) == 2
