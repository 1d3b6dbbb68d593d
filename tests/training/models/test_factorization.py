"""The gradient-trained models against the same fit written out in NumPy, and published numbers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from serving.rating_models import Y_RANGE
from tests.support.tiny_taste import two_tastes
from training.data.blocks import part_of
from training.data.holdout import random_holdout
from training.data.interactions import Interactions
from training.models.factorization.estimator import CONFIGS, Factorization
from training.models.factorization.fitting import (
    MOST_FASTER,
    MOST_STEPS,
    FitConfig,
    fit,
    grown,
    one_cycle,
)
from training.models.factorization.models import (
    DotProduct,
    EmbeddingNetwork,
    dropped,
    embedding_size,
)
from training.models.factorization.prediction import predict_pairs
from training.models.ratings.biases import Biases


@pytest.fixture(scope="module")
def known() -> Interactions:
    return Interactions.from_frame(two_tastes().ratings)


def test_one_cycle_rises_for_a_quarter_and_falls_for_the_rest():
    assert one_cycle(0, 5e-3) == pytest.approx(5e-3 / 25)
    assert one_cycle(0.25, 5e-3) == pytest.approx(5e-3)
    assert one_cycle(1, 5e-3) == pytest.approx(5e-8)
    assert one_cycle(0.125, 1.0) == pytest.approx((1 + 1 / 25) / 2)
    assert one_cycle(0.625, 1.0) == pytest.approx(0.5, abs=1e-5)


def test_on_more_ratings_batches_grow_and_many_epochs_become_fewer():
    few, many = FitConfig(), FitConfig(epochs=15, batch=2048, fewest_epochs=3)
    assert grown(few, 100_000) is few
    assert grown(many, 100_000) is many
    large = grown(few, 32_000_000)
    assert (large.epochs, large.batch) == (5, 5 * 32_000_000 // MOST_STEPS)
    assert large.learning_rate == MOST_FASTER * few.learning_rate
    assert [grown(many, n).epochs for n in (100_000, 500_000, 32_000_000)] == [15, 7, 3]
    # Between the two, nothing jumps.
    assert grown(few, 4 * few.batch * MOST_STEPS // 5).learning_rate == pytest.approx(
        few.learning_rate * min(MOST_FASTER, 2)
    )


def test_fits_of_one_size_share_what_is_compiled(known):
    learned, _ = random_holdout(known, seed=0)
    config = FitConfig(epochs=3, learning_rate=2e-2, batch=64)
    model = Factorization("mf", config, seed=1).fit_interactions(learned)
    steps = model._steps
    again = model.fit_interactions(known).model_
    assert model._steps is steps
    alone = Factorization("mf", config, seed=1).fit_interactions(known).model_
    assert again.users == pytest.approx(alone.users, abs=1e-4)
    assert again.movies == pytest.approx(alone.movies, abs=1e-4)  # with a mean of their own
    fewer = Interactions.from_frame(two_tastes(n_users=20).ratings)
    assert len(model.fit_interactions(fewer).model_.users) == fewer.n_users + 1


def test_a_share_is_left_out_and_the_mean_stays():
    values = np.random.default_rng(1).normal(3, 1, (400, 50)).astype(np.float32)
    first, second = (
        dropped(values, (np.float32(0.25), np.array([1, step], np.int32))).numpy()
        for step in (2, 3)
    )
    assert (first == 0).mean() == pytest.approx(0.25, abs=0.02)
    assert first[first != 0] == pytest.approx((values / 0.75)[first != 0])
    assert ((first == 0) != (second == 0)).mean() == pytest.approx(2 * 0.25 * 0.75, abs=0.02)


def test_the_size_rule_gives_the_published_sizes():
    # Howard and Gugger, "Deep Learning for Coders", chapter 8: ML-100K's users and titles.
    assert [embedding_size(n) for n in (944, 1635)] == [74, 101]
    assert embedding_size(10**6) == 600


@pytest.mark.parametrize("squashed", [True, False])
def test_the_fit_is_the_one_written_out(known, squashed):
    config = FitConfig(epochs=2, learning_rate=0.02, weight_decay=0.5, batch=64)
    model = DotProduct(known.n_users, known.n_movies, 0.5, squashed, seed=1, size=4)
    model((known.users[:1], known.movies[:1]))
    start = [weight.numpy().astype(np.float64) for weight in model.trainable_variables]
    curve = fit(model, known, config, seed=2)
    expected, losses = _written_out(start, known, config, squashed)
    for weight, value in zip(model.trainable_variables, expected, strict=True):
        assert weight.numpy() == pytest.approx(value, abs=2e-4)
    assert [row.train_mse for row in curve] == pytest.approx(losses, rel=1e-3)


def _written_out(start, known, config, squashed):
    """AdamW with decoupled decay on the same batches: gradients by hand, in float64."""
    weights = [weight.copy() for weight in start]
    p, q, b, c = weights  # the model's order: factors of users and movies, their biases
    first, second = ([np.zeros_like(w) for w in weights] for _ in range(2))
    random = np.random.default_rng(2)
    n, steps = len(known.ratings), len(known.ratings) // config.batch
    t, losses = 0, []
    for _ in range(config.epochs):
        total = 0.0
        order = random.permutation(n)
        for step in range(steps):
            rows = order[step * config.batch : (step + 1) * config.batch]
            u, m, stars = known.users[rows], known.movies[rows], known.ratings[rows]
            output = (p[u] * q[m]).sum(axis=1) + b[u, 0] + c[m, 0] + 0.5
            slope = np.ones(len(rows))
            if squashed:
                share = 1 / (1 + np.exp(-output))
                output, slope = Y_RANGE * share, Y_RANGE * share * (1 - share)
            total += np.mean((output - stars) ** 2)
            d = (2 * (output - stars) * slope / len(rows))[:, None]
            gradients = [np.zeros_like(w) for w in weights]
            for gradient, at, value in zip(
                gradients, (u, m, u, m), (d * q[m], d * p[u], d, d), strict=True
            ):
                np.add.at(gradient, at, value)
            rate = one_cycle(t / (config.epochs * steps), config.learning_rate)
            t += 1
            for w, g, mean, square in zip(weights, gradients, first, second, strict=True):
                w *= 1 - rate * config.weight_decay
                mean += 0.1 * (g - mean)
                square += 0.01 * (g**2 - square)
                corrected = rate * np.sqrt(1 - 0.99**t) / (1 - 0.9**t)
                w -= corrected * mean / (np.sqrt(square) + 1e-5)
        losses.append(total / steps)
    return weights, losses


@pytest.mark.parametrize("name", ["mf", "pmf", "nn"])
def test_arrays_predict_what_keras_predicts(known, name, monkeypatch):
    config = FitConfig(epochs=1, batch=64)
    model = Factorization(name, config, seed=1)._new_model(known)
    fit(model, known, config, seed=1)
    expected = model((known.users, known.movies)).numpy()
    arrays = model.as_arrays()
    found = predict_pairs(arrays, known.users, known.movies)
    assert found == pytest.approx(expected, abs=1e-4)
    monkeypatch.setattr("serving.rating_models.MOVIES_AT_ONCE", 7)
    table = arrays.score(slice(0, known.n_users), np.arange(known.n_movies))
    assert table[known.users, known.movies] == pytest.approx(expected, abs=1e-4)
    monkeypatch.setattr("training.models.factorization.prediction.PAIRS_AT_ONCE", 100)
    assert predict_pairs(arrays, known.users, known.movies) == pytest.approx(found, abs=1e-6)
    assert np.ptp(expected) > 0.1


@pytest.mark.parametrize("name", ["mf", "pmf", "nn"])
def test_two_tastes_are_told_apart(known, name):
    learned, held_out = random_holdout(known, seed=0)
    config = FitConfig(epochs=12, learning_rate=2e-2, weight_decay=0.05, batch=64)
    curve = Factorization(name, config, seed=1).fit_interactions(learned, held_out).curve_
    by_movie = np.bincount(learned.movies, learned.ratings) / np.bincount(learned.movies)
    without_taste = np.mean((by_movie[held_out.movies] - held_out.ratings) ** 2)
    assert [row.epoch for row in curve] == list(range(1, 13))
    assert curve[-1].validation_mse < 0.6 * without_taste


def test_ratings_held_out_of_what_is_learned_choose_the_configuration(known, monkeypatch):
    still = FitConfig(epochs=1, learning_rate=1e-9, batch=64)
    learning = FitConfig(epochs=12, learning_rate=2e-2, weight_decay=0.05, batch=64)
    model = Factorization("nn", seed=1)
    model.configs = (still, learning)
    assert model.fit_interactions(known).config_ is still  # 20 ratings per movie: not asked
    monkeypatch.setattr("training.models.factorization.estimator.RATINGS_TO_CHOOSE", 15)
    for configs in ((still, learning), (learning, still)):
        model.configs = configs
        assert model.fit_interactions(known).config_ is learning
        assert len(model.curve_) == 12
    assert Factorization("nn").configs == CONFIGS["nn"]
    assert Factorization("nn", still).configs == (still,)


@pytest.mark.parametrize("name", ["mf", "pmf", "nn"])
def test_unknown_users_and_unrated_movies_have_a_prediction(name):
    data = two_tastes()
    ratings = data.ratings[data.ratings["movieId"] != 7]
    model = Factorization(name, seed=1).fit(ratings, data.movies)
    stars = model.predict(np.array([1, 1, 9999], np.int32), np.array([1, 7, 1], np.int32))
    assert np.isfinite(stars).all()
    assert (stars > 0).all()
    with pytest.raises(KeyError):
        model.predict(np.array([1], np.int32), np.array([9999], np.int32))


def test_a_holdout_is_a_fifth_and_none_of_the_rest(known):
    learned, held_out = random_holdout(known, seed=0)
    assert len(held_out.ratings) == round(0.2 * len(known.ratings))
    pairs = {*zip(learned.users, learned.movies, strict=True)}
    assert not pairs & {*zip(held_out.users, held_out.movies, strict=True)}
    assert len(pairs) + len(held_out.ratings) == len(known.ratings)
    assert len(random_holdout(known, 0, 1e-9)[1].ratings) == 1
    with pytest.raises(ValueError, match="at least 2 ratings"):
        random_holdout(part_of(known, np.arange(len(known.ratings)) == 0), seed=0)


def test_the_networks_embeddings_differ_in_size(known):
    network = EmbeddingNetwork(943, 1682, seed=0)
    network((known.users[:1], known.movies[:1]))
    schemas = [tuple(weight.shape) for weight in network.trainable_variables]
    assert schemas[:3] == [(943, 74), (1682, 102), (176, 100)]


def test_ratings_of_the_shape_of_ml_100k_are_learned():
    """100,000 simulated ratings of 1,682 movies by 943 users, of known noise."""
    random = np.random.default_rng(4)
    chance = 1 / np.arange(5, 1687)
    cells = random.choice(943 * 1682, 200_000, p=np.tile(chance / chance.sum() / 943, 943))
    cells = random.permutation(np.unique(cells))[:100_000]
    users, movies = cells // 1682, cells % 1682
    taste, kind = random.normal(size=(943, 3)), random.normal(size=(1682, 3))
    truth = 3.5 + random.normal(0, 0.4, 943)[users] + random.normal(0, 0.5, 1682)[movies]
    truth += 0.35 * (taste[users] * kind[movies]).sum(axis=1)
    stars = np.clip(np.round(truth + random.normal(0, 0.8, len(truth))), 1, 5)
    frame = pd.DataFrame({"userId": users, "movieId": movies, "rating": stars, "timestamp": 0})
    held_out = random.random(len(frame)) < 0.2
    learned, unseen, films = frame[~held_out], frame[held_out], frame[["movieId"]].drop_duplicates()

    def mse(model):
        fitted = model.fit(learned, films)
        predicted = fitted.predict(unseen["userId"].to_numpy(), unseen["movieId"].to_numpy())
        return np.mean((predicted.clip(1, 5) - unseen["rating"]) ** 2)

    noise = np.mean((np.clip(truth, 1, 5) - stars)[held_out] ** 2)
    biases, factors = mse(Biases()), mse(Factorization("pmf", seed=1))
    assert factors - noise < 0.5 * (biases - noise)
