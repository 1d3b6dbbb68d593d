import dataclasses

import numpy as np
import pandas as pd
import pytest

from tests.support.tiny_taste import tiny_folds, two_tastes
from training.evaluation.pick_three import (
    coverage,
    deal_users,
    evaluate_fitted,
    hit,
    make_fold,
    mean_popularity_rank,
    ndcg,
    over_users,
)
from training.methods.base import RowScores


class Oracle:
    """Knows the targets of the cases it is asked about."""

    name = "oracle"

    def __init__(self, fold, sign=1.0):
        self.scores = sign * fold.cases.targets.astype(np.float32)

    def score(self, picks):
        return RowScores.same(self.scores)


def test_ndcg_by_hand():
    chosen = np.array([[0, 1, 2], [3, -1, -1], [0, 1, 2]])
    targets = np.array([[1, 0, 1, 1], [0, 0, 0, 1], [0, 0, 0, 0]], dtype=bool)
    ideal = 1 + 1 / np.log2(3) + 1 / 2
    values = ndcg(chosen, targets)
    assert values[:2] == pytest.approx([(1 + 1 / 2) / ideal, 1.0])
    assert np.isnan(values[2])
    # A second target that cannot be reached makes the ideal list longer.
    assert ndcg(chosen[1:2], targets[1:2], np.array([1])) == pytest.approx(1 / (1 + 1 / np.log2(3)))


def test_hit_and_popularity_rank_by_hand():
    chosen = np.array([[0, 1], [2, -1], [1, 2]])
    targets = np.array([[0, 1, 0], [1, 1, 0], [0, 0, 0]], dtype=bool)
    assert hit(chosen, targets).tolist()[:2] == [1.0, 0.0]
    assert np.isnan(hit(chosen, targets)[2])
    assert mean_popularity_rank(chosen, np.array([5, 9, 5])).tolist() == [1.5, 3.0, 2.0]


def test_error_is_over_users_not_cases():
    values = np.array([1.0, 1.0, 1.0, 0.0, 0.0, 0.0, np.nan])
    mean, error = over_users(values, np.array([1, 1, 1, 2, 2, 2, 3]))
    assert mean == 0.5
    assert error == pytest.approx(np.std([1, 0], ddof=1) / np.sqrt(2))


def test_coverage_ignores_empty_places():
    assert coverage(np.array([[7, 9], [9, -1]]), 10) == 0.2


def test_folds_are_disjoint_complete_and_dealt_from_the_seeded_permutation():
    data = two_tastes()
    folds = deal_users(data.ratings["userId"], seed=7)
    assert sorted(np.concatenate(folds)) == sorted(set(data.ratings["userId"]))
    dealt = np.random.default_rng(7).permutation(np.arange(1, 61))
    assert folds[2].tolist() == sorted(dealt[2::5])


def test_cases_follow_the_protocol(monkeypatch):
    data = two_tastes()
    likes = data.ratings[data.ratings["rating"] >= 4].groupby("userId")["movieId"].apply(set)
    for fold in tiny_folds(monkeypatch):
        cases, vocabulary = fold.cases, fold.training.interactions.movie_ids
        catalogue = set(vocabulary[fold.training.catalogue.movies])
        users, counts = np.unique(cases.user_ids, return_counts=True)
        assert len(users) > 0
        assert (counts == 3).all()
        for user, picks, targets in zip(cases.user_ids, cases.picks, cases.targets, strict=True):
            assert len(set(picks)) == 3
            assert set(vocabulary[picks]) <= likes[user] & catalogue
            assert set(vocabulary[targets]) == (likes[user] - catalogue) & set(vocabulary)


def test_nothing_of_a_held_out_user_leaks():
    data = two_tastes()
    held_out = deal_users(data.ratings["userId"], seed=1)[0]
    fold = make_fold(data, held_out, 1, 0)
    assert not np.isin(fold.training.interactions.user_ids, held_out).any()
    assert not np.isin(fold.training.tags["userId"], held_out).any()
    # Whatever the held-out users think, the training side stays the same.
    ratings = data.ratings.copy()
    ratings.loc[ratings["userId"].isin(held_out), "rating"] = 0.5
    other = make_fold(dataclasses.replace(data, ratings=ratings), held_out, 1, 0)
    assert (other.training.interactions.ratings == fold.training.interactions.ratings).all()
    assert (other.training.catalogue.movies == fold.training.catalogue.movies).all()
    assert len(other.cases) == 0


def test_liked_films_that_nobody_in_training_rated_count_as_unreachable():
    data = two_tastes()
    held_out = deal_users(data.ratings["userId"], seed=1)[0]
    extra = pd.DataFrame(
        {"userId": held_out, "movieId": 900, "rating": 5.0, "timestamp": 1_000_000_000}
    ).astype(data.ratings.dtypes.to_dict())
    with_extra = dataclasses.replace(data, ratings=pd.concat([data.ratings, extra]))
    assert (make_fold(with_extra, held_out, 1, 0).cases.unreachable == 1).all()


def test_same_seed_same_cases_other_seed_other_cases(monkeypatch):
    first, again, other = (tiny_folds(monkeypatch, seed)[0].cases for seed in (3, 3, 4))
    assert (first.picks == again.picks).all()
    assert first.user_ids.tolist() != other.user_ids.tolist()


def test_an_oracle_scores_one_and_its_opposite_nothing(monkeypatch):
    fold = tiny_folds(monkeypatch)[0]
    right = evaluate_fitted(Oracle(fold), fold)
    for name in ("ndcg@10", "hit@10", "popular ndcg@5", "less_known ndcg@5"):
        assert np.nanmean(right.metrics[name]) == pytest.approx(1.0)
    assert evaluate_fitted(Oracle(fold, -1.0), fold).metrics["ndcg@10"].mean() < 0.2


def test_rows_hold_films_of_their_kind_outside_the_catalogue(monkeypatch):
    fold = tiny_folds(monkeypatch)[0]
    catalogue, ids = fold.training.catalogue, fold.training.interactions.movie_ids
    recommended = evaluate_fitted(Oracle(fold), fold).recommended
    in_catalogue = set(ids[catalogue.movies])
    popular = set(ids[catalogue.popular])
    assert set(recommended["popular"].ravel()) - {-1} <= popular - in_catalogue
    assert not set(recommended["less_known"].ravel()) & popular
    assert not set(recommended["best"].ravel()) & in_catalogue
