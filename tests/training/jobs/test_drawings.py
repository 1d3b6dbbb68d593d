"""Which film gets which look when training."""

from __future__ import annotations

from collections import Counter

import numpy as np

from benchmarks.posters import alike_on_wall, given_looks, repeated, shown_films
from posters.looks import Look, looks, seed_of, suiting_genres
from tables import open_current
from tables.arrays.drawings import DRAWINGS
from training.jobs.drawings.assignment import CHOICES, assign, clashes


def orders(count, genres=("Horror",)):
    found = [looks(seed_of(n, "Film", 1990, genres), genres) for n in range(count)]
    suiting = [sum(look.genre in suiting_genres(genres) for look in order) for order in found]
    return found, suiting


def test_films_of_one_answer_get_different_motifs():
    given, suiting = orders(10)
    rows = np.tile(np.arange(10), (50, 1))
    chosen = assign(given, suiting, clashes(rows, 10, np.array([], int)), [])
    assert len({its[0].motif for its in chosen}) == 10
    for its in chosen:
        assert len({look.motif for look in its}) == len(its) == CHOICES
        assert {look.genre for look in its} <= {"Horror", ""}


def test_films_that_never_meet_keep_the_look_that_suits_them_best():
    given, suiting = orders(10)
    rows = np.array([[n, -1] for n in range(10)])
    chosen = assign(given, suiting, clashes(rows, 10, np.array([], int)), [])
    assert [its[0].motif for its in chosen] == [order[0].motif for order in given]


def test_the_wall_has_no_motif_twice_in_the_same_colours():
    given, suiting = orders(30)
    wall = np.arange(30)
    rows = np.full((1, 2), -1)
    chosen = assign(given, suiting, clashes(rows, 30, wall), wall.tolist())
    assert max(Counter(its[0] for its in chosen).values()) == 1


def test_the_same_answers_give_the_same_looks():
    given, suiting = orders(12)
    rows = np.random.default_rng(7).integers(0, 12, (40, 10))
    found = clashes(rows, 12, np.arange(3))
    assert assign(given, suiting, found, [0, 1, 2]) == assign(given, suiting, found, [0, 1, 2])


def test_on_the_sample_no_two_posters_that_are_seen_together_are_alike(trained):
    run = open_current(trained[0])
    assert DRAWINGS in run.manifest.tables
    films = {movie_id: given_looks(run, movie_id) for movie_id in shown_films(run)}
    assert all(isinstance(look, Look) for look in films[run.catalogue[0]])
    assert alike_on_wall([films[movie_id][:1] for movie_id in run.catalogue]) == 0
    assert repeated(run, films) == (0, 0)
