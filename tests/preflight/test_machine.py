"""What the machine lacks is one sentence with what to do."""

from __future__ import annotations

import os
from collections import namedtuple

import pytest

from preflight import machine
from preflight.errors import PreflightError

GIB = 2**30


def test_a_folder_that_can_be_written(tmp_path):
    machine.writable(tmp_path / "not" / "yet", "A run")
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_a_folder_should_be(tmp_path):
    (tmp_path / "artifacts").write_text("")
    with pytest.raises(PreflightError, match="is a file; A run needs a folder"):
        machine.writable(tmp_path / "artifacts", "A run")


def test_a_folder_that_takes_no_files():
    # Root may write where access bits say no, but not here.
    with pytest.raises(PreflightError, match="A run cannot be written to /proc/1/artifacts"):
        machine.writable(machine.Path("/proc/1/artifacts"), "A run")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(PreflightError, match="does not let this user make files there"):
        machine.writable(tmp_path / "artifacts", "A run")


def test_room_on_the_disk(tmp_path, monkeypatch):
    Usage = namedtuple("Usage", "free")
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _: Usage(1.25 * GIB))
    machine.disk(tmp_path, 1, "The virtual environment")
    with pytest.raises(PreflightError, match=r"needs 4 GiB of disk at .*, and 1\.2 GiB are free"):
        machine.disk(tmp_path, 4, "The virtual environment")


def test_memory(tmp_path, monkeypatch):
    told = tmp_path / "meminfo"
    told.write_text("MemTotal: 8388608 kB\nMemAvailable: 2097152 kB\nSwapFree: 1048576 kB\n")
    monkeypatch.setattr(machine, "_MEMINFO", told)
    monkeypatch.setattr(machine, "_CGROUP", tmp_path)
    assert machine.available_memory() == 3 * GIB
    (tmp_path / "memory.max").write_text("max\n")
    (tmp_path / "memory.current").write_text("5\n")
    assert machine.available_memory() == 3 * GIB
    (tmp_path / "memory.max").write_text(f"{2 * GIB}\n")
    (tmp_path / "memory.current").write_text(f"{GIB}\n")
    assert machine.available_memory() == GIB
    with pytest.raises(PreflightError, match=r"Training needs 2\.5 GiB of memory, and 1\.0 GiB"):
        machine.memory(2.5, "Training")
    told.unlink()
    assert machine.available_memory() is None
    machine.memory(2.5, "Training")


def test_programs_users_libraries_and_pythons(monkeypatch):
    machine.program("sh", "Spark")
    with pytest.raises(PreflightError, match=r"Spark needs no-such-shell.*apt-get install"):
        machine.program("no-such-shell", "Spark")
    machine.named_user("Spark")
    with monkeypatch.context() as nameless:
        nameless.setattr(machine.os, "getuid", lambda: 4_294_967_000)
        with pytest.raises(PreflightError, match="nothing names the user 4294967000: start this"):
            machine.named_user("Spark")
    machine.shared_library("libc.so.6", "libc6", "A package")
    with pytest.raises(PreflightError, match=r"needs the library libnone\.so\.1.*install libnone1"):
        machine.shared_library("libnone.so.1", "libnone1", "A package")
    machine.virtual_environments()
    monkeypatch.setattr(machine, "find_spec", lambda name: None)
    with pytest.raises(PreflightError, match=r"apt-get install python3\.\d+-venv"):
        machine.virtual_environments()
