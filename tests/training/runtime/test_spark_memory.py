"""Spark's memory follows the ratings, the machine, and whoever says otherwise."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from training.errors import SetupError
from training.runtime import spark_memory as module
from training.runtime.room import told_memory
from training.runtime.spark_memory import SETTING, spark_memory


def _free(monkeypatch: pytest.MonkeyPatch, gib: float) -> None:
    monkeypatch.delenv("MATINEE_SPARK_MEMORY", raising=False)
    memory = SimpleNamespace(available=int(gib * 2**30))
    monkeypatch.setattr(module, "psutil", SimpleNamespace(virtual_memory=lambda: memory))


def test_it_grows_with_the_ratings(monkeypatch):
    _free(monkeypatch, 100)
    assert spark_memory() == "1024m"
    sizes = [int(spark_memory(n)[:-1]) for n in (100_000, 1_000_000, 32_000_000)]
    assert sizes == sorted(sizes)
    assert 1024 <= sizes[0] < 1100
    assert 3000 < sizes[2] < 6 * 1024


def test_it_leaves_memory_to_others(monkeypatch):
    _free(monkeypatch, 5)
    assert spark_memory(1_000_000_000) == "3072m"
    _free(monkeypatch, 0.5)
    assert spark_memory(1_000_000_000) == "1024m"


@pytest.mark.parametrize("told", ["900m", "4g", "12G"])
def test_what_is_told_is_taken(monkeypatch, told):
    monkeypatch.setenv("MATINEE_SPARK_MEMORY", told)
    assert spark_memory(5) == told_memory(SETTING) == told


@pytest.mark.parametrize("wrong", ["4", "0g", "4 g", "much", "1.5g", "-1g", "4gb"])
def test_what_is_no_memory_is_one_sentence(monkeypatch, wrong):
    monkeypatch.setenv("MATINEE_SPARK_MEMORY", wrong)
    with pytest.raises(SetupError, match=rf"MATINEE_SPARK_MEMORY={wrong} is no amount"):
        spark_memory()
