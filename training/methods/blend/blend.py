"""The blend: many simple signals, weighted by learning to rank on exactly this task."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from training.data.interactions import LIKED
from training.methods.base import Row, RowScores, TrainingData
from training.methods.blend.exposure import exposure_prices
from training.methods.blend.inputs import content_of, ratings_of
from training.methods.blend.listwise import ListwiseParameters, Scaling, fit_listwise
from training.methods.blend.shortlist import FIRST_STAGE, Shortlister, choose_candidates
from training.methods.blend.signals import Signal, Signals, compute_signals
from training.methods.catalogue_index import CatalogueIndex
from training.settings import whole

MoreSignals = Callable[[NDArray[np.int64], NDArray[np.int32], NDArray[np.int64]], dict[str, Signal]]
"""From users, catalogue films and candidates (positions) to signals of those users' ratings."""

TRIPLES_PER_USER = 14
"""Lists that a training user gives at most."""
MIN_LIKES = 2
"""Likes without which a film is not recommended, as long as enough others are left."""
MAX_LESS_KNOWN_SHARE = 0.12
"""Share of all triples of the catalogue in whose less-known row a film may stand, about."""
MIN_LESS_KNOWN_SHARE = 0.0005
"""Share below which a film is helped into the row where it is nearly good enough."""
SEED = 0  # of the folds, the triples and the order of the lists

_BLOCK = 256  # triples whose features are in memory at a time: about 10 MB
_PRICED_TRIPLES = 4000  # random triples from which exposure is estimated
_ROW_SIZE = 5
_NOT_LISTED = np.float32(-np.inf)


@dataclass(frozen=True)
class BlendParameters:
    inner_folds: int = 12
    """Parts of the training users; a part's lists use signals from the other parts alone."""
    popular_shortlist: int = 100
    """Candidates of the popular row that are ranked with all signals."""
    less_known_shortlist: int = 120
    """The same for the less-known row."""

    def __post_init__(self) -> None:
        whole(2, inner_folds=self.inner_folds)
        whole(
            popular_shortlist=self.popular_shortlist,
            less_known_shortlist=self.less_known_shortlist,
        )


class Blend:
    """A linear blend of signals and facts, one for each of the three lists.

    The weights are learned as the answers will be judged: the likes of training
    users outside the catalogue are to be ranked from three of their likes inside
    it, by signals that were computed without them (stacking: Wolpert, "Stacked
    generalization", Neural Networks 1992). A cheap first stage shortlists
    candidates; a film that is not on a triple's shortlist scores minus infinity.
    """

    name = "blend"

    names_: tuple[str, ...]  # of the F features: signals, then facts
    weights_: dict[Row, NDArray[np.float32]]  # (F,) per standard deviation of each feature

    def __init__(
        self,
        parameters: BlendParameters | None = None,
        more_signals: Callable[[TrainingData], MoreSignals] | None = None,
    ) -> None:
        """``more_signals`` come to those of ``signals.py``, such as what a network says."""
        self.parameters = parameters or BlendParameters()
        self._more_signals = more_signals

    def fit(self, data: TrainingData) -> Self:
        p, catalogue = self.parameters, data.catalogue
        ratings, content = ratings_of(data), content_of(data)
        likes = (ratings.stars >= LIKED).toarray()
        liked_by = likes.sum(axis=0)
        popular = choose_candidates(
            catalogue.outside_popular, liked_by, MIN_LIKES, p.popular_shortlist
        )
        less_known = choose_candidates(
            catalogue.outside_less_known, liked_by, MIN_LIKES, p.less_known_shortlist
        )
        films = np.concatenate([popular, less_known])
        more_signals = self._more_signals(data) if self._more_signals else None

        def shortlister(users: NDArray[np.int64]) -> Shortlister:
            found = compute_signals(ratings.of_users(users), content, catalogue.movies, films)
            more = more_signals(users, catalogue.movies, films) if more_signals else {}
            return Shortlister(
                Signals(found.signals | more, found.facts),
                popular=len(popular),
                sizes=(
                    min(p.popular_shortlist, len(popular)),
                    min(p.less_known_shortlist, len(less_known)),
                ),
            )

        self.films_ = films
        self._n_movies = data.interactions.n_movies
        self._column_of = np.full(self._n_movies, -1)
        self._column_of[films] = np.arange(len(films))
        self._index = CatalogueIndex(catalogue.movies, self._n_movies)
        self._shortlister = shortlister(np.arange(len(likes)))
        self.names_ = self._shortlister.names
        self._learn(*self._training_lists(likes[:, catalogue.movies], likes[:, films], shortlister))
        self._prices = np.zeros(len(films), dtype=np.float32)
        self._prices = self._find_prices(len(catalogue.movies))
        return self

    def score(self, picks: NDArray[np.int32]) -> RowScores:
        n_popular = self._shortlister.sizes[0]
        best = np.full((len(picks), self._n_movies), _NOT_LISTED)
        popular, less_known = best.copy(), best.copy()
        for start in range(0, len(picks), _BLOCK):
            triples = self._index.rows_of(picks[start : start + _BLOCK])
            listed = self._shortlister.shortlist(triples)
            features = self._scaled_features(triples, listed)
            rows = np.arange(start, start + len(triples))[:, None]
            films = self.films_[listed]
            dear = self._prices[listed[:, n_popular:]]
            best[rows, films] = features @ self.weights_["best"]
            popular[rows, films[:, :n_popular]] = features[:, :n_popular] @ self.weights_["popular"]
            less_known[rows, films[:, n_popular:]] = (
                features[:, n_popular:] @ self.weights_["less_known"] - dear
            )
        return RowScores(best=best, popular=popular, less_known=less_known)

    def contributions(
        self, picks: NDArray[np.int32], films: NDArray[np.int32], row: Row
    ) -> NDArray[np.float32]:
        """By how much a film's score falls when an average catalogue film replaces the pick.

        Occlusion (Zeiler and Fergus, ECCV 2014); 0 where the film would even gain.
        """
        triples, columns = self._index.rows_of(picks), self._column_of[films]
        weights = self.weights_[row]
        score = self._scaled_features(triples, columns) @ weights
        return np.stack(
            [
                np.maximum(score - self._scaled_features(triples, columns, pick) @ weights, 0)
                for pick in range(3)
            ],
            axis=1,
        )

    def _scaled_features(
        self,
        triples: NDArray[np.integer],
        candidates: NDArray[np.integer],
        without: int | None = None,
    ) -> NDArray[np.float32]:
        return self._scaling.apply(self._shortlister.features(triples, candidates, without))

    def share(self, prefix: str, row: Row) -> float:
        """The part of a row's absolute weights, 0 to 1, of features whose names start so."""
        weights = np.abs(self.weights_[row])
        own = [name.startswith(prefix) for name in self.names_]
        return float(weights[own].sum() / max(float(weights.sum()), 1e-12))

    def _training_lists(
        self,
        catalogue_likes: NDArray[np.bool_],
        film_likes: NDArray[np.bool_],
        shortlister: Callable[[NDArray[np.int64]], Shortlister],
    ) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Features (n, K, F) and relevance (n, K) of the training users' own triples.

        ``catalogue_likes`` (U, C) and ``film_likes`` (U, K) are what they like.
        """
        p = self.parameters
        rng = np.random.default_rng(SEED)
        eligible = (catalogue_likes.sum(axis=1) >= 3) & film_likes.any(axis=1)
        order = rng.permutation(len(eligible))
        features, relevant = [], []
        for part in range(p.inner_folds):
            inside = order[part :: p.inner_folds]
            users = inside[eligible[inside]]
            outside = np.setdiff1d(order, inside)
            if len(users) == 0 or len(outside) == 0:
                continue
            lister = shortlister(outside)
            triples, owners = draw_triples(catalogue_likes, users, TRIPLES_PER_USER, rng)
            for start in range(0, len(triples), _BLOCK):
                block = slice(start, start + _BLOCK)
                listed = lister.shortlist(triples[block])
                features.append(lister.features(triples[block], listed))
                relevant.append(film_likes[owners[block, None], listed])
        if not features:
            width = sum(self._shortlister.sizes)
            return np.zeros((0, width, len(self.names_)), np.float32), np.zeros((0, width), bool)
        return np.concatenate(features), np.concatenate(relevant)

    def _learn(self, features: NDArray[np.float32], relevant: NDArray[np.bool_]) -> None:
        n_popular = self._shortlister.sizes[0]
        parts: dict[Row, slice] = {
            "best": slice(None),
            "popular": slice(None, n_popular),
            "less_known": slice(n_popular, None),
        }
        if len(features) == 0:  # nobody likes three catalogue films: the first stage decides
            n = len(self.names_)
            self._scaling = Scaling(np.zeros(n, np.float32), np.ones(n, np.float32))
            first = np.array(
                [FIRST_STAGE.get(name.removesuffix(": sum"), 0.0) for name in self.names_],
                np.float32,
            )
            self.weights_ = dict.fromkeys(parts, first)
            return
        self._scaling = Scaling.of(features)
        features = self._scaling.apply(features)
        self.weights_ = {
            row: fit_listwise(
                features[:, part],
                relevant[:, part],
                ListwiseParameters(),
                np.random.default_rng(SEED),
                self._shortlister.used(row),
            )
            for row, part in parts.items()
        }

    def _find_prices(self, n_catalogue: int) -> NDArray[np.float32]:
        rng = np.random.default_rng(SEED)
        triples = np.argsort(rng.random((_PRICED_TRIPLES, n_catalogue)), axis=1)[:, :3]
        scores, films = [], []
        for start in range(0, len(triples), _BLOCK):
            block = triples[start : start + _BLOCK]
            listed = self._shortlister.shortlist(block)[:, self._shortlister.sizes[0] :]
            scores.append(self._scaled_features(block, listed) @ self.weights_["less_known"])
            films.append(listed)
        return exposure_prices(
            np.concatenate(scores),
            np.concatenate(films),
            len(self.films_),
            _ROW_SIZE,
            MAX_LESS_KNOWN_SHARE,
            MIN_LESS_KNOWN_SHARE,
        )


def draw_triples(
    likes: NDArray[np.bool_], users: NDArray[np.int64], most: int, rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Up to ``most`` different triples of each user's liked columns of ``likes`` (U, C).

    Returns the triples (n, 3), ascending, and the user of each (n,).
    """
    triples, owners = [], []
    for user in users:
        liked = np.flatnonzero(likes[user])
        drawn = {tuple(sorted(rng.choice(liked, 3, replace=False))) for _ in range(most)}
        triples.extend(sorted(drawn))
        owners.extend([user] * len(drawn))
    return np.array(triples, dtype=np.int64).reshape(-1, 3), np.array(owners, dtype=np.int64)
