"""What the signals need of the ratings, as sums over users.

Sums over two groups of users add up to those of both, and what is left when a part is
subtracted are the sums over all others: to leave out each of twelve parts in turn costs
as much as two passes over the ratings, and not thirteen.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tables.arrays.taste import LIKED
from training.data.blocks import Engine
from training.data.interactions import Interactions

DISLIKED = 3.0  # at most so many stars

_MINUTE, _HOUR = 60.0, 3600.0  # seconds
_FADING = 4 * 365 * 86400.0  # seconds in which a user's weight among those of late falls to 1/e
_TIME_ORIGIN = 1.2e9  # squares of seconds since then keep more digits than since 1970
_PAIRS_AT_A_TIME = 1 << 21  # of a pick and a candidate that one user likes: 100 MB


class UserSums(NamedTuple):
    """Sums over users, weighted by powers of a, the number of their ratings.

    C films of the catalogue are picks, K others candidates; ``_x`` says what a user
    did with the pick, then with the candidate.
    """

    # (C, K)
    liked_liked: NDArray[np.float64]  # weight a^-3/4
    liked_liked_equally: NDArray[np.float64]  # weight 1
    liked_liked_together: NDArray[np.float64]  # weight a^-1/2, times how close in time
    liked_liked_lately: NDArray[np.float64]  # weight a^-1/2, times how late the user rated
    liked_disliked: NDArray[np.float64]  # weight a^-1/2
    rated_rated: NDArray[np.float64]  # weight a^-1/2
    rated_liked: NDArray[np.float64]  # weight a^-3/4
    drawn_liked: NDArray[np.float64]  # weight 3 / n: the pick is in a random triple of the n liked
    # (C,)
    picks_liked: NDArray[np.float64]  # weight a^-3/4
    picks_liked_equally: NDArray[np.float64]  # weight 1
    picks_liked_root: NDArray[np.float64]  # weight a^-1/2
    picks_rated: NDArray[np.float64]  # weight a^-3/4
    picks_rated_root: NDArray[np.float64]  # weight a^-1/2
    picks_drawn: NDArray[np.float64]  # weight 3 / n
    # (K,)
    liked: NDArray[np.float64]  # weight a^-3/4
    liked_equally: NDArray[np.float64]  # weight 1
    liked_root: NDArray[np.float64]  # weight a^-1/2
    liked_shares: NDArray[np.float64]  # weight 1 / a
    liked_by_drawn: NDArray[np.float64]  # users with a triple
    rated: NDArray[np.float64]  # weight 1
    rated_root: NDArray[np.float64]  # weight a^-1/2
    disliked_root: NDArray[np.float64]  # weight a^-1/2
    stars: NDArray[np.float64]
    times: NDArray[np.float64]  # seconds since _TIME_ORIGIN
    # (C, C)
    drawn_pairs: NDArray[np.float64]  # weight 6 / (n (n - 1)): both are in a random triple
    # numbers
    users: float
    users_drawn: float  # who like three films of the catalogue
    all_ratings: float
    all_stars: float
    all_times: float
    all_squared_times: float

    def without(self, part: UserSums) -> UserSums:
        """The sums over those who are not in ``part``."""
        mine: tuple[Any, ...] = self
        return UserSums(*(all_ - some for all_, some in zip(mine, part, strict=True)))

    def fading_from(self, seconds: float) -> UserSums:
        """As if the time from which users fade had been earlier by so much."""
        return self._replace(liked_liked_lately=self.liked_liked_lately * np.exp(seconds / _FADING))

    @property
    def mean_time(self) -> float:
        """Of all ratings, in seconds since 1970."""
        return self.all_times / max(self.all_ratings, 1) + _TIME_ORIGIN

    @property
    def deviation_of_times(self) -> float:
        """Of all ratings, in seconds."""
        n = max(self.all_ratings, 1)
        return float(np.sqrt(max(self.all_squared_times / n - (self.all_times / n) ** 2, 0)))

    def mean_times(self) -> NDArray[np.float64]:
        """(K,) of each candidate's ratings, in seconds since 1970; that of all where unrated."""
        found: NDArray[np.float64] = np.divide(
            self.times + self.rated * _TIME_ORIGIN,
            self.rated,
            out=np.full(len(self.rated), self.mean_time),
            where=self.rated > 0.5,
        )
        return found


def sum_over_users(
    ratings: Interactions,
    catalogue: NDArray[np.integer],
    candidates: NDArray[np.integer],
    latest: float,
    engine: Engine,
) -> UserSums:
    """The sums over all users of ``ratings``, for picks and candidates (movie positions).

    ``latest`` (seconds since 1970) is when the last user's ratings were given on
    average: who rated at that time counts in full among those of late.
    """
    picks, films = catalogue.copy(), candidates.copy()
    return UserSums(*engine.total(ratings, lambda block: _of_block(block, picks, films, latest)))


def mean_times_of_users(ratings: Interactions) -> NDArray[np.float64]:
    """(U,) mean time of each user's ratings, in seconds since 1970; 0 for who has none."""
    counts = np.bincount(ratings.users, minlength=ratings.n_users)
    totals = np.bincount(ratings.users, ratings.timestamps - _TIME_ORIGIN, ratings.n_users)
    return np.where(counts > 0, totals / np.maximum(counts, 1) + _TIME_ORIGIN, 0.0)


def _of_block(
    block: Interactions, catalogue: NDArray[np.integer], films: NDArray[np.integer], latest: float
) -> UserSums:
    """The sums over the users of one block."""
    # Rows of those who are in the block alone.
    starts = np.diff(block.users, prepend=-1) != 0
    rows = np.cumsum(starts) - 1
    n_users = int(starts.sum())
    stars = block.ratings.astype(np.float64)
    times: NDArray[np.float64] = np.subtract(block.timestamps, _TIME_ORIGIN)
    activity = np.maximum(np.bincount(rows, minlength=n_users).astype(np.float64), 1)
    ages = latest - _TIME_ORIGIN - np.bincount(rows, times, n_users) / activity

    def matrix(keep: NDArray[np.bool_] | slice, values: NDArray[np.floating]) -> sparse.csr_array:
        return sparse.csr_array(
            (values[keep], (rows[keep], block.movies[keep])), shape=(n_users, block.n_movies)
        )

    ones = np.ones(len(rows))
    rated = matrix(slice(None), ones)
    liked = matrix(block.ratings >= LIKED, ones)
    disliked = matrix(block.ratings <= DISLIKED, ones)
    # A time is never 0 here, lest the sparse matrix lose it.
    when = matrix(block.ratings >= LIKED, times + 1 / 3)
    pick_liked, film_liked = liked[:, catalogue], liked[:, films]
    pick_rated, film_rated = rated[:, catalogue], rated[:, films]
    film_disliked = disliked[:, films]
    root, damped = activity**-0.5, activity**-0.75

    counts = np.diff(pick_liked.indptr)
    drawn = counts >= 3
    n = counts[drawn].astype(np.float64)
    draws, drawn_liked = pick_liked[drawn], film_liked[drawn]
    once, pairs = 3 / np.maximum(n, 1), 6 / np.maximum(n * (n - 1), 1)
    gram = _weighted(draws, draws, pairs)
    picks_drawn = draws.T @ once
    np.fill_diagonal(gram, picks_drawn)

    def of_films(values: NDArray[np.floating]) -> NDArray[np.float64]:
        found: NDArray[np.float64] = np.bincount(block.movies, values, block.n_movies)[films]
        return found

    return UserSums(
        liked_liked=_weighted(pick_liked, film_liked, damped),
        liked_liked_equally=_weighted(pick_liked, film_liked, np.ones(n_users)),
        liked_liked_together=_close_in_time(when[:, catalogue], when[:, films], root),
        liked_liked_lately=_weighted(pick_liked, film_liked, root * np.exp(-ages / _FADING)),
        liked_disliked=_weighted(pick_liked, film_disliked, root),
        rated_rated=_weighted(pick_rated, film_rated, root),
        rated_liked=_weighted(pick_rated, film_liked, damped),
        drawn_liked=_weighted(draws, drawn_liked, once),
        picks_liked=pick_liked.T @ damped,
        picks_liked_equally=pick_liked.T @ np.ones(n_users),
        picks_liked_root=pick_liked.T @ root,
        picks_rated=pick_rated.T @ damped,
        picks_rated_root=pick_rated.T @ root,
        picks_drawn=picks_drawn,
        liked=film_liked.T @ damped,
        liked_equally=film_liked.T @ np.ones(n_users),
        liked_root=film_liked.T @ root,
        liked_shares=film_liked.T @ (1 / activity),
        liked_by_drawn=drawn_liked.T @ np.ones(len(n)),
        rated=of_films(ones),
        rated_root=film_rated.T @ root,
        disliked_root=film_disliked.T @ root,
        stars=of_films(stars),
        times=of_films(times),
        drawn_pairs=gram,
        users=float(n_users),
        users_drawn=float(len(n)),
        all_ratings=float(len(rows)),
        all_stars=float(stars.sum()),
        all_times=float(times.sum()),
        all_squared_times=float(np.square(times).sum()),
    )


def _weighted(
    picks: sparse.csr_array, films: sparse.csr_array, weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """(C, K) the sum of ``weights`` (U,) over the users who are in both."""
    found: NDArray[np.float64] = ((sparse.diags_array(weights) @ picks).T @ films).toarray()
    return found


def _close_in_time(
    picks: sparse.csr_array, films: sparse.csr_array, weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """(C, K) the sum over users of exp(-dt / minute) + exp(-dt / hour) / 2, weighted.

    ``picks`` (U, C) and ``films`` (U, K) hold times in seconds. People rate films that
    remind them of each other in one go.
    """
    n_films = films.shape[1]
    total = np.zeros(picks.shape[1] * n_films)
    users = np.repeat(np.arange(picks.shape[0]), np.diff(picks.indptr))
    partners = np.diff(films.indptr)[users]  # of each pick of each user
    done = np.cumsum(partners)
    start = 0
    while start < len(users):
        before = done[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(done, before + _PAIRS_AT_A_TIME, "right")))
        of_pick = np.repeat(np.arange(start, stop), partners[start:stop])
        place = np.arange(len(of_pick)) - (done[of_pick] - partners[of_pick] - before)
        film = films.indptr[users[of_pick]] + place
        apart = np.abs(picks.data[of_pick] - films.data[film])
        close = np.exp(-apart / _MINUTE) + 0.5 * np.exp(-apart / _HOUR)
        close *= weights[users[of_pick]]
        pairs = picks.indices[of_pick].astype(np.int64) * n_films + films.indices[film]
        total += np.bincount(pairs, close, len(total))
        start = stop
    return total.reshape(-1, n_films)
