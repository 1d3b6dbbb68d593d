"""What tests of more than one room of the training need."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest


@pytest.fixture
def logger_as_it_was() -> Iterator[None]:
    """Each command configures the logger of this whole process."""
    logger = logging.getLogger("training")
    before = logger.handlers, logger.level, logger.propagate
    yield
    logger.handlers, logger.level, logger.propagate = before
