"""The pages: the wall of films to pick from, the answer to three picks, and each film's own."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from flask import Blueprint, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from tables import NoPublishedRun
from tables.similar import PER_WAY, WAYS
from webapp.answering import page
from webapp.parameters import one_of
from webapp.picks import PICKS, kept_picks, three_picks
from webapp.published import current_showing
from webapp.showing import Film, Showing

blueprint = Blueprint("pages", __name__)

FEW_MATCHES = 5  # on the wall; below it the rest of the house is searched too
FOUND_IN_HOUSE = 8


@blueprint.get("/")
def wall() -> AnyResponse:
    """The films to pick from; ``q`` searches them and ``movie`` keeps what is picked already.

    Films that do not match are in the page too, hidden, so that a picked one stays
    in the form without JavaScript and reappears without a request with it.
    """
    showing = current_showing()
    query = request.args.get("q", "")[:100].strip()
    return page(
        "pages/wall.html",
        films=showing.catalogue,
        search_keys=showing.search_keys,
        picks=[showing.film(pick) for pick in kept_picks(request, showing)],
        query=query,
        matches=(matches := showing.matches(query)),
        house=in_the_house(showing, query, matches),
    )


@blueprint.get("/recommendations")
def recommendations() -> AnyResponse:
    """Ten films for three picks: five popular ones and five that are less known."""
    showing = current_showing()
    picks = three_picks(request, showing)
    if set(request.args) != {"movie"}:  # the wall's form sends its search along
        return redirect(picks_address("/recommendations", picks))
    answer = showing.run.answer(picks)
    return page(
        "pages/recommendations.html",
        picks=[showing.film(pick) for pick in picks],
        popular=showing.recommendations(answer.popular),
        less_known=showing.recommendations(answer.less_known),
        can_add_more=showing.lazy.can_fold_in,
    )


@blueprint.get("/movies/<int:movie_id>")
def movie(movie_id: int) -> AnyResponse:
    """One film: its facts, its nearest neighbours, and the way back to the picks."""
    showing = current_showing()
    found = showing.movie(movie_id)
    if found is None:
        abort(404, f"There is no film with the number {movie_id}.")
    picks = kept_picks(request, showing)
    by = one_of(request, "by", WAYS, "hybrid")
    return page(
        "pages/movie.html",
        movie=found,
        film=showing.film(movie_id),
        popular=showing.run.popular.get(movie_id),
        neighbors=[
            (showing.film(n.movieId), 1 - n.distance) for n in showing.run.neighbors(movie_id)
        ],
        similar=similar_films(showing, movie_id),
        by=by,
        can_rate=showing.lazy.can_fold_in and found.ratings > 0 and movie_id not in picks,
        can_pick=showing.in_catalogue(movie_id) and movie_id not in picks and len(picks) < PICKS,
        picks=[showing.film(pick) for pick in picks],
    )


def in_the_house(showing: Showing, query: str, matches: Collection[int]) -> list[Film]:
    """Films by title that the wall's own search leaves out, where it finds but a few."""
    if not query or len(matches) >= FEW_MATCHES:
        return []
    found = showing.lazy.titled(query, FOUND_IN_HOUSE + len(matches))
    films = [showing.film(movie.movieId) for movie in found if movie.movieId not in matches]
    return films[:FOUND_IN_HOUSE]


def similar_films(showing: Showing, movie_id: int) -> dict[str, list[tuple[Film, float]]]:
    """The films most similar to a film with their cosines, by way; none where a run has none."""
    if not showing.lazy.has_similar:
        return {}
    return {
        way: [
            (showing.film(found.movieId), found.score)
            for found in showing.lazy.similar(movie_id, way, PER_WAY)
        ]
        for way in WAYS
    }


@blueprint.app_template_global()
def picks_address(path: str, picks: Iterable[int]) -> str:
    """``path`` with the picks as its query: what a visitor shares, bookmarks and goes back to."""
    query = "&".join(f"movie={pick}" for pick in picks)
    return f"{path}?{query}" if query else path


@blueprint.app_context_processor
def add_showing() -> dict[str, Any]:
    """Give every template, error pages included, the run that the footer names (or None)."""
    try:
        return {"showing": current_showing()}
    except NoPublishedRun:
        return {"showing": None}
