"""What imports what in a tree of Python files, and which of it breaks the rules of the house.

Everything is read from the source and nothing is imported: imports inside functions and
under ``TYPE_CHECKING`` count like any others.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_NO_CODE = {
    *(tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.ENCODING),
    *(tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER),
}


@dataclass(frozen=True)
class Import:
    """``importer`` imports the module ``imported``, in a line of its file."""

    importer: str
    imported: str
    file: Path
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.importer} imports {self.imported}"


class Tree:
    """The Python files under some folders of ``root``, by module name."""

    def __init__(self, root: Path, folders: tuple[str, ...]) -> None:
        self.root = root
        self.files: dict[str, Path] = {}
        for folder in folders:
            for path in sorted((root / folder).rglob("*.py")):
                parts = path.relative_to(root).with_suffix("").parts
                module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
                self.files[module] = path

    def imports(self) -> list[Import]:
        """Every import of every file, in the order of files and lines."""
        return [found for module in self.files for found in self._imports_of(module)]

    def ours(self) -> list[Import]:
        """The imports of modules that lie in this tree."""
        return [found for found in self.imports() if found.imported in self.files]

    def _imports_of(self, module: str) -> Iterator[Import]:
        path = self.files[module]
        here = path.relative_to(self.root)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                for name in node.names:
                    yield Import(module, self._module(name.name), here, node.lineno)
            elif isinstance(node, ast.ImportFrom):
                source = self._source(module, path, node)
                for imported in sorted({self._module(f"{source}.{n.name}") for n in node.names}):
                    yield Import(module, imported, here, node.lineno)

    def _source(self, module: str, path: Path, node: ast.ImportFrom) -> str:
        """The module after ``from``; one with dots counts from the importer's package."""
        if not node.level:
            return node.module or ""
        package = module.split(".")[: None if path.name == "__init__.py" else -1]
        package = package[: len(package) - node.level + 1]
        return ".".join([*package, *([node.module] if node.module else [])])

    def _module(self, name: str) -> str:
        """The longest part of a dotted name that is a module of the tree, else the name."""
        parts = name.split(".")
        for end in range(len(parts), 0, -1):
            if (module := ".".join(parts[:end])) in self.files:
                return module
        return name


def room_of(module: str, rooms: Mapping[str, object]) -> str:
    """The room of a module: the longest of ``rooms`` that it is or lies in, else its first part."""
    parts = module.split(".")
    for end in range(len(parts), 0, -1):
        if (room := ".".join(parts[:end])) in rooms:
            return room
    return parts[0]


def forbidden_imports(tree: Tree, allowed: Mapping[str, frozenset[str]]) -> list[Import]:
    """The imports between rooms that ``allowed`` does not name.

    ``allowed`` says for every room which others it may import; a module may be named as
    a room of its own. A room may always import itself.
    """
    found = []
    for one in tree.ours():
        importer, imported = (room_of(m, allowed) for m in (one.importer, one.imported))
        if importer != imported and imported not in allowed.get(importer, frozenset()):
            found.append(one)
    return found


def forbidden_libraries(
    tree: Tree, libraries: frozenset[str], allowed_in: tuple[str, ...]
) -> list[Import]:
    """The imports of ``libraries`` outside the top folders ``allowed_in``."""
    return [
        one
        for one in tree.imports()
        if one.imported.split(".")[0] in libraries
        and one.importer.split(".")[0] not in allowed_in
        and one.imported not in tree.files
    ]


def circle(tree: Tree) -> list[str]:
    """The modules of one circle of imports, the first one repeated at the end; else empty.

    What Python imports unasked, the packages around a module, is left out.
    """
    graph: dict[str, list[str]] = {module: [] for module in tree.files}
    for one in tree.ours():
        graph[one.importer].append(one.imported)
    done: set[str] = set()

    def visit(module: str, path: list[str]) -> list[str]:
        if module in path:
            return [*path[path.index(module) :], module]
        if module in done:
            return []
        for imported in graph[module]:
            if found := visit(imported, [*path, module]):
                return found
        done.add(module)
        return []

    for module in graph:
        if found := visit(module, []):
            return found
    return []


def crowded_rooms(tree: Tree, most: int) -> dict[Path, int]:
    """The folders that hold more than ``most`` Python files themselves, and how many."""
    counts: dict[Path, int] = {}
    for path in tree.files.values():
        folder = path.parent.relative_to(tree.root)
        counts[folder] = counts.get(folder, 0) + 1
    return {folder: count for folder, count in counts.items() if count > most}


def long_files(tree: Tree, most: int) -> dict[str, int]:
    """The files with more than ``most`` lines of code, and how many they have."""
    counts = {
        path.relative_to(tree.root).as_posix(): lines_of_code(path.read_text(encoding="utf-8"))
        for path in tree.files.values()
    }
    return {name: count for name, count in counts.items() if count > most}


def lines_of_code(source: str) -> int:
    """How many lines hold code: not blank, not comment alone, not docstring."""
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in _NO_CODE:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            lines.difference_update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return len(lines)
