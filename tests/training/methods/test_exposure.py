import numpy as np

from training.methods.blend.exposure import exposure_prices


def shown(scores, films, prices, size):
    best = np.argsort(-(scores - prices[films]), axis=1)[:, :size]
    return np.bincount(np.take_along_axis(films, best, axis=1).ravel(), minlength=len(prices))


def crowd(n=400, n_films=30):
    """One film that everybody would be shown first."""
    rng = np.random.default_rng(0)
    scores = rng.standard_normal((n, n_films)).astype(np.float32)
    scores[:, 4] += 3
    return scores, np.tile(np.arange(n_films), (n, 1))


def test_no_film_is_shown_much_more_than_it_may():
    scores, films = crowd()
    assert shown(scores, films, np.zeros(30), 3).max() > 0.9 * 400
    prices = exposure_prices(scores, films, 30, 3, max_share=0.2)
    assert shown(scores, films, prices, 3).max() <= 0.22 * 400
    assert prices.argmax() == 4


def test_films_that_are_not_too_frequent_cost_nothing():
    scores, films = crowd()
    prices = exposure_prices(scores, films, 30, 3, max_share=0.5)
    assert np.flatnonzero(prices).tolist() == [4]


def test_a_film_that_is_nearly_good_enough_is_helped():
    scores, films = crowd()
    scores[:, 9] = np.sort(scores[:, :3], axis=1)[:, 0] - 0.3
    alone = exposure_prices(scores, films, 30, 3, max_share=0.5)
    helped = exposure_prices(scores, films, 30, 3, max_share=0.5, min_share=0.01)
    assert helped[9] < 0
    assert shown(scores, films, helped, 3)[9] >= shown(scores, films, alone, 3)[9]


def test_too_few_candidates_have_no_prices():
    scores, films = crowd(n_films=5)
    assert not exposure_prices(scores, films, 5, 5, max_share=0.1).any()
