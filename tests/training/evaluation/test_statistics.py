import numpy as np
import pytest
from scipy import stats

from training.evaluation.pick_three import over_users
from training.evaluation.statistics import holm, paired_difference, user_means


def test_user_means_leave_out_nan():
    users, means = user_means(np.array([1.0, 3.0, np.nan, 5.0]), np.array([9, 9, 4, 2]))
    assert users.tolist() == [2, 9]
    assert means.tolist() == [5.0, 2.0]


def test_paired_difference_is_scipys_paired_t_test_of_user_means():
    random = np.random.default_rng(0)
    user_ids = np.repeat(np.arange(40), 3)
    ours, theirs = random.random(120), random.random(120)
    found = paired_difference((ours, user_ids), (theirs, user_ids))
    our_means, their_means = (values.reshape(40, 3).mean(axis=1) for values in (ours, theirs))
    expected = stats.ttest_rel(our_means, their_means)
    assert found.p_value == pytest.approx(expected.pvalue)
    assert found.difference == pytest.approx(np.mean(our_means - their_means))
    assert found.standard_error == pytest.approx(stats.sem(our_means - their_means))
    assert found.users == 40


def test_only_shared_users_are_compared():
    found = paired_difference(
        (np.array([1.0, 2.0, 50.0]), np.array([1, 2, 3])),
        (np.array([0.0, 0.5, 70.0]), np.array([1, 2, 4])),
    )
    assert found.users == 2
    assert found.difference == pytest.approx(1.25)


def test_paired_difference_of_the_same_scores_is_no_evidence():
    values, user_ids = np.array([0.1, 0.4, 0.7]), np.array([1, 2, 3])
    assert paired_difference((values, user_ids), (values, user_ids)).p_value == 1.0


@pytest.mark.parametrize("users", [[], [7]])
def test_too_few_users_give_no_p_value(users):
    side = (np.ones(len(users)), np.array(users, dtype=np.int32))
    found = paired_difference(side, side)
    assert np.isnan(found.p_value)
    assert found.users == len(users)


def test_false_alarms_come_as_often_as_promised():
    """Users whose three cases go together: a test over cases would cry wolf far too often."""
    random = np.random.default_rng(1)
    user_ids = np.repeat(np.arange(50), 3)
    alarms = 0
    for _ in range(400):
        ours, theirs = (np.repeat(random.random(50), 3) for _ in range(2))
        alarms += paired_difference((ours, user_ids), (theirs, user_ids)).p_value < 0.05
    assert 0.02 < alarms / 400 < 0.09


def test_holm_by_hand():
    corrected = holm({"a": 0.01, "b": 0.04, "c": 0.03, "d": float("nan")})
    assert corrected["a"] == pytest.approx(0.03)
    assert corrected["c"] == pytest.approx(0.06)
    assert corrected["b"] == pytest.approx(0.06)  # never below a smaller p-value's
    assert np.isnan(corrected["d"])


def test_standard_error_over_users_with_equal_cases_is_that_of_user_means():
    random = np.random.default_rng(2)
    values = random.random((30, 3))
    _, error = over_users(values.ravel(), np.repeat(np.arange(30), 3))
    assert error == pytest.approx(stats.sem(values.mean(axis=1)))
