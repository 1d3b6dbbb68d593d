"""The built-in sample: deterministic, like real ratings in shape, and sensible to a person."""

import hashlib
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from training.data.interactions import Interactions
from training.data.movielens import MovieLens, read_movielens
from training.data.sample import RATERS, sample_films, write_sample
from training.errors import DataError
from training.models.catalogue import Catalogue, build_catalogue

GENRES = {
    "Action", "Adventure", "Animation", "Children", "Comedy", "Crime", "Documentary", "Drama",
    "Fantasy", "Film-Noir", "Horror", "Musical", "Mystery", "Romance", "Sci-Fi", "Thriller",
    "War", "Western",
}  # fmt: skip


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> MovieLens:
    return read_movielens(write_sample(tmp_path_factory.mktemp("data") / "matinee-sample"))


@pytest.fixture(scope="module")
def interactions(sample: MovieLens) -> Interactions:
    return Interactions.from_frame(sample.ratings, sample.movies["movieId"].to_numpy())


@pytest.fixture(scope="module")
def catalogue(interactions: Interactions) -> Catalogue:
    return build_catalogue(interactions)


def test_films_are_well_formed() -> None:
    films = sample_films()
    assert len(films) >= 400
    assert not films.duplicated(["title", "year"]).any()
    assert films["year"].between(1900, 2030).all()
    assert set(films["year"] // 10 * 10) >= set(range(1920, 2030, 10))
    used = set("|".join(films["genres"]).split("|"))
    assert used == GENRES
    assert films["fame"].between(1, 9).all()
    assert films["acclaim"].between(0.5, 5).all()
    assert (films["title"] == films["title"].str.strip()).all()


def test_titles_survive_the_layout(sample: MovieLens) -> None:
    films = sample_films()
    assert sample.movies["title"].tolist() == films["title"].tolist()
    assert sample.movies["year"].tolist() == films["year"].tolist()
    assert sample.movies["genres"].tolist() == films["genres"].tolist()


def test_said_to_be_simulated(sample: MovieLens) -> None:
    assert sample.simulated
    assert sample.name == "matinee-sample"


def test_the_same_bytes_every_time(sample: MovieLens, tmp_path: Path) -> None:
    again = read_movielens(write_sample(tmp_path / "again"))
    assert again.checksum == sample.checksum
    ratings = (tmp_path / "again" / "ratings.csv").read_bytes()
    # Golden: a change of films or of the simulation changes it, a change of machine must not.
    digest = hashlib.sha256(ratings).hexdigest()
    assert digest == "5d2164ac48af00d13f5a7f485a52b33066cf1b1ab9e5f523583d8038aaecf3ac"


def test_shape_of_real_ratings(sample: MovieLens) -> None:
    stars = sample.ratings["rating"]
    assert sample.ratings["userId"].nunique() == RATERS >= 600
    assert 50_000 <= len(stars) <= 80_000
    assert 3.4 <= stars.mean() <= 3.6
    assert stars.nunique() == 10
    assert sample.ratings.groupby("userId").size().min() >= 20
    means = sample.ratings.groupby("movieId")["rating"].mean()
    acclaim = sample_films().set_index("movieId")["acclaim"]
    assert means.corr(acclaim.reindex(means.index)) > 0.7


def test_long_tail(catalogue: Catalogue) -> None:
    assert len(catalogue.movies) == 100
    assert catalogue.outside_popular.sum() >= 100
    assert (catalogue.outside_less_known & (catalogue.counts >= 5)).sum() >= 120


@pytest.mark.parametrize("genre", ["Sci-Fi", "Romance", "Horror", "War", "Crime", "Animation"])
def test_three_of_a_genre_bring_that_genre(
    genre: str, sample: MovieLens, interactions: Interactions, catalogue: Catalogue
) -> None:
    of_genre = sample.movies["genres"].str.contains(genre).to_numpy()
    picks = [movie for movie in catalogue.movies if of_genre[movie]][:3]
    assert len(picks) == 3
    similarity = cosine_to(picks, interactions.matrix().toarray())
    for row in (catalogue.outside_popular, catalogue.outside_less_known):
        five = np.argsort(-np.where(row, similarity, -1))[:5]
        assert of_genre[five].sum() >= 3, sample.movies["title"].to_numpy()[five]


def cosine_to(picks: list[int], matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """(M,) summed cosine similarity of every movie's ratings to those of the picks."""
    unit = matrix / np.maximum(np.linalg.norm(matrix, axis=0), 1e-9)
    return (unit[:, picks].T @ unit).sum(axis=0)


def test_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataError, match="cannot be written"):
        write_sample(tmp_path / "file" / "sample")
