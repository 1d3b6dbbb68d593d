"""What jobs share is made once."""

from __future__ import annotations

from contextlib import ExitStack
from types import SimpleNamespace

from training.jobs.context import JobContext


def test_a_network_that_was_trained_here_is_not_read_again():
    def read_state(name):
        raise AssertionError(f"{name} was read")

    draft = SimpleNamespace(read_state=read_state)
    context = JobContext(None, 7, draft, "blend", 50, ExitStack())
    network = object()
    vars(context)["dnmf"] = SimpleNamespace(model=network)
    assert context.network is network
