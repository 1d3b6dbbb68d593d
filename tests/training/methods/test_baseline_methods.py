"""Each baseline against an independent, slower way to the same numbers."""

import json

import numpy as np
import pytest
from sklearn.metrics.pairwise import cosine_similarity

from tables.arrays.similar import WAYS
from tests.support.tiny_taste import tiny_folds
from training.evaluation.pick_three import evaluate_fold
from training.methods import registry
from training.methods.baselines.catalogue_rows import CatalogueRows, popularity_factor
from training.methods.baselines.ease import Ease, EaseParameters, ease_rows
from training.methods.baselines.implicit_als import fold_in
from training.methods.baselines.item_neighbours import (
    ItemNeighbours,
    ItemNeighboursParameters,
    keep_nearest,
)
from training.methods.baselines.latent_cosine import LatentCosine, LatentCosineParameters
from training.methods.baselines.most_popular import MostPopular
from training.methods.baselines.multinomial_autoencoder import (
    MultinomialAutoencoder,
    MultinomialAutoencoderParameters,
)
from training.methods.baselines.plain import Plain, PlainParameters, film_votes
from training.methods.baselines.random_order import RandomOrder
from training.methods.baselines.similar_films import SimilarFilms
from training.methods.baselines.tutorial_draws import TutorialDraws
from training.methods.baselines.user_matches import UserMatches, match_users, predict_all
from training.methods.baselines.weighting import Weighting
from training.methods.blend.per_row import PerRow
from training.models.ratings.biases import Biases


@pytest.fixture
def fold(monkeypatch):
    return tiny_folds(monkeypatch)[0]


@pytest.fixture
def data(fold):
    return fold.training


@pytest.fixture
def liked(data):
    """(U, M) 1 where a training user gave 4 stars or more."""
    return (data.interactions.matrix().toarray() >= 4).astype(np.float64)


def test_weighting_by_definition(data):
    stars = data.interactions.matrix().toarray()
    found = Weighting(like_from=3.0, star_exponent=2.0, user_exponent=0.5).matrix(data.interactions)
    kept = stars >= 3.0
    n = kept.sum(axis=1, keepdims=True)
    expected = np.where(kept, (stars / 5.0) ** 2 / np.sqrt(np.maximum(n, 1)), 0.0)
    np.testing.assert_allclose(found.toarray(), expected, rtol=1e-6)


def test_catalogue_rows_sum_and_name_a_stranger():
    rows = CatalogueRows(np.array([4, 1]), np.arange(10.0).reshape(2, 5))
    np.testing.assert_array_equal(
        rows.sum_over_picks(np.array([[4, 1, 4]])), [2 * np.arange(5.0) + np.arange(5.0, 10.0)]
    )
    with pytest.raises(KeyError, match="position 2"):
        rows.sum_over_picks(np.array([[4, 1, 2]]))


def test_popularity_factor_of_unrated_movies_is_one():
    np.testing.assert_allclose(popularity_factor(np.array([0, 1, 4]), -0.5), [1, 1, 0.5])


def test_random_order_repeats_for_a_triple_in_any_order(data):
    method = RandomOrder().fit(data)
    scores = method.score(np.array([[0, 1, 2], [2, 0, 1], [0, 1, 3]])).best
    np.testing.assert_array_equal(scores[0], scores[1])
    assert not np.array_equal(scores[0], scores[2])


def test_most_popular_counts_likes(data, liked):
    scores = MostPopular().fit(data).score(np.array([[0, 1, 2], [3, 4, 5]])).best
    np.testing.assert_array_equal(np.floor(scores[0]), liked.sum(axis=0))
    np.testing.assert_array_equal(scores[0], scores[1])


def test_item_neighbours_are_the_cosine_by_default(data, liked, fold):
    scores = ItemNeighbours().fit(data).score(fold.cases.picks).best
    cosine = cosine_similarity(liked.T)
    np.fill_diagonal(cosine, 0.0)
    expected = cosine[fold.cases.picks].sum(axis=1)
    np.testing.assert_allclose(scores, expected, atol=1e-6)


def test_shrunk_asymmetric_similarity_by_definition(data, liked, fold):
    parameters = ItemNeighboursParameters(
        shrinkage=3.0,
        pick_exponent=0.7,
        candidate_exponent=0.2,
        similarity_exponent=1.5,
        neighbours=9,
    )
    scores = ItemNeighbours(parameters).fit(data).score(fold.cases.picks[:1]).best[0]
    expected = np.zeros(liked.shape[1])
    norms = (liked**2).sum(axis=0)
    for pick in fold.cases.picks[0]:
        row = np.zeros(liked.shape[1])
        for movie in range(liked.shape[1]):
            if movie != pick:
                dot = liked[:, pick] @ liked[:, movie]
                row[movie] = (dot / (norms[pick] ** 0.7 * norms[movie] ** 0.2 + 3.0)) ** 1.5
        row[row < np.sort(row)[-9]] = 0.0
        expected += row
    np.testing.assert_allclose(scores, expected, rtol=1e-5)


def test_keep_nearest_keeps_ties():
    values = np.array([[3.0, 1.0, 2.0, 2.0], [4.0, 3.0, 2.0, 1.0]])
    keep_nearest(values, 2)
    assert values.tolist() == [[3.0, 0.0, 2.0, 2.0], [4.0, 3.0, 0.0, 0.0]]


@pytest.mark.parametrize("n_users", [12, 40])  # fewer and more than the 20 movies
def test_ease_rows_solve_the_constrained_least_squares(n_users):
    """Each column of B minimizes its own ridge problem with its diagonal entry left out."""
    random = np.random.default_rng(0)
    from scipy import sparse

    x = (random.random((n_users, 20)) < 0.3).astype(np.float64)
    penalty = random.uniform(1, 5, 20)
    rows = np.array([3, 0, 7])
    found = ease_rows(sparse.csr_array(x), penalty, rows)
    # Stationarity for column j: (X'X + diag(penalty)) B = X'X off the diagonal, per column, where
    # the penalty of weight B_ij is that of its row i.
    expected = np.zeros((20, 20))
    for j in range(20):
        others = np.delete(np.arange(20), j)
        left = x[:, others].T @ x[:, others] + np.diag(penalty[others])
        expected[others, j] = np.linalg.solve(left, x[:, others].T @ x[:, j])
    np.testing.assert_allclose(found, expected[rows], atol=1e-9)


def test_ease_scores_are_sums_of_weights(data, liked, fold):
    from scipy import sparse

    parameters = EaseParameters(regularization=20.0)
    scores = Ease(parameters).fit(data).score(fold.cases.picks).best
    n_movies = liked.shape[1]
    weights = ease_rows(sparse.csr_array(liked), np.full(n_movies, 20.0), np.arange(n_movies))
    np.testing.assert_allclose(scores, weights[fold.cases.picks].sum(axis=1), atol=1e-5)


def test_latent_cosine_against_a_full_svd(data, liked, fold):
    parameters = LatentCosineParameters(factors=5, singular_exponent=0.5, column_exponent=0.4)
    scores = LatentCosine(parameters).fit(data).score(fold.cases.picks).best
    norms = np.linalg.norm(liked, axis=0)
    norms[norms == 0] = 1.0
    _, sigma, vt = np.linalg.svd(liked / norms**0.4, full_matrices=False)
    cosine = cosine_similarity(vt[:5].T * sigma[:5] ** 0.5)
    expected = ((1 + cosine) / 2)[fold.cases.picks].sum(axis=1)
    rated = liked.any(axis=0)
    np.testing.assert_allclose(scores[:, rated], expected[:, rated], atol=1e-4)


def test_fold_in_is_the_weighted_least_squares_solution():
    random = np.random.default_rng(1)
    embeddings = random.normal(size=(30, 4)).astype(np.float32)
    picks = np.array([[3, 8, 20], [1, 2, 29]], dtype=np.int32)
    found = fold_in(embeddings, picks, confidence=7.0, regularization=0.5)
    for row, triple in enumerate(picks):
        # As a plain ridge regression on rows scaled by the root of their confidence.
        weights = np.ones(30)
        weights[triple] = 7.0
        target = np.zeros(30)
        target[triple] = 1.0
        left = np.vstack([np.sqrt(weights)[:, None] * embeddings, np.sqrt(0.5) * np.eye(4)])
        right = np.concatenate([np.sqrt(weights) * target, np.zeros(4)])
        expected = np.linalg.lstsq(left, right, rcond=None)[0]
        np.testing.assert_allclose(found[row], expected, rtol=1e-4, atol=1e-5)


def test_fold_in_agrees_with_the_package(data):
    als = pytest.importorskip(
        "implicit.cpu.als", reason="implicit is not installed: requirements-evaluation.txt"
    )
    from scipy import sparse

    model = als.AlternatingLeastSquares(
        factors=4, regularization=0.3, alpha=5.0, random_state=0, num_threads=1, use_cg=False
    )
    matrix = Weighting().matrix(data.interactions)
    model.fit(sparse.csr_matrix(matrix), show_progress=False)
    picks = np.array([[0, 4, 9], [1, 3, 5]], dtype=np.int32)
    users = np.zeros((2, matrix.shape[1]), dtype=np.float32)
    np.put_along_axis(users, picks, 1.0, axis=1)
    expected = model.recalculate_user(np.arange(2), sparse.csr_matrix(users))
    found = fold_in(model.item_factors, picks, confidence=5.0, regularization=0.3)
    np.testing.assert_allclose(found, expected, rtol=1e-3, atol=1e-5)


def test_implicit_als_learns_the_tastes(fold):
    pytest.importorskip("implicit", reason="implicit is not installed: requirements-evaluation.txt")
    from training.methods.baselines.implicit_als import ImplicitAls, ImplicitAlsParameters

    method = ImplicitAls(ImplicitAlsParameters(factors=2, regularization=5.0))
    assert _better_than_chance(method, fold)


@pytest.mark.parametrize("kl_weight", [0.0, 0.2])
def test_multinomial_autoencoder_learns_the_tastes(fold, kl_weight):
    parameters = MultinomialAutoencoderParameters(
        hidden=16, latent=8, kl_weight=kl_weight, epochs=60, batch_users=16, learning_rate=1e-2
    )
    method = MultinomialAutoencoder(parameters)
    assert _better_than_chance(method, fold)
    scores = method.score(fold.cases.picks[:2]).best
    np.testing.assert_allclose(np.exp(scores).sum(axis=1), 1.0, rtol=1e-4)


@pytest.mark.parametrize("method", [ItemNeighbours(), Ease(), LatentCosine()])
def test_linear_methods_learn_the_tastes(fold, method):
    assert _better_than_chance(method, fold)


def _better_than_chance(method, fold):
    found = evaluate_fold(method, fold).metrics["ndcg@10"].mean()
    return found > 1.3 * evaluate_fold(RandomOrder(), fold).metrics["ndcg@10"].mean()


def test_predict_all_asks_for_every_pair(data):
    predicted = predict_all(Biases(), data.interactions, data.movies)
    one = Biases().fit(data.interactions.frame(), data.movies)
    user, movie = 3, 17
    expected = one.predict(
        data.interactions.user_ids[[user]], data.interactions.movie_ids[[movie]]
    )[0]
    assert predicted.shape == (data.interactions.n_users, data.interactions.n_movies)
    assert predicted[user, movie] == pytest.approx(expected)


def test_user_matches_are_the_best_unseen_pairs(data):
    matches = match_users(Biases, data, users_per_movie=3, films_per_user=4)
    seen = data.interactions.matrix().toarray() > 0
    for row, movie in enumerate(data.catalogue.movies):
        unseen = np.flatnonzero(~seen[:, movie])
        best = unseen[np.argsort(-matches.predicted[unseen, movie], kind="stable")][:3]
        np.testing.assert_array_equal(matches.users[row][: len(best)], best)
    for user in range(len(seen)):
        films = np.flatnonzero(~seen[user] & data.catalogue.outside_less_known)
        best = films[np.argsort(-matches.predicted[user, films], kind="stable")][:4]
        np.testing.assert_array_equal(matches.films[user][: len(best)], best)


def test_film_votes_by_hand():
    matches = UserMatches(
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


def test_per_row_takes_each_list_from_its_own_method(data):
    first, second, third = MostPopular(), RandomOrder(1), RandomOrder(2)
    picks = np.array([[0, 1, 2]])
    scores = PerRow(first, second, third).fit(data).score(picks)
    np.testing.assert_array_equal(scores.best, first.score(picks).best)
    np.testing.assert_array_equal(scores.popular, second.score(picks).popular)
    np.testing.assert_array_equal(scores.less_known, third.score(picks).less_known)


def test_similar_films_are_summed_over_the_picks(data):
    picks = np.array([[0, 3, 5]])
    found = {way: SimilarFilms(way).fit(data).score(picks).best[0] for way in WAYS}
    ratings = data.interactions.matrix().toarray()
    # With as many components as the matrix has, the latent cosine is that of the ratings.
    expected = cosine_similarity(ratings.T)[picks[0]].sum(axis=0)
    assert found["collaborative"] == pytest.approx(expected, abs=1e-4)
    assert found["hybrid"] == pytest.approx(found["content"] + found["collaborative"], abs=1e-4)


def test_every_registered_method_can_be_made():
    for name in registry.method_names():
        assert registry.create_method(name).name == name


def test_tuned_parameters_belong_to_their_grids():
    from training.evaluation.tuning.pick_three import SPACES

    tuned = json.loads(registry.TUNED_PARAMETERS.read_text(encoding="utf-8"))
    assert set(tuned) == set(registry.TUNABLE) == set(SPACES)
    for name, entry in tuned.items():
        for row in ("best", "popular", "lessKnown"):
            for parameter, value in entry[row].items():
                assert value in SPACES[name].grid[parameter], (name, row, parameter)


def test_an_unknown_method_is_named():
    with pytest.raises(KeyError, match="no-such-method"):
        registry.create_method("no-such-method")
