"""A log is no terminal: it gets a line now and then, and none for what is quickly done."""

from __future__ import annotations

import pytest

from training.runtime import progress


@pytest.fixture
def now(monkeypatch):
    """The seconds that the clock shows, to be set."""
    shown = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: shown[0])
    return shown


def test_what_is_done_within_ten_seconds_leaves_no_line(now, capsys):
    with progress.progress_bar(90, "films") as bar:
        for second in range(9):
            now[0] = second
            bar.update(10)
            bar.set_postfix(loss=second)
    assert capsys.readouterr().err == ""


def test_a_line_every_ten_seconds(now, capsys):
    with progress.progress_bar(35, "films") as bar:
        for second in range(35):
            now[0] = second
            bar.update()
            bar.refresh()
    said = capsys.readouterr().err
    lines = said.splitlines()
    assert len(lines) == 3
    assert all(line.startswith("films:") and len(line) <= 80 for line in lines)
    assert "\r" not in said


def test_nothing_is_shown_unless_it_is_asked_for(now, capsys):
    with progress.progress_bar(2, "films", shown=False) as bar:
        now[0] = 100
        bar.update()
        bar.refresh()
    assert capsys.readouterr().err == ""
