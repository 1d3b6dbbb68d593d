"""Made-up data of a wanted size: exact counts, long tails, and nothing that a reader refuses."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from benchmarks.made_up.films import FACTORS, Films, expected_counts, make_films
from benchmarks.made_up.ratings import FEWEST, activity, blocks_of_users, make_block
from benchmarks.shapes import SHAPES, Shape, holds, write_shape
from training.data.movielens import read_movielens

TINY = Shape("tiny", users=150, listed=420, rated=400, ratings=5_001)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_shape(TINY, tmp_path_factory.mktemp("shapes") / "tiny", seed=3, block=2_000)


@pytest.fixture(scope="module")
def ratings(folder):
    return pd.read_csv(folder / "ratings.csv")


def test_it_is_read_as_simulated_ratings_of_half_stars(folder):
    data = read_movielens(folder)
    assert data.simulated
    assert data.scale == (0.5, 5.0, 0.5)
    assert (len(data.ratings), len(data.movies), len(data.links)) == (5_001, 420, 420)
    assert data.movies["year"].notna().all()
    assert data.movies["title"].is_unique
    assert data.movies["genres"].ne("").all()


def test_users_films_and_ratings_are_as_many_as_asked_for(ratings):
    assert len(ratings) == TINY.ratings
    assert list(ratings["userId"].unique()) == list(range(1, TINY.users + 1))
    assert ratings["movieId"].nunique() == TINY.rated
    assert ratings.groupby("userId").size().min() >= FEWEST


def test_rows_are_sorted_and_no_pair_occurs_twice(ratings):
    pairs = ratings["userId"].to_numpy() * 1_000_000 + ratings["movieId"].to_numpy()
    assert (np.diff(pairs) > 0).all()


def test_tails_are_long(ratings):
    by_movie = ratings["movieId"].value_counts().to_numpy()
    assert by_movie[0] > 10 * np.median(by_movie)
    assert by_movie[:40].sum() > 0.3 * len(ratings)  # a tenth of the films
    by_user = ratings["userId"].value_counts().to_numpy()
    assert by_user[0] > 4 * np.median(by_user)


def test_the_same_seed_writes_the_same_files_and_another_does_not(folder, tmp_path):
    again = write_shape(TINY, tmp_path / "again", seed=3, block=2_000)
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["SIMULATED.txt", "links.csv", "movies.csv", "ratings.csv", "tags.csv"]
    assert all((again / name).read_bytes() == (folder / name).read_bytes() for name in names)
    other = write_shape(TINY, tmp_path / "other", seed=4, block=2_000)
    assert (other / "ratings.csv").read_bytes() != (folder / "ratings.csv").read_bytes()


def test_what_is_held_is_known_by_shape_and_seed(folder, tmp_path):
    assert holds(folder, TINY, 3)
    assert not holds(folder, TINY, 4)
    assert not holds(folder, SHAPES["1m"], 3)
    assert not holds(tmp_path, TINY, 3)


def test_many_films_are_rated_in_one_sitting(ratings):
    lasts = ratings.sort_values(["userId", "timestamp"]).groupby("userId")["timestamp"].diff()
    assert (lasts < 60).mean() > 0.9
    assert lasts.max() > 24 * 3600
    years = pd.to_datetime(ratings["timestamp"], unit="s").dt.year
    assert years.between(1995, 2023).all()
    assert years.nunique() > 10


def test_stars_follow_the_film_and_the_taste():
    """With everything known but chance, more than a third of the spread is explained."""
    films = make_films(np.random.default_rng(0), 400, 400, expected_counts(400, 5_000, 75))
    made = make_block(np.random.default_rng(1), films, np.full(40, 60), np.zeros(0, np.int64))
    # The block's first draw is its users' taste.
    taste = np.random.default_rng(1).normal(size=(40, FACTORS)) / np.sqrt(FACTORS)
    liking = (taste[made.users] * films.taste[made.movies]).sum(axis=1)
    known = np.column_stack([liking, films.bias[made.movies], np.eye(40)[made.users]])
    stars = made.half_stars / 2
    left = stars - known @ np.linalg.lstsq(known, stars, rcond=None)[0]
    assert left.var() < 0.66 * stars.var()


def test_what_is_settled_is_kept_and_counts_are_met_to_the_last_film():
    """One user has all films but one, one the fewest: the exact draw and the quick one."""
    films = make_films(np.random.default_rng(0), 90, 90, expected_counts(90, 800, 40))
    counts = np.array([89, 20, 1, 60])
    settled = np.array([3, 90 + 7, 2 * 90 + 89])
    made = make_block(np.random.default_rng(1), films, counts, settled)
    assert list(np.bincount(made.users)) == list(counts)
    keys = made.users * 90 + made.movies
    assert np.isin(settled, keys).all()
    assert (np.diff(keys) > 0).all()


def test_quick_and_exact_draws_have_the_same_law(monkeypatch):
    def shares(rounds: int) -> np.ndarray:
        monkeypatch.setattr("benchmarks.made_up.ratings._ROUNDS", rounds)
        nothing = np.zeros(0, np.int64)
        made = make_block(np.random.default_rng(5), films, np.full(4_000, 20), nothing)
        return np.bincount(made.movies, minlength=700) / 4_000

    films = make_films(np.random.default_rng(0), 700, 700, expected_counts(700, 80_000, 2_000))
    difference = shares(6) - shares(0)
    # Shares of 4,000 users, the same tastes: a standard error is at most 0.011.
    assert abs(difference).max() < 0.045
    assert abs(difference).mean() < 0.004


def test_popularity_falls_from_the_most_to_one():
    counts = expected_counts(3_706, 1_000_209, 3_020)
    assert counts[0] == pytest.approx(3_020)
    assert counts[-1] == pytest.approx(1)
    assert counts.sum() == pytest.approx(1_000_209)
    assert (np.diff(counts) < 0).all()


def test_blocks_hold_every_user_once_and_about_as_many_ratings_as_asked_for():
    counts = np.array([5, 5, 30, 2, 2, 2, 6])
    slices = list(blocks_of_users(counts, 10))
    assert [(one.start, one.stop) for one in slices] == [(0, 2), (2, 3), (3, 6), (6, 7)]


def test_impossible_shapes_are_refused():
    rng = np.random.default_rng(0)
    with pytest.raises(ValueError, match="10 users cannot have 100 ratings of 20 to 50 each"):
        activity(rng, 10, 100, 50, 1.0)
    with pytest.raises(ValueError, match="10 users cannot have 501 ratings"):
        activity(rng, 10, 501, 50, 1.0)
    with pytest.raises(ValueError, match="no long tail"):
        expected_counts(100, 20_000, 100)


def test_activity_reaches_both_ends():
    assert list(activity(np.random.default_rng(0), 10, 200, 50, 1.0)) == [20] * 10
    assert list(activity(np.random.default_rng(0), 10, 500, 50, 1.0)) == [50] * 10


def test_titles_are_unique_in_the_largest_shape():
    listed = SHAPES["320m"].listed
    nothing = np.zeros(0)
    films = Films(
        movie_ids=np.arange(listed, dtype=np.int32),
        years=np.full(listed, 2000, dtype=np.int32),
        genres=np.zeros((listed, 18), dtype=bool),
        rated=nothing.astype(np.int32),
        pull=nothing,
        taste=nothing.astype(np.float32),
        bias=nothing.astype(np.float32),
    )
    assert len(set(films.titles())) == listed
