"""Golden answers of the built-in sample, which stand in where the real ratings are not at hand.

``sample.json`` was worked out with pandas alone from the formulas of README.md and of
the jobs' docstrings,
not by the code that is tested here.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tables import Run, open_current
from tables.movies import Movie

GOLDEN = json.loads(Path(__file__).with_name("sample.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def run(trained: tuple[Path, str]) -> Run:
    return open_current(trained[0])


def _name(movie: Movie) -> str:
    return f"{movie.title} ({movie.year})"


def test_popularity(run):
    assert run.manifest.dataset.ratings == GOLDEN["ratings"]
    assert run.manifest.dataset.users == GOLDEN["users"]
    assert run.manifest.settings["threshold"] == GOLDEN["threshold"]
    assert run.manifest.settings["m"] == pytest.approx(GOLDEN["m"], abs=1e-3)
    assert run.manifest.settings["C"] == pytest.approx(GOLDEN["C"], abs=1e-3)
    assert len(run.popular) == GOLDEN["popular"]
    first = list(run.popular.values())[: len(GOLDEN["first"])]
    assert [_name(run.movies.get(film.movieId)) for film in first] == [
        name for name, _ in GOLDEN["first"]
    ]
    assert [film.weightedRating for film in first] == pytest.approx(
        [weighted for _, weighted in GOLDEN["first"]], abs=1e-3
    )


@pytest.mark.parametrize("name", GOLDEN["neighbours"])
def test_neighbours(run, name):
    (movie,) = [movie for movie in run.movies if _name(movie) == name]
    nearest = run.neighbors(movie.movieId)[: len(GOLDEN["neighbours"][name])]
    assert [_name(run.movies.get(n.movieId)) for n in nearest] == [
        title for title, _ in GOLDEN["neighbours"][name]
    ]
    assert [n.distance for n in nearest] == pytest.approx(
        [distance for _, distance in GOLDEN["neighbours"][name]], abs=1e-3
    )
