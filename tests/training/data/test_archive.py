"""Zips of ratings: sound ones are read, others refused with one sentence."""

import stat
import zipfile
from pathlib import Path

import pytest

from tests.support.tiny_movielens import check_tiny, csv_files, sentence, write_zip
from training.data.movielens import read_movielens


@pytest.mark.parametrize("kept", [0, 10, 0.5, -1])
def test_truncated_zip(kept: float, tmp_path: Path) -> None:
    path = write_zip(tmp_path / "ml.zip", csv_files(), "ml")
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * kept) if 0 < kept < 1 else int(kept)])
    assert "truncated or damaged zip" in sentence(path)


def test_zip_of_an_unknown_version(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "ml.zip", csv_files())
    data = path.read_bytes()
    central = data.index(b"PK\x01\x02")
    path.write_bytes(data[: central + 6] + b"\xff" + data[central + 7 :])  # version needed: 25.5
    assert "truncated or damaged zip" in sentence(path)


def test_damaged_member(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "ml.zip", csv_files(), "ml")
    with zipfile.ZipFile(path) as archive:
        offset = archive.getinfo("ml/ratings.csv").header_offset
    data = bytearray(path.read_bytes())
    data[offset + 60 : offset + 70] = b"\x00" * 10
    path.write_bytes(data)
    assert "truncated or damaged zip" in sentence(path)


@pytest.mark.parametrize(
    "name", ["../evil.csv", "ml/../../evil.csv", "/etc/evil.csv", "C:\\evil.csv"]
)
def test_zip_that_leads_outside(name: str, tmp_path: Path) -> None:
    path = write_zip(tmp_path / "ml.zip", csv_files() | {name: b"evil"})
    assert "leads outside the zip" in sentence(path)
    assert [file.name for file in tmp_path.iterdir()] == ["ml.zip"]


def test_zip_with_a_link(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "ml.zip", csv_files())
    link = zipfile.ZipInfo("users.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "holds the link 'users.csv'" in sentence(path)


def test_zip_that_unpacks_beyond_reason(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "ml.zip", csv_files() | {"ratings.csv": b"\n" * 12_000_000})
    assert "would unpack to 12,000,000 bytes" in sentence(path)


def test_zip_with_two_data_sets(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "ml.zip", csv_files(), "one")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("two/u.data", b"")
    assert "more than one data set (one, two)" in sentence(path)


def test_zip_made_on_a_mac_with_a_readme_beside_the_folder(tmp_path: Path) -> None:
    files = {f"ml-tiny/{name}": data for name, data in csv_files().items()}
    files |= {"README.txt": b"", "__MACOSX/ml-tiny/._ratings.csv": b"", "ml-tiny/old/u.info": b""}
    data = read_movielens(write_zip(tmp_path / "download.zip", files))
    check_tiny(data)
    assert data.name == "ml-tiny"
