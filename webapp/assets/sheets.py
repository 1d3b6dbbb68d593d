"""All style sheets as one: in the order of the cascade, without comments and indentation."""

from __future__ import annotations

import re
from pathlib import Path

# Later ones win where two say different things of one element.
ORDER = (
    "colours",
    "page",
    "places",
    "films",
    "tickets",
    "wall",
    "answer",
    "marks",
    "adventure",
    "movie",
    "models",
    "docs",
    "tabs",
    "more",
    "stars",
    "together",
    "lists",
    "loading",
    "keys",
)
_STRING = re.compile(r"""("[^"\n]*"|'[^'\n]*')""")


def joined_sheets(folder: Path) -> str:
    """The sheets of ``folder``, those of ``ORDER`` first and in its order.

    A sheet that ``ORDER`` does not name comes after all others, by name.
    """
    sheets = {path.stem: path for path in sorted(folder.glob("*.css"))}
    names = [*(name for name in ORDER if name in sheets), *(n for n in sheets if n not in ORDER)]
    return "".join(smaller(sheets[name].read_text(encoding="utf-8")) for name in names)


def smaller(sheet: str) -> str:
    """The same rules in fewer characters; texts in quotes stay as they are."""
    parts = _STRING.split(re.sub(r"/\*.*?\*/", " ", sheet, flags=re.DOTALL))
    for index in range(0, len(parts), 2):  # what is between the texts
        part = re.sub(r"\s+", " ", parts[index])
        part = re.sub(r" ?([{};,]) ?", r"\1", part)
        parts[index] = part.replace(";}", "}")
    return "".join(parts).strip()
