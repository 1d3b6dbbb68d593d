from itertools import combinations

import numpy as np
import pytest
from scipy import sparse

from training.methods.blend.signals import damped_cosine, ridge_over_triples


def test_damped_cosine_by_hand():
    picks = sparse.csr_array(np.array([[1.0], [1.0], [0.0]]))
    films = sparse.csr_array(np.array([[1.0, 0.0], [1.0, 1.0], [0.0, 1.0]]))
    found = damped_cosine(picks, films, np.array([1.0, 0.5, 0.25]), candidate_exponent=1.0)
    assert found == pytest.approx(np.array([[1.5 / 1.5, 0.5 / 0.75]]) / np.sqrt(1.5))


def test_ridge_equals_the_regression_on_every_triple_written_out():
    rng = np.random.default_rng(0)
    picks = (rng.random((12, 5)) < 0.8).astype(float)
    likes = (rng.random((12, 3)) < 0.5).astype(float)
    penalty = 2.0
    rows, targets, weights = [], [], []
    users = np.flatnonzero(picks.sum(axis=1) >= 3)
    for user in users:
        triples = list(combinations(np.flatnonzero(picks[user]), 3))
        for triple in triples:
            rows.append(np.isin(np.arange(5), triple).astype(float))
            targets.append(likes[user])
            weights.append(1 / len(triples))
    x, w = np.array(rows), np.array(weights)[:, None]
    mean = likes[users].mean(axis=0)
    expected = np.linalg.solve(
        x.T @ (w * x) + penalty * np.eye(5), x.T @ (w * (np.array(targets) - mean))
    )
    (found,) = ridge_over_triples(sparse.csr_array(picks), sparse.csr_array(likes), (penalty,))
    assert found == pytest.approx(expected + mean / 3)
