"""Hides the machine's own Java, so that Spark runs on the one that is brought along."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path


def hide_java() -> None:
    """Take JAVA_HOME out of the environment, and every ``java`` off PATH.

    A folder with a ``java`` in it (/usr/bin, as a rule) is replaced by one with links to
    all else that is there. Processes that tests start inherit both.
    """
    os.environ.pop("JAVA_HOME", None)
    folders = []
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        if folder and (Path(folder) / "java").exists():
            folder = _all_but_java(Path(folder))
        folders.append(folder)
    os.environ["PATH"] = os.pathsep.join(folders)


def _all_but_java(folder: Path) -> str:
    links = Path(tempfile.mkdtemp(prefix="matinee-no-java-"))
    atexit.register(shutil.rmtree, links, ignore_errors=True)
    for program in folder.iterdir():
        if program.name != "java":
            (links / program.name).symlink_to(program)
    return str(links)
