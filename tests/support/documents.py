"""What documents name, and what the code reads: commands, settings, files, addresses.

Only code counts: fenced blocks, line by line without their comments, and code spans.
"""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

_FENCE = re.compile(r"^ *(```+|~~~+)")
_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_SETTING = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*")
_ASSIGNMENT = re.compile(rf"({_SETTING.pattern})=.*", re.DOTALL)
_PUBLISHED = re.compile(r"(?:figures/)?[\w-]+\.(?:csv|npy|json|svg)")
_ADDRESS = re.compile(r"(?:(GET|POST|PUT|PATCH|DELETE) )?(/[^\s]*)")
_LOCAL = re.compile(r"https?://127\.0\.0\.1:\d+(/[^\s'\"]*)")
_PATH = re.compile(r"\.?\w[\w.-]*(?:/[\w.-]+)*/?")
_ENDINGS = (".py", ".md", ".txt", ".toml", ".yml", ".yaml", ".html", ".js", ".css", ".png")


@dataclass(frozen=True)
class Code:
    """A code span, or a line of a fenced block."""

    text: str
    line: int
    fenced: bool = False


@dataclass(frozen=True)
class Command:
    """A program that a document says to start, without the settings before it."""

    words: tuple[str, ...]
    line: int

    @property
    def program(self) -> str:
        """Its name without a folder and a version: ``python`` for ``.venv/bin/python3``."""
        return re.sub(r"[\d.]+$", "", self.words[0].rsplit("/", 1)[-1])


class Document:
    """A Markdown text."""

    def __init__(self, text: str) -> None:
        self.code = tuple(_code(text))
        self._lines = _without_fences(text).splitlines()
        self.links = tuple(_LINK.findall(_without_fences(text)))

    def make_targets(self) -> Iterator[tuple[str, int]]:
        """(target, line) of every ``make target``."""
        for command in self.commands():
            if command.program == "make":
                for word in command.words[1:]:
                    if not _ASSIGNMENT.fullmatch(word) and not word.startswith("-"):
                        yield word, command.line

    def modules(self) -> Iterator[tuple[str, tuple[str, ...], int]]:
        """(module, what follows it, line) of every ``python -m module``."""
        for command in self.commands():
            if command.program == "python" and command.words[1:2] == ("-m",):
                yield command.words[2], command.words[3:], command.line

    def settings(self) -> Iterator[tuple[str, int]]:
        """(name, line) of every variable that is assigned, or is a code span of its own."""
        for code in self.code:
            if not code.fenced and _SETTING.fullmatch(code.text):
                yield code.text, code.line
            for word in _words(code.text):
                if found := _ASSIGNMENT.fullmatch(word):
                    yield found[1], code.line

    def published(self) -> Iterator[tuple[str, int]]:
        """(name, line) of every code span that names a file as runs hold them."""
        for code in self.code:
            if not code.fenced and _PUBLISHED.fullmatch(code.text):
                yield code.text, code.line

    def addresses(self) -> Iterator[tuple[str, str, int]]:
        """(method, address, line): spans such as ``GET /models``, and what curl is given."""
        for code in self.code:
            if not code.fenced and (found := _ADDRESS.fullmatch(code.text)):
                yield found[1] or "GET", found[2], code.line
            method = "POST" if re.search(r" (-d|--data|-F) ", f" {code.text} ") else "GET"
            for address in _LOCAL.findall(code.text):
                yield method, address, code.line

    def paths(self) -> Iterator[tuple[str, int]]:
        """(path, line) of every code span that names a file or a folder of the repository."""
        for code in self.code:
            if code.fenced or not _PATH.fullmatch(code.text):
                continue
            if "/" in code.text or code.text.endswith(_ENDINGS):
                yield code.text, code.line

    def commands(self) -> Iterator[Command]:
        """Every command of the code."""
        for code in self.code:
            for part in re.split(r"&&|\|\||[;|]", code.text):
                words = _words(part)
                while words and _ASSIGNMENT.fullmatch(words[0]):
                    words = words[1:]
                if len(words) > 1:
                    yield Command(tuple(words), code.line)

    def rows(self) -> Iterator[list[str]]:
        """The cells of every row of every table, the rules under headers left out."""
        for line in self._lines:
            if line.startswith("|") and not re.fullmatch(r"[|\s:-]+", line):
                yield [cell.strip() for cell in line.strip().strip("|").split("|")]


def _code(text: str) -> Iterator[Code]:
    lines = text.split("\n")
    fence, prose, held = "", [], None
    for number, line in enumerate(lines, 1):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
            prose.append("")
        elif fence:
            prose.append("")
            start, joined = held or (number, "")
            joined += _without_comment(line)
            if joined.endswith("\\"):  # the next line goes on
                held = start, joined[:-1]
                continue
            held = None
            if joined.strip():
                yield Code(joined.strip(), start, fenced=True)
        else:
            prose.append(line)
    rest = "\n".join(prose)
    for span in _SPAN.finditer(rest):
        yield Code(" ".join(span[2].split()), rest.count("\n", 0, span.start()) + 1)


def _without_comment(line: str) -> str:
    return re.sub(r"(^|\s)#.*$", "", line).rstrip()


def _without_fences(text: str) -> str:
    return re.sub(r"(?ms)^ *(```+|~~~+).*?^ *\1[`~]*$", "", text)


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:  # a quote that does not end: no command
        return text.split()


def settings_read(source: str, listed: bool = True) -> set[str]:
    """The environment variables that a Python file reads.

    Those are the names in ``environ.get("NAME")``, ``environ["NAME"]``, ``"NAME" in
    environ`` and their like on a mapping called ``environ``, ``environment`` or ``given``;
    with ``listed`` also the names in tuples of a file that has any, for loops over them.
    """
    found: set[str] = set()
    tree = ast.parse(source)
    reads = False
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and _is_environment(node.value):
            reads = True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            # What is set for a library (``setdefault``) is no setting of ours.
            own = node.func.attr != "setdefault"
            if own and _is_environment(node.func.value) and node.args:
                found |= _names(node.args[0])
        elif isinstance(node, ast.Subscript) and _is_environment(node.value):
            reads = True
            found |= _names(node.slice)
        elif isinstance(node, ast.Compare) and any(map(_is_environment, node.comparators)):
            found |= _names(node.left)
    if listed and (reads or found):
        for node in ast.walk(tree):
            if isinstance(node, ast.Tuple):
                found |= set().union(*(_names(e) for e in node.elts if isinstance(e, ast.Constant)))
    return found


def _is_environment(node: ast.expr) -> bool:
    name = getattr(node, "attr", getattr(node, "id", ""))
    return name in ("environ", "environment", "given")


def _names(node: ast.AST) -> set[str]:
    """The names of variables in a constant, or in either arm of a condition."""
    constants = (n.value for n in ast.walk(node) if isinstance(n, ast.Constant))
    return {c for c in constants if isinstance(c, str) and _SETTING.fullmatch(c) and len(c) > 1}


def make_settings(makefile: str) -> set[str]:
    """The variables that a Makefile leaves to whoever calls it: used, and not set by it."""
    used = set(re.findall(rf"\$\(({_SETTING.pattern})\)", makefile))
    fixed = set(re.findall(rf"(?m)^({_SETTING.pattern})\s*:?=", makefile))
    return {name for name in used - fixed if not name.startswith("MAKE")}


def make_targets(makefile: str) -> set[str]:
    """The targets with a help text."""
    return set(re.findall(r"(?m)^([a-z][\w-]*):[^#\n]*##", makefile))


def commands_of(source: str) -> tuple[set[str], set[str]]:
    """Names of subcommands and options that an ``argparse`` command line declares."""
    found: dict[str, set[str]] = {"add_parser": set(), "add_argument": set()}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            names = found.get(node.func.attr)
            if names is not None and node.args and isinstance(node.args[0], ast.Constant):
                names.add(str(node.args[0].value))
    return found["add_parser"], found["add_argument"] | {"--help"}
