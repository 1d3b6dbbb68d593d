"""Job 11, drawings: the drawn posters of all films that can appear."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from posters.looks import Look, looks, seed_of, suiting_genres
from posters.poster import draw_poster
from serving.titles.shown import shown_title
from tables import Movie, Movies, schemas
from tables.arrays.answers import ANSWERS, LESS_KNOWN_ROW, POPULAR_ROW
from tables.arrays.drawings import DRAWINGS, DrawnPoster, pack
from tables.csv_files import read_csv
from training.jobs.context import Job, JobContext

log = logging.getLogger(__name__)


def run_drawings(context: JobContext) -> None:
    """The looks of the popular films and of those in answers, and their posters in these looks."""
    folder = context.draft.folder
    movies = Movies(read_csv(folder / schemas.MOVIES.name, schemas.MOVIES))
    popular = read_csv(folder / schemas.POPULAR_MOVIES.name, schemas.POPULAR_MOVIES)["movieId"]
    answers: NDArray[np.integer] = np.load(folder / ANSWERS, mmap_mode="r")
    wall = movies.positions(popular[: int(context.draft.settings["catalogueSize"])].tolist())
    positions = np.union1d(movies.positions(popular.tolist()), answers[answers >= 0])
    films = [movies[position] for position in positions.tolist()]
    chosen = _looks(films, positions, answers, wall)
    columns, drawings = pack(_drawn(films, chosen))
    context.draft.write_table(schemas.DRAWN_POSTERS, columns)
    context.draft.write_array(DRAWINGS, drawings)
    log.debug(f"{len(films):,} films in {len(columns['rank']):,} drawings, {len(drawings):,} bytes")


def _looks(
    films: Sequence[Movie],
    positions: NDArray[np.integer],
    answers: NDArray[np.integer],
    wall: NDArray[np.integer],
) -> list[list[Look]]:
    """Of each film its looks; ``positions`` are the films', ``wall`` those of the wall."""
    from training.jobs.drawings.assignment import assign, clashes

    orders = [looks(seed_of(*film[:4]), film.genres) for film in films]
    suiting = [
        sum(look.genre in suiting_genres(film.genres) for look in order)
        for film, order in zip(films, orders, strict=True)
    ]
    # The ten of a page are its two rows; the best ten are for programs.
    shown = np.hstack([answers[:, POPULAR_ROW], answers[:, LESS_KNOWN_ROW]])
    rows = np.where(shown >= 0, np.searchsorted(positions, shown), -1)
    hung = np.searchsorted(positions, wall)
    return assign(orders, suiting, clashes(rows, len(films), hung), hung.tolist())


def _drawn(films: Sequence[Movie], chosen: Sequence[Sequence[Look]]) -> Iterator[DrawnPoster]:
    for film, its_looks in zip(films, chosen, strict=True):
        title = shown_title(film.title).title
        for look in its_looks:
            elements = draw_poster(film.movieId, title, film.year, film.genres, look)
            yield DrawnPoster(film.movieId, *look, elements)


JOB = Job(
    "drawings",
    "drawn posters of the films that can appear",
    run_drawings,
    (schemas.DRAWN_POSTERS.name, DRAWINGS),
)
