"""Variables of the environment, set for a while."""

import os

from training.runtime.environment import environment


def test_afterwards_all_is_as_before(monkeypatch):
    old, new = "MATINEE_OLD", "MATINEE_NEW"
    monkeypatch.setenv(old, "before")
    monkeypatch.delenv(new, raising=False)
    with environment({old: "1", new: "2"}):
        assert (os.environ[old], os.environ[new]) == ("1", "2")
    assert os.environ[old] == "before"
    assert new not in os.environ
