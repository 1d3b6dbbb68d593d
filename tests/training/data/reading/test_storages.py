"""Data sets at addresses that Spark reads."""

from __future__ import annotations

import pytest
from pyarrow import fs

from tests.support.tiny_movielens import check_tiny, csv_files, sentence, write_folder, write_zip
from training.data import archive
from training.data.movielens import read_movielens
from training.data.reading.storages import Remote


def test_file_addresses_are_paths(tmp_path):
    folder = write_folder(tmp_path / "ml tiny", csv_files())
    data = read_movielens(folder.as_uri())
    check_tiny(data)
    assert data.source == folder
    assert "names the machine 'elsewhere'" in sentence("file://elsewhere/ml")


@pytest.mark.parametrize("name", ["ml", "ml.zip"])
def test_a_remote_folder_and_zip(tmp_path, monkeypatch, name):
    write_folder(tmp_path / "ml", csv_files())
    write_zip(tmp_path / "ml.zip", csv_files())
    files = fs.SubTreeFileSystem(str(tmp_path), fs.LocalFileSystem())
    monkeypatch.setattr(archive, "storage_of", lambda address: (Remote(files), name))
    data = read_movielens(f"s3a://bucket/{name}")
    check_tiny(data)
    assert (data.name, data.source) == ("ml", f"s3a://bucket/{name}")


def test_an_unknown_scheme_is_one_sentence():
    assert "gopher://a/b cannot be reached" in sentence("gopher://a/b")
