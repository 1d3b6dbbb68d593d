"""Top tens by user against sorting by hand."""

from __future__ import annotations

import numpy as np
import pytest

from serving.ranking import top_positions
from tests.support.tiny_taste import two_tastes
from training.data.interactions import Interactions
from training.models.user_lists import (
    most_rated,
    rated_highest,
    top_columns,
    top_unseen,
    user_facts,
)


def test_the_best_unseen_movies_of_every_user():
    known = Interactions.from_frame(two_tastes(n_users=70).ratings)
    scores = np.random.default_rng(1).random((known.n_users, known.n_movies), dtype=np.float32)
    found = top_unseen(lambda users: scores[users], known, n=4)
    seen = known.matrix().toarray() > 0
    for position, user_id in enumerate(known.user_ids):
        unseen = np.flatnonzero(~seen[position])
        best = unseen[np.argsort(-scores[position, unseen])][:4]
        rows = found[found["userId"] == user_id]
        assert rows["movieId"].tolist() == known.movie_ids[best].tolist()
        assert rows["rank"].tolist() == list(range(1, len(best) + 1))
        assert rows["score"].tolist() == scores[position, best].tolist()


def test_a_user_who_has_seen_nearly_everything_has_a_short_list():
    ratings = two_tastes(n_users=3).ratings
    known = Interactions.from_frame(ratings)
    found = top_unseen(
        lambda users: np.zeros((users.stop - users.start, known.n_movies)), known, 99
    )
    unseen = known.n_movies - ratings.groupby("userId").size()
    assert found.groupby("userId").size().to_dict() == unseen.to_dict()


def test_of_some_movies_the_best_are_among_these():
    known = Interactions.from_frame(two_tastes(n_users=70).ratings)
    scores = np.random.default_rng(2).random((known.n_users, known.n_movies), dtype=np.float32)
    some = np.array([0, 3, 4, 9])
    found = top_unseen(lambda users: scores[users][:, some], known, n=2, movies=some)
    rest = scores.copy()
    rest[:, np.delete(np.arange(known.n_movies), some)] = -np.inf
    seen = known.matrix().toarray() > 0
    expected = top_positions(rest, ~seen, 2)
    for position, user_id in enumerate(known.user_ids):
        best = expected[position][expected[position] >= 0]
        best = best[rest[position, best] > -np.inf]
        rows = found[found["userId"] == user_id]
        assert rows["movieId"].tolist() == known.movie_ids[best].tolist()


def test_the_most_rated_movies_are_as_many_as_fit():
    known = Interactions.from_frame(two_tastes(n_users=70).ratings)
    counts = known.rating_counts()
    found = most_rated(known, 12 * known.n_users + 1)
    others = np.delete(np.arange(known.n_movies), found)
    assert len(found) == 12
    assert found.tolist() == sorted(found)
    assert counts[found].min() >= counts[others].max()
    assert len(most_rated(known, 1)) == 10
    assert most_rated(known, known.n_users * known.n_movies) is None


@pytest.mark.parametrize("width", [3, 1000, 1409, 5000])
def test_the_best_columns_are_those_of_sorting_everything(width):
    scores = np.random.default_rng(3).normal(size=(40, width)).astype(np.float32)
    half_seen, few = scores.copy(), np.full_like(scores, -np.inf)
    half_seen[:, ::2] = -np.inf
    few[:, -2:] = scores[:, -2:]
    for block in (scores, np.round(scores), np.zeros_like(scores), half_seen, few):
        expected = top_positions(block, block > -np.inf, 7)
        assert (top_columns(block, 7) == expected).all()


@pytest.mark.parametrize("width", [20, 5000])
def test_what_is_not_a_number_is_no_score(width):
    scores = np.zeros((2, width), dtype=np.float32)
    scores[1, 17] = np.nan
    with pytest.raises(ValueError, match="not a number"):
        top_columns(scores, 10)


def test_highest_rated_first_then_the_latest():
    ratings = two_tastes().ratings
    found = rated_highest(ratings, n=3)
    for user_id, rows in found.groupby("userId"):
        own = ratings[ratings["userId"] == user_id]
        expected = sorted(zip(-own["rating"], -own["timestamp"], own["movieId"], strict=True))[:3]
        assert rows["movieId"].tolist() == [movie_id for _, _, movie_id in expected]
        assert rows["rank"].tolist() == [1, 2, 3]


def test_facts_of_users():
    ratings = two_tastes().ratings
    facts = user_facts(ratings)
    own = ratings.loc[ratings["userId"] == 5, "rating"].astype(float)
    row = facts[facts["userId"] == 5].iloc[0]
    assert facts["userId"].is_monotonic_increasing
    assert row["ratings"] == len(own)
    assert row["meanRating"] == own.mean()
