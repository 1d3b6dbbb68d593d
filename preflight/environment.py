"""The virtual environment: made, filled with the pinned packages, and said in a line each."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from preflight.errors import PreflightError

VENV = Path(".venv")
LOG = VENV / "pip.log"
DONE = {  # what is installed is remembered in a file, newer than the list that it came from
    "site": (VENV / ".site", "requirements-site.txt", "the site's packages"),
    "all": (VENV / ".all", "requirements.txt", "the packages for training and tests (1 GB, once)"),
    "evaluation": (VENV / ".evaluation", "requirements-evaluation.txt", "the compared methods"),
}


def python() -> Path:
    """The virtual environment's Python."""
    return VENV / "bin" / "python"


def create() -> None:
    """Make the virtual environment, anew where an earlier one does not run."""
    with _timed("Making a virtual environment"):
        command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
        made = subprocess.run(  # noqa: S603 - this very Python
            command, capture_output=True, text=True, check=False
        )
    if made.returncode:
        raise PreflightError(
            f"{sys.executable} cannot make a virtual environment in {VENV.absolute()}: "
            f"{_last_line(made.stderr or made.stdout)}"
        )


def install(name: str) -> None:
    """Install one list of pinned packages; pip's own words are kept in ``LOG``."""
    done, requirements, what = DONE[name]
    command = [str(python()), "-m", "pip", "install", "--no-input", "-r", requirements]
    # pip tells of newer pips, of root and of caches that it cannot write; none of it is asked.
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    for left in VENV.glob("pip-*"):  # by an installation that was killed
        shutil.rmtree(left)
    with (
        _timed(f"Installing {what}"),
        LOG.open("w", encoding="utf-8") as log,
        # What pip unpacks takes 2 GB for a while, and /tmp may be memory and smaller.
        tempfile.TemporaryDirectory(prefix="pip-", dir=VENV.absolute()) as folder,
    ):
        installed = subprocess.run(  # noqa: S603 - the Python of the virtual environment
            command,
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env=os.environ | quiet | {"TMPDIR": folder},
            check=False,
        )
    if installed.returncode:
        said = LOG.read_text(encoding="utf-8", errors="replace")
        reasons = [line for line in said.splitlines() if line.startswith(("ERROR:", "error:"))]
        raise PreflightError(
            f"{requirements} could not be installed: {_last_line(reasons or said)} "
            "Check the network to a package index (PIP_INDEX_URL names another one) and run the "
            f"command again; all that pip said is in {LOG}."
        )
    done.touch()


@contextmanager
def _timed(what: str) -> Iterator[None]:
    """One line: what is done, and when it is done, how long it took."""
    print(f"{what} ... ", end="", flush=True)
    before = time.monotonic()
    try:
        yield
    except BaseException:
        print("stopped")
        raise
    print(f"{time.monotonic() - before:.0f} s", flush=True)


def _last_line(said: str | list[str]) -> str:
    lines = said if isinstance(said, list) else said.strip().splitlines()
    line = (
        lines[-1].removeprefix("ERROR:").removeprefix("error:").strip()
        if lines
        else "no reason was given"
    )
    return line if line.endswith((".", "!", "?")) else f"{line}."
