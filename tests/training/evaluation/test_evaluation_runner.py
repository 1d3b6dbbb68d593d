"""The runner, end to end on a tiny data set: resumes, outlives failures, reports."""

import csv
import json
from dataclasses import replace

import msgspec
import numpy as np
import pytest

from tables.evaluation import PICK_THREE, RATING
from tests.support.tiny_taste import two_tastes
from training.errors import SetupError
from training.evaluation import runner, tasks
from training.evaluation.pick_three import over_users
from training.evaluation.report import COLUMNS, csv_rows, summarize
from training.evaluation.tasks import Measurement, Store, Task, load, save


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    source = tmp_path_factory.mktemp("data")
    (source / "ratings.csv").touch()  # its layout has no published splits
    return replace(two_tastes(), checksum="c0ffee" * 8, source=source)


def measurement(method, seed=7, fold="0", shift=0.0, protocol=PICK_THREE):
    random = np.random.default_rng(seed + int(fold))
    values = random.random(12) + shift
    names = (
        ("rmse", "mae")
        if protocol == RATING
        else ("ndcg@10", "popular ndcg@5", "less_known ndcg@5")
    )
    return Measurement(
        task=Task(protocol, method, seed, fold),
        seconds=1.5,
        memory=321.0,
        user_ids=np.repeat(np.arange(4, dtype=np.int32), 3),
        metrics=dict.fromkeys(names, values),
        coverage={} if protocol == RATING else {"coverage": 0.25},
    )


def test_a_measurement_survives_its_file(tmp_path):
    path = tmp_path / "one.npz"
    written = measurement("ease")
    save(path, written)
    found = load(path)
    assert (found.task, found.seconds, found.coverage) == (
        written.task,
        written.seconds,
        written.coverage,
    )
    np.testing.assert_array_equal(found.metrics["ndcg@10"], written.metrics["ndcg@10"])
    assert [file.name for file in tmp_path.iterdir()] == ["one.npz"]


def test_store_depends_on_data_method_and_parameters(tmp_path, data, monkeypatch):
    task = Task(RATING, "biases", 0, "random")
    path = Store(tmp_path, data).path(task)
    assert path != Store(tmp_path, replace(data, checksum="beef" * 10)).path(task)
    assert path != Store(tmp_path, data).path(replace(task, method="biased-mf"))
    monkeypatch.setattr(tasks, "_version", lambda protocol, method: "another version")
    assert path != Store(tmp_path, data).path(task)


def test_measure_rating_errors_are_those_of_the_protocol(data):
    from training.evaluation.rating_prediction import random_split, score_ratings
    from training.models.ratings.registry import create_model

    found = tasks.measure(Task(RATING, "biases", 0, "random"), data)
    expected = score_ratings(
        create_model("biases"), random_split(data.ratings, 0), data.movies, data.scale
    )
    assert np.sqrt(found.metrics["rmse"].mean()) == pytest.approx(expected.rmse)
    assert found.metrics["mae"].mean() == pytest.approx(expected.mae)
    assert found.memory > 10


def test_runner_outlives_failures_resumes_and_reports(tmp_path, data, caplog):
    store = Store(tmp_path, data)
    todo = [
        Task(RATING, "biases", 0, "random"),
        Task(RATING, "biases", 0, "no-such-split"),
        Task(RATING, "biases", 1, "random"),
    ]
    failures = runner.run_tasks(todo, data, store, jobs=2)
    assert [(task.fold, error.split(" (see")[0]) for task, error in failures] == [
        ("no-such-split", "ValueError: there is no split 'no-such-split'")
    ]
    report = store.path(todo[1]).with_suffix(".error")
    assert "Traceback" in report.read_text(encoding="utf-8")

    done = store.path(todo[0])
    before = done.stat().st_mtime_ns
    with caplog.at_level("INFO", "training"):
        assert runner.run_evaluation(data, tmp_path, tmp_path / "evaluation", ["biases"])
    assert done.stat().st_mtime_ns == before  # measured once, not again
    assert "1 of 1 measurements" in caplog.text
    with (tmp_path / "evaluation" / "evaluation.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert [(row["method"], row["metric"]) for row in rows] == [
        ("biases", "rmse"),
        ("biases", "mae"),
    ]
    summary = json.loads((tmp_path / "evaluation" / "evaluation.json").read_text(encoding="utf-8"))
    entry = summary["protocols"][0]["methods"][0]
    assert entry["metrics"]["rmse"]["mean"] == pytest.approx(float(rows[0]["value"]), abs=1e-5)


def test_a_killed_process_is_a_failure_with_a_sentence(tmp_path):
    reason = runner._reason(tmp_path / "x.npz", -9)
    assert reason == "its process ended with status -9, perhaps for want of memory"


def test_choose_tasks_covers_methods_models_seeds_and_folds(data):
    names = ["random", "ease", "biases"]
    chosen = runner.choose_tasks(data, names, seeds=[7, 8], folds=[0, 4])
    pick_three = [task for task in chosen if task.protocol == PICK_THREE]
    assert len(pick_three) == 2 * 2 * 2
    assert {(task.seed, task.fold) for task in pick_three} == {
        (seed, fold) for seed in (7, 8) for fold in ("0", "4")
    }
    assert [task for task in chosen if task.protocol == RATING] == [
        Task(RATING, "biases", 0, "random")
    ]
    everything = runner.choose_tasks(data, None, seeds=[7], folds=[0])
    assert {"plain", "dnmf", "svd++"} <= {task.method for task in everything}


@pytest.mark.parametrize(
    ("names", "folds", "message"),
    [(["eaze"], [0], "There is no method 'eaze'"), (None, [5], "There is no fold 5")],
)
def test_nonsense_is_said_before_anything_runs(tmp_path, data, names, folds, message):
    with pytest.raises(SetupError, match=message):
        runner.run_evaluation(data, tmp_path, tmp_path / "evaluation", names, folds=folds)
    assert not list(tmp_path.iterdir())


def test_summary_means_errors_and_order(data):
    found = [
        measurement(method, seed, fold, shift)
        for method, shift in (("weak", 0.0), ("strong", 0.5))
        for seed in (7, 8)
        for fold in ("0", "1")
    ]
    failures = [(Task(PICK_THREE, "broken", 7, "0"), "ValueError: no")]
    summary = msgspec.to_builtins(summarize(data, found, failures))
    protocol = summary["protocols"][0]
    assert [entry["method"] for entry in protocol["methods"]] == ["strong", "weak"]
    weak = protocol["methods"][1]["metrics"]["ndcg@10"]
    cases = [m.metrics["ndcg@10"] for m in found if m.task.method == "weak"]
    assert weak["mean"] == pytest.approx(np.mean(cases), abs=1e-6)
    assert weak["seeds"]["7"] == pytest.approx(np.mean(cases[:2]), abs=1e-6)
    users = np.tile(np.repeat(np.arange(4), 3), 4)
    assert weak["standardError"] == pytest.approx(
        over_users(np.concatenate(cases), users)[1], abs=1e-6
    )
    assert summary["failures"][0]["error"] == "ValueError: no"
    assert protocol["methods"][0]["complete"] is True
    comparison = protocol["comparisons"][0]
    assert (comparison["method"], comparison["baseline"]) == ("strong", "weak")
    assert comparison["difference"] == pytest.approx(0.5, abs=1e-6)
    assert comparison["users"] == 4


def test_methods_are_compared_where_both_were_measured(data):
    found = [measurement("a", 7), measurement("a", 8, shift=9.0), measurement("b", 7, shift=-0.1)]
    protocol = msgspec.to_builtins(summarize(data, found, []))["protocols"][0]
    assert protocol["comparisons"][0]["difference"] == pytest.approx(0.1, abs=1e-6)
    assert [entry["complete"] for entry in protocol["methods"]] == [True, False]


def test_ratings_are_rooted_and_best_is_lowest(data):
    found = [
        measurement("worse", shift=1.0, protocol=RATING),
        measurement("better", protocol=RATING),
    ]
    protocol = msgspec.to_builtins(summarize(data, found, []))["protocols"][0]
    assert [entry["method"] for entry in protocol["methods"]] == ["better", "worse"]
    squares = found[0].metrics["rmse"]
    rmse = protocol["methods"][1]["metrics"]["rmse"]
    assert rmse["mean"] == pytest.approx(np.sqrt(squares.mean()), abs=1e-6)
    _, error = over_users(squares, found[0].user_ids)
    assert rmse["standardError"] == pytest.approx(error / (2 * rmse["mean"]), abs=1e-6)


def test_csv_leaves_what_does_not_exist_empty():
    rows = {row[4]: row for row in csv_rows([measurement("ease")])}
    assert rows["coverage"][5:7] == ("0.250000", "")
    assert rows["ndcg@10"][7:] == ("1.50", "321")
