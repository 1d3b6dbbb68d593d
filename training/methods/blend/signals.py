"""What speaks for a film when three picks are known: simple signals, each in closed form.

A *signal* is a table with one row per catalogue film and one column per
candidate film; what a triple says about a candidate is a function of the sum of
the three rows. *Facts* belong to a candidate alone. ``blend.py`` learns how much
weight each deserves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from training.data.interactions import LIKED
from training.methods.base import Row
from training.methods.blend.facts import film_facts
from training.methods.blend.inputs import Content, Ratings, sums
from training.models.svd import decompose

DISLIKED = 3.0  # at most so many stars

LATENT_RANKS = (6, 12, 24, 48)
_MINUTE, _HOUR = 60.0, 3600.0  # seconds
_SMALL = 1e-9
_LARGEST_GRAM = 2000  # users or films; beyond, 48 singular values come sooner by products


@dataclass(frozen=True)
class Signal:
    """One table of votes of the catalogue's C films for the K candidates."""

    rows: NDArray[np.float32]  # (C, K)
    offset: float | None = None
    """Added to votes before their logarithm is taken; None where votes may be negative."""
    lists: tuple[Row, ...] = get_args(Row)
    """The lists of an answer in which it speaks."""

    @classmethod
    def of(
        cls,
        rows: NDArray[np.floating],
        offset: float | None = None,
        lists: tuple[Row, ...] = get_args(Row),
    ) -> Signal:
        """Stored in single precision, without the rounding below 0 that no logarithm takes."""
        votes = rows if offset is None else np.maximum(rows, 0)
        return cls(np.ascontiguousarray(votes, dtype=np.float32), offset, lists)


@dataclass(frozen=True)
class Signals:
    """All signals and facts from one group of users."""

    signals: dict[str, Signal]
    facts: NDArray[np.float32]  # (K, facts)


def compute_signals(
    ratings: Ratings,
    content: Content,
    catalogue: NDArray[np.int32],
    candidates: NDArray[np.int32],
) -> Signals:
    """Signals of ``candidates`` for picks from ``catalogue`` (both movie positions)."""
    liked = _indicator(ratings.stars, ratings.stars.data >= LIKED)
    disliked = _indicator(ratings.stars, ratings.stars.data <= DISLIKED)
    rated = _indicator(ratings.stars, ratings.stars.data > 0)
    activity = np.maximum(sums(rated, axis=1), 1)
    pick_likes, likes = liked[:, catalogue], liked[:, candidates]
    pick_rates, rates = rated[:, catalogue], rated[:, candidates]
    together, lately = co_likes_in_time(ratings, liked, activity, catalogue, candidates)
    weak, strong = ridge_over_triples(pick_likes, likes, (4.0, 16.0))
    signals = {
        "likes": Signal.of(damped_cosine(pick_likes, likes, activity**-0.75), 0.003),
        "likes, equal users": Signal.of(
            damped_cosine(pick_likes, likes, activity**0.0, candidate_exponent=0.5), 0.003
        ),
        "ratings": Signal.of(damped_cosine(pick_rates, rates, activity**-0.5), 0.003),
        "rated, then liked": Signal.of(damped_cosine(pick_rates, likes, activity**-0.75), 0.003),
        "disliked": Signal.of(
            damped_cosine(pick_likes, disliked[:, candidates], activity**-0.5), 0.003
        ),
        "liked together": Signal.of(together, 0.003),
        "liked lately": Signal.of(lately, 0.003),
        "ridge, weak": Signal.of(weak, 0.004),
        "ridge, strong": Signal.of(strong, 0.004),
        "year": Signal.of(
            -np.abs(content.years[catalogue][:, None] - content.years[candidates]) / 10
        ),
        "genres": Signal.of(_products(content.genres, catalogue, candidates)),
        "tags": Signal.of(_products(content.tags, catalogue, candidates)),
    }
    for rank, rows in latent_cosines(liked, activity, catalogue, candidates).items():
        signals[f"latent likes, {rank}"] = Signal.of(rows)
    for rank, rows in latent_cosines(rated, activity, catalogue, candidates, (12,)).items():
        signals[f"latent ratings, {rank}"] = Signal.of(rows)
    return Signals(
        signals,
        film_facts(ratings, liked, rated, activity, content)[candidates].astype(np.float32),
    )


def damped_cosine(
    picks: sparse.csr_array,
    candidates: sparse.csr_array,
    weights: NDArray[np.float64],
    candidate_exponent: float = 0.4,
) -> NDArray[np.float64]:
    """(C, K) weighted co-occurrence over users, divided by powers of how often each film occurs.

    Weights that fall with a user's activity are inverse user frequency (Breese,
    Heckerman and Kadie, UAI 1998): a like by someone who likes few films says more.
    """
    weighted = sparse.csr_array(sparse.diags_array(weights) @ picks)
    common: NDArray[np.float64] = (weighted.T @ candidates).toarray().astype(np.float64)
    pick_norms = np.maximum(sums(weighted, axis=0), _SMALL)
    candidate_norms = np.maximum(candidates.T @ weights, _SMALL)
    common /= pick_norms[:, None] ** 0.5 * candidate_norms**candidate_exponent
    return common


def ridge_over_triples(
    picks: sparse.csr_array, likes: sparse.csr_array, penalties: tuple[float, ...]
) -> list[NDArray[np.float64]]:
    """For each penalty the (C, K) ridge regression of likes on all triples of all users.

    Every user with n >= 3 liked catalogue films stands for all of their C(n, 3)
    triples at once: a film is in a random triple with probability 3 / n, a pair
    of films with 6 / (n (n - 1)), which gives the regression in closed form. A
    third of the mean is added to each row, so that three rows sum to a probability.
    """
    counts = sums(picks, axis=1)
    users = counts >= 3
    n, x, y = counts[users], picks[users].astype(np.float64), likes[users].astype(np.float64)
    if len(n) == 0:
        return [np.zeros((picks.shape[1], likes.shape[1])) for _ in penalties]
    once = sparse.csr_array(sparse.diags_array(3 / n) @ x)
    gram = (x.T @ (sparse.diags_array(6 / (n * (n - 1))) @ x)).toarray()
    np.fill_diagonal(gram, sums(once, axis=0))
    mean = sums(y, axis=0) / len(n)
    moment = (once.T @ y).toarray() - np.outer(sums(once, axis=0), mean)
    return [
        np.linalg.solve(gram + penalty * np.eye(len(gram)), moment) + mean / 3
        for penalty in penalties
    ]


def latent_cosines(
    matrix: sparse.csr_array,
    activity: NDArray[np.float64],
    catalogue: NDArray[np.int32],
    candidates: NDArray[np.int32],
    ranks: tuple[int, ...] = LATENT_RANKS,
) -> dict[int, NDArray[np.float64]]:
    """rank -> (C, K) cosine in the space of the largest singular vectors, rare films damped.

    Users are weighted by activity^-1/2 and films by their weighted sum^-0.35
    before the decomposition, as in PureSVD with popularity damping (Cremonesi,
    Koren and Turrin, RecSys 2010).
    """
    weighted = sparse.csr_array(sparse.diags_array(activity**-0.5) @ matrix.astype(np.float64))
    damping = np.maximum(sums(weighted, axis=0), 1e-3) ** -0.35
    weighted = sparse.csr_array(weighted @ sparse.diags_array(damping))
    largest = decompose(weighted, max(ranks), centred=False, largest_gram=_LARGEST_GRAM)
    films = largest.movie_vectors(largest.rank) * largest.singular_values
    found = {}
    for rank in ranks:
        embeddings = films[:, :rank]
        lengths = np.maximum(np.linalg.norm(embeddings, axis=1), 1e-6)
        picks = embeddings[catalogue] / lengths[catalogue, None]
        found[rank] = picks @ (embeddings[candidates] / lengths[candidates, None] ** 0.7).T
    return found


def co_likes_in_time(
    ratings: Ratings,
    liked: sparse.csr_array,
    activity: NDArray[np.float64],
    catalogue: NDArray[np.int32],
    candidates: NDArray[np.int32],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(C, K) co-likes given within minutes of each other, and co-likes by users of late.

    People rate films that remind them of each other in one go; the first table
    weighs a pair by exp(-dt / minute) + exp(-dt / hour) / 2. The second weighs a
    user by exp(-age / 4 years), age being that of their mean rating.
    """
    when = ratings.timestamps.multiply(liked).tocsr()
    when.eliminate_zeros()
    means = sums(ratings.timestamps, axis=1) / np.maximum(np.diff(ratings.stars.indptr), 1)
    ages = (means.max(initial=0) - means) / (365 * 86400)
    pick_times = sparse.csr_array(when[:, catalogue])
    candidate_times = sparse.csr_array(when[:, candidates])
    together = np.zeros((len(catalogue), len(candidates)))
    lately = np.zeros_like(together)
    for user in range(when.shape[0]):
        rows, t_rows = _row(pick_times, user)
        columns, t_columns = _row(candidate_times, user)
        apart = np.abs(t_rows[:, None] - t_columns)
        close = np.exp(-apart / _MINUTE) + 0.5 * np.exp(-apart / _HOUR)
        block = np.ix_(rows, columns)
        together[block] += close * activity[user] ** -0.5
        lately[block] += np.exp(-ages[user] / 4) * activity[user] ** -0.5
    weights = activity**-0.5
    pick_norms = np.maximum(liked[:, catalogue].T @ weights, _SMALL)[:, None] ** 0.5
    norms = pick_norms * np.maximum(liked[:, candidates].T @ weights, _SMALL) ** 0.4
    return together / norms, lately / norms


def _indicator(matrix: sparse.csr_array, keep: NDArray[np.bool_]) -> sparse.csr_array:
    found = sparse.csr_array(
        (keep.astype(np.float64), matrix.indices, matrix.indptr), shape=matrix.shape, copy=True
    )
    found.eliminate_zeros()
    return found


def _products(
    features: sparse.csr_array, catalogue: NDArray[np.int32], candidates: NDArray[np.int32]
) -> NDArray[np.float64]:
    products: NDArray[np.float64] = (features[catalogue] @ features[candidates].T).toarray()
    return products


def _row(matrix: sparse.csr_array, row: int) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    part = slice(matrix.indptr[row], matrix.indptr[row + 1])
    return matrix.indices[part], matrix.data[part]
