"""The network's signals on a tiny network, against slow loops over its predictions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.support.tiny_taste import tiny_folds
from training.methods.base import TrainingData
from training.methods.blend.network_signals import PREFIX, NetworkSignals, of_new_network
from training.models.dnmf.config import DnmfConfig
from training.models.dnmf.estimator import Dnmf

SMALL = DnmfConfig(embedding_size=4, hidden_units=(6, 3), max_epochs=3)


@pytest.fixture(scope="module")
def training() -> TrainingData:
    with pytest.MonkeyPatch.context() as monkeypatch:
        return tiny_folds(monkeypatch)[0].training


@pytest.fixture(scope="module")
def signals(training: TrainingData) -> NetworkSignals:
    return of_new_network(lambda: Dnmf(SMALL, seed=1, epochs=3), training)


def asked(training: TrainingData) -> tuple[np.ndarray, np.ndarray]:
    outside = training.catalogue.outside_popular | training.catalogue.outside_less_known
    return training.catalogue.movies, np.flatnonzero(outside)


def test_they_are_what_the_network_predicts(training, signals):
    picks, films = asked(training)
    everybody = np.arange(training.interactions.n_users)
    found = {
        name.removeprefix(PREFIX): signal.rows
        for name, signal in signals(everybody, picks, films).items()
    }
    network, ids = signals._network, training.interactions.movie_ids

    def predicted(movies):
        users = np.repeat(training.interactions.user_ids, len(movies))
        stars = network.predict(users, np.tile(ids[movies], len(everybody)))
        return stars.reshape(len(everybody), -1) - network.users_.bias[:, None]

    of_picks, of_films = predicted(picks), predicted(films)
    stars = training.interactions.matrix().toarray()
    weights = (stars > 0).sum(axis=1) ** -0.5
    quality = np.average(of_films, axis=0, weights=weights)
    assert found["quality"][2] == pytest.approx(quality, abs=1e-4)
    pick, film = 3, 5
    assert found["alike"][pick, film] == pytest.approx(
        np.corrcoef(of_picks[:, pick], of_films[:, film])[0, 1], abs=1e-3
    )
    fans = stars[:, picks[pick]] >= 4
    above = weights[fans] @ (of_films[fans, film] - quality[film])
    expected = above / (weights[fans].sum() + 3 * weights.mean())
    assert found["fans"][pick, film] == pytest.approx(expected, abs=1e-4)
    assert (found["likely"] >= 0).all()
    assert found["factors"].shape == (len(picks), len(films))
    assert np.abs(found["factors"]).max() <= 1 + 1e-5


def test_who_is_left_out_has_no_part(training, signals):
    picks, films = asked(training)
    ratings = training.interactions
    group = np.arange(5, ratings.n_users)

    def with_hatred_of(users):
        stars = np.where(users, 0.5, ratings.ratings).astype(np.float32)
        changed = replace(training, interactions=replace(ratings, ratings=stars))
        return NetworkSignals(signals._network, changed)(group, picks, films)

    before = signals(group, picks, films)
    after = with_hatred_of(ratings.users < 5)  # whatever the others think
    for name in before:
        assert after[name].rows == pytest.approx(before[name].rows, abs=1e-6)
    moved = with_hatred_of(ratings.users == 6)
    assert any(np.abs(moved[n].rows - before[n].rows).max() > 1e-3 for n in before)
