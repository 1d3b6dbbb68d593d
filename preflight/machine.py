"""What the machine must have: writable folders, room on the disk, memory, a few programs."""

from __future__ import annotations

import ctypes
import os
import pwd
import shutil
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from preflight.errors import PreflightError

GIB = 2**30
_MEMINFO = Path("/proc/meminfo")
_CGROUP = Path("/sys/fs/cgroup")


def writable(folder: Path, purpose: str) -> None:
    """Raise unless files can be made in ``folder``, or in the nearest folder above that exists."""
    existing = _nearest(folder)
    if not existing.is_dir():
        raise PreflightError(f"{existing} is a file; {purpose} needs a folder of that name.")
    try:
        # What the access bits say and what a read-only file system does are two things.
        with tempfile.TemporaryFile(dir=existing):
            pass
    except OSError as error:
        raise PreflightError(
            f"{purpose} cannot be written to {folder}: {existing} does not let this user make "
            f"files there ({error.strerror})."
        ) from None


def disk(folder: Path, gib: float, purpose: str) -> None:
    """Raise unless ``gib`` GiB are free where ``folder`` is or will be."""
    free = shutil.disk_usage(_nearest(folder)).free / GIB
    if free < gib:
        raise PreflightError(
            f"{purpose} needs {gib:g} GiB of disk at {folder.absolute()}, and {free:.1f} GiB are "
            "free: make room, or move the checkout to a larger disk."
        )


def memory(gib: float, purpose: str) -> None:
    """Raise where the machine says that less than ``gib`` GiB of memory are to be had."""
    available = available_memory()
    if available is not None and available / GIB < gib:
        raise PreflightError(
            f"{purpose} needs {gib:g} GiB of memory, and {available / GIB:.1f} GiB are free: "
            "end other programs, or take a larger machine."
        )


def available_memory() -> int | None:
    """Bytes that programs can still have, swap included; None where the system does not say."""
    try:
        lines = dict(line.split(":") for line in _MEMINFO.read_text().splitlines())
        free = sum(int(lines[name].split()[0]) * 1024 for name in ("MemAvailable", "SwapFree"))
    except (OSError, ValueError, KeyError):  # not Linux
        return None
    try:  # a container's share (control groups, version 2); "max" is no number
        limit = int((_CGROUP / "memory.max").read_text())
        used = int((_CGROUP / "memory.current").read_text())
    except (OSError, ValueError):
        return free
    return min(free, max(0, limit - used))


def virtual_environments() -> None:
    """Raise where this Python cannot make a virtual environment with pip in it."""
    if find_spec("venv") is None or find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise PreflightError(
            "This Python cannot make a virtual environment. On Debian and Ubuntu: "
            f"apt-get install python{version}-venv"
        )


def program(name: str, purpose: str) -> None:
    """Raise unless a program of that name is on PATH."""
    if shutil.which(name) is None:
        raise PreflightError(
            f"{purpose} needs {name}, which is not on PATH. On Debian and Ubuntu: "
            f"apt-get install {name}"
        )


def named_user(purpose: str) -> None:
    """Raise where nothing names the user, as in a container that is started with a bare number."""
    try:
        pwd.getpwuid(os.getuid())
    except KeyError:
        raise PreflightError(
            f"{purpose} needs a user with a name, and nothing names the user {os.getuid()}: start "
            "this as one whom /etc/passwd names."
        ) from None


def shared_library(name: str, package: str, purpose: str) -> None:
    """Raise unless the system has a shared library that a wheel counts on; Linux alone is asked."""
    if not sys.platform.startswith("linux"):
        return
    try:
        ctypes.CDLL(name)
    except OSError:
        raise PreflightError(
            f"{purpose} needs the library {name}, which this machine lacks. On Debian and "
            f"Ubuntu: apt-get install {package}"
        ) from None


def _nearest(folder: Path) -> Path:
    folder = folder.absolute()
    while not os.path.lexists(folder) and folder != folder.parent:
        folder = folder.parent
    return folder.resolve()
