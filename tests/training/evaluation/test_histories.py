"""Strong generalization: users held out whole, by hand and by the published split."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.support.tiny_taste import two_tastes
from training.data.interactions import Interactions
from training.evaluation import histories
from training.evaluation.histories import evaluate_histories
from training.methods.histories import most_popular


@pytest.fixture(scope="module")
def known() -> Interactions:
    return Interactions.from_frame(two_tastes(120).ratings)


def test_the_taste_model_knows_tastes(known):
    found = {one.method: one for one in evaluate_histories(known, seed=3)}
    assert found["taste"].ndcg > found["most-popular"].ndcg + 3 * found["taste"].standard_error
    assert found["taste"].auc > found["most-popular"].auc + 0.1
    assert {one.users for one in found.values()} == {found["taste"].users}


def test_ndcg_and_recall_by_hand(monkeypatch):
    # One user likes movies 1 to 5, one of which is hidden; the model ranks by movieId.
    rows = [(1, movie, 5.0, 0) for movie in range(1, 6)] + [(2, movie, 5.0, 0) for movie in (1, 9)]
    frame = pd.DataFrame(rows, columns=["userId", "movieId", "rating", "timestamp"])
    known = Interactions.from_frame(frame.astype({"rating": "float32"}))
    shown = frame[frame["userId"] == 1]
    ranks = -np.arange(known.n_movies, dtype=np.float32)
    found = histories._score(lambda p, s: ranks, known, shown, np.random.default_rng(0))
    # The hidden one is the best movie that was not shown: all else that was liked is left out.
    assert found[0, :3].tolist() == [1.0, 1.0, 1.0]
    assert np.isnan(found[0, 3])  # nothing is disliked
    found = histories._score(lambda p, s: -ranks, known, shown, np.random.default_rng(0))
    assert found[0, 0] == pytest.approx(1 / np.log2(3))  # behind movie 9


def test_large_data_sets_are_split_as_published(known, monkeypatch):
    monkeypatch.setattr(histories, "PUBLISHED_FROM", 100)
    monkeypatch.setattr(histories, "PUBLISHED_USERS", 10)
    ((learned, held_out),) = histories._split_users(known, seed=3)
    likes = np.bincount(known.users[known.ratings >= 4], minlength=known.n_users)
    active = known.user_ids[likes >= 5]
    np.random.seed(98765)
    order = np.random.permutation(len(active))
    assert held_out.tolist() == active[order[-10:]].tolist()
    assert learned.tolist() == active[order[:-20]].tolist()


def test_popularity_is_the_same_for_everybody(known):
    model = most_popular(known)
    one, other = (
        model(np.array([1]), np.array([5.0])),
        model(np.array([2, 3]), np.array([1.0, 2.0])),
    )
    assert (one == other).all()
