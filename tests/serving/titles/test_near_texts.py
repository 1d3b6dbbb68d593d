"""Texts are found by how they begin and by how few slips they are away."""

from __future__ import annotations

import numpy as np
import pytest

from serving.titles.near_texts import NearTexts, letter_sets, slips_between


@pytest.fixture(scope="module")
def texts() -> NearTexts:
    return NearTexts([("star", 3), ("story", 0), ("star", 1), ("stories", 2), ("été", 4)])


@pytest.mark.parametrize("typed", ["satr", "str", "sttar", "stat", "star"])
def test_a_slip_away(texts, typed):
    films, likeness = texts.films(*texts.near(typed, 1))
    assert films.tolist() == [3, 1]
    assert np.all(likeness >= 0.75)


def test_nothing_is_near(texts):
    assert texts.films(*texts.near("qqqq", 2))[0].tolist() == []


def test_beginnings(texts):
    assert texts.films(texts.beginning("sto"), np.ones(2, np.float32))[0].tolist() == [2, 0]
    assert len(texts.beginning("x")) == 0
    assert texts.films(*texts.near_beginning("stroi"))[0].tolist() == [2]
    assert "star" in texts
    assert "sta" not in texts


def test_no_texts_at_all():
    none = NearTexts([])
    assert none.films(*none.near("star", 2))[0].tolist() == []
    assert none.films(*none.near_beginning("star"))[0].tolist() == []


def test_slips_are_counted():
    assert slips_between("ab", ["ab", "ba", "aab", "a", "xy"]).tolist() == [0, 1, 1, 1, 2]
    assert slips_between("ab", []).tolist() == []


def test_sets_of_letters():
    first, second, none = letter_sets(["abba", "baa", ""])
    assert first == second != none == 0
