"""More films than three: a visitor rates any of the data set and gets ten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from serving.fold_in import MOST_RATINGS
from webapp.new_ratings import from_address
from webapp.picks import PICKS, kept_picks
from webapp.published import current_run_view
from webapp.responses import page, private_page

blueprint = Blueprint("more", __name__)

STARS = tuple(half / 2 for half in range(10, 0, -1))
LOVED = 5.0  # stars of a pick, until the visitor says otherwise
FOUND = 8
LONGEST_SEARCH = 100  # characters
MOST_IN_ADDRESS = 40  # films


@blueprint.route("/more", methods=["GET", "POST"])
def more() -> AnyResponse:
    """More films than three: a visitor searches the whole house, gives stars, and gets ten.

    ``movie`` are the three picks, the way back to their answer; they count as loved
    until there is a ``rated=ID:STARS``. ``q`` searches. ``added`` says that films were
    rated, so that the search is done with. A form may be posted that has more ratings
    than an address takes, as a list from elsewhere is.
    """
    view = current_run_view()
    picks = kept_picks(request, view)[:PICKS]
    posted = request.method == "POST"
    texts = (request.form if posted else request.args).getlist("rated")
    query = request.args.get("q", "")[:LONGEST_SEARCH].strip()
    # The form sends every film that it shows, also those that nobody gave a star.
    tidy = [text for text in texts if text] or texts[:1]
    if not posted and (tidy != texts or "added" in request.args):
        return redirect(_address(picks, tidy, "" if "added" in request.args else query))
    ratings = from_address(texts, view) if texts else dict.fromkeys(picks, LOVED)
    found_for = view.answer_to_list(ratings) if ratings else None
    found = view.models.titled(query, FOUND + len(ratings)) if query else []
    show = private_page if posted else page
    return show(
        "pages/more.html",
        picks=picks,
        query=query,
        rated=[
            {
                "film": view.film(movie_id),
                "stars": stars,
                "without": _without(picks, ratings, movie_id, query),
            }
            for movie_id, stars in ratings.items()
        ],
        found=[view.film(m.movieId) for m in found if m.ratings and m.movieId not in ratings][
            :FOUND
        ],
        all_stars=STARS,
        most=MOST_RATINGS,
        popular=found_for.popular if found_for else (),
        less_known=found_for.less_known if found_for else (),
    )


def _without(
    picks: Sequence[int], ratings: Mapping[int, float], left_out: int, query: str
) -> str | None:
    """The address without one film; None for a list that is too long for an address."""
    if len(ratings) > MOST_IN_ADDRESS:
        return None
    return _address(picks, _pairs(ratings, left_out) or [""], query)


def _pairs(ratings: Mapping[int, float], left_out: int) -> list[str]:
    return [f"{movie_id}:{stars:g}" for movie_id, stars in ratings.items() if movie_id != left_out]


def _address(picks: Sequence[int], rated: Sequence[str], query: str) -> str:
    parameters = [*(("movie", str(pick)) for pick in picks), *(("rated", text) for text in rated)]
    if query:
        parameters.append(("q", query))
    encoded = urlencode(parameters, safe=":")
    return f"/more?{encoded}" if encoded else "/more"
