"""MovieLens titles as people write them: ``Matrix, The (1999)`` is "The Matrix", 1999."""

from __future__ import annotations

import re

# Articles that library catalogues move behind a title, as MovieLens does, by language.
_ARTICLES = (
    "The A An Da "  # English
    "Le La Les L' Un Une Des "  # French
    "Il Lo Gli I Uno Una "  # Italian
    "El Los Las Els "  # Spanish, Catalan
    "O Os As Um Uma "  # Portuguese
    "Der Die Das Ein Eine "  # German
    "De Het Een Den Det En Et"  # Dutch, Danish, Norwegian, Swedish
)
ARTICLES = frozenset(_ARTICLES.split())

# The year that ends a title: (1995), (2006-2007) or (1999- ); ML-100k adds (V) for video.
_YEAR = re.compile(r"\s*\((\d{4})\s*(?:[-–—]\s*(?:\d{4})?\s*)?\)\s*(?:\((?:V|TV)\)\s*)?$")
# An alternate title: the innermost parentheses, with what some of them start with.
_PARENTHESES = re.compile(r"\((\s*(?:a\.?k\.?a\.?:?\s+)?)([^()]*)\)", re.IGNORECASE)
_ALTERNATE = re.compile(r"(?<=\S)\s*\(")
_MOVED_ARTICLE = re.compile(r"^(?P<rest>.*\S)\s*,\s*(?P<article>[^\s,]+)$", re.DOTALL)


def display_title(published: str) -> tuple[str, int | None]:
    """Title for people and year (``None`` when the title names none) of a published title.

    The year in parentheses leaves the title, a moved article returns to its
    front, in alternate titles too, and runs of white space become one space:
    ``City of Lost Children, The (Cité des enfants perdus, La) (1995)`` is
    ``The City of Lost Children (La Cité des enfants perdus)``, 1995.
    """
    text = " ".join(published.split())
    year = None
    if found := _YEAR.search(text):
        text, year = text[: found.start()], int(found.group(1))
    if "," not in text:
        return text, year
    text = _PARENTHESES.sub(lambda part: f"({part[1]}{_article_first(part[2])})", text)
    # What stands before the first alternate title is the title proper.
    start = found.start() if (found := _ALTERNATE.search(text)) else len(text)
    return _article_first(text[:start]) + text[start:], year


def _article_first(title: str) -> str:
    """``Matrix, The`` as ``The Matrix``; any other title unchanged."""
    found = _MOVED_ARTICLE.match(title)
    if not found or found["article"].replace("’", "'") not in ARTICLES:
        return title
    joint = "" if found["article"].endswith(("'", "’")) else " "
    return f"{found['article']}{joint}{found['rest']}"
