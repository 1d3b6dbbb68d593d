"""How good the methods are, on the page and for programs: measured, published, carried over."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tables import open_current
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


def test_without_measurements_the_page_names_the_command(client):
    page = client.get("/models")
    assert page.status_code == 200
    assert "make evaluate" in page.get_data(as_text=True)
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
