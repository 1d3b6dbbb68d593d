"""Two people: each picks three films, one after the other on the wall, and gets ten for both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from flask import Blueprint, Request, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from webapp.drawn.hanging import hung
from webapp.picks import PICKS, PickProblem, kept_picks, three_picks
from webapp.problems import KINDS
from webapp.published import current_run_view
from webapp.responses import page
from webapp.run_view import RunView

blueprint = Blueprint("together", __name__)


class Pair(NamedTuple):
    """Two people's picks as far as they are whole: three, or none yet."""

    first: tuple[int, ...]
    second: tuple[int, ...]

    @property
    def turn(self) -> str:
        """Whose picks are wanted: the first person's, then the second one's."""
        return "second" if self.first else "first"

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What the wall's address says of the one whose turn it is not; never nothing."""
        if self.turn == "second":
            return [("first", str(pick)) for pick in self.first]
        return [("first", ""), *(("second", str(pick)) for pick in self.second)]

    def wall(self, picks: Sequence[int] = ()) -> str:
        """Where the one whose turn it is picks, with what is picked already."""
        return "/?" + urlencode([*self.carried, *(("movie", str(pick)) for pick in picks)])

    @property
    def answer(self) -> str:
        """Where the ten for both are."""
        sides = (("first", self.first), ("second", self.second))
        return "/together?" + urlencode([(name, str(p)) for name, picks in sides for p in picks])


def pair_of(request: Request, view: RunView) -> Pair | None:
    """The pair that picks on the wall, if any does."""
    if not {"first", "second"} & set(request.args):
        return None
    first, second = (kept_picks(request, view, name) for name in ("first", "second"))
    return Pair(first if len(first) == PICKS else (), second if len(second) == PICKS else ())


@blueprint.get("/together")
def together() -> AnyResponse:
    """Ten films for ``first`` and ``second``, three picks each.

    The wall sends the picks of the one whose turn it was as ``movie``. Without any picks
    the page says how it goes.
    """
    view = current_run_view()
    pair = pair_of(request, view) or Pair((), ())
    if "movie" in request.args:
        try:
            picks = three_picks(request, view)
        except PickProblem as found:
            return _begin(pair, found)
        pair = pair._replace(first=picks) if pair.turn == "first" else pair._replace(second=picks)
        return redirect(pair.answer if pair.first and pair.second else pair.wall())
    if not request.args.getlist("second"):
        begun = any(request.args.getlist("first")) and not pair.first
        return _begin(pair, _problem(view, "first") if begun else None)
    for name in ("first", "second"):
        problem = _problem(view, name)
        if problem is not None:
            return _begin(pair if name == "second" else pair._replace(first=()), problem)
    films = view.together(pair.first, pair.second)
    picked = [view.film(pick) for pick in (*pair.first, *pair.second)]
    posters = hung(view, (found.film for found in films), beside=picked)
    return page(
        "pages/together.html",
        pair=pair,
        people=[
            (name, [posters[pick] for pick in picks], change)
            for name, picks, change in (
                ("First person", pair.first, Pair((), pair.second).wall(pair.first)),
                ("Second person", pair.second, Pair(pair.first, ()).wall(pair.second)),
            )
        ],
        films=[found._replace(film=posters[found.film.movieId]) for found in films],
    )


def _problem(view: RunView, name: str) -> PickProblem | None:
    try:
        three_picks(request, view, name)
    except PickProblem as problem:
        return problem
    return None


def _begin(pair: Pair, problem: PickProblem | None) -> Response:
    """How it goes, or what was wrong, and the way to the wall for the one whose turn it is."""
    response = page(
        "pages/together_begin.html",
        pair=pair,
        wall=pair.wall(problem.kept[:PICKS] if problem else ()),
        detail=problem.detail if problem else None,
    )
    if problem:
        response.status_code = KINDS[problem.kind].status
        response.headers["Cache-Control"] = "no-store"
    return response
