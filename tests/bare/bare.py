"""Run Matinee where there is nothing but Python, make and a shell; README.md beside this says how.

``python3 tests/bare/bare.py [SCENARIO ...]``, as root.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from watching import GIB, gib, peak_memory  # the file beside this one

REPOSITORY = Path(__file__).resolve().parents[2]
CHECKOUT = "home/anna/Mes films é/matinée"  # inside the root file system
USERS = {"root": 0, "anna": 1000}
PATH = "/usr/local/bin:/usr/bin:/bin"
# What debootstrap needs to make a root and Matinee must not need to run in it.
SURPLUS = ("apt*", "dpkg*", "perl*", "update-alternatives", "debconf*")
FOREIGN = ("java", "gcc", "cc", "git", "curl", "wget", "apt-get", "dpkg", "perl", "chromium")
KEPT = (".venv", "artifacts", "data")  # with --keep
LINES, COLUMNS = 24, 80
SAMPLE_NOTICE = ("No MovieLens data here", "Using the built-in sample")
MINUTES = 45  # a scenario that takes longer has failed


@dataclass(frozen=True)
class Scenario:
    """Who types what, and where."""

    user: str
    goal: str
    says: str
    home: bool = True  # whether the variable HOME is set
    shared_memory: bool = True  # whether /dev/shm can be written to


SCENARIOS = {
    "root-run": Scenario("root", "run", "PATH alone is set", home=False),
    "root-test": Scenario("root", "test", "the same, with what root-run left", home=False),
    "user-run": Scenario("anna", "run", "a plain user, the whole way from nothing"),
    "user-test": Scenario("anna", "test", "the same, with what user-run left"),
    "shm-run": Scenario("anna", "run", "trained anew, /dev/shm read-only", shared_memory=False),
    "shm-test": Scenario("anna", "test", "the suite, /dev/shm read-only", shared_memory=False),
}


class FaultError(Exception):
    """What did not come out as it should, in one sentence."""


def main() -> int:
    """Build what is missing, run the scenarios, say a line each; 1 when one has failed."""
    options = _options()
    if os.geteuid() != 0:
        print("This makes a root file system and mounts in it: run it as root.", file=sys.stderr)
        return 2
    if not options.in_namespace:
        # In namespaces of their own, all mounts and processes end with this one, however it ends.
        unshare = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
        os.execvp("unshare", [*unshare, sys.executable, *sys.argv, "--in-namespace"])
    # Started in the background by a shell it may ignore Ctrl-C, and make would inherit that; and
    # the first process of a namespace does not end by a signal that it has no handler for.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    options.folder.mkdir(parents=True, exist_ok=True)
    alone = os.open(options.folder, os.O_RDONLY)
    try:
        fcntl.flock(alone, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print(f"Another run is at work in {options.folder}; give --folder.", file=sys.stderr)
        return 2
    base = options.folder / options.suite
    if not base.exists():
        _build(base, options.suite, options.mirror)
    failed = 0
    used: dict[str, Path] = {}
    for name in options.scenarios:
        scenario = SCENARIOS[name]
        if scenario.user not in used:
            used[scenario.user] = _lay_out(base, scenario.user, options.keep)
        failed += not _passes(name, scenario, used[scenario.user], options)
    return 1 if failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenarios", nargs="*", help=f"of {', '.join(SCENARIOS)} (default: all)")
    parser.add_argument("--suite", default="bookworm", help="of Debian (default: bookworm)")
    parser.add_argument("--mirror", help="where debootstrap takes it from (default: its own)")
    parser.add_argument(
        "--folder", type=Path, default=Path("/var/tmp/matinee-bare"), help="for roots and output"
    )
    parser.add_argument(
        "--cache", type=Path, help="a folder for what pip downloads, kept between runs"
    )
    parser.add_argument(
        "--bind",
        action="append",
        default=[],
        help="a path that pip needs inside (an index or wheels on disk), as it is here",
    )
    parser.add_argument("--keep", action="store_true", help="keep what is installed and published")
    parser.add_argument("--in-namespace", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.scenarios = options.scenarios or list(SCENARIOS)
    if unknown := set(options.scenarios) - set(SCENARIOS):
        parser.error(f"no scenario {', '.join(sorted(unknown))}: choose of {', '.join(SCENARIOS)}")
    options.folder = options.folder.absolute()
    return options


def _build(base: Path, suite: str, mirror: str | None) -> None:
    if shutil.which("debootstrap") is None:
        sys.exit("debootstrap makes the root file system; get it: apt-get install debootstrap")
    unfinished = base.with_name(f"{base.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    include = "--include=python3,python3-venv,make"
    command = ["debootstrap", "--variant=minbase", include, suite, str(unfinished)]
    subprocess.run([*command, *([mirror] if mirror else [])], check=True, stdout=sys.stderr)
    unfinished.rename(base)


def _lay_out(base: Path, user: str, keep: bool) -> Path:
    """A copy of the root for this user, bare, with the committed tree in it."""
    root = base.with_name(f"{base.name}-{user}")
    checkout = root / CHECKOUT
    if keep and checkout.exists():
        for path in checkout.iterdir():
            if path.name not in KEPT:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
    else:
        if root.exists():
            shutil.rmtree(root)
        _copy(base, root)
        checkout.mkdir(parents=True)
    archive = subprocess.run(
        ["git", "-C", REPOSITORY, "archive", "HEAD"], check=True, stdout=subprocess.PIPE
    )
    subprocess.run(["tar", "-x", "-C", checkout], check=True, input=archive.stdout)
    owner = f"{USERS[user]}:{USERS[user]}"
    subprocess.run(["chown", "-R", owner, root / "home/anna"], check=True)
    return root


def _copy(base: Path, root: Path) -> None:
    subprocess.run(["cp", "-a", base, root], check=True)
    for folder in ("usr/bin", "usr/sbin"):
        for pattern in SURPLUS:
            for program in (root / folder).glob(pattern):
                program.unlink()
    found = [name for name in FOREIGN if shutil.which(name, path=f"{root}/usr/bin")]
    if found:
        sys.exit(f"{root} is not bare: {', '.join(found)} in it")
    with (root / "etc/passwd").open("a", encoding="utf-8") as passwd:
        passwd.write(f"anna:x:{USERS['anna']}:{USERS['anna']}::/home/anna:/bin/sh\n")


def _passes(name: str, scenario: Scenario, root: Path, options: argparse.Namespace) -> bool:
    log = options.folder / f"{options.suite}-{name}.log"
    what = f"{options.suite} {name:<10}{scenario.says:<42}"
    started = time.monotonic()
    try:
        with _mounted(root, scenario, options), peak_memory(root) as memory:
            _RUN[scenario.goal](scenario, root, log)
    except FaultError as fault:
        print(f"{what}FAIL  {fault} See {log}", flush=True)
        return False
    sizes = "  ".join(
        f"{each} {gib(root / CHECKOUT / each):.2f}" for each in (".venv", "artifacts")
    )
    seconds = time.monotonic() - started
    print(f"{what}pass {seconds:5.0f} s  GiB: memory {memory[0] / GIB:.2f}  {sizes}", flush=True)
    return True


def _run_to_first_page(scenario: Scenario, root: Path, log: Path) -> None:
    """``make run``, the wall of films in a visitor's hands, and Ctrl-C."""
    for published in (root / CHECKOUT / "artifacts").iterdir():
        if published.name != "README.md":
            shutil.rmtree(published) if published.is_dir() and not published.is_symlink() else (
                published.unlink()
            )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with _started(scenario, root, log, PORT=str(port)) as running:
        page = _first_page(f"http://127.0.0.1:{port}/", running)
        said = log.read_text(encoding="utf-8").splitlines()
        os.killpg(running.pid, signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            running.wait(30)
        if running.returncode is None:
            raise FaultError("it did not end within 30 seconds of Ctrl-C.")
    if (films := page.count('type="checkbox"')) < 100:
        raise FaultError(f"the first page has {films} films to pick from.")
    address = f"Matinee is on http://127.0.0.1:{port}"
    where = [number for number, line in enumerate(said, 1) if line.startswith(address)]
    if not where:
        raise FaultError("it does not say where the site is.")
    said = [line for line in said[: where[0]] if not line.startswith(SAMPLE_NOTICE)]
    if len(said) > LINES or any(len(line) > COLUMNS for line in said):
        raise FaultError(f"what it says does not fit {LINES} lines of {COLUMNS} columns.")
    if "Traceback" in log.read_text(encoding="utf-8"):
        raise FaultError("it ends with a traceback.")
    # Every Java leaves an empty folder of that name.
    left = [path.name for path in (root / "tmp").iterdir() if "hsperfdata" not in path.name]
    if left:
        raise FaultError(f"left behind in /tmp: {', '.join(left)}.")


def _first_page(address: str, running: subprocess.Popen[bytes]) -> str:
    until = time.monotonic() + MINUTES * 60
    while time.monotonic() < until:
        if running.poll() is not None:
            raise FaultError(f"make ended with the status {running.returncode}.")
        with suppress(OSError), urllib.request.urlopen(address, timeout=10) as answer:
            return answer.read().decode()
        time.sleep(0.5)
    raise FaultError(f"no page within {MINUTES} minutes.")


def _test(scenario: Scenario, root: Path, log: Path) -> None:
    """``make test``, to green."""
    with _started(scenario, root, log) as running:
        try:
            status = running.wait(MINUTES * 60)
        except subprocess.TimeoutExpired:
            raise FaultError(f"not done within {MINUTES} minutes.") from None
    if status:
        raise FaultError(f"make ended with the status {status}.")
    said = log.read_text(encoding="utf-8")
    if not re.search(r"\d+ passed", said):
        raise FaultError("no test has passed.")


_RUN: dict[str, Callable[[Scenario, Path, Path], None]] = {
    "run": _run_to_first_page,
    "test": _test,
}


@contextmanager
def _started(
    scenario: Scenario, root: Path, log: Path, **settings: str
) -> Iterator[subprocess.Popen[bytes]]:
    """``make GOAL`` inside: no terminal, no input, no variable that is not given here."""
    home = {"HOME": f"/home/{scenario.user}"} if scenario.home else {}
    pip = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    if (root / "var/cache/pip").exists():
        pip["PIP_CACHE_DIR"] = "/var/cache/pip"
    variables = {"PATH": PATH} | home | pip | settings
    number = USERS[scenario.user]
    command = [
        *("chroot", f"--userspec={number}:{number}", "--groups=", root),
        *("env", "-i", "-C", f"/{CHECKOUT}"),
        *(f"{name}={value}" for name, value in variables.items()),
        *("make", scenario.goal),
    ]
    with log.open("wb") as output:
        running = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield running
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()


@contextmanager
def _mounted(root: Path, scenario: Scenario, options: argparse.Namespace) -> Iterator[None]:
    """What every program may count on, a home that cannot be written to, and what pip needs."""
    mounts: list[Path] = []

    def mount(target: Path, *arguments: str) -> None:
        target.mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", *arguments, target], check=True)
        mounts.append(target)

    try:
        mount(root / "proc", "-t", "proc", "proc")
        mount(root / "dev", "-t", "tmpfs", "-o", "mode=755", "tmpfs")
        for device in ("null", "zero", "full", "random", "urandom"):
            (root / "dev" / device).touch()
            subprocess.run(["mount", "--bind", f"/dev/{device}", root / "dev" / device], check=True)
            mounts.append(root / "dev" / device)
        (root / "dev/fd").symlink_to("/proc/self/fd")
        mode = "mode=1777" if scenario.shared_memory else "ro"
        mount(root / "dev/shm", "-t", "tmpfs", "-o", mode, "tmpfs")
        # In memory, as many systems have it, and small.
        mount(root / "tmp", "-t", "tmpfs", "-o", "mode=1777,size=512m", "tmpfs")
        for home in (root / "home/anna", root / "root"):
            mount(home, "--bind", str(home))
            mount(home, "-o", "remount,ro,bind")
        # The checkout alone can be written to; the folder that it lies in cannot.
        checkout = root / CHECKOUT
        mount(checkout, "--bind", str(checkout))
        mount(checkout, "-o", "remount,rw,bind")
        _give_pip(root, mount, scenario, options)
        yield
    finally:
        for target in reversed(mounts):
            subprocess.run(["umount", "--lazy", target], check=False, stderr=subprocess.DEVNULL)


def _give_pip(
    root: Path,
    mount: Callable[..., None],
    scenario: Scenario,
    options: argparse.Namespace,
) -> None:
    """The way to the package index that this machine has, and no more of this machine."""
    for file in ("/etc/resolv.conf", "/etc/hosts", os.environ.get("PIP_CERT")):
        if file and Path(file).exists():
            copy = root / file.lstrip("/")
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.unlink(missing_ok=True)
            shutil.copyfile(file, copy)
    for path in options.bind:
        mount(root / path.lstrip("/"), "--bind", path)
    if options.cache:
        # One for each user: pip does not touch a cache that belongs to someone else.
        cache = options.cache.absolute() / scenario.user
        cache.mkdir(parents=True, exist_ok=True)
        os.chown(cache, USERS[scenario.user], USERS[scenario.user])
        mount(root / "var/cache/pip", "--bind", str(cache))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
