"""Which version of the code a stored measurement comes from."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_PACKAGES = ("training", "serving", "tables")


def code_version(modules: Iterable[str], parameters: str = "") -> str:
    """SHA-256 over the sources of ``modules`` and of all of ours that they import.

    Imports are followed wherever they stand, inside functions too; what is imported
    from elsewhere does not count. ``parameters`` are hashed along.
    """
    digest = hashlib.sha256(parameters.encode())
    for path in sorted(_reached(modules)):
        digest.update(path.relative_to(_ROOT).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _reached(modules: Iterable[str]) -> set[Path]:
    found: set[Path] = set()
    waiting = [path for path in map(_source, modules) if path is not None]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting.extend(_imports(path))
    return found


@cache
def _imports(path: Path) -> tuple[Path, ...]:
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            # ``from package import name``: the name may be a module of the package.
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return tuple(path for path in map(_source, names) if path is not None)


def _source(module: str) -> Path | None:
    """The file of one of our modules, None for anything else."""
    if module.split(".")[0] not in _PACKAGES:
        return None
    path = _ROOT.joinpath(*module.split("."))
    for candidate in (path.with_suffix(".py"), path / "__init__.py"):
        if candidate.is_file():
            return candidate
    return None
