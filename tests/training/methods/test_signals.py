from itertools import combinations

import numpy as np
import pytest

from tables.arrays.taste import LIKED
from tests.support.tiny_taste import tiny_folds
from training.data.blocks import Threads, part_of
from training.data.interactions import Interactions
from training.methods.blend.group_signals import GroupSignals
from training.methods.blend.signals import damped, ridge_over_triples
from training.methods.blend.user_sums import UserSums, mean_times_of_users, sum_over_users

PICKS, FILMS = np.arange(5), np.arange(5, 9)
ONE_BLOCK = Threads()


def made_up(n_users: int = 14, n_movies: int = 9, seed: int = 0) -> Interactions:
    random = np.random.default_rng(seed)
    users, movies = np.nonzero(random.random((n_users, n_movies)) < 0.8)
    return Interactions(
        np.arange(n_users, dtype=np.int32),
        np.arange(n_movies, dtype=np.int32),
        users.astype(np.int32),
        movies.astype(np.int32),
        (random.choice([2.0, 3.0, 3.5, 4.0, 4.5, 5.0], len(users))).astype(np.float32),
        1_000_000_000 + random.integers(0, 9000, len(users)) + users * 40_000_000,
    )


def sums_of(ratings: Interactions, engine: Threads = ONE_BLOCK) -> UserSums:
    latest = float(mean_times_of_users(ratings).max())
    return sum_over_users(ratings, PICKS, FILMS, latest, engine)


def test_sums_by_slow_loops_over_users():
    ratings = made_up()
    found = sums_of(ratings)
    stars = ratings.matrix().toarray()
    when = np.zeros(stars.shape)
    when[ratings.users, ratings.movies] = ratings.timestamps
    means = [when[u][stars[u] > 0].mean() for u in range(len(stars))]
    pick, film = 2, 1  # rows of PICKS and FILMS
    movie = FILMS[film]
    liked, together, lately, rated_liked, disliked = 0.0, 0.0, 0.0, 0.0, 0.0
    for user, given in enumerate(stars):
        a = (given > 0).sum()
        likes_both = given[pick] >= LIKED and given[movie] >= LIKED
        liked += likes_both * a**-0.75
        apart = abs(when[user, pick] - when[user, movie])
        close = np.exp(-apart / 60) + 0.5 * np.exp(-apart / 3600)
        together += likes_both * close * a**-0.5
        age = (max(means) - means[user]) / (365 * 86400)
        lately += likes_both * np.exp(-age / 4) * a**-0.5
        rated_liked += (given[pick] > 0 and given[movie] >= LIKED) * a**-0.75
        disliked += (given[pick] >= LIKED and 0 < given[movie] <= 3) * a**-0.5
    assert found.liked_liked[pick, film] == pytest.approx(liked)
    assert found.liked_liked_together[pick, film] == pytest.approx(together)
    assert found.liked_liked_lately[pick, film] == pytest.approx(lately)
    assert found.rated_liked[pick, film] == pytest.approx(rated_liked)
    assert found.liked_disliked[pick, film] == pytest.approx(disliked)
    assert found.users == 14
    assert found.mean_time == pytest.approx(ratings.timestamps.mean())
    assert found.deviation_of_times == pytest.approx(ratings.timestamps.std())
    of_movie = ratings.movies == movie
    assert found.mean_times()[film] == pytest.approx(ratings.timestamps[of_movie].mean())


@pytest.mark.parametrize("size", [1, 20, 33])
def test_sums_do_not_depend_on_the_blocks(size):
    whole, blocks = sums_of(made_up()), sums_of(made_up(), Threads(size))
    for name, value in whole._asdict().items():
        assert getattr(blocks, name) == pytest.approx(value, rel=1e-12), name


def test_what_a_part_takes_away_is_what_the_others_have():
    ratings = made_up()
    mean_times = mean_times_of_users(ratings)
    part = np.isin(ratings.users, [3, 13])  # the last of all among them
    latest = float(mean_times.max())
    of_part = sum_over_users(part_of(ratings, part), PICKS, FILMS, latest, ONE_BLOCK)
    left = sums_of(ratings).without(of_part).fading_from(latest - mean_times[12])
    alone = sums_of(part_of(ratings, ~part))
    for name, value in alone._asdict().items():
        assert getattr(left, name) == pytest.approx(value, rel=1e-9, abs=1e-12), name


def test_signals_without_a_part_are_those_of_the_others_alone(monkeypatch):
    data = tiny_folds(monkeypatch)[0].training
    films = np.flatnonzero(data.catalogue.outside_popular)
    part = np.array([1, 4, 9])
    found = GroupSignals(data, films).without(part)
    ratings = data.interactions
    others = part_of(ratings, ~np.isin(ratings.users, part))
    from dataclasses import replace

    alone = GroupSignals(replace(data, interactions=others), films).without(part)
    for name, signal in alone.signals.items():
        assert found.signals[name].rows == pytest.approx(signal.rows, rel=1e-4, abs=1e-6), name
    assert found.facts == pytest.approx(alone.facts, rel=1e-5, abs=1e-6)


def test_damped_by_hand():
    common = np.array([[1.5, 0.5]])
    found = damped(common, np.array([1.5]), np.array([1.5, 0.75]), candidate_exponent=1.0)
    assert found == pytest.approx(np.array([[1.5 / 1.5, 0.5 / 0.75]]) / np.sqrt(1.5))


def test_ridge_equals_the_regression_on_every_triple_written_out():
    ratings = made_up(seed=4)
    stars = ratings.matrix().toarray()
    picks, likes = stars[:, PICKS] >= LIKED, (stars[:, FILMS] >= LIKED).astype(float)
    penalty = 2.0
    rows, targets, weights = [], [], []
    users = np.flatnonzero(picks.sum(axis=1) >= 3)
    assert len(users) > 3
    for user in users:
        triples = list(combinations(np.flatnonzero(picks[user]), 3))
        for triple in triples:
            rows.append(np.isin(np.arange(5), triple).astype(float))
            targets.append(likes[user])
            weights.append(1 / len(triples))
    x, w = np.array(rows), np.array(weights)[:, None]
    mean = likes[users].mean(axis=0)
    expected = np.linalg.solve(
        x.T @ (w * x) + penalty * np.eye(5), x.T @ (w * (np.array(targets) - mean))
    )
    (found,) = ridge_over_triples(sums_of(ratings), (penalty,))
    assert found == pytest.approx(expected + mean / 3)
