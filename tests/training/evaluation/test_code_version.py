import pytest

from training.evaluation import code_version as module
from training.evaluation.code_version import code_version


@pytest.fixture
def package(tmp_path, monkeypatch):
    folder = tmp_path / "training"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "a.py").write_text("def f():\n    from training import b\n", encoding="utf-8")
    (folder / "b.py").write_text("import numpy\nfrom training.c import x\n", encoding="utf-8")
    (folder / "c.py").write_text("x = 1\n", encoding="utf-8")
    (folder / "d.py").write_text("import training.a\n", encoding="utf-8")
    monkeypatch.setattr(module, "_ROOT", tmp_path)
    return folder


def test_a_change_anywhere_in_what_is_imported_counts(package):
    before = code_version(["training.a"])
    assert before == code_version(["training.a"])
    (package / "c.py").write_text("x = 2\n", encoding="utf-8")
    assert code_version(["training.a"]) != before


def test_a_change_elsewhere_does_not(package):
    before = code_version(["training.a"])
    (package / "d.py").write_text("y = 2\n", encoding="utf-8")
    assert code_version(["training.a"]) == before


def test_parameters_count(package):
    assert code_version(["training.a"], "k = 1") != code_version(["training.a"], "k = 2")


def test_real_methods_reach_what_they_are_made_of():
    names = {path.name for path in module._reached(["training.methods.baselines.ease"])}
    assert {"ease.py", "weighting.py", "catalogue_rows.py", "catalogue.py"} <= names
    assert "item_neighbours.py" not in names
