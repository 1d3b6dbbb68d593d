"""Bring your list: an export of another site goes in, a form with its ratings comes out."""

from __future__ import annotations

from flask import Blueprint, Response, request

from lists import LARGEST_FILE
from serving.fold_in import MOST_RATINGS
from webapp.problems import KINDS, Problem
from webapp.published import current_run_view
from webapp.responses import page, private_page
from webapp.uploads.lists import FIELD, brought_list

blueprint = Blueprint("lists", __name__)

MOST_SHOWN = 500  # rows of either kind; a page of more is slow on a phone


@blueprint.get("/lists")
def bring_list() -> Response:
    """What can be brought, how to get it, and the form to bring it with."""
    current_run_view()  # without a run there is nothing to match with
    return page("pages/lists.html", **_about(), error=None)


@blueprint.post("/lists")
def matched_list() -> Response:
    """What was found in a list; its ratings travel on in the page's own form, not in an address."""
    view = current_run_view()
    try:
        brought = brought_list(request, view)
    except Problem as problem:
        status = KINDS[problem.kind].status
        return private_page("pages/lists.html", status, **_about(), error=problem.detail)
    matched, unmatched = brought.matches.matched, brought.matches.unmatched
    # The best liked, where a model takes fewer than there are.
    carried = sorted(matched, key=lambda entry: -entry.stars)[:MOST_RATINGS]
    return private_page(
        "pages/matched_list.html",
        source=brought.source,
        notes=brought.notes,
        matched=[(row, view.film(m.movieId), stars) for row, m, stars in matched[:MOST_SHOWN]],
        unmatched=unmatched[:MOST_SHOWN],
        matched_count=len(matched),
        unmatched_count=len(unmatched),
        carried=[f"{movie.movieId}:{stars:g}" for _, movie, stars in carried],
        can_recommend=view.models.can_answer_lists,
    )


def _about() -> dict[str, object]:
    return {"field": FIELD, "largest": LARGEST_FILE // 2**20}
