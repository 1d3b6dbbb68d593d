"""What a start hashes, what it takes on trust, and what is noticed all the same."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tables import Run, RunStore, TableError, verified
from tables.__main__ import main
from tests.support import tiny_run

LARGE = "rated_movies_by_user.npy"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A published run all of whose files count as large."""
    monkeypatch.setattr(verified, "SMALL", 0)
    return RunStore(tmp_path).path(tiny_run.publish(tmp_path))


@pytest.fixture
def hashed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are hashed from now on."""
    names: list[str] = []
    real = verified.sha256_of

    def counting(path: Path) -> str:
        names.append(path.name)
        return real(path)

    monkeypatch.setattr(verified, "sha256_of", counting)
    return names


def _turn_a_byte(path: Path, keep_time: bool) -> None:
    before = path.stat()
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    moved = 0 if keep_time else 1_000_000
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + moved))


def test_what_was_verified_at_publication_is_not_hashed_again(folder, hashed):
    Run(folder)
    assert hashed == []


def test_small_files_are_always_hashed(folder, hashed, monkeypatch):
    monkeypatch.setattr(verified, "SMALL", 10**9)
    run = Run(folder)
    assert sorted(hashed) == sorted(run.manifest.tables)


def test_a_large_file_that_changed_is_noticed(folder, hashed):
    _turn_a_byte(folder / LARGE, keep_time=False)
    with pytest.raises(TableError, match=rf"{LARGE} in .* is not the file that was published"):
        Run(folder)
    assert hashed == [LARGE]


def test_a_large_file_that_was_cut_short_is_noticed(folder):
    path = folder / LARGE
    before = path.stat()
    path.write_bytes(path.read_bytes()[:-1])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(TableError, match="is not the file that was published"):
        Run(folder)


def test_bytes_that_turned_by_themselves_are_found_by_the_check(folder, capsys):
    _turn_a_byte(folder / LARGE, keep_time=True)
    run = Run(folder)
    with pytest.raises(TableError, match=f"{LARGE} in .* is not the file that was published"):
        run.check()
    assert main(["--artifacts", str(folder.parents[1]), "check"]) == 2
    assert LARGE in capsys.readouterr().err


def test_a_file_that_only_looks_new_is_hashed_until_the_next_check(folder, hashed):
    os.utime(folder / LARGE)
    Run(folder)
    Run(folder)
    assert hashed == [LARGE, LARGE]
    Run(folder).check()
    hashed.clear()
    Run(folder)
    assert hashed == []


@pytest.mark.parametrize("content", [None, b"{", b'{"format": 9}'])
def test_without_a_record_every_file_is_hashed(folder, hashed, content):
    (folder / verified.NAME).unlink()
    if content is not None:
        (folder / verified.NAME).write_bytes(content)
    run = Run(folder)
    assert sorted(hashed) == sorted(run.manifest.tables)


def test_a_record_is_of_no_use_to_another_manifest(folder, tmp_path, hashed):
    other = RunStore(tmp_path).path(
        tiny_run.publish(tmp_path, {"rated_movies_by_user.csv": {"rating": [5, 5, 5, 4, 5]}})
    )
    shutil.copy2(other / "manifest.json", folder / "manifest.json")
    with pytest.raises(TableError, match=r"rated_movies_by_user.* is not the file"):
        Run(folder)


def test_a_run_that_cannot_be_written_to_is_checked_all_the_same(folder, monkeypatch):
    def refused(path: Path, content: bytes) -> int:
        raise PermissionError(path)

    run = Run(folder)
    monkeypatch.setattr(Path, "write_bytes", refused)
    run.check()
