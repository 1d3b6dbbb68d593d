"""Cosine nearest neighbours against the definition, and against the known answers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from training.data.interactions import Interactions
from training.models.catalogue import build_catalogue
from training.models.neighbours import nearest_neighbours


def _interactions(matrix: np.ndarray) -> Interactions:
    users, movies = np.nonzero(matrix)
    return Interactions.from_frame(
        pd.DataFrame(
            {
                "userId": users + 1,
                "movieId": movies * 10 + 10,
                "rating": matrix[users, movies],
                "timestamp": 0,
            }
        )
    )


def test_neighbours_are_those_of_the_definition():
    rng = np.random.default_rng(1)
    matrix = rng.integers(1, 6, (40, 30)) * (rng.random((40, 30)) < 0.4)
    interactions = _interactions(matrix)
    popular = np.arange(0, 30, 2)
    found = nearest_neighbours(interactions, popular)
    norms = np.linalg.norm(matrix, axis=0)
    distances = 1 - (matrix.T @ matrix) / np.outer(norms, norms)
    for movie in popular:
        others = sorted((distances[movie, o], o) for o in popular if o != movie)[:10]
        rows = found[found["movieId"] == movie * 10 + 10]
        assert rows["rank"].tolist() == list(range(1, 11))
        assert rows["neighborId"].tolist() == [o * 10 + 10 for _, o in others]
        assert rows["distance"].tolist() == pytest.approx([d for d, _ in others])


def test_a_movie_with_identical_twins_is_not_its_own_neighbour():
    matrix = np.tile([[4.0], [5.0], [3.0]], (1, 4))
    found = nearest_neighbours(_interactions(matrix), np.arange(4), k=2)
    assert found["neighborId"].tolist() == [20, 30, 10, 30, 10, 20, 10, 20]
    assert found["distance"].tolist() == pytest.approx([0] * 8, abs=1e-9)


@pytest.mark.parametrize(("popular", "rows"), [([], 0), ([1], 0), ([0, 1], 2)])
def test_few_popular_movies_have_few_neighbours(popular, rows):
    found = nearest_neighbours(_interactions(np.ones((3, 2))), np.array(popular, dtype=np.int32))
    assert len(found) == rows
    assert list(found.columns) == ["movieId", "rank", "neighborId", "distance"]


def test_known_answers_on_the_real_ratings(real_data):
    interactions = Interactions.from_frame(real_data.ratings)
    popular = np.flatnonzero(build_catalogue(interactions).popular)
    found = nearest_neighbours(interactions, popular)
    assert len(found) == 4500
    titles = real_data.movies.set_index("movieId")["title"]
    iron_man = titles.index[(titles == "Iron Man") & (real_data.movies["year"] == 2008).to_numpy()]
    nearest = found[found["movieId"] == iron_man[0]].head(4)
    assert titles[nearest["neighborId"]].tolist() == [
        "The Dark Knight",
        "WALL·E",
        "The Avengers",
        "Avatar",
    ]
    assert nearest["distance"].tolist() == pytest.approx([0.329, 0.332, 0.341, 0.376], abs=1e-3)
