"""``make`` says what is wrong before it installs or trains anything."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def checkout(tmp_path):
    """A checkout in which nothing is installed, in a folder with a space and an accent."""
    folder = tmp_path / "mé matinée"
    folder.mkdir()
    for name in ("Makefile", "preflight", "requirements-site.txt", "requirements.txt", "training"):
        (folder / name).symlink_to(ROOT / name)
    return folder


def make(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """``make`` as a newcomer starts it, without this suite's settings."""
    kept = ("PATH", "HOME", "LANG", "LC_ALL")
    return subprocess.run(
        ["make", f"PYTHON={sys.executable}", *arguments],
        cwd=folder,
        env={name: os.environ[name] for name in kept if name in os.environ} | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("run", "PORT=abc"), "PORT=abc is no port"),
        (("run", "PORT=99999"), "PORT=99999 is no port"),
        (("serve", "WEB_CONCURRENCY=0"), "WEB_CONCURRENCY=0 is no number of processes"),
        (("run", "WEB_CONCURRENCY=two"), "WEB_CONCURRENCY=two is no number of processes"),
        (("run", "HOST=203.0.113.7"), "HOST=203.0.113.7 is no address of this machine"),
        (("run", "DATA=ml-7"), "DATA=ml-7 is no file or folder and no known name"),
        (("train", "STEPS=magic"), "There is no step 'magic'"),
        (("train", "SEED=x"), "SEED=x: expected a whole number"),
        (("train", "MATINEE_ARTIFACTS=/proc/1/runs"), "cannot be written to /proc/1/runs"),
        (("train", "PYTHON=/no/python"), "there is no /no/python on PATH"),
        (("bench-scale", "SHAPES=1m,2m"), "There is no shape '2m'"),
        (("bench-scale", "LIMIT=x"), "LIMIT=x: expected a whole number of minutes"),
        (("posters",), "TMDB_API_TOKEN is not set: make an API Read Access Token at"),
        (("posters", f"TMDB_API_TOKEN={'0' * 32}"), "TMDB_API_TOKEN is an API key"),
        (("posters", "TMDB_API_TOKEN=eyJ"), "so nobody knows which films can appear"),
        (("posters", "TMDB_API_TOKEN=eyJ", "MATINEE_TMDB_URL=x"), "MATINEE_TMDB_URL=x is no addr"),
        (("test", "MATINEE_DATA=/nowhere"), "MATINEE_DATA=/nowhere is no file or folder"),
    ],
)
def test_one_sentence_and_nothing_is_made(checkout, arguments, sentence):
    finished = make(checkout, *arguments)
    lines = [line for line in finished.stderr.splitlines() if not line.startswith("make")]
    assert finished.returncode == 2
    assert len(lines) == 1
    assert sentence in lines[0]
    assert finished.stdout == ""
    assert not (checkout / ".venv").exists()
    assert not (checkout / "artifacts").exists()


@pytest.mark.parametrize(("version", "fits"), [(10, False), (11, True), (13, True), (14, False)])
def test_the_versions_of_python_that_work(checkout, tmp_path, version, fits):
    python = tmp_path / "python"
    other = f"import sys; sys.version_info = (3, {version}, 0); exec(sys.argv[1])"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{other}" "$2"\n')
    python.chmod(0o755)
    finished = make(checkout, "check-python", f"PYTHON={python}")
    sentence = f"Matinee needs Python 3.11, 3.12 or 3.13, and this is Python 3.{version}. Try: make"
    assert (sentence in finished.stderr) is not fits
    assert finished.returncode == (0 if fits else 2)


def test_the_documents_name_the_same_versions_of_python():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=3.11,<3.14"
    assert "needs Python 3.11, 3.12 or 3.13" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_a_taken_port(checkout):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        finished = make(checkout, "run", PORT=str(port))
    assert finished.returncode == 2
    assert f"Port {port} of 127.0.0.1 is taken by another program" in finished.stderr
    assert not (checkout / ".venv").exists()


def test_an_index_that_does_not_answer_is_one_sentence(checkout):
    (checkout / "requirements-site.txt").unlink()
    (checkout / "requirements-site.txt").write_text("no-such-package-anywhere==0\n")
    (checkout / "webapp").mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    finished = make(checkout, "serve", PORT=str(port), PIP_NO_INDEX="1")
    assert finished.returncode == 2
    assert "requirements-site.txt could not be installed: No matching distribution" in (
        finished.stderr
    )
    assert ".venv/pip.log" in finished.stderr
    assert not (checkout / ".venv" / ".site").exists()
    assert len(finished.stdout.splitlines()) == 2  # what was done: a line and its time each


def test_the_standard_library_is_enough():
    code = """
import sys
before = set(sys.modules)
import preflight.__main__
foreign = {name.split(".")[0] for name in set(sys.modules) - before}
print(sorted(foreign - sys.stdlib_module_names - {"preflight", "training"}))
"""
    finished = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{code}",
        ],
        capture_output=True,
        text=True,
    )
    assert finished.stdout == "[]\n", finished.stderr
