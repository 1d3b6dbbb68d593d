"""The plain method and the tutorial's: neighbours of the picks, and films of matching users."""

import numpy as np
import pytest
from sklearn.metrics.pairwise import cosine_similarity

from training.methods.baselines import user_matches
from training.methods.baselines.plain import Plain, PlainParameters, film_votes
from training.methods.baselines.tutorial_draws import TutorialDraws
from training.methods.baselines.user_matches import UserMatches, match_users, predict_all
from training.models.ratings.biases import Biases


def test_predict_all_asks_for_every_pair(data, monkeypatch):
    monkeypatch.setattr(user_matches, "_PAIRS_AT_A_TIME", 40)
    known = data.interactions
    model = Biases().fit(known.frame(), data.movies)
    users, movies = np.array([1, 3, 8], dtype=np.int32), np.array([17, 2], dtype=np.int32)
    predicted = predict_all(model, known, users, movies)
    assert predicted.shape == (3, 2)
    for (row, column), stars in np.ndenumerate(predicted):
        user, movie = known.user_ids[users[[row]]], known.movie_ids[movies[[column]]]
        assert stars == pytest.approx(model.predict(user, movie)[0])


def test_user_matches_are_the_best_unseen_pairs(data):
    known = data.interactions
    matches = match_users(Biases, data, users_per_movie=3, films_per_user=4)
    seen = known.matrix().toarray() > 0
    model = Biases().fit(known.frame(), data.movies)
    everybody = np.arange(known.n_users, dtype=np.int32)
    predicted = predict_all(model, known, everybody, np.arange(known.n_movies, dtype=np.int32))
    for row, movie in enumerate(data.catalogue.movies):
        unseen = np.flatnonzero(~seen[:, movie])
        best = unseen[np.argsort(-predicted[unseen, movie], kind="stable")][:3]
        np.testing.assert_array_equal(matches.positions[matches.users[row][: len(best)]], best)
    np.testing.assert_array_equal(matches.predicted, predicted[matches.positions])
    for row, user in enumerate(matches.positions):
        films = np.flatnonzero(~seen[user] & data.catalogue.outside_less_known)
        best = films[np.argsort(-predicted[user, films], kind="stable")][:4]
        np.testing.assert_array_equal(matches.films[row][: len(best)], best)


def test_film_votes_by_hand():
    matches = UserMatches(
        positions=np.array([4, 9]),
        users=np.array([[0, 1], [1, -1]]),
        films=np.array([[2, 3], [3, -1]]),
        predicted=np.array([[0, 0, 4.0, 4.0], [0, 0, 2.0, 4.0]], dtype=np.float32),
    )
    expected = [[0, 0, 1.003, 1.504], [0, 0, 0.002, 1.004]]
    np.testing.assert_allclose(film_votes(matches), expected, rtol=1e-5)


def test_plain_ranks_neighbours_first(data, fold):
    scores = Plain(Biases, PlainParameters(neighbours=3)).fit(data).score(fold.cases.picks)
    stars = data.interactions.matrix().toarray().astype(np.float64)
    cosine = cosine_similarity(stars.T)
    outside = data.catalogue.outside_popular
    for row, triple in enumerate(fold.cases.picks[:5]):
        votes = np.zeros(len(outside))
        for pick in triple:
            nearest = sorted(np.flatnonzero(outside), key=lambda m: -cosine[pick, m])[:3]
            votes[nearest] += cosine[pick, nearest]
        best = np.argmax(votes)
        assert np.argmax(scores.popular[row]) == best
        assert scores.popular[row, votes > 0].min() > scores.popular[row, votes == 0].max()
    assert scores.less_known.shape == scores.popular.shape


def test_tutorial_draws_stay_in_their_pools(data, fold):
    method = TutorialDraws(Biases).fit(data)
    again = TutorialDraws(Biases).fit(data).score(fold.cases.picks)
    scores = method.score(fold.cases.picks)
    np.testing.assert_array_equal(scores.best, again.best)
    np.testing.assert_array_equal(scores.less_known, again.less_known)
    drawn = scores.popular >= 1
    assert drawn.sum(axis=1).max() <= 30
    less_known = scores.less_known >= 1
    assert not less_known[:, ~data.catalogue.outside_less_known].any()
