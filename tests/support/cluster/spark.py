"""A Spark cluster on this machine's loopback: a master and workers out of the package pyspark."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pyspark

from training.runtime.java import find_java, readable_paths

MEMORY = "512m"
_SECONDS = 120.0
_DAEMON = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData"


@dataclass(frozen=True)
class Cluster:
    """A running cluster."""

    master: str  # its address
    workers: tuple[subprocess.Popen[bytes], ...]  # of one core each
    environment: dict[str, str]  # with which a program uses it

    def kill_worker(self, number: int) -> None:
        """End a worker and all that it runs at once, as a power cut would."""
        os.killpg(self.workers[number].pid, signal.SIGKILL)
        self.workers[number].wait()


@contextmanager
def spark_cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """A master and its workers, with all their files in ``folder``.

    Whatever was started with the cluster's environment, and whatever that started, has ended
    when the context does.
    """
    local = folder / "local"
    local.mkdir()
    environment = (
        os.environ
        | find_java().environment
        | readable_paths(os.environ)
        | {
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_LOCAL_DIRS": str(local),
            "TMPDIR": str(local),
            "SPARK_DAEMON_MEMORY": "128m",
            "SPARK_DAEMON_JAVA_OPTS": f"{_DAEMON} -Djava.io.tmpdir={local}",
            "PYSPARK_PYTHON": sys.executable,
            "MATINEE_SPARK_MEMORY": MEMORY,
        }
    )
    try:
        log = folder / "master.log"
        master = _start(log, environment, "master.Master", "--host", "127.0.0.1", "--port", "0")
        address = _said(log, r"Starting Spark master at (spark://\S+)", master)
        logs = [folder / f"worker-{number}.log" for number in range(workers)]
        started = [
            _start(
                *(log, environment, "worker.Worker", address, "--host", "127.0.0.1"),
                *("--port", "0", "--cores", "1", "--memory", MEMORY),
                *("--work-dir", str(folder / log.stem)),
            )
            for log in logs
        ]
        for log, process in zip(logs, started, strict=True):
            _said(log, r"(Successfully registered with master)", process)
        yield Cluster(address, tuple(started), environment | {"SPARK_MASTER": address})
    finally:
        end_all(local)


def processes_of(local: Path) -> list[psutil.Process]:
    """Everything that runs with this folder as Spark's own, orphans included."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("SPARK_LOCAL_DIRS") == str(local):
                found.append(process)
        except (psutil.Error, OSError):  # ended meanwhile, or somebody else's
            continue
    return found


def end_all(local: Path) -> None:
    """Kill ``processes_of`` the folder, until there are none: one may be starting another."""
    for _ in range(20):
        if not (running := processes_of(local)):
            return
        for process in running:
            try:
                process.kill()
            except psutil.NoSuchProcess:
                continue
        psutil.wait_procs(running, timeout=10)
    raise AssertionError(f"these do not end: {processes_of(local)}")


def _start(
    log: Path, environment: dict[str, str], what: str, *arguments: str
) -> subprocess.Popen[bytes]:
    spark_class = Path(pyspark.__file__).parent / "bin" / "spark-class"
    with log.open("wb") as output:
        return subprocess.Popen(
            [spark_class, f"org.apache.spark.deploy.{what}", *arguments, "--webui-port", "0"],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # a group of its own, so that it can be ended with its own
        )


def _said(log: Path, pattern: str, process: subprocess.Popen[bytes]) -> str:
    """What a process says when it is ready."""
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until:
        if found := re.search(pattern, log.read_text(errors="replace")):
            return found[1]
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise AssertionError(f"Spark did not start:\n{log.read_text(errors='replace')[-3000:]}")
