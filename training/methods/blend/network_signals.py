"""What the DNMF says to three picks: signals for the blend, by the histories of some users.

The network embeds users and movies from rating histories, so its view of the films
can be had as if only some of the users had ever rated: the lists that the blend
learns from are ranked by signals in which the list's own user has no part.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tables.arrays.taste import LIKED
from training.data.interactions import positions_of
from training.methods.base import Row, TrainingData
from training.methods.blend.signals import Signal

if TYPE_CHECKING:
    from training.models.dnmf.estimator import Dnmf

PREFIX = "dnmf "  # of the signals' names

_LISTS: tuple[Row, ...] = ("less_known",)
_DOUBT = 3.0  # average fans' worth of doubt that pulls what fans think towards what all think
_LIKELY_FROM, _LIKELY_WITHIN = 3.9, 0.15  # predicted stars at which a like is as likely as not
_QUALITY_EXPONENT = 0.6
_FILMS_AT_A_TIME = 1024

_NOT_LEARNED = -1

MOST_USERS = 4000
"""Users whose view is asked for at most, drawn at random from more."""


class NetworkSignals:
    """Five tables of a fitted network; P is its prediction less the user's bias.

    - *fans*: by how much people who like the pick are predicted to like the candidate
      more than people do on average;
    - *alike*: the correlation of P over users between pick and candidate;
    - *quality*: the mean of P of the candidate, whatever was picked;
    - *likely*: the share of the pick's fans who are predicted to like the candidate,
      damped by that share among all;
    - *factors*: the cosine of the movies' factors in the product path.

    Users are weighted by activity^-1/2, as in the other signals. All speak in the
    less-known row alone: elsewhere they gained nothing on the tuning seeds.
    """

    def __init__(self, network: Dnmf, data: TrainingData) -> None:
        self._network = network
        self._ratings = data.interactions
        known = network.learned_  # its view of a movie is made of these users' ratings alone
        learned = np.isin(self._ratings.user_ids, known.user_ids)
        self._users = np.full(self._ratings.n_users, _NOT_LEARNED, dtype=np.int32)
        self._users[learned] = positions_of(self._ratings.user_ids[learned], known.user_ids)
        self._movies = positions_of(self._ratings.movie_ids, known.movie_ids)
        self._stars = self._ratings.matrix()

    def __call__(
        self, users: NDArray[np.int64], picks: NDArray[np.int32], films: NDArray[np.int64]
    ) -> dict[str, Signal]:
        """Signals of ``films`` for ``picks`` (movie positions) from the ratings of ``users``."""
        from training.models.dnmf.model import History
        from training.models.dnmf.pair_terms import movie_terms, user_terms

        network, ratings = self._network, self._ratings
        users = users[self._users[users] != _NOT_LEARNED]
        inside = np.zeros(ratings.n_users, dtype=bool)
        inside[users] = True
        visible = inside[ratings.users]
        encoded = network.model_.encoder(
            History(
                self._users[ratings.users[visible]].astype(np.int32),
                self._movies[ratings.movies[visible]].astype(np.int32),
                ratings.ratings[visible].astype(np.float32),
            )
        )
        if len(users) > MOST_USERS:
            users = np.random.default_rng(0).permutation(users)[:MOST_USERS]
        people = user_terms(network.model_, encoded.users).take(self._users[users])
        movies = movie_terms(network.model_, encoded).take(self._movies)

        def predicted(films: NDArray[np.integer]) -> NDArray[np.float32]:
            """(users, films) stars, less the user's bias."""
            stars = network.joint_.score(people, movies.take(films))
            stars -= people.bias[:, None]
            return stars

        stars = self._stars[users]
        weights = (np.maximum(np.diff(stars.indptr), 1) ** -0.5).astype(np.float32)
        fans = (stars[:, picks].toarray() >= LIKED) * weights[:, None]  # (users, picks)
        crowd = fans.sum(axis=0)[:, None]
        of_picks = _standardized(predicted(picks)).T / len(users)
        doubt = _DOUBT * weights.mean()
        shape = (len(picks), len(films))
        liking, alike, likely = (np.empty(shape, dtype=np.float32) for _ in range(3))
        quality = np.empty(len(films), dtype=np.float32)
        for start in range(0, len(films), _FILMS_AT_A_TIME):
            some = slice(start, start + _FILMS_AT_A_TIME)
            of_films = predicted(films[some])
            quality[some] = weights @ of_films / weights.sum()
            liking[:, some] = fans.T @ (of_films - quality[some]) / (crowd + doubt)
            alike[:, some] = of_picks @ _standardized(of_films)
            like = 1 / (1 + np.exp((_LIKELY_FROM - of_films) / _LIKELY_WITHIN))
            among_all = np.maximum(weights @ like / weights.sum(), 1e-3)
            likely[:, some] = fans.T @ like / (crowd + 1e-6) / among_all**_QUALITY_EXPONENT
        return {
            f"{PREFIX}fans": _signal(liking),
            f"{PREFIX}alike": _signal(alike),
            f"{PREFIX}quality": _signal(np.broadcast_to(quality, shape)),
            f"{PREFIX}likely": _signal(likely, offset=0.01),
            f"{PREFIX}factors": _signal(cosines(movies.factors, picks, films)),
        }


def of_new_network(make_network: Callable[[], Dnmf], data: TrainingData) -> NetworkSignals:
    """The signals of a network that is fitted on the training users' ratings first."""
    ratings = data.interactions
    known = data.movies[data.movies["movieId"].isin(ratings.movie_ids)]
    return NetworkSignals(make_network().fit(ratings.frame(), known), data)


def cosines(
    embeddings: NDArray[np.float32], rows: NDArray[np.integer], columns: NDArray[np.integer]
) -> NDArray[np.float32]:
    """(len(rows), len(columns)) cosine between movies, of embeddings without their mean."""
    centred = embeddings - embeddings.mean(axis=0)
    centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-6)
    found: NDArray[np.float32] = centred[rows] @ centred[columns].T
    return found


def _signal(rows: NDArray[np.floating], offset: float | None = None) -> Signal:
    return Signal.of(rows, offset, _LISTS)


def _standardized(columns: NDArray[np.float32]) -> NDArray[np.float32]:
    found: NDArray[np.float32] = (columns - columns.mean(axis=0)) / (
        columns.std(axis=0) + np.float32(1e-6)
    )
    return found
