"""SVG documents of drawn posters: one alone, or several on a sheet of which each can be shown.

A sheet is a column of posters. ``sheet.svg#m318`` shows the poster of the movie 318 alone: that is
the sheet's ``<view>`` of this id, so that a page gets many posters with one request.
"""

from __future__ import annotations

from collections.abc import Sequence

from posters.lettering import safe
from posters.poster import HEIGHT, WIDTH

_OPEN = '<svg xmlns="http://www.w3.org/2000/svg" '


def poster_svg(title: str, drawn: str) -> str:
    """A poster alone, as a document; ``drawn`` is what ``draw_poster`` gives."""
    return (
        f'{_OPEN}viewBox="0 0 {WIDTH} {HEIGHT}" role="img"><title>{safe(title)}</title>'
        f"{drawn}</svg>"
    )


def sheet_svg(posters: Sequence[tuple[int, str]]) -> str:
    """A sheet of posters, each with its movieId; movieIds differ."""
    views, drawn = [], []
    for place, (movie_id, elements) in enumerate(posters):
        y = place * HEIGHT
        views.append(f'<view id="{view_of(movie_id)}" viewBox="0 {y} {WIDTH} {HEIGHT}"/>')
        drawn.append(f'<svg y="{y}" width="{WIDTH}" height="{HEIGHT}">{elements}</svg>')
    size = f'viewBox="0 0 {WIDTH} {HEIGHT * len(posters)}"'
    return f"{_OPEN}{size}>{''.join(views)}{''.join(drawn)}</svg>"


def view_of(movie_id: int) -> str:
    """The fragment of a sheet's address that shows the poster of this movie."""
    return f"m{movie_id}"
