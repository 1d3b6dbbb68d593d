"""The pages: the wall of films to pick from, the answer to three picks, and each film's own."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from random import SystemRandom
from typing import Any

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from serving.own_answers import USUAL
from tables import NoPublishedRun
from tables.arrays.similar import PER_WAY, WAYS
from webapp.api.schemas.answers import MOST_IN_A_ROW
from webapp.drawn.hanging import films_of, hung, hung_on_wall, in_place, row_in_place
from webapp.pages.histogram import histogram
from webapp.pages.row_words import KINDS, POSITIONS, row_words
from webapp.pages.together import pair_of
from webapp.parameters import adventure_of, known_movie, one_of
from webapp.picks import PICKS, PickProblem, kept_picks, three_picks
from webapp.published import current_run_view
from webapp.responses import page
from webapp.run_view import ROW, Film, RunView
from webapp.wall_search import chips

blueprint = Blueprint("pages", __name__)

FEW_MATCHES = 5  # on the wall; below it the rest of the house is searched too
FOUND_IN_HOUSE = 8
_SURPRISES = 20  # films of the wall that three are chosen from
_CHANCE = SystemRandom()


@blueprint.get("/")
def wall(note: str | None = None) -> AnyResponse:
    """The films to pick from; ``q`` searches them and ``movie`` keeps what is picked already.

    ``note`` says why there are no ten films yet, where they were asked for.
    ``first`` and ``second`` are there where two people pick, one after the other.
    Films that do not match are in the page too, hidden, so that a picked one stays
    in the form without JavaScript and reappears without a request with it.
    """
    view = current_run_view()
    query = request.args.get("q", "")[:100].strip()
    picks = [view.film(pick) for pick in kept_picks(request, view)]
    # Picks that do not hang on the wall hang there for this visitor, before all others.
    films = (*(f for f in picks if not view.in_catalogue(f.movieId)), *view.catalogue)
    matches = view.matches(query, films)
    posters = hung_on_wall(view, films)
    house = in_the_house(view, query, matches)
    pair = pair_of(request, view)
    genres, decades = chips(view.catalogue, query)
    return page(
        "pages/wall.html",
        genres=genres,
        decades=decades,
        films=in_place(films, posters),
        search_keys={film.movieId: view.search_key(film) for film in films},
        picks=in_place(picks, posters),
        query=query,
        matches=matches,
        house=in_place(house, {**hung(view, house), **posters}),
        note=note,
        pair=pair,
        other=[view.film(pick) for pick in (pair.first or pair.second)] if pair else (),
    )


@blueprint.get("/surprise")
def surprise() -> AnyResponse:
    """Three films of the wall by chance, with as few genres in common as chance allows."""
    catalogue = list(current_run_view().catalogue)
    _CHANCE.shuffle(catalogue)
    picks: list[Film] = []
    while len(picks) < PICKS and len(picks) < len(catalogue):
        genres = {genre for pick in picks for genre in pick.genres}
        others = [film for film in catalogue[:_SURPRISES] if film not in picks]
        picks.append(min(others, key=lambda film: len(genres & set(film.genres))))
    response = redirect(answer_address(film.movieId for film in picks))
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/recommendations")
def recommendations() -> AnyResponse:
    """Ten films for three picks: five popular ones and five that are less known.

    Other picks than three that go together get the wall with those that are good, and a note.
    """
    view = current_run_view()
    try:
        picks = three_picks(request, view)
    except PickProblem as problem:
        return wall(problem.note())
    adventure = adventure_of(request)
    # The wall's form sends its search along, the slider also the usual position.
    if set(request.args) - {"movie"} != ({"adventure"} if adventure != USUAL else set()):
        return redirect(answer_address(picks, adventure))
    # A published answer is a look-up; what comes behind it is worked out when it is asked for.
    published = adventure == USUAL and all(map(view.in_catalogue, picks))
    found = view.answer(picks, adventure, ROW if published else MOST_IN_A_ROW)
    sizes = min(len(found.popular), ROW), min(len(found.less_known), ROW)
    picked = [view.film(pick) for pick in picks]
    rows = (found.popular, found.less_known)
    posters = hung(view, films_of(rows, ROW), beside=picked, first=sum(sizes))
    return page(
        "pages/recommendations.html",
        picks=in_place(picked, posters),
        adventure=adventure,
        positions=POSITIONS,
        kind=KINDS[adventure],
        words=row_words(view.run, adventure, sizes),
        popular=row_in_place(found.popular, posters),
        less_known=row_in_place(found.less_known, posters),
        shown=ROW,
        next_films=picks_address("/recommendations/next", picks)
        if published and view.models.can_answer_lists
        else "",
        can_add_more=view.models.can_answer_lists,
    )


@blueprint.get("/recommendations/next")
def next_films() -> AnyResponse:
    """Part of a page: the films behind those that a published answer shows, row by row."""
    view = current_run_view()
    picks = three_picks(request, view)
    found = view.answer(picks, USUAL, MOST_IN_A_ROW)
    rows = found.popular, found.less_known
    # Those that are shown already are among them, for what comes behind is to look unlike them.
    posters = hung(view, films_of(rows, ROW), first=sum(min(len(row), ROW) for row in rows))
    return page(
        "pages/next_films.html",
        picks=picks,
        popular=row_in_place(found.popular[ROW:], posters),
        less_known=row_in_place(found.less_known[ROW:], posters),
    )


@blueprint.get("/movies/<int:movie_id>")
def movie(movie_id: int) -> AnyResponse:
    """One film: its facts, its nearest neighbours, and the way back to the picks."""
    view = current_run_view()
    found = known_movie(movie_id, view)
    picks = kept_picks(request, view)
    by = one_of(request, "by", WAYS, "hybrid")
    stars = view.run.star_counts(movie_id)
    similar = similar_films(view, movie_id)
    neighbors = [(view.film(n.movieId), 1 - n.distance) for n in view.run.neighbors(movie_id)]
    lists = [similar.get(by, []), neighbors, *similar.values()]
    posters = hung(view, (film for films in lists for film, _ in films), first=PER_WAY)
    return page(
        "pages/movie.html",
        movie=found,
        film=view.film(movie_id),
        popular=view.run.popular.get(movie_id),
        neighbors=[(posters[film.movieId], near) for film, near in neighbors],
        similar={
            way: [(posters[film.movieId], score) for film, score in films]
            for way, films in similar.items()
        },
        by=by,
        histogram=stars and histogram(stars),
        can_rate=view.models.can_answer_lists and found.ratings > 0 and movie_id not in picks,
        can_pick=view.can_pick(movie_id) and movie_id not in picks and len(picks) < PICKS,
        picks=[view.film(pick) for pick in picks],
    )


def in_the_house(view: RunView, query: str, matches: Collection[int]) -> list[Film]:
    """Films by title that the wall's own search leaves out, where it finds but a few."""
    if not query or len(matches) >= FEW_MATCHES:
        return []
    found = view.models.titled(query, FOUND_IN_HOUSE + len(matches))
    films = [view.film(movie.movieId) for movie in found if movie.movieId not in matches]
    # Where films of just these words are found, what is merely like them is not meant.
    meant = view.matches(query, films)
    if meant or matches:
        films = [film for film in films if film.movieId in meant]
    return films[:FOUND_IN_HOUSE]


def similar_films(view: RunView, movie_id: int) -> dict[str, list[tuple[Film, float]]]:
    """The films most similar to a film with their cosines, by way; none where a run has none."""
    if not view.models.has_similar:
        return {}
    return {
        way: [
            (view.film(found.movieId), found.score)
            for found in view.models.similar(movie_id, way, PER_WAY)
        ]
        for way in WAYS
    }


@blueprint.app_template_global()
def picks_address(path: str, picks: Iterable[int], carried: Iterable[tuple[str, str]] = ()) -> str:
    """``path`` with the picks as its query: what a visitor shares, bookmarks and goes back to.

    ``carried`` are names and values that go before them.
    """
    parameters = [*carried, *(("movie", pick) for pick in picks)]
    query = "&".join(f"{name}={value}" for name, value in parameters)
    return f"{path}?{query}" if query else path


@blueprint.app_template_global()
def answer_address(picks: Iterable[int], adventure: int = USUAL) -> str:
    """Where the answer to three picks is, at a position from famous to hidden."""
    address = picks_address("/recommendations", picks)
    return address if adventure == USUAL else f"{address}&adventure={adventure}"


@blueprint.app_context_processor
def add_showing() -> dict[str, Any]:
    """Give every template, error pages included, the run that it shows (or None) and the picks."""
    try:
        view = current_run_view()
    except NoPublishedRun:
        return {"view": None, "picks_so_far": ()}
    return {"view": view, "picks_so_far": kept_picks(request, view)}
