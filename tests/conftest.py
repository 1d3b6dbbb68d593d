"""Fixtures that more than one test file needs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from training.movielens import MovieLens

# Set before the first import of Keras, whose tests run on TensorFlow; and quietly.
os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")


@pytest.fixture(scope="session")
def real_data() -> MovieLens:
    """The real ml-latest-small that MATINEE_DATA points to; without it the test is skipped."""
    from training.movielens import read_movielens

    path = Path(os.environ.get("MATINEE_DATA", ""))
    if path.name != "ml-latest-small":
        pytest.skip("MATINEE_DATA does not point to ml-latest-small: its golden answers are unseen")
    return read_movielens(path)


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    """One Spark session for the whole test run; it takes seconds to start."""
    from training.spark import spark_session

    with spark_session() as session:
        yield session
