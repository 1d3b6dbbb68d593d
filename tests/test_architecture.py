"""The house holds: imports point one way, no room is crowded, no file is long.

``docs/architecture.md`` says the same in words. What is checked here is read from the
source; each check is shown a small tree that breaks its rule, so that it is known to fail.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.import_graph import (
    Import,
    Tree,
    circle,
    crowded_rooms,
    forbidden_imports,
    forbidden_libraries,
    lines_of_code,
    long_files,
    room_of,
)

ROOT = Path(__file__).resolve().parent.parent

_LOWEST = ("training.names", "training.errors", "training.settings")
_FOUNDATIONS = (*_LOWEST, "training.runtime", "training.data")
_BELOW_METHODS = (*_FOUNDATIONS, "training.models", "serving", "tables")
_TRAINING = (*_BELOW_METHODS, "training.methods", "training.evaluation", "training.jobs")

_PUBLISH = "training.evaluation.publish"

# Which rooms a room may import, from the ground up. A module named here is a room of its own.
ALLOWED: dict[str, frozenset[str]] = {
    "tables": frozenset(),
    # What is fetched from elsewhere is shown and never learned from: few rooms may see it.
    "tables.fetched": frozenset({"tables"}),
    "tables.__main__": frozenset({"tables", "tables.fetched"}),
    "posters": frozenset(),
    "serving": frozenset({"tables"}),
    "lists": frozenset({"serving", "tables"}),
    "training": frozenset(),  # the package itself, a docstring
    "training.names": frozenset(),
    "training.errors": frozenset(),
    "training.settings": frozenset(),
    "preflight": frozenset({"training.names"}),
    "training.runtime": frozenset(_LOWEST),
    "training.data": frozenset({*_LOWEST, "training.runtime", "tables"}),
    "training.models": frozenset({*_FOUNDATIONS, "serving", "tables"}),
    "training.methods": frozenset(_BELOW_METHODS),
    _PUBLISH: frozenset({*_BELOW_METHODS, "training.methods", "training.evaluation"}),
    "training.evaluation": frozenset({*_BELOW_METHODS, "training.methods", _PUBLISH}),
    "training.jobs": frozenset({*_BELOW_METHODS, "training.methods", "posters"}),
    "training.resuming": frozenset({"tables", "training.runtime"}),
    # A training publishes earlier measurements with its tables; how they are made is not its own.
    "training.pipeline": frozenset(
        {*_BELOW_METHODS, "training.methods", "training.jobs", "training.resuming", _PUBLISH}
    ),
    "training.posters": frozenset({*_LOWEST, "training.runtime", "tables", "tables.fetched"}),
    "training.commands": frozenset(
        {*_TRAINING, "training.pipeline", "training.posters", "tables.fetched", _PUBLISH}
    ),
    "training.__main__": frozenset(
        {"training.commands", "training.runtime", "training.errors", "training.names", "tables"}
    ),
    "webapp": frozenset({"tables", "tables.fetched", "serving", "lists", "posters"}),
    "webapp.gunicorn.conf": frozenset({"preflight"}),
}
# These two look at everything, and nothing looks at them.
ALLOWED["benchmarks"] = frozenset(ALLOWED)
ALLOWED["tests"] = frozenset(ALLOWED)

FOLDERS = tuple(room for room in ALLOWED if "." not in room)

# What a machine that only serves does not have.
TRAINING_LIBRARIES = frozenset(
    {"pyspark", "tensorflow", "keras", "sklearn", "pandas", "scipy", "pyarrow", "matplotlib", "PIL"}
)
MOST_FILES, MOST_LINES = 14, 300


@pytest.fixture(scope="module")
def house() -> Tree:
    return Tree(ROOT, FOLDERS)


def _listed(found: list[Import]) -> str:
    return "\n".join(map(str, found))


def test_every_folder_with_python_has_its_rule():
    folders = {path.parent.name for path in ROOT.glob("*/*.py") if path.parent.name[0] != "."}
    assert folders == set(FOLDERS)


def test_every_room_of_training_has_its_rule(house):
    found = {".".join(name.split(".")[:2]) for name in house.files if name.startswith("training.")}
    assert found <= set(ALLOWED)


def test_imports_point_one_way(house):
    assert not _listed(forbidden_imports(house, ALLOWED))


def test_what_is_fetched_is_never_learned_from(house):
    """TMDB's terms forbid it: of all training, fetching alone knows where it is kept."""
    rooms = {room_of(one.importer, ALLOWED) for one in house.ours() if "fetched" in one.imported}
    rooms -= {"tests", "webapp", "tables.fetched", "tables.__main__"}
    assert rooms == {"training.posters", "training.commands"}
    commands = house.files["training.commands"].read_text(encoding="utf-8")
    assert commands.count("tables.fetched") == 1  # that command's alone
    naming = [
        module
        for module, file in house.files.items()
        if room_of(module, ALLOWED).startswith(("training", "serving"))
        and re.search(r"""["'/](posters|index\.json)["'/]""", file.read_text(encoding="utf-8"))
    ]
    # The command's name, and the package that draws posters.
    assert set(naming) <= {"training.__main__", "training.resuming"}


def test_there_is_no_circle_of_imports(house):
    assert not " -> ".join(circle(house))


def test_training_libraries_are_imported_by_training_alone(house):
    rooms = ("training", "benchmarks", "tests")
    assert not _listed(forbidden_libraries(house, TRAINING_LIBRARIES, rooms))


def test_the_checks_before_installing_and_the_posters_need_only_the_standard_library(house):
    foreign = [
        one
        for one in house.imports()
        if one.importer.split(".")[0] in ("preflight", "posters")
        or one.importer in ("training", "training.names")
        if one.imported not in house.files
        and one.imported.split(".")[0] not in sys.stdlib_module_names
    ]
    assert not _listed(foreign)


def test_serving_needs_little(house):
    foreign = [
        one
        for one in house.imports()
        if room_of(one.importer, ALLOWED) == "serving" and one.imported not in house.files
        if one.imported.split(".")[0] not in {*sys.stdlib_module_names, "numpy", "rapidfuzz"}
    ]
    assert not _listed(foreign)


def test_no_room_is_crowded(house):
    assert crowded_rooms(house, MOST_FILES) == {}


def test_no_file_is_long(house):
    assert long_files(house, MOST_LINES) == {}


def test_no_source_is_left_out_of_the_repository(house):
    """A pattern of .gitignore that is too wide would take a room away from every clone."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout")
    names = "\n".join(str(path.relative_to(ROOT)) for path in house.files.values())
    ignored = subprocess.run(
        ["git", "check-ignore", "--no-index", "--stdin"],
        cwd=ROOT,
        input=names,
        capture_output=True,
        text=True,
        check=False,  # 1 says that nothing is ignored
    )
    assert ignored.returncode == 1, ignored.stdout or ignored.stderr


# The checks, each shown a tree that breaks its rule.

_RULES = {
    "top": frozenset({"top", "below", "below.special"}),
    "below": frozenset(),
    "below.special": frozenset({"below"}),
}


def _tree(root: Path, files: dict[str, str]) -> Tree:
    for name, source in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source)
    return Tree(root, ("top", "below"))


@pytest.mark.parametrize(
    "source",
    [
        "import top.one",
        "from top import one",
        "from top.one import name",
        "from top import name",
        "def late():\n    from top.one import name",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from top.one import name",
        "from ..top import one",
    ],
)
def test_an_import_against_the_rules_is_found(tmp_path, source):
    files = {"top/__init__.py": "name = 1", "top/one.py": "", "below/__init__.py": ""}
    tree = _tree(tmp_path, files | {"below/two.py": source})
    found = forbidden_imports(tree, _RULES)
    assert [one.importer for one in found] == ["below.two"]
    assert f"below/two.py:{source.count(chr(10)) + 1}: below.two imports top" in str(found[0])


def test_an_import_by_the_rules_is_not(tmp_path):
    files = {
        "top/one.py": "import os\nfrom below.two import name\nfrom below import special, two",
        "below/two.py": "from .three import name",
        "below/three.py": "import topology",
        "below/special.py": "import below.two",
    }
    assert forbidden_imports(_tree(tmp_path, files), _RULES) == []


def test_a_module_that_is_a_room_of_its_own_is_closed_to_its_own_folder(tmp_path):
    tree = _tree(tmp_path, {"below/special.py": "", "below/two.py": "import below.special"})
    assert [one.importer for one in forbidden_imports(tree, _RULES)] == ["below.two"]


@pytest.mark.parametrize(
    "back",
    [
        "import top.one",
        "def late():\n    import top.one",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from top.one import name",
    ],
)
def test_a_circle_is_found(tmp_path, back):
    files = {"top/one.py": "import top.two", "top/two.py": "import below.three"}
    tree = _tree(tmp_path, files | {"below/three.py": back})
    assert circle(tree) == ["top.one", "top.two", "below.three", "top.one"]


def test_a_package_that_gathers_its_modules_is_no_circle(tmp_path):
    files = {"top/__init__.py": "from top.one import name", "top/one.py": "from top import two"}
    assert circle(_tree(tmp_path, files | {"top/two.py": ""})) == []


def test_a_library_in_the_wrong_room_is_found(tmp_path):
    files = {
        "top/one.py": "import pandas",
        "below/two.py": "def late():\n    from pandas.api import types\n    import pandasesque",
    }
    found = forbidden_libraries(_tree(tmp_path, files), frozenset({"pandas"}), ("top",))
    assert [str(one) for one in found] == ["below/two.py:2: below.two imports pandas.api.types"]


def test_a_crowded_room_and_a_long_file_are_found(tmp_path):
    files = {f"top/{name}.py": "" for name in "abc"} | {"below/two.py": "x = 1\n" * 4}
    tree = _tree(tmp_path, files)
    assert crowded_rooms(tree, 2) == {Path("top"): 3}
    assert crowded_rooms(tree, 3) == {}
    assert long_files(tree, 3) == {"below/two.py": 4}
    assert long_files(tree, 4) == {}


def test_lines_of_code_are_those_that_do_something():
    source = '''"""A docstring
of two lines."""

# A comment.
import os  # with a comment


class Thing:
    """What it is."""

    size = 1
    """What that is."""

    def text(self):
        return """two
lines"""
'''
    assert lines_of_code(source) == 6
