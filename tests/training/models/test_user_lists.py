"""Top tens by user against sorting by hand."""

from __future__ import annotations

import numpy as np

from tests.support.tiny_taste import two_tastes
from training.data.interactions import Interactions
from training.models.user_lists import rated_highest, top_unseen, user_facts


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
