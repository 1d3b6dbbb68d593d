"""On a real cluster, of which a worker is lost, results are those of this machine's threads."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

import numpy as np
import pytest

from tests.support.cluster import program
from training.data.blocks import Threads
from training.models.catalogue import build_catalogue


@pytest.fixture(scope="module")
def found(cluster_run: Future[dict[str, Any]]) -> dict[str, Any]:
    """What the program found on a cluster that lost one of its two workers in the last sum."""
    return cluster_run.result()


@pytest.fixture(scope="module")
def ratings():
    return program.made_up_ratings()


def _assert_same(found, expected):
    """Co-ratings are whole and the sums of stars quarters: exact in any order."""
    assert np.array_equal(found[0].toarray(), expected[0].toarray())
    assert np.array_equal(found[1], expected[1])
    np.testing.assert_allclose(found[2], expected[2], rtol=1e-13)


def test_workers_run_the_code_that_is_sent_to_them(found):
    assert len(found["code"]) > 10
    assert all("matinee_code.zip" in path for path in found["code"])


def test_popularity(found, ratings):
    expected = build_catalogue(ratings, program.THRESHOLD)
    popularity = found["popularity"]
    assert popularity.m == expected.m
    assert popularity.c == pytest.approx(expected.c, rel=1e-13)
    best = popularity.popular["movieId"].to_numpy()
    assert best[:100].tolist() == ratings.movie_ids[expected.movies].tolist()
    weighted = expected.weighted[ratings.movie_positions(best)]
    np.testing.assert_allclose(popularity.popular["weightedRating"], weighted, rtol=1e-13)


@pytest.mark.parametrize("name", ["sums", "sums of the store"])
def test_sums_over_blocks(found, ratings, name):
    _assert_same(found[name], Threads(program.RATINGS_PER_BLOCK).total(ratings, program.sums))


def test_all_pairs(found, ratings):
    expected = program.all_pairs(Threads(), ratings)
    for top, other in zip(found["pairs"], expected, strict=True):
        assert np.array_equal(top.positions, other.positions)
        np.testing.assert_allclose(top.scores, other.scores, rtol=1e-5)


def test_sums_of_the_blend_s_signals(found, ratings):
    expected = program.signals(Threads(program.RATINGS_PER_BLOCK), ratings)
    for name, there, here in zip(expected._fields, found["signals"], expected, strict=True):
        np.testing.assert_allclose(there, here, rtol=1e-12, err_msg=name)


def test_a_worker_that_is_lost_changes_nothing(found, ratings):
    _assert_same(found["sums with a worker lost"], found["sums of the store"])
    assert np.array_equal(found["sums with a worker lost"][2], found["sums of the store"][2])
    # What it had begun, or had found and not handed on, was done anew by the other.
    assert len(found["begun"]) > len(set(found["begun"]))
