"""How good the methods are, on the page and for programs: measured, published, carried over."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tables import open_current
from tests.support import tiny_evaluation
from tests.support.train import train
from training.methods import registry
from training.methods.descriptions import DESCRIPTIONS
from training.models.ratings import registry as rating_registry
from webapp import create_app


@pytest.fixture(scope="module")
def measured(trained: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Artifacts of the sample with a small evaluation published into a run of its own."""
    folder = tmp_path_factory.mktemp("measured") / "artifacts"
    shutil.copytree(trained[0], folder, symlinks=True)
    finished = subprocess.run(
        [
            *(sys.executable, "-m", "training", "evaluate", "--artifacts", folder),
            *("--data", "sample", "--methods", "most-popular,item-cosine,biases"),
            *("--seeds", "101", "--folds", "0,1"),
        ],
        capture_output=True,
        text=True,
    )
    assert finished.returncode == 0, finished.stderr
    return folder


def test_every_method_is_described_and_cited():
    described = {description.name for description in DESCRIPTIONS}
    assert set(registry.method_names()) <= described
    assert set(rating_registry.model_names()) <= described
    assert all(description.url.startswith("https://") for description in DESCRIPTIONS)


def test_measurements_are_published_in_a_run_of_their_own(measured, trained):
    before, after = open_current(trained[0]), open_current(measured)
    after.check()
    assert after.id != before.id
    assert {"evaluation.csv", "evaluation.json", "methods.json"} <= set(after.manifest.tables)
    kept = before.manifest.tables["answers.npy"]
    assert after.manifest.tables["answers.npy"] == kept


def test_the_page_and_its_twin_show_the_measurements(measured):
    client = create_app({"MATINEE_ARTIFACTS": measured}).test_client()
    page = client.get("/models")
    assert page.status_code == 200
    text = page.get_data(as_text=True)
    assert "Item cosine" in text
    assert "<svg" in text
    twin = client.get("/api/v1/models").get_json()
    assert twin["run"] == open_current(measured).id
    assert "item-cosine" in str(twin["evaluation"])


def words(html):
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def test_the_page_begins_with_a_number_that_everybody_understands(tmp_path):
    tiny_evaluation.publish(tmp_path)
    app = create_app({"MATINEE_ARTIFACTS": tmp_path})
    html = app.test_client().get("/models").text
    tries = app.extensions["published"].current().standings.tries
    run = open_current(tmp_path)
    means = {s.method: s.metrics["hit@10"].mean for s in run.evaluation.protocols[0].methods}
    assert tries.served == round(100 * means["blend"])
    title = next(d.title for d in DESCRIPTIONS if d.title == tries.baseline_title)
    opening = words(html.split("<h1>")[1].split("<figure")[0])
    assert f"In {tries.served} of 100 tries with people whose other favourites" in opening
    assert f"{title}, the strongest other method here, managed {tries.baseline} of 100." in opening
    assert "Judged by the whole order of the films" in opening
    assert html.index("<svg") < html.index("<section") < html.index("<table")


def test_without_measurements_the_page_says_so_and_claims_nothing(client):
    page = client.get("/models")
    assert page.status_code == 200
    text = words(page.get_data(as_text=True))
    assert "has not been measured on these ratings, so nothing is claimed here." in text
    assert "of 100 tries" not in text


def test_the_page_tells_nobody_to_run_commands(client, tmp_path):
    tiny_evaluation.publish(tmp_path)
    for visitor in (client, create_app({"MATINEE_ARTIFACTS": tmp_path}).test_client()):
        assert not re.search(r"\bmake \w+|python -m", visitor.get("/models").text)


def test_long_tables_are_folded(client):
    html = client.get("/models").text
    assert html.count("<table") == html.count('<details class="folded">') == 3
    for part in html.split("<table")[:-1]:
        assert part.rindex("<details") > part.rfind("</details>")
    assert client.get("/api/v1/models").get_json()["evaluation"] is None


def test_what_the_classics_cost_and_keep_is_shown(client):
    text = client.get("/models").get_data(as_text=True)
    twin = client.get("/api/v1/models").get_json()
    assert "(capped at the rank, 2)" in text
    assert [size["usedK"] for size in twin["svdTimes"]] == [2, 2]
    assert "0.9500" in text  # the first epoch of mf on ratings held out
    assert twin["factorizationCurves"][0]["validationMse"] == 0.95
    assert twin["similarityVariance"] == [
        {"components": 1, "content": 0.4, "collaborative": 0.3},
        {"components": 2, "content": 0.9, "collaborative": None},
    ]


def test_training_again_keeps_the_measurements(measured):
    finished = train(measured, "--data", "sample", "--steps", "neighbours")
    assert finished.returncode == 0, finished.stderr
    run = open_current(measured)
    run.check()
    assert "evaluation.json" in run.manifest.tables
    client = create_app({"MATINEE_ARTIFACTS": measured}).test_client()
    assert client.get("/api/v1/models").get_json()["evaluation"] is not None
