"""Ratings that nobody gave, a block of users at a time: who rates what, with what stars, when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.made_up.films import FACTORS, Films

FEWEST = 20  # ratings of a user; MovieLens publishes no user with fewer

_FIRST_SECOND = 789_652_800  # 1995-01-10 UTC, about when MovieLens' oldest ratings were given
_LAST_SECOND = 1_703_980_800  # 2023-12-31 UTC
_SITTING = 60  # ratings in a row, on average
_PAUSE = 40 * 24 * 3600  # seconds between sittings, on average

_CHOICE = 1.2  # how strongly taste decides what is seen, in log odds by unit of taste
_MEAN, _USERS_SPREAD, _CHANCE = 3.2, 0.4, 0.75  # stars
_TASTE_SPREAD = 0.45  # stars

_ROUNDS = 12  # of draws with rejection, before what is missing is drawn exactly


@dataclass(frozen=True)
class Block:
    """Ratings of consecutive users, sorted by user and movie; positions count from 0."""

    users: NDArray[np.int64]  # (N,)
    movies: NDArray[np.int64]  # (N,) positions among the rated films
    half_stars: NDArray[np.int8]  # (N,) 1 to 10
    seconds: NDArray[np.int64]  # (N,) since 1970-01-01 UTC


def activity(
    rng: np.random.Generator, users: int, ratings: int, most: int, spread: float
) -> NDArray[np.int64]:
    """(users,) ratings of each: ``FEWEST`` and a log-normal tail up to ``most``.

    They sum to ``ratings``; ``spread`` is the standard deviation of the tail's logarithm. Raises
    ``ValueError`` where so many users cannot have so many ratings.
    """
    beyond = ratings - FEWEST * users
    if not 0 <= beyond <= (most - FEWEST) * users:
        raise ValueError(f"{users} users cannot have {ratings} ratings of {FEWEST} to {most} each")
    tail = rng.lognormal(0, spread, users)
    low, high = 0.0, (most - FEWEST + 1) / tail.min()
    for _ in range(100):
        scale = (low + high) / 2
        if _scaled(tail, scale, most).sum() <= beyond:
            low = scale
        else:
            high = scale
    counts = FEWEST + _scaled(tail, low, most)
    while missing := int(ratings - counts.sum()):
        free = np.flatnonzero(counts < most)
        counts[rng.permutation(free)[:missing]] += 1
    return counts


def _scaled(tail: NDArray[np.float64], scale: float, most: int) -> NDArray[np.int64]:
    return np.minimum(tail * scale, most - FEWEST).astype(np.int64)


def first_raters(
    rng: np.random.Generator, counts: NDArray[np.int64], rated: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """A user for each rated film, so that none is left out: (users ascending, movies).

    Nobody is dealt more films than they have ratings.
    """
    ends = np.cumsum(counts)
    places = rng.choice(int(ends[-1]), rated, replace=False, shuffle=False)
    users = np.searchsorted(ends, places, side="right")
    order = np.argsort(users, kind="stable")
    return users[order], rng.permutation(rated)[order]


def blocks_of_users(counts: NDArray[np.int64], size: int) -> Iterator[slice]:
    """Slices of users with about ``size`` ratings each, and never less than one user."""
    ends = np.cumsum(counts)
    start = 0
    while start < len(counts):
        before = int(ends[start - 1]) if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, before + size, side="right")))
        yield slice(start, stop)
        start = stop


def make_block(
    rng: np.random.Generator,
    films: Films,
    counts: NDArray[np.int64],
    taken: NDArray[np.int64],
) -> Block:
    """Make the ratings of a block of users.

    ``counts`` are the users' numbers of ratings, ``taken`` the ratings that are settled, as
    ``user * R + movie`` (ascending). Users draw films one after another, each by popularity and
    taste, and none twice.
    """
    n_users, n_movies = len(counts), len(films.pull)
    taste = rng.normal(size=(n_users, FACTORS)).astype(np.float32) / np.sqrt(FACTORS)
    keys = _draw(rng, films, taste, counts, taken)
    users, movies = np.divmod(keys, n_movies)
    liking = np.einsum("nf,nf->n", taste[users], films.taste[movies])
    bias = rng.normal(0, _USERS_SPREAD, n_users).astype(np.float32)
    mood = rng.normal(0, _CHANCE, len(keys)).astype(np.float32)
    stars = _MEAN + bias[users] + films.bias[movies] + _TASTE_SPREAD * liking + mood
    half_stars = np.clip(np.rint(stars * 2), 1, 10).astype(np.int8)
    return Block(users, movies, half_stars, _times(rng, counts))


def _draw(
    rng: np.random.Generator,
    films: Films,
    taste: NDArray[np.float32],
    counts: NDArray[np.int64],
    taken: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Keys ``user * R + movie``, ascending, ``counts`` of each user, ``taken`` among them.

    Drawing by popularity, refusing by taste and what one has, is drawing without replacement;
    whoever needs so many films that most draws are refused gets theirs by an exponential race
    (Efraimidis and Spirakis, Information Processing Letters 2006), which has the same law.
    """
    n_movies = len(films.pull)
    chances = films.pull / films.pull.sum()
    heavy = counts > n_movies // 32
    for _ in range(_ROUNDS):
        need = counts - np.bincount(taken // n_movies, minlength=len(counts))
        need[heavy] = 0
        if not need.any():
            break
        users = np.repeat(np.arange(len(counts)), np.where(need > 0, 2 * need + 8, 0))
        # How often each film is drawn, then in which order: a search for each draw takes longer.
        movies = np.repeat(np.arange(n_movies), rng.multinomial(len(users), chances))
        rng.shuffle(movies)
        odds = _CHOICE * np.einsum("nf,nf->n", taste[users], films.taste[movies])
        wanted = rng.random(len(users), dtype=np.float32) < 1 / (1 + np.exp(-odds))
        drawn = (users * n_movies + movies)[wanted]
        drawn = drawn[~_in_sorted(drawn, taken)]
        # In the order drawn, a user's after the other: the first so many of each are kept.
        first = np.sort(np.unique(drawn, return_index=True)[1])
        drawn = drawn[first]
        users = drawn // n_movies
        starts = np.searchsorted(users, np.arange(len(counts)))
        kept = drawn[np.arange(len(drawn)) - starts[users] < need[users]]
        taken = np.sort(np.concatenate([taken, kept]))

    need = counts - np.bincount(taken // n_movies, minlength=len(counts))
    raced = [taken]
    for user in np.flatnonzero(need):
        odds = _CHOICE * (films.taste @ taste[user])
        finish = rng.standard_exponential(n_movies) * (1 + np.exp(-odds)) / films.pull
        low, high = np.searchsorted(taken, (user * n_movies, (user + 1) * n_movies))
        finish[taken[low:high] - user * n_movies] = np.inf
        raced.append(user * n_movies + np.argpartition(finish, need[user] - 1)[: need[user]])
    return np.sort(np.concatenate(raced))


def _in_sorted(values: NDArray[np.int64], among: NDArray[np.int64]) -> NDArray[np.bool_]:
    if not len(among):
        return np.zeros(len(values), dtype=bool)
    place = np.minimum(np.searchsorted(among, values), len(among) - 1)
    return np.asarray(among[place] == values)


def _times(rng: np.random.Generator, counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """(counts.sum(),) when each rating was given: sittings of many films, long pauses between."""
    ends = np.cumsum(counts)
    starts = ends - counts
    total = int(ends[-1])
    steps = rng.integers(4, 50, total).astype(np.float64)
    pauses = rng.random(total) < 1 / _SITTING
    steps[pauses] += rng.exponential(_PAUSE, int(pauses.sum()))
    steps[starts] = 0
    passed = np.cumsum(steps)
    passed -= np.repeat(passed[starts], counts)
    begins = rng.uniform(_FIRST_SECOND, _LAST_SECOND, len(counts))
    room = (_LAST_SECOND - begins) * rng.uniform(0.5, 1, len(counts))
    # Whoever joined too late for all their sittings had them closer together.
    shrink = np.minimum(1, room / np.maximum(passed[ends - 1], 1))
    seconds = np.repeat(begins, counts) + passed * np.repeat(shrink, counts)
    # Order of films within a user says nothing about when they were rated.
    users = np.repeat(np.arange(len(counts)), counts)
    order = np.argsort(users + rng.random(total), kind="stable")
    return np.asarray(seconds[order], dtype=np.int64)
