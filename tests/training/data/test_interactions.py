"""Identifiers and positions never mix."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from training.data.interactions import Interactions

RATINGS = pd.DataFrame(
    {
        "userId": [7, 3, 7],
        "movieId": [50, 20, 20],
        "rating": [4.0, 2.5, 1.0],
        "timestamp": [1, 2, 3],
    }
)


def test_positions_index_sorted_identifiers():
    interactions = Interactions.from_frame(RATINGS)
    assert interactions.user_ids.tolist() == [3, 7]
    assert interactions.movie_ids.tolist() == [20, 50]
    assert interactions.matrix().toarray().tolist() == [[2.5, 0.0], [1.0, 4.0]]
    assert interactions.matrix(np.ones(3)).toarray().tolist() == [[1, 0], [1, 1]]
    assert interactions.rating_counts().tolist() == [2, 1]
    assert interactions.movie_positions(np.array([[50], [20]])).tolist() == [[1], [0]]
    assert interactions.user_positions(np.array([7])).tolist() == [1]


def test_the_frame_is_the_one_that_was_indexed():
    frame = Interactions.from_frame(RATINGS).frame()
    pd.testing.assert_frame_equal(frame, RATINGS, check_dtype=False)


def test_a_given_vocabulary_may_hold_unrated_movies():
    interactions = Interactions.from_frame(RATINGS, np.array([10, 20, 50], dtype=np.int32))
    assert interactions.rating_counts().tolist() == [0, 2, 1]


@pytest.mark.parametrize("unknown", [1, 30, 99])
def test_an_unknown_identifier_is_named(unknown):
    with pytest.raises(KeyError, match=str(unknown)):
        Interactions.from_frame(RATINGS).movie_positions(np.array([20, unknown]))


def test_a_rating_outside_the_vocabulary_is_refused():
    with pytest.raises(KeyError, match="50"):
        Interactions.from_frame(RATINGS, np.array([20], dtype=np.int32))


@pytest.mark.parametrize("largest", [12, 2**31 - 1])
def test_identifiers_are_found_with_a_table_and_by_a_sort_alike(largest: int) -> None:
    ids = np.array([7, 3, largest, 3, 0, 7], dtype=np.int32)
    frame = pd.DataFrame({"userId": ids, "movieId": ids[::-1], "rating": 4.0, "timestamp": 1})
    known = Interactions.from_frame(frame)
    assert known.user_ids.tolist() == known.movie_ids.tolist() == [0, 3, 7, largest]
    assert known.users.tolist() == [2, 1, 3, 1, 0, 2]
    assert known.movies.tolist() == [2, 0, 1, 3, 1, 2]
