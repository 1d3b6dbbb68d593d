from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from tests.support.tiny_movielens import RATINGS, u_files, write_folder, write_zip
from training.data.movielens import read_movielens
from training.errors import DataError
from training.evaluation.rating_prediction import (
    PUBLISHED_SPLITS,
    published_splits,
    random_split,
    score_ratings,
)
from training.models.ratings.biases import Biases

MOVIES = pd.DataFrame({"movieId": np.array([1, 2, 3], dtype=np.int32)})


def frame(rows):
    ratings = pd.DataFrame(rows, columns=["userId", "movieId", "rating"])
    return ratings.assign(timestamp=0)


def test_a_random_split_is_a_tenth_and_follows_the_seed():
    ratings = frame([(user, movie, 3.0) for user in range(10) for movie in range(20)])
    split = random_split(ratings, 0)
    assert len(split.test) == 20
    together = pd.concat([split.train, split.test]).sort_values(["userId", "movieId"])
    pd.testing.assert_frame_equal(together, ratings)
    # The protocol itself: the first tenth of the permutation.
    rows = np.random.default_rng(0).permutation(200)[:20]
    assert split.test.index.tolist() == sorted(rows)
    pd.testing.assert_frame_equal(random_split(ratings, 0).test, split.test)
    assert not random_split(ratings, 1).test.equals(split.test)


def test_errors_are_measured_after_clipping():
    class Fixed:
        name = "fixed"

        def fit(self, ratings, movies):
            return self

        def predict(self, user_ids, movie_ids):
            return np.array([9.0, 3.0], dtype=np.float32)

    split = SimpleNamespace(name="s", train=frame([]), test=frame([(1, 1, 5.0), (1, 2, 4.0)]))
    scores = score_ratings(Fixed(), split, MOVIES, (0.5, 5.0, 0.5))
    assert scores.errors.tolist() == [0.0, -1.0]
    assert scores.rmse == pytest.approx(np.sqrt(0.5))
    assert scores.mae == pytest.approx(0.5)


def test_biases_solve_the_damped_equations():
    ratings = frame([(1, 1, 5.0), (1, 2, 4.0), (2, 1, 3.0), (3, 2, 1.0)])
    model = Biases(user_damping=2.0, movie_damping=3.0, rounds=200).fit(ratings, MOVIES)
    # Least squares over (users 1, 2, 3; movies 1, 2), the damping as extra rows.
    design = np.zeros((9, 5))
    for row, (user, movie) in enumerate([(0, 3), (0, 4), (1, 3), (2, 4)]):
        design[row, [user, movie]] = 1
    design[4:, :] = np.diag(np.sqrt([2.0, 2.0, 2.0, 3.0, 3.0]))
    target = np.concatenate([np.array([5.0, 4.0, 3.0, 1.0]) - 3.25, np.zeros(5)])
    expected = np.linalg.lstsq(design, target)[0]
    np.testing.assert_allclose(model.user_biases_[:3], expected[:3], atol=1e-9)
    np.testing.assert_allclose(model.movie_biases_[:2], expected[3:], atol=1e-9)


def test_biases_predict_the_mean_for_who_and_what_nobody_knows():
    model = Biases().fit(frame([(1, 1, 5.0), (2, 2, 2.0)]), MOVIES)
    assert model.predict(np.array([99]), np.array([3])) == pytest.approx([3.5])
    with pytest.raises(KeyError, match="4"):
        model.predict(np.array([1]), np.array([4]))


def test_real_ratings_have_the_known_error_of_biases(real_data):
    split = random_split(real_data.ratings, 0)
    scores = score_ratings(Biases(), split, real_data.movies, real_data.scale)
    assert scores.rmse == pytest.approx(0.875, abs=1e-3)


def split_files():
    lines = ["\t".join(map(str, row)) + "\n" for row in RATINGS]
    files = u_files()
    for i, name in enumerate(PUBLISHED_SPLITS):
        held_out = i % len(lines)
        files[f"{name}.base"] = "".join(lines[:held_out] + lines[held_out + 1 :]).encode()
        files[f"{name}.test"] = lines[held_out].encode()
    return files


@pytest.mark.parametrize("packed", [False, True])
def test_the_published_splits_are_read_from_folder_and_zip(tmp_path, packed):
    if packed:
        path = write_zip(tmp_path / "ml-100k.zip", split_files(), "ml-100k")
    else:
        path = write_folder(tmp_path / "ml-100k", split_files())
    data = read_movielens(path)
    splits = published_splits(data)
    assert [split.name for split in splits] == list(PUBLISHED_SPLITS)
    for i, split in enumerate(splits):
        user, movie, stars, _ = RATINGS[i % len(RATINGS)]
        assert split.test[["userId", "movieId", "rating"]].values.tolist() == [[user, movie, stars]]
        assert len(split.train) == len(RATINGS) - 1
    scores = score_ratings(Biases(), splits[0], data.movies, data.scale)
    assert 0 <= scores.mae <= 4


def test_no_published_splits_where_there_are_none(tmp_path):
    assert published_splits(read_movielens(write_folder(tmp_path / "ml", u_files()))) == []


def test_a_missing_half_of_a_published_split_is_named(tmp_path):
    files = split_files()
    del files["u3.test"]
    data = read_movielens(write_folder(tmp_path / "ml-100k", files))
    with pytest.raises(DataError, match=r"u3\.test is missing"):
        published_splits(data)
