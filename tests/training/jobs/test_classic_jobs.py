"""The classics of a run trained on the built-in sample, and rerun alone."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from serving.fold_in import FoldIn
from serving.predictions import Predictions
from serving.similar import SimilarMovies
from serving.users import Users
from tables import open_current, schemas
from tables.arrays.ratings import array_file
from tables.runs import RunStore
from tests.support.train import train
from training.data.sources import find_data
from training.jobs.registry import JOBS

CLASSICS = ("users", "svd", "similarity", "factorization", "als")


@pytest.fixture(scope="module")
def run(trained):
    return open_current(trained[0])


@pytest.fixture(scope="module")
def users(run):
    return Users(run)


@pytest.fixture(scope="module")
def predictions(run, users):
    return Predictions(run, users)


def test_every_file_of_a_step_is_published(run):
    names = [job.name for job in JOBS]
    assert names[names.index("users") : names.index("taste")] == list(CLASSICS)
    for step in JOBS:
        assert set(step.files) <= run.manifest.tables.keys(), step.name


def test_every_model_recommends_ten_unseen_films_to_every_user(run, users):
    assert users.models == tuple(schemas.MOVIES_BY_USER)
    for model in users.models:
        for user_id in users.ids[:20].tolist():
            found = [film.movieId for film in users.recommended(user_id, model)]
            seen = {film.movieId for film in users.rated_highest(user_id)}
            assert len(set(found)) == 10
            assert not seen & set(found)


def test_predictions_are_the_scores_of_the_lists(run, users, predictions):
    for model in predictions.models:
        listed = users.recommended(1, model)
        predicted = predictions.predict(1, [film.movieId for film in listed], model)
        assert predicted == pytest.approx([film.score for film in listed], abs=2e-3), model


def test_predictions_follow_what_users_rated(run, users, predictions):
    for model in predictions.models:
        pairs = [
            (film.rating, predictions.predict(user_id, [film.movieId], model)[0])
            for user_id in users.ids[:40].tolist()
            for film in users.rated_highest(user_id)
        ]
        given, predicted = np.array(pairs).T
        assert np.corrcoef(given, predicted)[0, 1] > 0.4, model


def test_somebody_new_with_a_taste_gets_that_taste(run, predictions):
    films = [film for film in run.movies if "Horror" in film.genres and film.ratings >= 40][:5]
    rivals = [film for film in run.movies if "Romance" in film.genres and film.ratings >= 40][:5]
    ratings = {film.movieId: 5.0 for film in films}
    found = [run.movies.get(film.movieId) for film in FoldIn(run, predictions).recommend(ratings)]
    other = [
        run.movies.get(film.movieId)
        for film in FoldIn(run, predictions).recommend({film.movieId: 5.0 for film in rivals})
    ]
    assert sum("Horror" in film.genres for film in found) > sum(
        "Horror" in film.genres for film in other
    )


def test_als_says_how_well_it_predicts_ratings_held_out(run, users, trained, tmp_path):
    rmse = run.manifest.settings["alsValidationRmse"]
    assert f"RMSE {rmse:.4f}" in trained[1]
    ratings = find_data("sample", tmp_path).ratings
    assert rmse < ratings["rating"].std()  # of predicting one mean for everybody
    rows_of_users = np.load(run.path / "als_users.npy")
    rows_of_movies = np.load(run.path / "als_movies.npy")
    rows = np.searchsorted(users.ids, ratings["userId"])
    columns = [run.movies.position(movie_id) for movie_id in ratings["movieId"]]
    seen = (rows_of_users[rows] * rows_of_movies[columns]).sum(axis=1) - ratings["rating"]
    assert rmse > np.sqrt(np.square(seen).mean())  # of the ratings that were learned from


def test_similar_films_share_genres(run):
    alike = [
        bool({*film.genres} & {*run.movies.get(other.movieId).genres})
        for film in run.movies
        for other in SimilarMovies(run).of(film.movieId, "content", limit=3)
    ]
    assert np.mean(alike) > 0.9


def test_the_variance_is_drawn(run):
    figure = (run.path / "figures" / "similarity-variance.svg").read_text()
    assert figure.startswith("<svg")
    assert "variance kept" in figure


def test_the_svd_is_recomputed_alone_with_another_k(trained, tmp_path):
    artifacts = shutil.copytree(trained[0], tmp_path / "artifacts", symlinks=True)
    before = open_current(artifacts)
    done = train(artifacts, "--data", "sample", "--steps", "svd", "--svd-k", "7")
    assert done.returncode == 0, done.stderr
    after = open_current(artifacts)
    assert after.id != before.id
    assert after.manifest.settings["svdK"] == 7
    assert np.load(after.path / array_file("svd", "movies")).shape[1] == 7
    unchanged = set(before.manifest.tables) - {"svd_movies.npy", "svd_times.csv"}
    unchanged -= {"svd_movies_by_user.csv", "svd_movies_by_user.npy"}
    for name in unchanged:
        assert after.manifest.tables[name] == before.manifest.tables[name]
    assert len(RunStore(artifacts).ids()) == 2


def test_a_k_beyond_the_rank_is_capped_and_said(trained, tmp_path):
    artifacts = shutil.copytree(trained[0], tmp_path / "artifacts", symlinks=True)
    beyond = ("--steps", "svd", "--svd-k", "100000")
    done = train(artifacts, "--data", "sample", *beyond, "--verbose")
    rank = open_current(artifacts).manifest.settings["svdRank"]
    assert f"k = 100000 is more than the rank of the matrix; {rank} is used" in done.stderr


def test_no_k_is_refused():
    done = train("anywhere", "--svd-k", "0")
    assert done.returncode == 2
    assert "expected 1 or more" in done.stderr
