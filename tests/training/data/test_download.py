"""Downloading from a real local server that misbehaves."""

import random
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.tiny_movielens import csv_files, write_zip
from tests.support.unreliable_server import UnreliableServer, unreliable_server
from training.data.download import DownloadError, RetryPolicy, download
from training.data.movielens import read_movielens

QUICK = RetryPolicy(connect_seconds=2, read_seconds=0.3, attempts=3, backoff_seconds=0.01)
NAME = "ml-latest-small"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[UnreliableServer]:
    # Random bytes do not compress: the zip spans several pieces of the body.
    noise = random.Random(0).randbytes(80_000)
    zipped = write_zip(tmp_path / "published.zip", csv_files() | {"noise.bin": noise}, NAME)
    with unreliable_server(zipped.read_bytes()) as state:
        assert len(state.body) > 80_000
        yield state


def fetch(server: UnreliableServer, folder: Path, retry: RetryPolicy = QUICK) -> Path:
    path = download(NAME, folder, server.url, retry)
    assert path == folder / f"{NAME}.zip"
    assert path.read_bytes() == server.body
    assert [file.name for file in folder.iterdir()] == [path.name]  # no part, no note is left
    return path


def assert_resumed(server: UnreliableServer, *sent: int) -> None:
    """Every request after the first continued shortly before where the last one ended."""
    first, *later = server.ranges
    assert first is None
    assert len(later) == len(sent)
    for wanted, end in zip(later, sent, strict=True):
        assert wanted is not None
        assert end - 16 * 1024 <= int(wanted.removeprefix("bytes=").removesuffix("-")) <= end


def test_whole_with_checksum_and_progress(
    server: UnreliableServer,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("training.runtime.progress._SECONDS_BETWEEN_LINES", 0.0)
    server.pause_seconds = 0.006  # long enough for more than the first line
    server.publish_md5()
    path = fetch(server, tmp_path / "data")
    assert len(read_movielens(path).ratings) == 4
    assert re.search(rf"^{NAME}\.zip: +[1-9]\d?%", capsys.readouterr().err, re.MULTILINE)


def test_cut_off_is_resumed(server: UnreliableServer, tmp_path: Path) -> None:
    server.break_off_after = [60_000, 20_000]
    fetch(server, tmp_path / "data")
    assert_resumed(server, 60_000, 80_000)


def test_next_call_continues_what_the_last_one_left(
    server: UnreliableServer, tmp_path: Path
) -> None:
    server.break_off_after = [50_000]
    with pytest.raises(DownloadError, match="the connection broke off"):
        download(NAME, tmp_path / "data", server.url, RetryPolicy(attempts=1))
    assert not (tmp_path / "data" / f"{NAME}.zip").exists()
    fetch(server, tmp_path / "data")
    assert_resumed(server, 50_000)


def test_changed_file_is_not_mixed(server: UnreliableServer, tmp_path: Path) -> None:
    server.break_off_after = [50_000]
    with pytest.raises(DownloadError):
        download(NAME, tmp_path / "data", server.url, RetryPolicy(attempts=1))
    server.body = write_zip(tmp_path / "new.zip", csv_files(), "new").read_bytes()
    server.etag = '"two"'
    fetch(server, tmp_path / "data")


def test_server_that_ignores_ranges(server: UnreliableServer, tmp_path: Path) -> None:
    server.knows_ranges = False
    server.break_off_after = [60_000]
    fetch(server, tmp_path / "data")
    assert_resumed(server, 60_000)


def test_server_that_cannot_vouch_is_asked_anew(server: UnreliableServer, tmp_path: Path) -> None:
    server.etag = None
    server.break_off_after = [60_000]
    fetch(server, tmp_path / "data")
    assert server.ranges == [None, None]


def test_complete_part_is_taken(server: UnreliableServer, tmp_path: Path) -> None:
    server.break_off_after = [50_000]
    with pytest.raises(DownloadError):
        download(NAME, tmp_path / "data", server.url, RetryPolicy(attempts=1))
    (tmp_path / "data" / f"{NAME}.zip.part").write_bytes(server.body)
    fetch(server, tmp_path / "data")  # answered 416, of exactly this length


def test_part_longer_than_the_file_is_dropped(server: UnreliableServer, tmp_path: Path) -> None:
    server.break_off_after = [50_000]
    with pytest.raises(DownloadError):
        download(NAME, tmp_path / "data", server.url, RetryPolicy(attempts=1))
    (tmp_path / "data" / f"{NAME}.zip.part").write_bytes(server.body + b"more")
    fetch(server, tmp_path / "data")


def test_damaged_part_is_fetched_anew(server: UnreliableServer, tmp_path: Path) -> None:
    server.publish_md5()
    server.break_off_after = [50_000]
    with pytest.raises(DownloadError):
        download(NAME, tmp_path / "data", server.url, RetryPolicy(attempts=1))
    (tmp_path / "data" / f"{NAME}.zip.part").write_bytes(b"?" * 50_000)
    fetch(server, tmp_path / "data")


def test_no_content_length(server: UnreliableServer, tmp_path: Path) -> None:
    server.states_length = False
    fetch(server, tmp_path / "data")


def test_cut_off_without_content_length(server: UnreliableServer, tmp_path: Path) -> None:
    server.states_length = False
    server.break_off_after = [60_000]
    fetch(server, tmp_path / "data")


def test_slow_is_no_failure(server: UnreliableServer, tmp_path: Path) -> None:
    server.pause_seconds = 0.006  # longer in all than the time limit between pieces
    fetch(server, tmp_path / "data")
    assert server.ranges == [None]


def test_stall_is_resumed(server: UnreliableServer, tmp_path: Path) -> None:
    server.stall_after = [60_000]
    fetch(server, tmp_path / "data")
    assert_resumed(server, 60_000)


def test_stalls_for_good(server: UnreliableServer, tmp_path: Path) -> None:
    server.stall_after = [0, 0, 0]
    with pytest.raises(DownloadError, match=r"in 3 attempts \(the server did not answer in time\)"):
        download(NAME, tmp_path / "data", server.url, QUICK)


def test_busy_server_is_tried_again(server: UnreliableServer, tmp_path: Path) -> None:
    server.statuses = [500, 503]
    fetch(server, tmp_path / "data")
    assert len(server.ranges) == 3


def test_pause_that_the_server_asks_for(
    server: UnreliableServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    # Not time.sleep itself: other threads of the test process sleep, too.
    monkeypatch.setattr("training.data.download.sleep", pauses.append)
    server.statuses, server.retry_after = [429, 429], "7"
    fetch(server, tmp_path / "data")
    assert pauses == [7, 7]
    server.statuses, server.retry_after = [503, 503], None
    fetch(server, tmp_path / "more")
    assert pauses[2:] == [0.01, 0.02]


def test_server_that_stays_busy(server: UnreliableServer, tmp_path: Path) -> None:
    server.statuses = [503] * 9
    with pytest.raises(DownloadError, match=r"3 attempts \(the server answered 503 Service Una"):
        download(NAME, tmp_path / "data", server.url, QUICK)
    assert len(server.ranges) == 3


def test_not_found_is_final(server: UnreliableServer, tmp_path: Path) -> None:
    server.statuses = [404]
    with pytest.raises(DownloadError, match="the server answered 404 Not Found"):
        download(NAME, tmp_path / "data", server.url, QUICK)
    assert len(server.ranges) == 1
    assert list((tmp_path / "data").iterdir()) == []


@pytest.mark.parametrize("form", ["MD5 (x.zip) = {}", "{}  x.zip", "{}"])
def test_wrong_bytes(server: UnreliableServer, tmp_path: Path, form: str) -> None:
    server.md5 = form.format("0" * 32).encode()
    with pytest.raises(DownloadError, match=r"not the published 0{32}"):
        download(NAME, tmp_path / "data", server.url, QUICK)
    assert list((tmp_path / "data").iterdir()) == []


def test_page_instead_of_a_checksum_is_no_checksum(
    server: UnreliableServer, tmp_path: Path
) -> None:
    server.md5 = b"<html><body>Welcome to our network</body></html>"
    fetch(server, tmp_path / "data")


@pytest.mark.parametrize("body", [b"<html>Please log in</html>", b""])
def test_not_a_zip(server: UnreliableServer, tmp_path: Path, body: bytes) -> None:
    server.body = body
    with pytest.raises(DownloadError, match="no sound zip"):
        download(NAME, tmp_path / "data", server.url, QUICK)
    assert list((tmp_path / "data").iterdir()) == []


def test_zip_with_a_damaged_member(server: UnreliableServer, tmp_path: Path) -> None:
    body = bytearray(server.body)
    body[100:110] = b"\x00" * 10
    server.body = bytes(body)
    with pytest.raises(DownloadError, match="no sound zip"):
        download(NAME, tmp_path / "data", server.url, QUICK)


def test_earlier_download_stays_when_a_new_one_fails(
    server: UnreliableServer, tmp_path: Path
) -> None:
    path = fetch(server, tmp_path / "data")
    before = path.read_bytes()
    server.body = b"wrong"
    with pytest.raises(DownloadError):
        download(NAME, tmp_path / "data", server.url, QUICK)
    assert path.read_bytes() == before


def test_nobody_answers(tmp_path: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
        with pytest.raises(DownloadError, match="no connection"):
            download(NAME, tmp_path / "data", url, QUICK)


def test_name_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match=r"'ml-5' is no MovieLens data set.*ml-100k"):
        download("ml-5", tmp_path)


def test_folder_that_cannot_be_written(server: UnreliableServer, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DownloadError, match="cannot be written"):
        download(NAME, tmp_path / "file" / "data", server.url, QUICK)
