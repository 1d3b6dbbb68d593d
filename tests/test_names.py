"""What a maintainer can name is what there is."""

from __future__ import annotations

from training.jobs import STEPS
from training.names import JOBS, METHODS
from training.published_methods import METHODS as PUBLISHED


def test_jobs_and_methods_have_the_names_that_are_checked_before_they_are_installed():
    assert tuple(step.name for step in STEPS) == JOBS
    assert tuple(PUBLISHED) == METHODS
