"""The pictures that messengers show of answers: drawn when first asked for, one at a time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from posters.svg import poster_svg
from serving.own_answers import ADVENTURES
from webapp import previews
from webapp.assets import FOREVER
from webapp.drawn.address import drawing_code, short_hash
from webapp.picks import PICKS
from webapp.previews.picture import WIDTH, answer_picture
from webapp.previews.raster import png_elsewhere
from webapp.published import current_run_view
from webapp.run_view import ROW, RunView

blueprint = Blueprint("previews", __name__)

MOST_KEPT = 40  # pictures, of about 200 KB each, in every worker
_SENTENCE = "Ten films to love after these three"

_kept: OrderedDict[str, bytes] = OrderedDict()
_drawing = threading.Lock()  # whoever asks meanwhile gets the site's own picture


@blueprint.get("/previews/<version>/<int:adventure>/<int:a>-<int:b>-<int:c>.png")
def preview(version: str, adventure: int, a: int, b: int, c: int) -> AnyResponse:
    """The picture of the answer to three picks; an outdated address leads to the current one."""
    view = current_run_view()
    picks = (a, b, c)
    good = all(view.can_pick(pick) for pick in picks) and len(set(picks)) == PICKS
    if adventure not in ADVENTURES or not good:
        abort(404, "There is no answer to these three films, so there is no picture of it either.")
    address = preview_address(picks, adventure)
    if address != request.path:
        response: AnyResponse = redirect(address)
        response.headers["Cache-Control"] = "no-cache"
        return response
    picture = _kept.get(address) or _draw(address, view, picks, adventure)
    if picture is None:
        own = Path(__file__).resolve().parents[2] / "static" / "preview.png"
        response = Response(own.read_bytes(), mimetype="image/png")
        response.headers["Cache-Control"] = "no-store"
        return response
    response = Response(picture, mimetype="image/png")
    response.headers["Cache-Control"] = FOREVER
    return response


@blueprint.app_template_global()
def preview_address(picks: Sequence[int], adventure: int) -> str:
    """Where the picture of an answer is, whatever the order of its picks."""
    version = short_hash(_code(), current_run_view().run.id)
    return f"/previews/{version}/{adventure}/{'-'.join(map(str, sorted(picks)))}.png"


def _draw(address: str, view: RunView, picks: Sequence[int], adventure: int) -> bytes | None:
    """The picture; None while another one is drawn, or where it cannot be."""
    if not _drawing.acquire(blocking=False):
        return None
    try:
        found = view.answer(picks, adventure)
        ten = [entry.film.movieId for entry in (*found.popular[:ROW], *found.less_known[:ROW])]
        posters = [_poster(view, movie_id) for movie_id in (*picks, *ten)]
        picture = png_elsewhere(answer_picture(posters[:PICKS], posters[PICKS:], _SENTENCE), WIDTH)
        if picture is not None:
            _kept[address] = picture
            while len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)
        return picture
    finally:
        _drawing.release()


def _poster(view: RunView, movie_id: int) -> str:
    movie = view.movie(movie_id)
    assert movie is not None  # it is part of an answer of this run
    return poster_svg(view.film(movie_id).title, view.posters.elements(movie, 0))


@cache
def _code() -> str:
    """A hash of the code that draws, so that a better drawing gets a new address."""
    files = sorted(Path(previews.__file__).parent.glob("*.py"))
    return short_hash(drawing_code(), *(file.read_text("utf-8") for file in files))
