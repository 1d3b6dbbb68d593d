"""The application factory and its one setting."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from webapp import create_app


def test_artifacts_come_from_config_else_environment_else_the_usual_place(
    artifacts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MATINEE_ARTIFACTS", raising=False)
    assert create_app().config["MATINEE_ARTIFACTS"] == "artifacts"
    monkeypatch.setenv("MATINEE_ARTIFACTS", str(artifacts))
    assert create_app().test_client().get("/readyz").status_code == 200
    elsewhere = create_app({"MATINEE_ARTIFACTS": str(tmp_path)})
    assert elsewhere.test_client().get("/readyz").status_code == 503


def test_the_site_needs_none_of_the_packages_that_only_training_needs() -> None:
    heavy = ("training", "pandas", "scipy", "sklearn", "pyspark", "tensorflow", "keras")
    script = f"import webapp, sys; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.strip() == "[]"
