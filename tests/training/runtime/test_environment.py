"""Variables of the environment, set for a while."""

import os

from training.runtime.environment import environment


def test_afterwards_all_is_as_before(monkeypatch):
    monkeypatch.setenv("MATINEE_TEST_OLD", "before")
    monkeypatch.delenv("MATINEE_TEST_NEW", raising=False)
    with environment({"MATINEE_TEST_OLD": "1", "MATINEE_TEST_NEW": "2"}):
        assert (os.environ["MATINEE_TEST_OLD"], os.environ["MATINEE_TEST_NEW"]) == ("1", "2")
    assert os.environ["MATINEE_TEST_OLD"] == "before"
    assert "MATINEE_TEST_NEW" not in os.environ
