"""Which data is used, and that nothing named is silently replaced."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.tiny_movielens import csv_files, dat_files, write_folder, write_zip
from tests.support.unreliable_server import UnreliableServer, unreliable_server
from training.data.download import DownloadError
from training.data.sources import find_data
from training.errors import DataError


@pytest.fixture(autouse=True)
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[UnreliableServer]:
    """A server of ml-latest-small in place of GroupLens'; no test may reach the network."""
    monkeypatch.delenv("MATINEE_DATA", raising=False)
    zipped = write_zip(tmp_path / "served.zip", csv_files(), "ml-latest-small")
    with unreliable_server(zipped.read_bytes()) as state:
        monkeypatch.setenv("MATINEE_DATA_URL", state.url)
        yield state


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_folder_and_zip_by_path(tmp_path: Path, cache: Path, server: UnreliableServer) -> None:
    folder = write_folder(tmp_path / "mine", csv_files())
    zipped = write_zip(tmp_path / "other.zip", dat_files())
    assert find_data(str(folder), cache).name == "mine"
    assert find_data(str(zipped), cache).name == "other"
    assert server.requests == []
    assert not cache.exists()


def test_environment_comes_second(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = write_folder(tmp_path / "mine", csv_files())
    monkeypatch.setenv("MATINEE_DATA", str(write_folder(tmp_path / "theirs", csv_files())))
    assert find_data(None, cache).name == "theirs"
    assert find_data("", cache).name == "theirs"  # `make train DATA=` names nothing
    assert find_data(str(mine), cache).name == "mine"


@pytest.mark.parametrize("packing", ["folder", "zip"])
def test_cache_comes_before_download(cache: Path, packing: str, server: UnreliableServer) -> None:
    if packing == "folder":
        write_folder(cache / "ml-latest-small", csv_files())
    else:
        cache.mkdir()
        write_zip(cache / "ml-latest-small.zip", csv_files())
    assert find_data(None, cache).name == "ml-latest-small"
    assert server.requests == []


def test_default_is_downloaded_once(cache: Path, server: UnreliableServer) -> None:
    data = find_data(None, cache)
    assert (data.name, data.simulated) == ("ml-latest-small", False)
    assert data.source == cache / "ml-latest-small.zip"
    asked = len(server.requests)
    assert find_data(None, cache).checksum == data.checksum
    assert len(server.requests) == asked


def test_known_name_is_downloaded(cache: Path, server: UnreliableServer) -> None:
    assert find_data("ml-1m", cache).source == cache / "ml-1m.zip"
    assert [path for path, _ in server.requests] == ["/ml-1m.zip.md5", "/ml-1m.zip"]


def test_sample_stands_in_and_says_so(
    cache: Path, server: UnreliableServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.statuses = [404]
    data = find_data(None, cache)
    assert (data.name, data.simulated) == ("matinee-sample", True)
    assert "404" in caplog.text and "SIMULATED" in caplog.text


def test_sample_by_name(
    cache: Path, server: UnreliableServer, caplog: pytest.LogCaptureFixture
) -> None:
    assert find_data("sample", cache).simulated
    assert "SIMULATED" in caplog.text
    assert server.requests == []


def test_named_download_that_fails_is_an_error(cache: Path, server: UnreliableServer) -> None:
    server.statuses = [404]
    with pytest.raises(DownloadError, match="404"):
        find_data("ml-1m", cache)


def test_environment_that_is_wrong_is_an_error(
    cache: Path, monkeypatch: pytest.MonkeyPatch, server: UnreliableServer
) -> None:
    monkeypatch.setenv("MATINEE_DATA", "/nowhere/ml")
    with pytest.raises(DataError, match="/nowhere/ml is no file or folder and no known name"):
        find_data(None, cache)
    assert server.requests == []


def test_bad_data_in_the_cache_is_an_error(cache: Path) -> None:
    write_folder(cache / "ml-latest-small", {"ratings.csv": b""})
    with pytest.raises(DataError, match=r"movies\.csv is missing"):
        find_data(None, cache)
