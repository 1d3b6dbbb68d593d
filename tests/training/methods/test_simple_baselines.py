"""Baselines without parameters: chance, popularity, similar films; and methods put together."""

import numpy as np
import pytest
from sklearn.metrics.pairwise import cosine_similarity

from tables.arrays.similar import WAYS
from training.methods.baselines.most_popular import MostPopular
from training.methods.baselines.random_order import RandomOrder
from training.methods.baselines.similar_films import SimilarFilms
from training.methods.blend.per_row import PerRow


def test_random_order_repeats_for_a_triple_in_any_order(data):
    method = RandomOrder().fit(data)
    scores = method.score(np.array([[0, 1, 2], [2, 0, 1], [0, 1, 3]])).best
    np.testing.assert_array_equal(scores[0], scores[1])
    assert not np.array_equal(scores[0], scores[2])


def test_most_popular_counts_likes(data, liked):
    scores = MostPopular().fit(data).score(np.array([[0, 1, 2], [3, 4, 5]])).best
    np.testing.assert_array_equal(np.floor(scores[0]), liked.sum(axis=0))
    np.testing.assert_array_equal(scores[0], scores[1])


def test_similar_films_are_summed_over_the_picks(data):
    picks = np.array([[0, 3, 5]])
    found = {way: SimilarFilms(way).fit(data).score(picks).best[0] for way in WAYS}
    ratings = data.interactions.matrix().toarray()
    # With as many components as the matrix has, the latent cosine is that of the ratings.
    expected = cosine_similarity(ratings.T)[picks[0]].sum(axis=0)
    assert found["collaborative"] == pytest.approx(expected, abs=1e-4)
    assert found["hybrid"] == pytest.approx(found["content"] + found["collaborative"], abs=1e-4)


def test_per_row_takes_each_list_from_its_own_method(data):
    first, second, third = MostPopular(), RandomOrder(1), RandomOrder(2)
    picks = np.array([[0, 1, 2]])
    scores = PerRow(first, second, third).fit(data).score(picks)
    np.testing.assert_array_equal(scores.best, first.score(picks).best)
    np.testing.assert_array_equal(scores.popular, second.score(picks).popular)
    np.testing.assert_array_equal(scores.less_known, third.score(picks).less_known)
