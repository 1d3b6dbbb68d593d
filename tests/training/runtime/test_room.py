"""A training that will not fit is refused before it starts, with both numbers."""

from __future__ import annotations

import pytest

from training.errors import SetupError
from training.runtime import room
from training.runtime.room import GIB, check_room, memory_of_training


def test_what_does_not_fit_is_one_sentence(monkeypatch):
    monkeypatch.delenv("MATINEE_MEMORY", raising=False)
    monkeypatch.setattr(room, "_free", lambda: 3 * GIB)
    check_room("small", 100_000, 9_000)
    with pytest.raises(SetupError, match=r"Training on large takes about [0-9.]+ GiB of memory"):
        check_room("large", 32_000_000, 84_000)
    with pytest.raises(SetupError, match=r"3.0 GiB are to be had.*MATINEE_MEMORY=[0-9]+g"):
        check_room("large", 32_000_000, 84_000)


def test_what_is_told_decides(monkeypatch):
    monkeypatch.setattr(room, "_free", lambda: 3 * GIB)
    needed = memory_of_training(32_000_000, 84_000)
    monkeypatch.setenv("MATINEE_MEMORY", f"{needed // GIB + 1}g")
    check_room("large", 32_000_000, 84_000)
    monkeypatch.setenv("MATINEE_MEMORY", "900m")
    with pytest.raises(SetupError, match=r"0.9 GiB are to be had"):
        check_room("small", 100_000, 9_000)
    monkeypatch.setenv("MATINEE_MEMORY", "much")
    with pytest.raises(SetupError, match="MATINEE_MEMORY=much is no amount of memory"):
        check_room("small", 100_000, 9_000)


def test_more_of_anything_takes_more():
    assert memory_of_training(2_000_000, 9_000) > memory_of_training(1_000_000, 9_000)
    assert memory_of_training(1_000_000, 90_000) > memory_of_training(1_000_000, 9_000)


def test_a_container_s_share_counts(monkeypatch, tmp_path):
    monkeypatch.setattr(room, "_CGROUP", tmp_path)
    machine = room._free()
    (tmp_path / "memory.max").write_text(str(2 * GIB))
    (tmp_path / "memory.current").write_text(str(GIB))
    assert room._free() == min(machine, GIB)
    (tmp_path / "memory.max").write_text("max\n")
    assert room._free() > 0


@pytest.mark.parametrize(
    ("ratings", "movies", "measured"),
    [(1_000_209, 3_706, 3.4), (10_000_054, 10_677, 6.4), (32_000_204, 84_432, 10.9)],
)
def test_what_is_foretold_is_what_was_measured(ratings, movies, measured):
    # docs/scale.md
    assert measured * 0.97 < memory_of_training(ratings, movies) / GIB < measured * 1.1
