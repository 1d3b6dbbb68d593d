"""A fold of the tiny data set, for every test of a method."""

import numpy as np
import pytest

from tests.support.tiny_taste import tiny_folds


@pytest.fixture
def fold(monkeypatch):
    return tiny_folds(monkeypatch)[0]


@pytest.fixture
def data(fold):
    return fold.training


@pytest.fixture
def liked(data):
    """(U, M) 1 where a training user gave 4 stars or more."""
    return (data.interactions.matrix().toarray() >= 4).astype(np.float64)
