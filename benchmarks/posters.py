"""How alike the drawn posters of a run are: on its wall, and in all its published answers.

``python -m benchmarks.posters --artifacts artifacts`` counts, for the published run, films of the
wall that share motif and palette with another, and answers of ten in which a motif stands twice:
where every film looks as suits it best, as the films' first choices are assigned when training, and
as pages hang them.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from posters.hanging import by_look, hang
from posters.looks import Look, looks, seed_of, suiting_genres
from tables import Run, open_current
from tables.arrays.answers import ANSWERS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--artifacts", type=Path, required=True, help="folder with a published run")
    run = open_current(parser.parse_args().artifacts)
    if run.drawings is None:
        parser.exit(1, f"The posters of {run.id} were not drawn when training: run `make train`.\n")
    alone = {movie_id: own_looks(run, movie_id) for movie_id in shown_films(run)}
    given = {movie_id: given_looks(run, movie_id) for movie_id in alone}
    wall = [alone[movie_id] for movie_id in run.catalogue]
    print(f"{len(run.catalogue)} films on the wall; {len(tens(run)):,} answers of ten")
    print(f"{'':<28}{'wall alike':>12}{'motif twice':>13}{'and palette':>13}")
    for name, films in (("each film for itself", alone), ("assigned when training", given)):
        wall = [films[movie_id][:1] for movie_id in run.catalogue]
        line = alike_on_wall(wall), *repeated(run, {key: it[:1] for key, it in films.items()})
        print(f"{name:<28}{line[0]:>12}{line[1]:>12.2%}{line[2]:>13.2%}")
    wall = [given[movie_id] for movie_id in run.catalogue]
    line = alike_on_wall(wall), *repeated(run, given)
    print(f"{'as pages hang them':<28}{line[0]:>12}{line[1]:>12.2%}{line[2]:>13.2%}")
    suiting = [
        films[0].genre in suiting_genres(run.movies[run.movies.position(movie_id) or 0].genres)
        for movie_id, films in given.items()
    ]
    print(f"{np.mean(suiting):.1%} of {len(given):,} films have a motif that suits them")
    first, shown = shown_first(run, given)
    print(f"{first / shown:.2%} of all films in answers show their first choice")


def shown_films(run: Run) -> list[int]:
    """The movieIds of the wall and of all published answers of ten."""
    found = np.unique(tens(run))
    return [*run.catalogue, *(run.movies.movie_id(position) for position in found[found >= 0])]


def tens(run: Run) -> np.ndarray:
    """(T, 10) positions of the films of each published answer; -1 where there is none."""
    return np.asarray(np.load(run.path / ANSWERS, mmap_mode="r")[:, :10])


def own_looks(run: Run, movie_id: int) -> list[Look]:
    """A film's looks by its own order."""
    film = run.movies.get(movie_id)
    assert film is not None
    return looks(seed_of(*film[:4]), film.genres)


def given_looks(run: Run, movie_id: int) -> list[Look]:
    """A film's looks as they were assigned, and its others after them."""
    assert run.drawings is not None
    given = [Look(*run.drawings.look(row)) for row in run.drawings.rows(movie_id)]
    named = {look.motif for look in given}
    return [*given, *(look for look in own_looks(run, movie_id) if look.motif not in named)]


def alike_on_wall(films: Sequence[Sequence[Look]]) -> int:
    """How many films of a wall share motif and palette with another."""
    shown = [look for _, look in hang(films, by_look)]
    return sum(count for count in Counter(shown).values() if count > 1)


def repeated(run: Run, films: dict[int, list[Look]]) -> tuple[float, float]:
    """The shares of answers with a motif twice, and with a motif twice in the same palette."""
    motif = look = 0
    rows = tens(run)
    at = {run.movies.position(movie_id): looks for movie_id, looks in films.items()}
    for row in rows.tolist():
        ten = [at[position] for position in row if position >= 0]
        shown = [look for _, look in hang(ten)]
        motif += len({one.motif for one in shown}) < len(shown)
        look += len(set(shown)) < len(shown)
    return motif / len(rows), look / len(rows)


def shown_first(run: Run, films: dict[int, list[Look]]) -> tuple[int, int]:
    """How many films in all answers show their first choice, and how many films there are."""
    at = {run.movies.position(movie_id): looks for movie_id, looks in films.items()}
    first = shown = 0
    for row in tens(run).tolist():
        places = [place for place, _ in hang([at[p] for p in row if p >= 0])]
        first += places.count(0)
        shown += len(places)
    return first, shown


if __name__ == "__main__":
    main()
