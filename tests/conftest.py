"""Fixtures that more than one test file needs."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support import tiny_run
from tests.support.train import train
from tests.support.without_java import hide_java
from training.runtime.tensorflow import prepare_tensorflow
from webapp import create_app

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from pyspark.sql import SparkSession

    from training.data.movielens import MovieLens

# Set before the first import of Keras, whose tests run on TensorFlow; and quietly.
prepare_tensorflow()

# Most machines that run the suite have a Java of their own, and most that Matinee is for have none.
hide_java()


@pytest.fixture(scope="session")
def real_data() -> MovieLens:
    """The real ml-latest-small that MATINEE_DATA points to; without it the test is skipped."""
    from training.data.movielens import read_movielens

    path = Path(os.environ.get("MATINEE_DATA", ""))
    if path.name != "ml-latest-small":
        pytest.skip("MATINEE_DATA does not point to ml-latest-small: its golden answers are unseen")
    return read_movielens(path)


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    """One Spark session for the whole test run; it takes seconds to start."""
    from training.runtime.spark import spark_session

    with spark_session() as session:
        yield session


@pytest.fixture(scope="session", autouse=True)
def training(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, Future[subprocess.CompletedProcess[str]]] | None]:
    """A training that is under way from the first test on, where a test asks for its run.

    It takes a minute, which other tests, above all those that wait for a browser, can use.
    """
    if not any("trained" in getattr(item, "fixturenames", ()) for item in request.session.items):
        yield None
        return
    artifacts = tmp_path_factory.mktemp("trained")
    with ThreadPoolExecutor(1) as pool:
        yield artifacts, pool.submit(train, artifacts, "--data", "sample", "--verbose")


@pytest.fixture(scope="session", autouse=True)
def cluster_run(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Future[dict[str, Any]] | None]:
    """A program on a real cluster, under way from the first test on, where a test asks for it."""
    asking = [i for i in request.session.items if i.path.name == "test_cluster.py"]
    if not asking:
        yield None
        return
    from tests.support.cluster.running import run_on_a_cluster

    with ThreadPoolExecutor(1) as pool:
        yield pool.submit(run_on_a_cluster, tmp_path_factory.mktemp("cluster"))


@pytest.fixture(scope="session")
def trained(
    training: tuple[Path, Future[subprocess.CompletedProcess[str]]],
) -> tuple[Path, str]:
    """Artifacts with a real run of the built-in sample, and what its training said."""
    artifacts, finished = training
    done = finished.result()
    assert done.returncode == 0, done.stderr
    return artifacts, done.stderr


@pytest.fixture(scope="session")
def artifacts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tiny run published; film 1 has a title that is hard to handle."""
    folder = tmp_path_factory.mktemp("artifacts")
    titles = [f"Film {i}" for i in range(1, tiny_run.MOVIES + 1)]
    titles[0] = 'Amélie\'s <Garden> & "Co"'
    tiny_run.publish(folder, {"movies.csv": {"title": titles}})
    return folder


@pytest.fixture
def app(artifacts: Path) -> Flask:
    """The site on the tiny run."""
    return create_app({"MATINEE_ARTIFACTS": artifacts})


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client without a browser's memory."""
    return app.test_client()


@pytest.fixture
def closed_client(tmp_path: Path) -> FlaskClient:
    """A client of the site before anything is published."""
    return create_app({"MATINEE_ARTIFACTS": tmp_path}).test_client()
