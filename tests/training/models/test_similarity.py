"""Similar films against scikit-learn on dense matrices, and against common sense."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.decomposition import TruncatedSVD
from sklearn.metrics.pairwise import cosine_similarity

from tests.support.tiny_taste import two_tastes
from training.data.interactions import Interactions
from training.models.similarity import (
    Similar,
    Space,
    collaborative_space,
    content_space,
    similar_in_ways,
)


def _similar(spaces: list[Space], prominence: np.ndarray, n: int = 10) -> Similar:
    """By the mean over all the spaces."""
    (found,) = similar_in_ways(spaces, [range(len(spaces))], prominence, n)
    return found


def _movies(*genres: str) -> pd.DataFrame:
    return pd.DataFrame({"movieId": np.arange(1, len(genres) + 1), "genres": genres})


def _tags(*rows: tuple[int, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["movieId", "tag"])


def test_the_collaborative_space_is_a_truncated_svd():
    known = Interactions.from_frame(two_tastes().ratings)
    space = collaborative_space(known, components=8)
    movies = known.matrix().toarray().T.astype(np.float64)
    reference = TruncatedSVD(8, algorithm="arpack").fit_transform(movies)
    assert space.embeddings @ space.embeddings.T == pytest.approx(
        cosine_similarity(reference), abs=1e-5
    )
    assert space.explained_variance[-1] == pytest.approx(
        np.square(reference).sum() / np.square(movies).sum()
    )
    assert (np.diff(space.explained_variance) > 0).all()


def test_the_nearest_are_those_of_all_cosines():
    known = Interactions.from_frame(two_tastes().ratings)
    space = collaborative_space(known, components=8)
    found = _similar([space], known.rating_counts(), n=5)
    cosines = cosine_similarity(space.embeddings)
    np.fill_diagonal(cosines, -2)
    assert found.cosines == pytest.approx(-np.sort(-cosines, axis=1)[:, :5], abs=1e-5)
    assert np.take_along_axis(cosines, found.positions, axis=1) == pytest.approx(
        found.cosines, abs=1e-5
    )


def test_tags_and_genres_decide_about_content():
    movies = _movies("Sci-Fi", "Sci-Fi|Comedy", "Western", "Western", "Romance", "")
    tags = _tags((1, "Time travel"), (5, "time TRAVEL"), (5, "time travel"), (4, "duel"))
    space = content_space(movies, tags, components=5)
    cosines = space.embeddings @ space.embeddings.T
    assert cosines[0, 4] > cosines[0, 3] + 0.1  # one tag in two spellings
    assert cosines[0, 1] > cosines[0, 2] + 0.1  # one genre
    assert space.known.tolist() == [True] * 5 + [False]


def test_all_components_keep_the_cosines_of_tf_idf():
    movies = _movies("Sci-Fi", "Sci-Fi|Comedy", "Western|Comedy", "Western")
    space = content_space(movies, _tags())
    # By hand: idf = ln((1 + n) / (1 + df)) + 1, and every genre is in two of four films.
    assert space.embeddings @ space.embeddings.T == pytest.approx(
        np.array(
            [
                [1, 0.5**0.5, 0, 0],
                [0.5**0.5, 1, 0.5, 0],
                [0, 0.5, 1, 0.5**0.5],
                [0, 0, 0.5**0.5, 1],
            ]
        ),
        abs=1e-6,
    )


def test_equal_films_come_in_order_of_prominence():
    space = Space(np.ones((4, 1), np.float32), np.ones(1))
    found = _similar([space], np.array([5, 9, 9, 7]), n=3)
    assert found.positions.tolist() == [[1, 2, 3], [2, 3, 0], [1, 3, 0], [1, 2, 0]]


def test_a_film_without_a_place_is_similar_to_none():
    placed = Space(np.array([[1.0], [1.0], [0.0]], np.float32), np.ones(1))
    found = _similar([placed], np.ones(3, int), n=2)
    assert found.positions.tolist() == [[1, -1], [0, -1], [-1, -1]]
    assert np.isnan(found.cosines[2]).all()
    # In the hybrid it has the place that the other space gives it.
    other = Space(np.array([[0.0], [1.0], [1.0]], np.float32), np.ones(1))
    both = _similar([placed, other], np.ones(3, int), n=2)
    assert both.positions[2].tolist() == [1, 0]
    assert both.cosines[2].tolist() == [0.5, 0]


def test_no_genres_and_no_tags_at_all():
    space = content_space(_movies("", ""), _tags())
    assert not space.known.any()


def test_known_answers_on_the_real_ratings(real_data):
    movie_ids = real_data.movies["movieId"].to_numpy(np.int32)
    known = Interactions.from_frame(real_data.ratings, movie_ids)
    spaces = [content_space(real_data.movies, real_data.tags), collaborative_space(known)]
    found = _similar(spaces, known.rating_counts())
    toy_story, toy_story_2 = np.searchsorted(movie_ids, (1, 3114))
    assert toy_story_2 in found.positions[toy_story]
    assert (found.positions[:, -1] >= 0).all()  # ten for every film
    assert spaces[1].explained_variance[-1] > 0.85
