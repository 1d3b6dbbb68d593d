"""All modules as one script: each in a function of its own that hands out what it exports.

This is no bundler for any JavaScript. Modules lie beside one another, import by name from
one another without going in circles, and export declarations that are not assigned again:
``import { a, b as c } from "./d.js";`` and ``export const``, ``class`` or ``function``. What is
anything else is refused, so that nothing is put together wrongly.
"""

from __future__ import annotations

import re
from pathlib import Path

_IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"\./([\w-]+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|class|(?:async )?function) (\w+))", re.MULTILINE)
_OTHERS = re.compile(r"^\s*(?:import|export)\b.*|^.*\bimport(?:\(|\.meta).*", re.MULTILINE)


def bundled_scripts(main: Path) -> str:
    """The module ``main`` and all that it imports, those first that others need.

    Raises ``ValueError`` with file and line for what is not as described above.
    """
    made: dict[str, str] = {}
    _add(main, made, ())
    return '"use strict";\n' + "\n".join(made.values()) + "\n"


def _add(path: Path, made: dict[str, str], above: tuple[str, ...]) -> None:
    if path.stem in made:
        return
    if path.stem in above:
        raise ValueError(f"{path.name} imports itself, by way of {' and '.join(above)}.")
    source = path.read_text(encoding="utf-8")
    for found in _IMPORT.finditer(source):
        _add(path.with_name(f"{found[2]}.js"), made, (*above, path.stem))
    exported = _EXPORT.findall(source)
    body = _EXPORT.sub("", _IMPORT.sub(_as_constants, source))
    if wrong := _OTHERS.search(body):
        raise ValueError(
            f'{path.name}: expected `import {{ a }} from "./b.js";` or `export const`, `class` or '
            f"`function`, and not `{wrong[0].strip()}`."
        )
    body = smaller(body)
    made[path.stem] = (
        f"const {_name(path.stem)} = (() => {{\n{body}\nreturn {{ {', '.join(exported)} }};\n}})();"
    )


def _as_constants(found: re.Match[str]) -> str:
    """``import { a as b } from "./c.js"`` as ``const { a: b } = module_c``."""
    if found[1] is None:
        return ""  # for what it does, which is done by now
    names = re.sub(r"\s+as\s+", ": ", found[1])
    return f"const {{{names}}} = {_name(found[2])};"


def _name(stem: str) -> str:
    return "module_" + stem.replace("-", "_")


def smaller(source: str) -> str:
    """``source`` without lines that are comments, empty lines and indentation.

    A module with a text over several lines (an odd number of backticks in one) stays as it is.
    """
    lines = source.splitlines()
    if any(line.count("`") % 2 for line in lines):
        return source
    bare = (line.strip() for line in lines)
    return "\n".join(line for line in bare if line and not line.startswith("//"))
