"""What the documentation names exists, and what exists is named in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect

from tables import schemas
from tables.arrays import answers, drawings, ratings, similar, stars, taste, twins
from tables.evaluation import EVALUATION, FIGURES, METHODS, figure_file
from tables.fetched.store import INDEX as FETCHED
from tables.manifest import NAME as MANIFEST
from tables.verified import NAME as VERIFIED
from tests.support.documents import (
    Document,
    commands_of,
    make_settings,
    make_targets,
    settings_read,
)
from training.jobs.registry import makers

ROOT = Path(__file__).resolve().parent.parent
FILES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))
CODE = ("preflight", "training", "tables", "serving", "posters", "webapp", "benchmarks", "tests")

# What lies on a machine and not in the repository.
MADE = ("artifacts/", ".venv", "figures/")


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {
        str(path.relative_to(ROOT)): Document(path.read_text(encoding="utf-8")) for path in FILES
    }


def _stale(documents, named, exists):
    """``file:line: name`` of all that the documents name and that does not exist."""
    return [
        f"{file}:{where[-1]}: {' '.join(map(str, where[:-1]))}"
        for file, document in documents.items()
        for where in named(document)
        if not exists(*where[:-1])
    ]


def _named(documents, named):
    return {where[0] for document in documents.values() for where in named(document)}


# Commands.


def test_make_targets(documents):
    targets = make_targets((ROOT / "Makefile").read_text())
    assert "train" in targets
    assert _stale(documents, Document.make_targets, targets.__contains__) == []
    assert targets - _named(documents, Document.make_targets) == set()


def _module_file(module: str) -> Path | None:
    path = ROOT / Path(*module.split("."))
    found = (path.with_suffix(".py"), path / "__main__.py")
    return next(filter(Path.exists, found), None)


def _can_be_started(module: str, words: tuple[str, ...]) -> bool:
    """Whether ``python -m module words`` is a command of ours, or somebody else's module."""
    if module.split(".")[0] not in CODE:
        return True
    file = _module_file(module)
    if file is None:
        return False
    commands, options = commands_of(file.read_text(encoding="utf-8"))
    first = next((word for word in words if not word.startswith("-")), None)
    used = {word.split("=")[0] for word in words if word.startswith("--")}
    return used <= options and (not commands or first is None or first in commands)


def test_python_modules_their_commands_and_options(documents):
    assert _stale(documents, Document.modules, _can_be_started) == []


@pytest.mark.parametrize("module", ["training", "tables"])
def test_every_command_is_named(documents, module):
    commands, _ = commands_of((ROOT / module / "__main__.py").read_text(encoding="utf-8"))
    named = {
        words[0]
        for document in documents.values()
        for name, words, _ in document.modules()
        if name == module and words
    }
    assert commands
    assert commands - named == set()


def test_every_benchmark_is_named(documents):
    modules = {f"benchmarks.{path.stem}" for path in (ROOT / "benchmarks").glob("*.py")}
    assert modules - _named(documents, Document.modules) == set()


# Settings.


def _settings() -> set[str]:
    """What the Makefile takes and the code reads."""
    found = make_settings((ROOT / "Makefile").read_text())
    for folder in CODE:
        for path in (ROOT / folder).rglob("*.py"):
            found |= settings_read(path.read_text(encoding="utf-8"), listed=folder != "tests")
    return found


def test_settings(documents):
    settings = _settings()
    assert {"PORT", "SEED", "MATINEE_DATA", "SPARK_MASTER", "VERBOSE"} <= settings
    # Variables that are set for others, or that a sentence advises, are words of the code, too.
    words = {
        word
        for folder in CODE
        for path in (ROOT / folder).rglob("*.py")
        if folder != "tests" or "browser" in path.parts
        for word in re.findall(r"\b[A-Z][A-Z0-9_]+\b", path.read_text(encoding="utf-8"))
    }
    assert _stale(documents, Document.settings, (settings | words).__contains__) == []
    assert settings - _named(documents, Document.settings) == set()


# Published files.


def _published() -> set[str]:
    models = ratings.PREDICTING
    return {
        *schemas.SCHEMAS,
        *answers.ARRAYS,
        drawings.DRAWINGS,
        *(similar.SIMILAR, similar.SCORES, ratings.SVD_MOVIES, stars.STAR_COUNTS),
        *taste.ARRAYS,
        *(ratings.array_file(model, part) for model in models for part in ratings.parts_of(model)),
        *twins.twins_of(schemas.SCHEMAS),
        *(MANIFEST, METHODS, EVALUATION, VERIFIED),
        *map(figure_file, FIGURES),
        FETCHED,
    }


def test_published_files(documents):
    published = _published()
    assert set(makers()) <= published
    assert _stale(documents, Document.published, published.__contains__) == []
    assert published - {name for name, _ in documents["docs/tables.md"].published()} == set()


def test_columns_and_steps_of_the_tables(documents):
    described = {}
    for row in documents["docs/tables.md"].rows():
        name = row[0].strip("`")
        if name in schemas.SCHEMAS:
            described[name] = re.findall(r"`(\w+)`", row[1]), row[2]
    steps = makers()
    assert described == {
        name: (schema.header, steps.get(name, "`make evaluate`"))
        for name, schema in schemas.SCHEMAS.items()
    }


def test_steps_of_the_arrays(documents):
    rows = [row for row in documents["docs/tables.md"].rows() if row[0].endswith(".npy`")]
    assert {row[0].strip("`"): row[3] for row in rows} == {
        name: step for name, step in makers().items() if name.endswith(".npy")
    }


# Addresses.


def _pattern(rule: str) -> str:
    return re.sub(r"<\w+:(\w+)>", r"<\1>", rule)


def test_addresses(documents, app):
    patterns = {
        (method, _pattern(rule.rule))
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    routes = app.url_map.bind("localhost")

    def answered(method: str, address: str) -> bool:
        if address.endswith("/") and address != "/":  # a beginning of addresses
            return any(pattern.startswith(address) for _, pattern in patterns)
        if "<" in address:
            return (method, address) in patterns
        try:
            routes.match(re.sub(r"\bID\b", "1", address.split("?")[0]), method)
        except (NotFound, MethodNotAllowed, RequestRedirect):
            return False
        return True

    assert _stale(documents, Document.addresses, answered) == []
    listed = {(method, address) for method, address, _ in documents["docs/api.md"].addresses()}
    assert patterns - listed == set()


# Files of the repository.


def _exists(name: str) -> bool:
    """A path from the root; a single name, as in ``signals.py`` or ``models/``, lies anywhere."""
    if name.startswith(MADE) or (ROOT / name).exists():
        return True
    single = name.rstrip("/")
    return "/" not in single and any(
        next((ROOT / folder).rglob(single), None) is not None for folder in CODE
    )


def test_files_and_folders(documents):
    assert _stale(documents, Document.paths, _exists) == []


def test_links_lead_to_files():
    broken = [
        f"{path.name}: {link}"
        for path in FILES
        for link in Document(path.read_text(encoding="utf-8")).links
        if not link.startswith(("http", "#")) and not (path.parent / link.split("#")[0]).exists()
    ]
    assert broken == []


def test_files_that_the_code_names_exist():
    """In comments and docstrings; what lies below artifacts/ is made by commands."""
    path = re.compile(rf"(?<![\w/.])(?:{'|'.join((*CODE, 'docs', 'static', 'templates'))})/[\w./]+")
    stale = [
        f"{file.relative_to(ROOT)}: {name}"
        for folder in CODE
        if folder != "tests"
        for file in (ROOT / folder).rglob("*.py")
        for name in path.findall(file.read_text(encoding="utf-8"))
        if re.search(r"\.(py|md|json|js|css|html)$", name) and not (ROOT / name).exists()
    ]
    assert stale == []


# The parser, shown a small document.

_DOCUMENT = Document(
    """# A document

Run `make run` or `make PORT=9000 serve`; `make` alone says more. Not code: make believe.

```sh
make train DATA=ml-1m STEPS=answers   # make sure
SPARK_MASTER=local[*] make test && .venv/bin/python3 -m tables check --artifacts x
curl 'http://127.0.0.1:8000/api/v1/movies?title=up'
curl 'http://127.0.0.1:8000/api/v1/recommendations' -H 'X: y' \\
     -d '{"ratings": []}'
```

| file | says |
|---|---|
| `movies.csv` | all; see [it](docs/it.md) and `python -m training
tune` |
| `GET /users/<user_id>` | `HOST`, `/more`, `tables/drafts/draft.py`, `A b`, `answers.npy` |

~~~
`make nothing` but a line
~~~
"""
)


def test_the_parser_finds_what_is_code():
    assert list(_DOCUMENT.make_targets()) == [("train", 6), ("test", 7), ("run", 3), ("serve", 3)]
    assert list(_DOCUMENT.modules()) == [
        ("tables", ("check", "--artifacts", "x"), 7),
        ("training", ("tune",), 15),
    ]
    assert [name for name, _ in _DOCUMENT.settings()] == [
        *("DATA", "STEPS", "SPARK_MASTER", "PORT", "HOST")
    ]
    assert [name for name, _ in _DOCUMENT.published()] == ["movies.csv", "answers.npy"]
    assert list(_DOCUMENT.addresses()) == [
        ("GET", "/api/v1/movies?title=up", 8),
        ("POST", "/api/v1/recommendations", 9),
        ("GET", "/users/<user_id>", 17),
        ("GET", "/more", 17),
    ]
    assert [name for name, _ in _DOCUMENT.paths()] == ["tables/drafts/draft.py"]
    assert _DOCUMENT.links == ("docs/it.md",)
    assert ["file", "says"] in list(_DOCUMENT.rows())


def test_a_stale_name_is_told_with_its_place():
    documents = {"a.md": _DOCUMENT}
    assert _stale(documents, Document.make_targets, {"run", "train", "test"}.__contains__) == [
        "a.md:3: serve"
    ]
    assert _stale(documents, Document.modules, lambda module, words: "tune" not in words) == [
        "a.md:15: training ('tune',)"
    ]
    assert _stale(documents, Document.published, {"movies.csv"}.__contains__) == [
        "a.md:17: answers.npy"
    ]


@pytest.mark.parametrize(
    ("module", "words", "known"),
    [
        ("training", ("train", "--seed", "3"), True),
        ("training", ("--help",), True),
        ("training", ("dance",), False),
        ("training", ("train", "--speed", "3"), False),
        ("benchmarks.svd", ("--data", "FOLDER"), True),
        ("benchmarks.speed", (), False),
        ("pytest", ("--anything",), True),
    ],
)
def test_commands_that_can_be_started(module, words, known):
    assert _can_be_started(module, words) is known


def test_the_variables_that_code_reads():
    source = """
import os
NOT_READ = "SHOUTED"
a = os.environ.get("A1") or os.environ["B1"]
b = "C1" in os.environ and os.environ.setdefault("D1", "VALUE")
def f(environment):
    return [environment.get(name) for name in ("E1", "F1")], g("G1")
"""
    assert settings_read(source) == {"A1", "B1", "C1", "E1", "F1"}
    assert settings_read(source, listed=False) == {"A1", "B1", "C1"}
    assert settings_read('TUPLE = ("E1", "F1")') == set()


def test_the_variables_and_targets_of_a_makefile():
    makefile = """A1 ?= 1
B1 := $(A1)
C1 = $(if $(D1),--d "$(D1)") $(MAKEFILE_LIST)
one: two $(B1)/x  ## says what it does
\t@$(C1)
two:
\t@true
"""
    assert make_settings(makefile) == {"A1", "D1"}
    assert make_targets(makefile) == {"one"}
