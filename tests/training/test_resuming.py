"""A training that was stopped goes on; one that is another starts anew, and says why."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tables import Run
from tables.drafts.draft import Draft
from tables.manifest import Manifest
from tables.runs import RunStore
from tests.support import tiny_run
from tests.support.tiny_movielens import csv_files, write_folder
from training import pipeline, resuming
from training.data.movielens import read_movielens
from training.errors import SetupError
from training.jobs.context import Job
from training.runtime.forecast import duration, forecast
from training.runtime.lock import training_lock


class Kitchen:
    """Three jobs that write the tiny run, and may be told to stop in the middle of one."""

    def __init__(self) -> None:
        self.cooked: list[str] = []
        self.stop_in: str | None = None
        tables, arrays = tiny_run.columns(), tiny_run.arrays()
        names = [schema.name for schema in tables] + list(arrays)
        self.jobs = []
        for number, name in enumerate(("one", "two", "three")):
            files = tuple(names[number::3])

            def run(context, name=name, files=files) -> None:
                self.cooked.append(name)
                for place, file in enumerate(files):
                    if self.stop_in == name and place == len(files) // 2:
                        raise KeyboardInterrupt
                    schema = next((s for s in tables if s.name == file), None)
                    if schema is not None:
                        context.draft.write_table(schema, tables[schema])
                    else:
                        context.draft.write_array(file, arrays[file])
                if name == "one":
                    context.draft.add_settings({"catalogueSize": tiny_run.CATALOGUE})
                    context.draft.write_state("heavy.npz", np.arange(5))
                if name == "three":
                    (kept,) = context.draft.read_state("heavy.npz")
                    assert kept.tolist() == [0, 1, 2, 3, 4]

            self.jobs.append(Job(name, "cooks", run, files))


@pytest.fixture
def kitchen(monkeypatch) -> Kitchen:
    found = Kitchen()
    monkeypatch.setattr(pipeline, "JOBS", found.jobs)
    monkeypatch.setattr(pipeline, "chosen_jobs", lambda steps: found.jobs)
    monkeypatch.setattr(pipeline, "makers", dict)
    monkeypatch.setattr(pipeline, "describe_models", lambda draft: None)
    return found


@pytest.fixture
def data(tmp_path):
    return read_movielens(write_folder(tmp_path / "tiny", csv_files()))


@pytest.fixture
def said(caplog) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, "training")
    return caplog


def stopped_in(kitchen: Kitchen, job: str, data, artifacts: Path, seed: int = 7) -> None:
    kitchen.stop_in = job
    with pytest.raises(KeyboardInterrupt):
        pipeline.train(data, artifacts, seed)
    kitchen.stop_in = None
    kitchen.cooked.clear()


def contents(folder: Path) -> dict[str, str]:
    return {name: entry.sha256 for name, entry in Manifest.read(folder).tables.items()}


@pytest.mark.parametrize(
    ("stop", "left"), [("two", ["two", "three"]), ("three", ["three"]), ("one", None)]
)
def test_it_goes_on_after_the_last_job_that_was_done(kitchen, data, tmp_path, said, stop, left):
    whole, store = tmp_path / "whole", RunStore(tmp_path / "artifacts")
    pipeline.train(data, whole, 7)
    stopped_in(kitchen, stop, data, store.artifacts)
    assert store.current_id() is None
    run_id = pipeline.train(data, store.artifacts, 7)
    assert kitchen.cooked == (left or ["one", "two", "three"])
    assert ("Going on with the training that was stopped" in said.text) == (left is not None)
    assert contents(store.path(run_id)) == contents(RunStore(whole).current_path())
    assert [job.name for job in Manifest.read(store.path(run_id)).jobs] == ["one", "two", "three"]
    # Nothing is left but the run, with nothing in it that is not published.
    assert [path.name for path in store.runs.iterdir()] == [run_id]
    assert not (store.path(run_id) / "state").exists()
    assert not (store.path(run_id) / "progress.json").exists()
    Run(store.path(run_id)).check()


def test_jobs_say_what_they_took(kitchen, data, tmp_path):
    run_id = pipeline.train(data, tmp_path, 7)
    for job in Manifest.read(tmp_path / "runs" / run_id).jobs:
        assert job.peak_bytes is not None
        assert job.peak_bytes > 10_000_000


def test_what_an_unfinished_job_wrote_is_gone(kitchen, data, tmp_path):
    stopped_in(kitchen, "two", data, tmp_path)
    (draft,) = (tmp_path / "runs").iterdir()
    kept = {path.name for path in draft.rglob("*") if path.is_file()}
    assert set(kitchen.jobs[0].files) <= kept
    assert not set(kitchen.jobs[1].files) & kept


@pytest.mark.parametrize("what", ["ratings", "seed", "settings", "code", "libraries"])
def test_another_training_starts_anew_and_says_why(
    kitchen, data, tmp_path, said, monkeypatch, what
):
    stopped_in(kitchen, "three", data, tmp_path)
    arguments = {"seed": 7, "svd_k": 50}
    if what == "ratings":
        data = replace(data, checksum="1" * 64)
    elif what == "seed":
        arguments["seed"] = 8
    elif what == "settings":
        arguments["svd_k"] = 20
    elif what == "code":
        monkeypatch.setattr(resuming, "_code", lambda: "another")
    else:
        monkeypatch.setattr(pipeline, "_library_versions", lambda: {"numpy": "0.1"})
    run_id = pipeline.train(data, tmp_path, **arguments)
    assert kitchen.cooked == ["one", "two", "three"]
    assert f"was of other {what}." in said.text
    assert [path.name for path in (tmp_path / "runs").iterdir()] == [run_id]


def test_files_that_changed_since_are_not_gone_on_with(kitchen, data, tmp_path, said):
    stopped_in(kitchen, "three", data, tmp_path)
    (draft,) = (tmp_path / "runs").iterdir()
    (draft / kitchen.jobs[0].files[0]).write_text("damaged")
    pipeline.train(data, tmp_path, 7)
    assert kitchen.cooked == ["one", "two", "three"]
    assert "left files that have changed since" in said.text


def test_a_kill_in_the_first_job_leaves_nothing_for_good(kitchen, data, tmp_path):
    store = RunStore(tmp_path)
    store.runs.mkdir()
    dataset = pipeline.describe(data)
    killed = pipeline._draft(store, dataset, 7, {}, {}, {})  # never left as a context
    (killed.folder / "half").write_text("half a table")
    publishing = Draft.start(store, dataset, 7, {}, {})  # of no training: measurements, say
    run_id = pipeline.train(data, tmp_path, 7)
    assert kitchen.cooked == ["one", "two", "three"]
    left = {path.name for path in store.runs.iterdir()}
    assert left == {run_id, publishing.folder.name}


def test_progress_that_cannot_be_read_is_swept(kitchen, data, tmp_path):
    stopped_in(kitchen, "three", data, tmp_path)
    (draft,) = (tmp_path / "runs").iterdir()
    (draft / "progress.json").write_text("{")
    run_id = pipeline.train(data, tmp_path, 7)
    assert kitchen.cooked == ["one", "two", "three"]
    assert [path.name for path in (tmp_path / "runs").iterdir()] == [run_id]


def test_one_training_at_a_time(kitchen, data, tmp_path):
    with (
        training_lock(tmp_path),
        pytest.raises(SetupError, match=rf"is running in .*process {os.getpid()}, since 20"),
    ):
        pipeline.train(data, tmp_path, 7)
    assert kitchen.cooked == []
    pipeline.train(data, tmp_path, 7)


def test_a_file_where_the_folder_should_be_is_one_sentence(kitchen, data, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SetupError, match=r"cannot be published in .*file.*MATINEE_ARTIFACTS"):
        pipeline.train(data, tmp_path / "file", 7)
    assert kitchen.cooked == []


def test_a_killed_training_goes_on(trained, tmp_path):
    artifacts = shutil.copytree(trained[0], tmp_path / "artifacts", symlinks=True)
    command = [sys.executable, "-m", "training", "train", "--artifacts", artifacts]
    command += ["--data", "sample", "--steps", "neighbours,users,similarity"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as training:
        while not list((artifacts / "runs").glob(".*/progress.json")):
            assert training.poll() is None, "it ended before it could be killed"
            time.sleep(0.02)
        training.send_signal(signal.SIGKILL)
    again = subprocess.run(command, capture_output=True, text=True)
    assert again.returncode == 0, again.stderr
    assert "Going on with the training that was stopped" in again.stderr
    assert "neighbours " not in "".join(
        line for line in again.stderr.splitlines() if line.startswith("[")
    )
    before, after = (RunStore(folder).current_path() for folder in (trained[0], artifacts))
    assert contents(after) == contents(before)


def test_a_terminated_training_ends_as_by_ctrl_c(trained, tmp_path):
    artifacts = shutil.copytree(trained[0], tmp_path / "artifacts", symlinks=True)
    command = [sys.executable, "-m", "training", "train", "--artifacts", artifacts]
    command += ["--data", "sample", "--steps", "neighbours,users,similarity"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as training:
        while not list((artifacts / "runs").glob(".*")):
            time.sleep(0.02)
        training.send_signal(signal.SIGTERM)
        assert "stopped; the published run is as it was" in training.communicate()[1]
    assert training.returncode == 128 + signal.SIGTERM


@pytest.mark.parametrize(
    ("measured", "expected"),
    [
        ([], None),
        ([(1000, 3.0)], 30.0),  # in proportion
        ([(100, 1.0), (1000, 1.0)], 10**0.5),  # no less than by the root is believed
        ([(1000, 3.0), (1010, 2.0)], 10_000 / 1010 * 2),  # sizes too near to tell of growth
        ([(100, 1.0), (1000, 100.0)], 10_000.0),  # squared
        ([(10, 1.0), (100, 1e4)], 1e8),  # no worse than squared is believed
        ([(1000, 9.0), (1000, 3.0)], 30.0),  # the latest of a size
    ],
)
def test_forecasts(measured, expected):
    assert forecast(measured, 10_000) == (
        None if expected is None else pytest.approx(expected, rel=1e-6)
    )


def test_durations_in_words():
    assert [duration(s) for s in (3.4, 89, 150, 5000, 9000)] == [
        "3 s",
        "89 s",
        "2 min",
        "83 min",
        "2.5 h",
    ]


def test_what_was_measured_is_expected_again(kitchen, data, tmp_path, said):
    pipeline.train(data, tmp_path, 7)
    expected = resuming.Expectations(RunStore(tmp_path), len(data.ratings))
    assert expected.of("one").startswith("~ ")
    assert expected.of("nine") == ""
    said.clear()
    pipeline.train(data, tmp_path, 8)
    assert "About " in said.text
