"""A visitor's own films: any of the data set with stars, and ten that suit all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from urllib.parse import urlencode

from flask import Blueprint, redirect, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from serving.fold_in import MOST_RATINGS
from serving.own_answers import USUAL
from webapp.api.schemas.answers import MOST_IN_A_ROW
from webapp.drawn.hanging import SHEET, films_of, hung, in_place, row_in_place
from webapp.new_ratings import from_address
from webapp.pages.row_words import row_words
from webapp.parameters import film_number
from webapp.picks import PICKS, kept_picks
from webapp.published import current_run_view
from webapp.responses import page, private_page
from webapp.run_view import LOVED, ROW, Film, RunView

blueprint = Blueprint("more", __name__)

FOUND = 8
SUGGESTED = 12
ENOUGH = 6  # films; with fewer others are suggested
LONGEST_SEARCH = 100  # characters
MOST_IN_ADDRESS = 40  # films
MOST_WITH_STARS = 60  # films of a list that have stars to click
MOST_WITH_BOXES = 440  # films after these that have a box to untick; a longer page is slow


@blueprint.route("/more", methods=["GET", "POST"])
def more() -> AnyResponse:
    """A visitor searches all films, gives stars, and gets ten.

    ``movie`` are three picks, the way back to their answer; they count as loved
    until there is a ``rated=ID:STARS``, as which also ``stars-ID=STARS`` is understood.
    ``q`` searches, ``without`` takes a film out, ``restored`` forgives films that the run
    does not have. A list that is longer than an address takes is posted.
    """
    view = current_run_view()
    picks = kept_picks(request, view)[:PICKS]
    posted = request.method == "POST"
    sent = request.form if posted else request.args
    texts = _rated(sent)
    if "restored" in sent:
        texts = [text for text in texts if _is_rated_film(text.partition(":")[0], view)]
    query = sent.get("q", "")[:LONGEST_SEARCH].strip()
    if not posted and (texts != sent.getlist("rated") or not {*sent} <= {"movie", "rated", "q"}):
        return redirect(_address(picks, texts, query))
    ratings = from_address(texts, view) if texts else dict.fromkeys(picks, LOVED)
    answered = view.answer_to_list(ratings, limit=MOST_IN_A_ROW) if ratings else None
    rows = (answered.popular, answered.less_known) if answered else ((), ())
    found = view.models.titled(query, FOUND + len(ratings)) if query else []
    others = [view.film(m.movieId) for m in found if m.ratings and m.movieId not in ratings]
    rated = [(view.film(movie_id), stars) for movie_id, stars in ratings.items()]
    found_films = others[:FOUND]
    suggested = well_known(view, ratings) if len(ratings) < ENOUGH and not query else []
    lines = [*found_films, *(film for film, _ in rated[:MOST_WITH_STARS]), *suggested]
    sizes = min(len(rows[0]), ROW), min(len(rows[1]), ROW)
    posters = hung(view, [*films_of(rows, ROW), *lines], first=sum(sizes) or SHEET)
    return (private_page if posted else page)(
        "pages/more.html",
        picks=picks,
        query=query,
        rated=[(posters[film.movieId], stars) for film, stars in rated[:MOST_WITH_STARS]],
        long_tail=rated[MOST_WITH_STARS : MOST_WITH_STARS + MOST_WITH_BOXES],
        unseen=rated[MOST_WITH_STARS + MOST_WITH_BOXES :],
        posted=posted,
        found=in_place(found_films, posters),
        suggested=in_place(suggested, posters),
        most=MOST_RATINGS,
        most_in_address=MOST_IN_ADDRESS,
        rows=[row_in_place(row, posters) for row in rows],
        words=row_words(view.run, USUAL, sizes),
        shown=ROW,
    )


def well_known(view: RunView, without: Collection[int]) -> list[Film]:
    """Films of the catalogue that many rated, of as many genres as possible."""
    left = [film for film in view.catalogue if film.movieId not in without]
    left.sort(key=lambda film: -view.run.popular[film.movieId].ratings)
    seen: Counter[str] = Counter()
    chosen: list[Film] = []
    while left and len(chosen) < SUGGESTED:
        film = min(left, key=lambda film: sum(seen[genre] for genre in film.genres[:2]))
        seen.update(film.genres[:2])
        left.remove(film)
        chosen.append(film)
    return chosen


def _rated(sent: MultiDict[str, str]) -> list[str]:
    """``ID:STARS`` of each film; one of a film's stars that is clicked counts more than a text.

    A single empty text is a list that is empty on purpose: the picks are no longer in it.
    """
    texts = [text for text in sent.getlist("rated") if text]
    clicked = {name[6:]: value for name, value in sent.items() if name.startswith("stars-")}
    left_out = {sent.get("without"), *clicked}
    found = [f"{movie_id}:{stars}" for movie_id, stars in clicked.items()]
    found += [text for text in texts if text.partition(":")[0] not in left_out]
    found = [text for text in found if text.partition(":")[0] != sent.get("without")]
    return found or ([""] if "rated" in sent or clicked else [])


def _is_rated_film(text: str, view: RunView) -> bool:
    number = film_number(text)
    movie = None if number is None else view.movie(number)
    return movie is not None and movie.ratings > 0


def _address(picks: Sequence[int], rated: Iterable[str], query: str) -> str:
    parameters = [*(("movie", str(pick)) for pick in picks), *(("rated", text) for text in rated)]
    if query:
        parameters.append(("q", query))
    encoded = urlencode(parameters, safe=":")
    return f"/more?{encoded}" if encoded else "/more"
