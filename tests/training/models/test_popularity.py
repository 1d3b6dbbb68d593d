"""Popularity by Spark against arithmetic by hand and against the array form."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from training.data.interactions import Interactions
from training.models.catalogue import build_catalogue, scaled_threshold
from training.models.popularity import star_counts, weighted_popularity


def _ratings(*movies: tuple[int, list[float]]) -> pd.DataFrame:
    """A frame in which the n-th user gives each movie its n-th rating."""
    rows = [
        (user, movie_id, stars, 0)
        for movie_id, given in movies
        for user, stars in enumerate(given, start=1)
    ]
    frame = pd.DataFrame(rows, columns=["userId", "movieId", "rating", "timestamp"])
    return frame.astype({"userId": np.int32, "movieId": np.int32, "rating": np.float32})


def test_weighted_average_by_hand(spark):
    found = weighted_popularity(
        spark, _ratings((1, [5, 5]), (2, [4, 4, 4, 4]), (3, [1, 2, 3]), (4, [5])), threshold=2
    )
    # v = 2, 4, 3; their 75th percentile is 3.5. R = 5, 4, 2; their mean is 11/3.
    assert found.m == pytest.approx(3.5)
    assert found.c == pytest.approx(11 / 3)
    weighted = {
        1: (2 * 5 + 3.5 * 11 / 3) / 5.5,
        2: (4 * 4 + 3.5 * 11 / 3) / 7.5,
        3: (3 * 2 + 3.5 * 11 / 3) / 6.5,
    }
    assert found.popular["movieId"].tolist() == [1, 2, 3]
    assert found.popular["rank"].tolist() == [1, 2, 3]
    assert found.popular["weightedRating"].tolist() == pytest.approx(list(weighted.values()))
    assert found.rated["ratings"].tolist() == [2, 4, 3, 1]
    assert found.rated["meanRating"].tolist() == [5, 4, 2, 5]


def test_ties_go_to_the_lower_movie_id(spark):
    found = weighted_popularity(spark, _ratings((9, [3, 4]), (5, [4, 3]), (7, [3, 4])), 2)
    assert found.popular["movieId"].tolist() == [5, 7, 9]


def test_no_popular_movie_is_no_error(spark):
    found = weighted_popularity(spark, _ratings((1, [5.0])), threshold=2)
    assert found.popular.empty
    assert math.isnan(found.m)
    assert math.isnan(found.c)


def test_spark_and_arrays_agree(spark):
    rng = np.random.default_rng(3)
    given = [(m, rng.integers(1, 11, rng.integers(1, 60)) / 2) for m in range(1, 200)]
    ratings = _ratings(*[(m, stars.tolist()) for m, stars in given])
    found = weighted_popularity(spark, ratings, threshold=10)
    interactions = Interactions.from_frame(ratings)
    catalogue = build_catalogue(interactions, threshold=10)
    assert catalogue.m == pytest.approx(found.m)
    assert catalogue.c == pytest.approx(found.c)
    top = found.popular["movieId"].to_numpy()[:100]
    assert interactions.movie_ids[catalogue.movies].tolist() == top.tolist()
    assert catalogue.weighted[catalogue.movies] == pytest.approx(
        found.popular["weightedRating"].to_numpy()[:100]
    )
    assert not (catalogue.outside_popular & catalogue.outside_less_known).any()


@pytest.mark.parametrize(
    ("users", "threshold"), [(610, 50), (488, 40), (200_000, 50), (61, 5), (3, 2)]
)
def test_the_threshold_scales_down_only(users, threshold):
    assert scaled_threshold(users) == threshold


def test_known_answers_on_the_real_ratings(spark, real_data):
    found = weighted_popularity(spark, real_data.ratings, threshold=50)
    assert len(found.popular) == 450
    assert found.m == pytest.approx(107.75)
    assert found.c == pytest.approx(3.6629, abs=1e-3)
    titles = real_data.movies.set_index("movieId")["title"]
    first = found.popular.head(3)
    assert titles[first["movieId"]].tolist() == [
        "The Shawshank Redemption",
        "Fight Club",
        "The Godfather",
    ]
    assert first["weightedRating"].tolist() == pytest.approx([4.2347, 4.0712, 4.0640], abs=1e-3)


def test_stars_are_counted_in_pieces(monkeypatch):
    monkeypatch.setattr("training.models.popularity._AT_ONCE", 2)
    ratings = _ratings((3, [0.5, 5, 5]), (7, [2.5]))
    counts = star_counts(
        ratings["movieId"].to_numpy(), ratings["rating"].to_numpy(), np.array([1, 3, 7], np.int32)
    )
    assert counts.shape == (3, 10)
    assert counts.sum(axis=1).tolist() == [0, 3, 1]
    assert (counts[1, 0], counts[1, 9], counts[2, 4]) == (1, 2, 1)
