"""A training in a process of its own: watched, stopped, read. Small programs stand in for it."""

from __future__ import annotations

import sys
import time

import psutil
import pytest

from benchmarks import scale
from benchmarks.scaling import running
from benchmarks.scaling.measured import JobCost
from benchmarks.scaling.running import Ended, finished_jobs, run_watched, trouble_of
from benchmarks.shapes import SHAPES
from tests.benchmarks.made_up_measurements import measurement
from tests.support import tiny_run

LOG = """Training on made-up-1m (simulated): 1,000,209 ratings, 3,883 movies, 6,040 users
[ 1/10] popularity    counts each film's ratings in 2 s or less               1.5 s
[ 2/10] neighbours    ten nearest films                                      12.0 s (30 s foreseen)
Published nothing; [3/10] is no line of a job: 9.0 s
[10/10] dnmf
training: The ratings do not fit.
"""


def test_what_a_process_takes_is_seen_with_its_children(tmp_path):
    child = "x = b'1' * 150_000_000; import time; t = time.process_time\nwhile t() < 0.6: pass"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}]); print(7)"
    ended = run_watched([sys.executable, "-c", parent], tmp_path / "log", None)
    assert ended.status == 0
    assert ended.peak_bytes > 150_000_000
    assert ended.seconds > 0.6
    assert ended.cpu_seconds > 0.3
    assert (tmp_path / "log").read_text() == "7\n"


def test_the_limit_ends_a_process_and_what_it_started(tmp_path):
    before = time.perf_counter()
    # What a shell starts like this takes no notice of being asked to stop.
    ended = run_watched(["sh", "-c", "sleep 60 & echo $!; wait"], tmp_path / "log", 0.5)
    assert ended.status is None
    assert 0.5 <= ended.seconds <= time.perf_counter() - before < 30
    pid = int((tmp_path / "log").read_text().split()[0])
    assert not _lives(pid)
    assert trouble_of(ended, "") == "Stopped at the limit of time."


def _lives(pid: int) -> bool:
    """Whether a process goes on; one that nobody has buried yet does not."""
    try:
        return psutil.Process(pid).status() not in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)
    except psutil.NoSuchProcess:
        return False


def test_a_log_tells_which_jobs_were_finished():
    assert finished_jobs(LOG) == (JobCost("popularity", 1.5), JobCost("neighbours", 12.0))


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (0, None),
        (2, "Failed with exit status 2: The ratings do not fit."),
        (-9, "Ended by SIGKILL, as systems do when memory runs out."),
        (-15, "Ended by SIGTERM."),
    ],
)
def test_trouble_is_a_sentence(status, sentence):
    assert trouble_of(Ended(status, 1.0, 1.0, 1), LOG) == sentence


def test_a_silent_failure_is_a_sentence_too():
    assert trouble_of(Ended(1, 1.0, 1.0, 1), "\n") == "Failed with exit status 1: it said nothing."


def test_a_published_run_is_read(tmp_path, monkeypatch):
    artifacts, log = tmp_path / "runs", tmp_path / "log"
    (artifacts / "left over").mkdir(parents=True)
    commands = []

    def run(command, log, limit):
        commands.append((command[1:], limit))
        assert not artifacts.exists()
        tiny_run.publish(artifacts)
        log.write_text("")
        return Ended(0, 4.0, 6.0, 3)

    monkeypatch.setattr(running, "run_watched", run)
    one = running.train_shape(SHAPES["1m"], tmp_path / "data", artifacts, log, 5, 60.0)
    data, into = str(tmp_path / "data"), str(artifacts)
    words = ["-m", "training", "train", "--data", data, "--artifacts", into, "--seed", "5"]
    assert commands == [(words, 60.0)]
    assert one.finished
    assert (one.shape, one.ratings, one.movies) == ("1m", 1_000_209, 3_706)
    assert (one.seconds, one.cpu_seconds, one.peak_bytes) == (4.0, 6.0, 3)
    assert one.job_seconds == {"popularity": 1.5}


def test_the_document_is_written_after_each_shape_the_smallest_first(tmp_path, monkeypatch):
    trained, written = [], []
    output = tmp_path / "docs" / "scale.md"
    output.parent.mkdir()

    def train(shape, data, artifacts, log, seed, limit):
        written.append(output.read_text() if output.exists() else None)
        trained.append((shape.name, data.name, seed, limit))
        trouble = "Failed." if shape.name == "10m" else None
        return measurement(shape.name, shape.ratings, {"dnmf": 5.0}, trouble=trouble)

    made = []
    monkeypatch.setattr(scale, "train_shape", train)
    monkeypatch.setattr(scale, "write_shape", lambda shape, data, seed: made.append(shape.name))
    monkeypatch.setattr(scale, "holds", lambda data, shape, seed: shape.name == "1m")
    arguments = ["--folder", str(tmp_path / "kept"), "--output", str(output), "--seed", "3"]
    status = scale.main([*arguments, "--shapes", "10m,1m", "--limit", "1.5"])
    assert status == 1
    assert trained == [("1m", "made-up-1m", 3, 90.0), ("10m", "made-up-10m", 3, 90.0)]
    assert made == ["10m"]
    assert written[0] is None
    assert "| 1m |" in written[1]
    assert "| 10m |" not in written[1]
    assert "| 10m |" in output.read_text()
    assert scale.main([*arguments, "--shapes", "1m"]) == 0
    assert len(trained) == 3
    assert scale.main([*arguments, "--shapes", "1m,100k", "--keep"]) == 0
    assert [name for name, *_ in trained[3:]] == ["100k"]
    assert "| 1m |" in output.read_text()
    (tmp_path / "kept" / "measured-1m.json").write_text("{")
    assert scale.main([*arguments, "--shapes", "1m", "--keep"]) == 0
    assert [name for name, *_ in trained[4:]] == ["1m"]


def test_names_of_shapes(capsys):
    with pytest.raises(SystemExit):
        scale.main(["--shapes", "1m,2m"])
    assert "there is no shape '2m'" in capsys.readouterr().err
    assert list(SHAPES) == ["100k", "1m", "10m", "25m", "32m", "320m"]


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert scale.main(["--folder", str(tmp_path / "file" / "in")]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"benchmarks: {tmp_path / 'file' / 'in'} cannot be written (")
    assert said.count("\n") == 1
