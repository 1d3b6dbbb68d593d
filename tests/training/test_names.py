"""What a maintainer can name is what there is."""

from __future__ import annotations

from benchmarks import shapes
from training.jobs.registry import JOBS as ALL_JOBS
from training.methods.published import METHODS as PUBLISHED
from training.names import JOBS, METHODS, SHAPES


def test_jobs_and_methods_have_the_names_that_are_checked_before_they_are_installed():
    assert tuple(job.name for job in ALL_JOBS) == JOBS
    assert tuple(PUBLISHED) == METHODS


def test_shapes_have_the_names_and_sizes_that_are_checked_before_they_are_made():
    assert {name: shape.ratings for name, shape in shapes.SHAPES.items()} == SHAPES
