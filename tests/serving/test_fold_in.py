"""Folding somebody new in, against dense algebra and against training with them."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from serving.fold_in import NEUTRAL, DotProductFoldIn, FoldIn, SvdFoldIn
from serving.ranking import best_first
from serving.rating_models import DotProductModel, squash
from tables import open_current
from tests.support import tiny_run
from tests.support.tiny_taste import N_MOVIES, two_tastes
from training.data.interactions import Interactions
from training.evaluation.fold_in import held_out_ndcg
from training.evaluation.pick_three import evaluate_fold
from training.methods.fold_in import FoldInMethod
from training.models.svd import decompose

# The Two Towers, The Empire Strikes Back and Toy Story 2, and the other parts of each.
PARTS = {5952: (4993, 7153), 1196: (260, 1210), 3114: (1, 78499)}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("artifacts")
    tiny_run.publish(folder)
    return open_current(folder)


@pytest.mark.parametrize("model", ["svd", "pmf", "mf", "als"])
@pytest.mark.parametrize("n", [1, 3, 20])
def test_any_1_to_20_ratings_are_answered(run, model, n):
    ratings = {movie_id: 0.5 + movie_id % 10 / 2 for movie_id in range(1, n + 1)}
    found = FoldIn(run).recommend(ratings, model, limit=5)
    assert len({film.movieId for film in found}) == 5
    assert not {film.movieId for film in found} & ratings.keys()
    assert tiny_run.MOVIES not in {film.movieId for film in found}  # nobody rated it
    scores = [film.score for film in found]
    assert scores == sorted(scores, reverse=True)


def test_all_films_but_the_rated_ones_can_be_had(run):
    found = FoldIn(run).recommend({1: 5.0, 17: 0.5}, limit=999)
    assert {film.movieId for film in found} == set(range(1, tiny_run.MOVIES)) - {1, 17}


def test_wrong_ratings(run):
    assert FoldIn(run).models == ("svd", "pmf", "mf", "als")
    with pytest.raises(ValueError, match="1 to 5,000"):
        FoldIn(run).recommend({})
    with pytest.raises(ValueError, match="got 5001"):
        FoldIn(run).recommend(dict.fromkeys(range(1, 5002), 4.0))
    for ratings, model in [({999: 4.0}, "svd"), ({tiny_run.MOVIES: 4.0}, "svd"), ({1: 4.0}, "nn")]:
        with pytest.raises(KeyError):
            FoldIn(run).recommend(ratings, model)


def test_a_known_user_folds_into_the_svd_as_they_were_trained():
    known = Interactions.from_frame(two_tastes().ratings)
    ratings = known.matrix()
    found = decompose(ratings)
    users, movies = found.factors(6)
    trained = users @ movies.T + found.user_means[:, None]
    fold_in = SvdFoldIn(found.movie_vectors(6).astype(np.float32), known.n_movies)
    for user in (0, 7):
        row = sparse.csr_array(ratings[[user]])
        assert fold_in.scores(row.indices, row.data + NEUTRAL) == pytest.approx(
            trained[user], abs=1e-4
        )


def test_a_users_row_is_the_ridge_regression_towards_the_average_user():
    random = np.random.default_rng(2)
    users = random.normal(1, 2, (500, 3)).astype(np.float32)
    movies = random.normal(size=(40, 3)).astype(np.float32)
    rated, stars = np.array([3, 9, 11, 30]), np.array([4, 2, 5, 1], np.float32)
    row = DotProductFoldIn(DotProductModel(users, movies, squashed=False)).user_row(rated, stars)
    # Its normal equations, in the primal form.
    precision = np.linalg.inv(np.cov(users.T.astype(np.float64)))
    q, noise = movies[rated].astype(np.float64), 0.7
    left = q.T @ q / noise + precision
    right = q.T @ stars / noise + precision @ users.mean(axis=0)
    assert row == pytest.approx(np.linalg.solve(left, right), abs=1e-4)


def test_a_list_longer_than_the_row_is_solved_alike():
    random = np.random.default_rng(4)
    users = random.normal(0.3, 0.5, (500, 3)).astype(np.float32)
    movies = random.normal(size=(40, 3)).astype(np.float32)
    rated = np.arange(20)
    stars = (random.integers(1, 11, 20) / 2).astype(np.float32)
    for squashed in (False, True):
        fold_in = DotProductFoldIn(DotProductModel(users, movies, squashed))
        long = fold_in.user_row(rated, stars)
        fold_in._movies = np.hstack([movies, np.zeros((40, 30), np.float32)])
        fold_in._mean = np.append(fold_in._mean, np.zeros(30))
        covariance = np.zeros((33, 33))
        covariance[:3, :3] = fold_in._covariance
        fold_in._covariance = covariance
        assert fold_in.user_row(rated, stars)[:3] == pytest.approx(long, abs=1e-6)


def test_through_the_sigmoid_it_is_where_the_penalty_is_least():
    random = np.random.default_rng(3)
    users = random.normal(0.3, 0.5, (500, 3)).astype(np.float32)
    movies = random.normal(size=(40, 3)).astype(np.float32)
    rated, stars = np.array([3, 9, 11, 30]), np.array([4, 2, 4.5, 1], np.float32)
    row = DotProductFoldIn(DotProductModel(users, movies, squashed=True)).user_row(rated, stars)
    precision = np.linalg.inv(np.cov(users.T.astype(np.float64)))

    def penalty(candidate):
        errors = squash((movies[rated] @ candidate).astype(np.float64)) - stars
        away = candidate - users.mean(axis=0)
        return errors @ errors / 0.7 + away @ precision @ away

    for direction in np.vstack([np.eye(3), -np.eye(3)]):
        assert penalty(row) < penalty(row + 0.05 * direction)


def test_equal_scores_go_to_the_lower_position():
    scores = np.array([1, 3, 2, 3, 3, 0], dtype=np.float32)
    assert best_first(scores, np.array([1, 1, 1, 1, 0, 1], bool), 3) == [1, 3, 2]
    assert best_first(scores, np.zeros(6, bool), 3) == []


@pytest.mark.parametrize("model", ["svd", "pmf", "mf", "als"])
def test_half_a_star_pushes_away_what_five_bring(model, request):
    known = Interactions.from_frame(two_tastes(n_users=200).ratings)

    class Training:
        interactions = known

    spark = request.getfixturevalue("spark") if model == "als" else None
    fold_in = FoldInMethod(model, k=4, seed=1, spark=spark).fit(Training).fold_in_
    rated, alike = np.array([1, 3, 5]), known.movie_ids % 2 == 0  # movieIds 2, 4 and 6
    alike[rated] = False
    five = fold_in.scores(rated, np.full(3, 5.0, np.float32))
    half = fold_in.scores(rated, np.full(3, 0.5, np.float32))
    # What is like the rated films, against what is not: up with five stars, down with half a one.
    others = known.movie_ids % 2 == 1
    assert five[alike].mean() - five[others].mean() > half[alike].mean() - half[others].mean()
    assert half[alike].mean() < five[alike].mean()


@pytest.mark.parametrize("model", ["svd", "pmf", "mf", "als"])
def test_half_a_star_makes_the_sequels_sink(model, real_data, request):
    known = Interactions.from_frame(real_data.ratings)

    class Training:
        interactions = known

    spark = request.getfixturevalue("spark") if model == "als" else None
    fold_in = FoldInMethod(model, spark=spark).fit(Training).fold_in_
    for loved, parts in PARTS.items():
        at = known.movie_positions(np.array([loved], np.int32))
        sequels = known.movie_positions(np.array(parts, np.int32))
        half, five = (
            np.argsort(np.argsort(-fold_in.scores(at, np.array([stars], np.float32))))[sequels]
            for stars in (0.5, 5.0)
        )
        assert (five < half).all(), loved


@pytest.mark.parametrize("model", ["svd", "pmf", "mf"])
def test_picks_of_one_taste_bring_films_of_that_taste(model):
    data = two_tastes(n_users=200)
    known = Interactions.from_frame(data.ratings)
    method = FoldInMethod(model, k=4, seed=1)

    class Training:
        interactions = known

    scores = method.fit(Training).score(np.array([[1, 3, 5]])).best[0]  # movieIds 2, 4 and 6
    even = known.movie_ids % 2 == 0
    assert scores[even].mean() > scores[~even].mean()
    if model == "svd":
        best = best_first(scores, ~np.isin(np.arange(N_MOVIES), [1, 3, 5]), 5)
        assert even[best].sum() >= 4


def test_the_measurements_are_of_users_held_out(monkeypatch):
    from tests.support.tiny_taste import tiny_folds

    fold = tiny_folds(monkeypatch)[0]
    method = FoldInMethod("svd", k=4)
    assert np.nanmean(evaluate_fold(method, fold).metrics["ndcg@10"]) > 0.2
    found = held_out_ndcg(method, fold, two_tastes().ratings)
    assert 0 < len(found) <= 12
    assert ((found >= 0) & (found <= 1)).all()
