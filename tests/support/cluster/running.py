"""The program of ``program.py`` on a real cluster that loses one of its two workers meanwhile."""

from __future__ import annotations

import pickle
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.support.cluster import program
from tests.support.cluster.spark import Cluster, processes_of, spark_cluster

_SECONDS = 240.0
_ROOT = Path(__file__).resolve().parents[3]


def run_on_a_cluster(folder: Path) -> dict[str, Any]:
    """What the program found; it takes half a minute, most of it waiting."""
    (folder / "begun").mkdir()
    program.write_store(program.made_up_ratings(), folder / "store")
    with spark_cluster(folder) as cluster:
        found = _run(folder, cluster)
    assert processes_of(folder / "local") == []
    return found


def _run(folder: Path, cluster: Cluster) -> dict[str, Any]:
    with (folder / "program.log").open("wb") as log:
        running = subprocess.Popen(
            [sys.executable, "-m", "tests.support.cluster.program", str(folder)],
            cwd=_ROOT,
            env=cluster.environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    begun: set[str] = set()
    until = time.monotonic() + _SECONDS
    while len({name.split("-")[1] for name in begun}) < 2 and running.poll() is None:
        assert time.monotonic() < until, (folder / "program.log").read_text()
        time.sleep(0.05)
        begun = {path.name for path in (folder / "begun").iterdir()}
    cluster.kill_worker(0)
    at_work = running.poll() is None
    code = running.wait(_SECONDS)
    assert code == 0, (folder / "program.log").read_text()
    assert at_work
    blocks = [path.name.split("-")[0] for path in (folder / "begun").iterdir()]
    results: dict[str, Any] = pickle.loads((folder / "results.pickle").read_bytes())
    return results | {"begun": blocks}
