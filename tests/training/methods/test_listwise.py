import numpy as np
import pytest

from training.methods.blend.listwise import ListwiseParameters, Scaling, fit_listwise, softmax


def lists(n=200, seed=0):
    """The first feature decides what is relevant, the second is noise."""
    rng = np.random.default_rng(seed)
    features = rng.standard_normal((n, 10, 2)).astype(np.float32)
    relevant = features[:, :, 0] >= np.sort(features[:, :, 0], axis=1)[:, -2:-1]
    return features, relevant


def test_learns_which_feature_tells():
    features, relevant = lists()
    parameters = ListwiseParameters(epochs=60, lists_per_step=20)
    weights = fit_listwise(features, relevant, parameters, np.random.default_rng(0))
    assert weights[0] > 5 * abs(weights[1])
    best = (features @ weights).argmax(axis=1)
    assert relevant[np.arange(len(best)), best].mean() > 0.99


def test_lists_without_a_relevant_candidate_change_nothing():
    features, relevant = lists()
    empty = np.zeros_like(relevant[:50])
    both = fit_listwise(
        np.concatenate([features, features[:50] * 100]),
        np.concatenate([relevant, empty]),
        ListwiseParameters(),
        np.random.default_rng(0),
    )
    alone = fit_listwise(features, relevant, ListwiseParameters(), np.random.default_rng(0))
    assert both == pytest.approx(alone)


def test_a_penalty_draws_weights_towards_zero():
    features, relevant = lists()
    loose, tight = (
        fit_listwise(features, relevant, ListwiseParameters(l2=l2), np.random.default_rng(0))
        for l2 in (0.0, 10.0)
    )
    assert np.abs(tight).max() < np.abs(loose).max()


def test_scaling_standardizes_and_clips_extremes():
    features = np.zeros((1, 1000, 1), dtype=np.float32)
    features[0, 0, 0] = 1000.0
    scaling = Scaling.of(features)
    scaled = scaling.apply(features.copy())
    assert scaled[0, 0, 0] == pytest.approx(6.0)
    assert scaled[0, 1, 0] == pytest.approx(-scaling.mean[0] / scaling.deviation[0])


def test_softmax_sums_to_one():
    assert softmax(np.array([[1000.0, 1000.0, -1000.0]], np.float32)).tolist() == [[0.5, 0.5, 0.0]]
