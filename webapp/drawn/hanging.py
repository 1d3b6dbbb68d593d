"""Which poster a film has on a page, and where it is: the one place where pages ask for that.

The posters of a page come on sheets (``posters/svg.py``): its first films with one request, the
others as they are scrolled to. Films of a page do not look alike: one whose motif another film
shows already has its second or third look there. Its own page shows its first.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from weakref import WeakKeyDictionary

from posters.hanging import by_look, by_motif, hang
from posters.looks import Look
from posters.svg import view_of
from tables import Movie
from webapp.run_view import Film, Recommendation, RunView

SHEET = 12  # films

_walls: WeakKeyDictionary[RunView, dict[int, Film]] = WeakKeyDictionary()


def hung(
    view: RunView,
    films: Iterable[Film],
    beside: Iterable[Film] = (),
    first: int = SHEET,
    alike: Callable[[Look], Hashable] = by_motif,
) -> dict[int, Film]:
    """By movieId, the films of a page with the addresses that their posters have on it.

    ``films`` in the order in which they are seen; the ``first`` of them are on one sheet, with
    those ``beside`` them, which show their first looks.
    """
    shown = {film.movieId: film for film in films}
    drawn = [film for film in shown.values() if not film.poster_large]  # fetched ones stay
    movies = [_movie(view, film) for film in drawn]
    looks = hang((view.posters.looks(movie) for movie in movies), alike)
    placed = [(movie, place) for movie, (place, _) in zip(movies, looks, strict=True)]
    others = {film.movieId: film for film in beside if film.movieId not in shown}
    lone = [(_movie(view, film), 0) for film in others.values() if not film.poster_large]
    sheets = [[*placed[:first], *lone]]
    sheets += [placed[at : at + SHEET] for at in range(first, len(placed), SHEET)]
    address = {}
    for sheet in filter(None, sheets):
        at = view.posters.sheet(sheet)
        address.update({movie.movieId: f"{at}#{view_of(movie.movieId)}" for movie, _ in sheet})
    return {
        movie_id: film._replace(poster=address.get(movie_id, film.poster))
        for movie_id, film in {**shown, **others}.items()
    }


def hung_on_wall(view: RunView, films: Sequence[Film]) -> dict[int, Film]:
    """``hung`` for the films of the wall: those of a run hang there alike for every visitor, unless
    one has picked others as well."""
    if len(films) != len(view.catalogue):
        return hung(view, films, alike=by_look)
    known = _walls.get(view)
    if known is None:
        known = _walls[view] = hung(view, films, alike=by_look)
    return known


def in_place(films: Iterable[Film], hung: dict[int, Film]) -> list[Film]:
    """The films of a page as they hang there."""
    return [hung[film.movieId] for film in films]


def films_of(rows: Sequence[Sequence[Recommendation]], shown: int) -> list[Film]:
    """The films of rows: the ``shown`` ones of each, then those that stand in for them."""
    seen = [*(row[:shown] for row in rows), *(row[shown:] for row in rows)]
    return [recommendation.film for row in seen for recommendation in row]


def row_in_place(row: Iterable[Recommendation], hung: dict[int, Film]) -> list[Recommendation]:
    """A row of recommendations as its films hang on the page."""
    return [each._replace(film=hung[each.film.movieId]) for each in row]


def _movie(view: RunView, film: Film) -> Movie:
    movie = view.movie(film.movieId)
    assert movie is not None
    return movie
