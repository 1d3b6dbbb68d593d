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
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import svds

from training.data.interactions import LIKED, positions_of
from training.methods.base import Row, TrainingData

DISLIKED = 3.0  # at most so many stars

FACTS = (
    "likes of all",
    "ratings of all",
    "share of likes",
    "mean rating",
    "likes of light raters",
    "likes of heavy raters",
    "year of release",
    "time of rating",
    "tags of all",
)
LATENT_RANKS = (6, 12, 24, 48)
_MINUTE, _HOUR = 60.0, 3600.0  # seconds
_SMALL = 1e-9


@dataclass(frozen=True)
class Ratings:
    """Sparse (U, M) matrices of some users' ratings; both have the same pattern."""

    stars: sparse.csr_array
    timestamps: sparse.csr_array  # seconds since 1970-01-01 UTC

    def of_users(self, users: NDArray[np.int64]) -> Ratings:
        return Ratings(self.stars[users], self.timestamps[users])


@dataclass(frozen=True)
class Content:
    """What is known about the films without any rating, rows as in the vocabulary."""

    years: NDArray[np.float32]  # (M,) missing ones replaced by the median
    genres: sparse.csr_array  # (M, genres) TF-IDF, rows of length 1 (or 0)
    tags: sparse.csr_array  # (M, tags) likewise


@dataclass(frozen=True)
class Signal:
    """One table of votes of the catalogue's C films for the K candidates."""

    rows: NDArray[np.float32]  # (C, K)
    offset: float | None = None
    """Added to votes before their logarithm is taken; None where votes may be negative."""
    lists: tuple[Row, ...] = get_args(Row)
    """The lists of an answer in which it speaks."""


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
    activity = np.maximum(_sums(rated, axis=1), 1)
    pick_likes, likes = liked[:, catalogue], liked[:, candidates]
    pick_rates, rates = rated[:, catalogue], rated[:, candidates]
    together, lately = co_likes_in_time(ratings, liked, activity, catalogue, candidates)
    weak, strong = ridge_over_triples(pick_likes, likes, (4.0, 16.0))
    signals = {
        "likes": Signal(damped_cosine(pick_likes, likes, activity**-0.75), 0.003),
        "likes, equal users": Signal(
            damped_cosine(pick_likes, likes, activity**0.0, candidate_exponent=0.5), 0.003
        ),
        "ratings": Signal(damped_cosine(pick_rates, rates, activity**-0.5), 0.003),
        "rated, then liked": Signal(damped_cosine(pick_rates, likes, activity**-0.75), 0.003),
        "disliked": Signal(
            damped_cosine(pick_likes, disliked[:, candidates], activity**-0.5), 0.003
        ),
        "liked together": Signal(together, 0.003),
        "liked lately": Signal(lately, 0.003),
        "ridge, weak": Signal(weak, 0.004),
        "ridge, strong": Signal(strong, 0.004),
        "year": Signal(-np.abs(content.years[catalogue][:, None] - content.years[candidates]) / 10),
        "genres": Signal(_products(content.genres, catalogue, candidates)),
        "tags": Signal(_products(content.tags, catalogue, candidates)),
    }
    for rank, rows in latent_cosines(liked, activity, catalogue, candidates).items():
        signals[f"latent likes, {rank}"] = Signal(rows)
    for rank, rows in latent_cosines(rated, activity, catalogue, candidates, (12,)).items():
        signals[f"latent ratings, {rank}"] = Signal(rows)
    return Signals(
        {name: _stored(signal) for name, signal in signals.items()},
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
    common = (weighted.T @ candidates).toarray().astype(np.float64)
    pick_norms = np.maximum(_sums(weighted, axis=0), _SMALL)
    candidate_norms = np.maximum(candidates.T @ weights, _SMALL)
    return common / (pick_norms[:, None] ** 0.5 * candidate_norms**candidate_exponent)


def ridge_over_triples(
    picks: sparse.csr_array, likes: sparse.csr_array, penalties: tuple[float, ...]
) -> list[NDArray[np.float64]]:
    """For each penalty the (C, K) ridge regression of likes on all triples of all users.

    Every user with n >= 3 liked catalogue films stands for all of their C(n, 3)
    triples at once: a film is in a random triple with probability 3 / n, a pair
    of films with 6 / (n (n - 1)), which gives the regression in closed form. A
    third of the mean is added to each row, so that three rows sum to a probability.
    """
    counts = _sums(picks, axis=1)
    users = counts >= 3
    n, x, y = counts[users], picks[users].astype(np.float64), likes[users].astype(np.float64)
    if len(n) == 0:
        return [np.zeros((picks.shape[1], likes.shape[1])) for _ in penalties]
    once = sparse.csr_array(sparse.diags_array(3 / n) @ x)
    gram = (x.T @ (sparse.diags_array(6 / (n * (n - 1))) @ x)).toarray()
    np.fill_diagonal(gram, _sums(once, axis=0))
    mean = _sums(y, axis=0) / len(n)
    moment = (once.T @ y).toarray() - np.outer(_sums(once, axis=0), mean)
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
    damping = np.maximum(_sums(weighted, axis=0), 1e-3) ** -0.35
    weighted = sparse.csr_array(weighted @ sparse.diags_array(damping))
    vectors = _left_singular_vectors(weighted, max(ranks))
    found = {}
    for rank in ranks:
        embeddings = weighted.T @ vectors[:, :rank]
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
    means = _sums(ratings.timestamps, axis=1) / np.maximum(np.diff(ratings.stars.indptr), 1)
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


def film_facts(
    ratings: Ratings,
    liked: sparse.csr_array,
    rated: sparse.csr_array,
    activity: NDArray[np.float64],
    content: Content,
) -> NDArray[np.float64]:
    """(M, len(FACTS)) what holds for a film whatever was picked, popularity above all."""
    n_users = rated.shape[0]
    likes, counts = _sums(liked, axis=0), _sums(rated, axis=0)
    stars = _sums(ratings.stars, axis=0)
    mean = stars.sum() / max(counts.sum(), 1)
    times = ratings.timestamps.data
    middle, spread = times.mean(), max(times.std(), 1.0)
    rated_when = np.divide(
        _sums(ratings.timestamps, axis=0),
        counts,
        out=np.full(len(counts), middle),
        where=counts > 0,
    )
    return np.stack(
        [
            np.log((likes + 0.5) / n_users),
            np.log((counts + 0.5) / n_users),
            (likes + 0.9) / (counts + 2),  # share of likes, drawn towards 45%
            (stars + 3 * mean) / (counts + 3) - mean,
            np.log((liked.T @ (1 / activity) + 0.01) / n_users),
            np.log(likes + 0.5) - np.log(liked.T @ activity**-0.5 + 0.02),
            (content.years - 1990) / 15,
            (rated_when - middle) / spread,
            np.log1p(np.diff(content.tags.indptr)),
        ],
        axis=1,
    )


def ratings_of(data: TrainingData) -> Ratings:
    """The training ratings as sparse matrices."""
    interactions = data.interactions
    return Ratings(
        interactions.matrix(),
        sparse.csr_array(
            (interactions.timestamps.astype(np.float64), (interactions.users, interactions.movies)),
            shape=(interactions.n_users, interactions.n_movies),
        ),
    )


def content_of(data: TrainingData) -> Content:
    """Years, genres and the training users' tags of the movies in the vocabulary."""
    movie_ids = data.interactions.movie_ids
    movies = data.movies.set_index("movieId").reindex(movie_ids)
    years = movies["year"].astype("Float64").to_numpy(np.float64, na_value=np.nan)
    middle = np.nanmedian(years) if np.isfinite(years).any() else 2000.0
    genres = movies["genres"].fillna("").str.split("|").explode()
    tags = data.tags[data.tags["movieId"].isin(movie_ids)]
    return Content(
        years=np.where(np.isnan(years), middle, years).astype(np.float32),
        genres=_tf_idf(genres.index.to_numpy(np.int32), genres, movie_ids),
        tags=_tf_idf(
            tags["movieId"].to_numpy(np.int32), tags["tag"].str.lower().str.strip(), movie_ids
        ),
    )


def _stored(signal: Signal) -> Signal:
    rows = signal.rows if signal.offset is None else np.maximum(signal.rows, 0)
    return Signal(np.ascontiguousarray(rows, dtype=np.float32), signal.offset, signal.lists)


def _tf_idf(
    of_movies: NDArray[np.int32], words: pd.Series, movie_ids: NDArray[np.int32]
) -> sparse.csr_array:
    """(M, words) presence times inverse document frequency, rows of length 1."""
    present = (words != "").to_numpy(bool)
    vocabulary, columns = np.unique(words[present].to_numpy(str), return_inverse=True)
    rows = positions_of(of_movies[present], movie_ids)
    matrix = sparse.csr_array(
        (np.ones(len(rows)), (rows, columns)), shape=(len(movie_ids), len(vocabulary))
    )
    matrix.sum_duplicates()
    matrix.data[:] = 1
    frequency = np.log(len(movie_ids) / np.maximum(_sums(matrix, axis=0), 1))
    matrix = sparse.csr_array(matrix @ sparse.diags_array(frequency))
    lengths = np.sqrt(_sums(matrix.multiply(matrix), axis=1))
    return sparse.csr_array(sparse.diags_array(1 / np.maximum(lengths, 1e-6)) @ matrix)


def _left_singular_vectors(matrix: sparse.csr_array, rank: int) -> NDArray[np.float64]:
    """(U, <= rank) largest first; small problems exactly, large ones by Lanczos' method."""
    n_users = matrix.shape[0]
    if n_users <= 2000:
        return np.linalg.eigh((matrix @ matrix.T).toarray())[1][:, ::-1][:, :rank]
    start = np.ones(min(matrix.shape))
    vectors, values, _ = svds(matrix, k=min(rank, min(matrix.shape) - 1), v0=start)
    return vectors[:, np.argsort(-values)]


def _indicator(matrix: sparse.csr_array, keep: NDArray[np.bool_]) -> sparse.csr_array:
    found = sparse.csr_array(
        (keep.astype(np.float64), matrix.indices, matrix.indptr), shape=matrix.shape, copy=True
    )
    found.eliminate_zeros()
    return found


def _products(
    features: sparse.csr_array, catalogue: NDArray[np.int32], candidates: NDArray[np.int32]
) -> NDArray[np.float64]:
    return (features[catalogue] @ features[candidates].T).toarray()


def _row(matrix: sparse.csr_array, row: int) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    part = slice(matrix.indptr[row], matrix.indptr[row + 1])
    return matrix.indices[part], matrix.data[part]


def _sums(matrix: sparse.csr_array, axis: int) -> NDArray[np.float64]:
    return np.asarray(matrix.sum(axis=axis), dtype=np.float64).ravel()
