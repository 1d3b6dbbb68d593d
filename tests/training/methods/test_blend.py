import dataclasses

import numpy as np
import pytest

from serving.ranking import top_positions
from tests.support.tiny_taste import tiny_folds
from training.evaluation.pick_three import evaluate_fitted
from training.methods.base import RowScores
from training.methods.blend.blend import Blend, BlendParameters, draw_triples
from training.methods.blend.network_signals import cosines
from training.methods.blend.signals import Signal

TINY = BlendParameters(inner_folds=3, popular_shortlist=8, less_known_shortlist=10)


@pytest.fixture
def fold(monkeypatch):
    return tiny_folds(monkeypatch)[0]


@pytest.fixture
def blend(fold):
    return Blend(TINY).fit(fold.training)


def test_two_tastes_are_told_apart(fold, blend):
    result = evaluate_fitted(blend, fold)
    counts = fold.training.catalogue.counts.astype(np.float32)

    class MostRated:
        def score(self, picks):
            return RowScores.same(np.tile(counts, (len(picks), 1)))

    popular = evaluate_fitted(MostRated(), fold)
    assert result.metrics["ndcg@10"].mean() > popular.metrics["ndcg@10"].mean() + 0.1


def test_same_seed_same_scores_in_any_order_of_picks(fold, blend):
    again = Blend(TINY).fit(fold.training)
    picks = fold.cases.picks
    scores = blend.score(picks)
    assert (scores.best == again.score(picks).best).all()
    turned = blend.score(picks[:, ::-1])
    finite = np.isfinite(scores.less_known)
    assert (finite == np.isfinite(turned.less_known)).all()
    assert turned.less_known[finite] == pytest.approx(scores.less_known[finite], abs=1e-4)


def test_rows_are_as_full_as_they_can_be(fold, blend):
    catalogue, scores = fold.training.catalogue, blend.score(fold.cases.picks)
    for row, allowed in (
        (scores.popular, catalogue.outside_popular),
        (scores.less_known, catalogue.outside_less_known),
    ):
        chosen = top_positions(row, allowed, 5)
        assert ((chosen >= 0).sum(axis=1) == min(5, allowed.sum())).all()


def test_a_pick_outside_the_catalogue_is_refused(fold, blend):
    outside = np.flatnonzero(fold.training.catalogue.outside_popular)[0]
    picks = np.array([[outside, *fold.training.catalogue.movies[:2]]], dtype=np.int32)
    with pytest.raises(KeyError, match="not in the catalogue"):
        blend.score(picks)


def test_picks_of_a_films_own_taste_are_its_reasons(fold, blend):
    ids = fold.training.interactions.movie_ids
    catalogue = fold.training.catalogue.movies
    even = catalogue[ids[catalogue] % 2 == 0]
    odd = catalogue[ids[catalogue] % 2 == 1]
    picks = np.array([[even[0], odd[0], odd[1]]], dtype=np.int32)
    chosen = top_positions(blend.score(picks).best, np.ones(len(ids), bool), 6)
    shares = blend.contributions(picks, chosen, "best")[0]
    assert (shares >= 0).all()
    for film, share in zip(chosen[0], shares.T, strict=True):
        assert (share.argmax() == 0) == (ids[film] % 2 == 0)


def test_nothing_is_learned_where_nobody_likes_three_films_of_the_catalogue(fold):
    ratings = fold.training.interactions
    disliked = dataclasses.replace(ratings, ratings=np.full_like(ratings.ratings, 2.0))
    training = dataclasses.replace(fold.training, interactions=disliked)
    scores = Blend(TINY).fit(training).score(fold.cases.picks)
    assert np.isfinite(scores.best).any(axis=1).all()


def test_more_signals_come_from_the_same_users_and_speak_in_their_lists(fold):
    asked = []

    def more(users, picks, films):
        asked.append(users)
        rows = np.random.default_rng(0).standard_normal((len(picks), len(films)))
        return {
            "more open": Signal(rows.astype(np.float32)),
            "more shy": Signal(rows.astype(np.float32) ** 3, lists=("less_known",)),
        }

    blend = Blend(TINY, lambda data: more).fit(fold.training)
    everybody = np.arange(fold.training.interactions.n_users)
    assert asked[0].tolist() == everybody.tolist()
    left_out = np.concatenate([np.setdiff1d(everybody, users) for users in asked[1:]])
    assert sorted(left_out) == everybody.tolist()  # each user is left out of their own lists
    assert {"more open: sum", "more open: most", "more open: least"} <= set(blend.names_)
    assert all(blend.share("more open", row) > 0 for row in blend.weights_)
    assert blend.share("more shy", "less_known") > 0
    assert blend.share("more shy", "best") == blend.share("more shy", "popular") == 0


def test_triples_are_liked_and_different():
    likes = np.array([[1, 1, 1, 1, 0], [0, 1, 1, 0, 1]], dtype=bool)
    triples, owners = draw_triples(likes, np.array([0, 1]), 40, np.random.default_rng(0))
    assert sorted(map(tuple, triples[owners == 1].tolist())) == [(1, 2, 4)]
    assert len(set(map(tuple, triples[owners == 0].tolist()))) == 4
    assert likes[owners[:, None], triples].all()


def test_cosines_are_of_centred_embeddings():
    table = np.array([[2.0, 0.0], [4.0, 0.0], [3.0, 1.0], [3.0, -1.0]], dtype=np.float32)
    found = cosines(table, np.array([0, 2]), np.array([1, 3, 0]))
    assert found == pytest.approx(np.array([[-1, 0, 1], [0, -1, 0]]), abs=1e-6)
