"""What a model of ratings publishes, on two tastes and without a training."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from serving.rating_models import DotProductModel, NetworkModel
from tables import schemas
from tests.support.tiny_taste import two_tastes
from training.data.interactions import Interactions
from training.jobs import factorization
from training.jobs.rating_models import publish_rating_model


class Context:
    """The ratings, and what was written of them."""

    def __init__(self):
        movies = two_tastes().movies
        ratings = two_tastes(n_users=70).ratings
        self.interactions = Interactions.from_frame(ratings[ratings["movieId"] != 3])
        self.data = SimpleNamespace(movies=movies, scale=(0.5, 5.0))
        self.frames, self.arrays, self.settings = {}, {}, {}
        self.draft = SimpleNamespace(
            write_array=self.arrays.__setitem__, add_settings=self.settings.update
        )

    def write_frame(self, schema, frame):
        self.frames[schema] = frame


def rows(n, width):
    return np.random.default_rng(n).normal(size=(n, width)).astype(np.float32)


def test_rows_and_lists_of_a_model():
    context = Context()
    known = context.interactions
    # One user more than there are, who stands for everybody else.
    model = DotProductModel(rows(known.n_users + 1, 4), rows(known.n_movies, 4), squashed=False)
    publish_rating_model(context, "mf", model)
    assert len(context.arrays["mf_users.npy"]) == known.n_users
    published = context.arrays["mf_movies.npy"]
    assert len(published) == len(context.data.movies)
    assert not published[context.data.movies["movieId"] == 3].any()
    best = context.frames[schemas.MOVIES_BY_USER["mf"]]
    assert best["score"].between(0.5, 5).all()
    raw = model.score(slice(0, known.n_users), slice(None))
    assert best["score"].max() == pytest.approx(min(5, raw.max()))


@pytest.mark.parametrize(("most_pairs", "scored"), [(10**9, None), (70 * 12, 12)])
def test_the_networks_lists_are_of_as_many_films_as_there_is_time_for(
    most_pairs, scored, monkeypatch, caplog
):
    monkeypatch.setattr(factorization, "MOST_PAIRS", most_pairs)
    context = Context()
    known = context.interactions
    network = NetworkModel(rows(known.n_users, 4), rows(known.n_movies, 4), rows(5, 3), rows(4, 1))
    factorization._publish_network(context, network)
    assert context.settings == {"nnMoviesScored": scored or known.n_movies}
    listed = context.frames[schemas.MOVIES_BY_USER["nn"]]["movieId"].nunique()
    assert len(context.arrays["nn_movies.npy"]) == len(context.data.movies)
    if scored is None:
        assert listed > 12
        assert not caplog.records
    else:
        assert 1 < listed <= scored
        assert f"the {scored} most rated of {known.n_movies} films" in caplog.text
