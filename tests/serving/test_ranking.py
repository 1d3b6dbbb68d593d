import numpy as np
import pytest

from serving.ranking import top_positions


def test_best_first_with_ties_to_the_lower_position():
    scores = np.array([[1.0, 3.0, -2.0, 3.0, 0.0], [-1.0, -3.0, -0.0, 0.0, -2.0]], np.float32)
    allowed = np.array([True, True, True, True, True])
    assert top_positions(scores, allowed, 3).tolist() == [[1, 3, 0], [2, 3, 0]]


def test_agrees_with_a_stable_sort():
    rng = np.random.default_rng(0)
    scores = rng.integers(-5, 5, (50, 40)).astype(np.float32)
    expected = np.argsort(-scores, axis=1, kind="stable")[:, :7]
    assert (top_positions(scores, np.ones(40, bool), 7) == expected).all()


def test_places_nobody_may_take_stay_empty():
    scores = np.array([[5.0, 4.0, 3.0]], np.float32)
    allowed = np.array([False, True, False])
    assert top_positions(scores, allowed, 5).tolist() == [[1, -1, -1, -1, -1]]


def test_a_score_that_is_no_number_is_refused():
    with pytest.raises(ValueError, match="not a number"):
        top_positions(np.array([[np.nan, 1.0]], np.float32), np.array([True, True]), 1)
