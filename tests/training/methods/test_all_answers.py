"""Answers to all triples: the same as asking one by one, with reasons from contributions."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tables.arrays.answers import BEST_ROW, LESS_KNOWN_ROW, POPULAR_ROW
from tables.arrays.files import NO_POSITION
from tables.arrays.triples import all_triples
from training.data.interactions import Interactions
from training.methods.all_answers import answer_all_triples, reasons
from training.methods.base import ListedScores, RowScores, TrainingData
from training.models.catalogue import build_catalogue


class Additive:
    """Scores that are a sum over the picks of a fixed random table, one per row."""

    name = "additive"

    def fit(self, data):
        rng = np.random.default_rng(5)
        shape = (data.interactions.n_movies, data.interactions.n_movies)
        self.tables = {
            row: rng.random(shape).astype(np.float32) for row in ("best", "popular", "less_known")
        }
        return self

    def score(self, picks):
        return RowScores(**{row: table[picks].sum(axis=1) for row, table in self.tables.items()})

    def score_listed(self, picks):
        return ListedScores.of_all(self.score(picks))

    def contributions(self, picks, films, row):
        return self.tables[row][picks[:, :, None], films[:, None, :]]


@pytest.fixture(scope="module")
def data() -> TrainingData:
    """40 users and 36 movies: 8 in the catalogue, 4 more popular, 20 less known, 4 unrated."""
    rng = np.random.default_rng(2)
    rows = [
        (user, movie, rng.integers(1, 11) / 2, 0)
        for movie in range(32)
        for user in rng.choice(40, 20 if movie < 12 else 5, replace=False)
    ]
    frame = pd.DataFrame(rows, columns=["userId", "movieId", "rating", "timestamp"])
    interactions = Interactions.from_frame(frame, np.arange(36, dtype=np.int32))
    catalogue = build_catalogue(interactions, threshold=10, size=8)
    return TrainingData(interactions, catalogue, pd.DataFrame(), pd.DataFrame())


@pytest.mark.parametrize("block", [1, 7, 1000])
def test_blocks_do_not_change_the_answers(data, block):
    method = Additive().fit(data)
    found = answer_all_triples(method, data, block=block)
    triples = all_triples(8)
    assert found.positions.shape == (56, 20)
    for index in (0, 13, 55):
        picks = data.catalogue.movies[triples[index]]
        for row, name, allowed, size in (
            (POPULAR_ROW, "popular", data.catalogue.outside_popular, 5),
            (LESS_KNOWN_ROW, "less_known", data.catalogue.outside_less_known, 5),
            (
                BEST_ROW,
                "best",
                data.catalogue.outside_popular | data.catalogue.outside_less_known,
                10,
            ),
        ):
            scores = method.tables[name][picks].sum(axis=0)
            expected = sorted(np.flatnonzero(allowed), key=lambda m: -scores[m])[:size]
            got = found.positions[index, row]
            assert got[: len(expected)].tolist() == expected
            assert (got[len(expected) :] == NO_POSITION).all()
            assert found.scores[index, row][: len(expected)] == pytest.approx(scores[expected])


def test_a_row_with_too_few_films_ends_in_empty_places(data):
    found = answer_all_triples(Additive().fit(data), data)
    # 12 popular movies less 8 in the catalogue leave 4 for a row of 5.
    assert (found.positions[:, 4] == NO_POSITION).all()
    assert (found.because[:, 4] == 0).all()
    assert (found.positions[:, :4] != NO_POSITION).all()
    assert (found.because[:, :4] > 0).all()


def test_reasons_are_the_picks_that_contribute_most():
    contributions = np.array([[[1.0, 0.0, 0.5], [0.59, 0.0, 1.0], [0.61, 0.0, -3.0]]])
    assert reasons(contributions).tolist() == [[0b101, 0b111, 0b010]]


def test_a_negative_contribution_is_a_reason_only_where_nothing_is_better():
    assert reasons(np.array([[[-1.0], [-2.0], [-3.0]]])).tolist() == [[0b001]]
