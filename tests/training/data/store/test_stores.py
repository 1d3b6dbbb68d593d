"""A store is read instead of its source, until one of the two is not what it was."""

from __future__ import annotations

import os
import shutil
from dataclasses import fields
from pathlib import Path

import pandas as pd
import pytest

from tests.support.tiny_movielens import check_tiny, csv_files, dat_files, write_folder, write_zip
from training.data.movielens import SIMULATED_MARKER, MovieLens, read_movielens
from training.data.store import stores
from training.data.store.manifest import NAME
from training.data.store.stores import read_with_store
from training.errors import DataError

LONG_AGO = 1_600_000_000


@pytest.fixture
def artifacts(tmp_path: Path) -> Path:
    return tmp_path / "artifacts"


def aged(path: Path) -> Path:
    """The source as if it had been written long ago, so that its times can be trusted."""
    for file in (path, *path.glob("*")):
        os.utime(file, (LONG_AGO, LONG_AGO))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return aged(write_folder(tmp_path / "ml-tiny", csv_files()))


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The sources that were read themselves."""
    read: list[Path] = []

    def reading(path: Path) -> MovieLens:
        read.append(path)
        return read_movielens(path)

    monkeypatch.setattr(stores, "read_movielens", reading)
    return read


def same(one: MovieLens, other: MovieLens) -> None:
    for field in fields(MovieLens):
        first, second = getattr(one, field.name), getattr(other, field.name)
        if isinstance(first, pd.DataFrame):
            pd.testing.assert_frame_equal(first, second)
        elif field.name != "store":
            assert first == second, field.name


@pytest.mark.parametrize("packing", ["folder", "zip", "dat"])
def test_a_store_holds_what_was_read(tmp_path, artifacts, reads, packing):
    if packing == "zip":
        source = aged(write_zip(tmp_path / "my ML.zip", csv_files()))
    else:
        files = csv_files() if packing == "folder" else dat_files()
        source = aged(write_folder(tmp_path / "ml-tiny", files))
    first = read_with_store(source, artifacts)
    again = read_with_store(source, artifacts)
    assert reads == [source]
    assert first.store == again.store
    assert first.store.parent == artifacts / "ratings"
    assert first.store.name == f"{'my-ml' if packing == 'zip' else 'ml-tiny'}-{first.checksum[:12]}"
    check_tiny(again)
    same(again, first)
    same(first, read_movielens(source))


@pytest.mark.parametrize("change", ["size", "time", "another file", "marker"])
def test_a_changed_source_is_read_anew(folder, artifacts, reads, change):
    before = read_with_store(folder, artifacts)
    if change == "size":
        with (folder / "ratings.csv").open("a") as file:
            file.write("9,1,2.0,1000000004\n")
        aged(folder)
    elif change == "time":
        os.utime(folder / "movies.csv", (LONG_AGO + 1, LONG_AGO + 1))
    elif change == "another file":
        (folder / "tags.csv").unlink()
    else:
        (folder / SIMULATED_MARKER).touch()
        aged(folder)
    after = read_with_store(folder, artifacts)
    assert reads == [folder, folder]
    assert len(after.ratings) == (5 if change == "size" else 4)
    assert after.tags.empty == (change == "another file")
    assert after.simulated == (change == "marker")
    assert (after.checksum == before.checksum) == (change in ("time", "marker"))
    # The older one of the same name is gone.
    assert [path.name for path in artifacts.glob("ratings/[!.]*")] == [after.store.name]
    same(read_with_store(folder, artifacts), after)
    assert len(reads) == 2


def test_files_that_say_nothing_of_the_ratings_may_change(folder, artifacts, reads):
    read_with_store(folder, artifacts)
    (folder / "README.txt").write_text("read me")
    read_with_store(folder, artifacts)
    assert reads == [folder]


def test_files_that_have_just_been_written_are_not_trusted(tmp_path, artifacts, reads):
    """A clock that moves in steps may give the next change the same time."""
    fresh = write_folder(tmp_path / "ml-tiny", csv_files())
    read_with_store(fresh, artifacts)
    read_with_store(fresh, artifacts)
    assert reads == [fresh, fresh]


def test_another_source_of_the_same_name_is_no_unchanged_one(tmp_path, folder, artifacts, reads):
    read_with_store(folder, artifacts)
    files = csv_files()
    files["ratings.csv"] = files["ratings.csv"].replace(b"3.0", b"3.5")  # as long as it was
    other = aged(write_folder(tmp_path / "elsewhere" / "ml-tiny", files))
    assert read_with_store(other, artifacts).ratings["rating"].tolist() == [4, 5, 3.5, 1]
    assert reads == [folder, other]


def test_stores_of_other_data_sets_stay(tmp_path, folder, artifacts, reads):
    kept = read_with_store(folder, artifacts).store
    read_with_store(aged(write_folder(tmp_path / "ml", csv_files())), artifacts)
    assert kept.exists()
    assert len(list(artifacts.glob("ratings/[!.]*"))) == 2


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("ratings/part-00000.parquet", b"PAR1"),
        ("ratings/part-00000.parquet", None),
        ("tags.parquet", b""),
        (NAME, b'{"format": 1, "name'),
        (NAME, b'{"format": 1}'),
        (NAME, None),
    ],
)
def test_a_damaged_store_is_said_and_built_anew(folder, artifacts, reads, caplog, file, content):
    first = read_with_store(folder, artifacts)
    if content is None:
        (first.store / file).unlink()
    else:
        (first.store / file).write_bytes(content)
    same(read_with_store(folder, artifacts), first)
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == 1
    assert said[0].startswith(f"The ratings store {first.store} is damaged (")
    assert said[0].endswith(f"reading {folder} anew.")
    assert "\n" not in said[0]
    read_with_store(folder, artifacts)
    assert len(reads) == 2


def test_a_store_of_another_format_is_built_anew(folder, artifacts, reads, caplog):
    manifest = read_with_store(folder, artifacts).store / NAME
    manifest.write_bytes(b'{"format": 99}')
    read_with_store(folder, artifacts)
    assert len(reads) == 2
    assert b'"format": 1' in manifest.read_bytes()
    assert not caplog.records


def test_half_of_a_store_is_never_taken_for_one(folder, artifacts, monkeypatch, reads):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(stores, "flush", full)
        assert read_with_store(folder, artifacts).store is None
    assert list(artifacts.glob("ratings/*")) in ([], [artifacts / "ratings" / ".lock"])
    # What a killed command leaves is no obstacle either.
    store = read_with_store(folder, artifacts).store
    shutil.copytree(store, store.with_name(f".{store.name}"))
    shutil.rmtree(store)
    assert read_with_store(folder, artifacts).store == store
    assert not store.with_name(f".{store.name}").exists()


def test_without_a_place_for_it_the_ratings_are_read_all_the_same(folder, artifacts, caplog):
    artifacts.write_text("a file")
    data = read_with_store(folder, artifacts)
    check_tiny(data)
    assert data.store is None
    assert "cannot be stored in" in caplog.text


def test_a_source_that_changes_while_it_is_read_is_refused(folder, artifacts, monkeypatch):
    def slow(path: Path) -> MovieLens:
        data = read_movielens(path)
        (path / "links.csv").unlink()
        return data

    monkeypatch.setattr(stores, "read_movielens", slow)
    with pytest.raises(DataError, match="changed while it was read"):
        read_with_store(folder, artifacts)
    assert not artifacts.exists()
