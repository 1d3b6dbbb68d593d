"""The blend: many simple signals, weighted by learning to rank on exactly this task."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tables.arrays.taste import LIKED
from training.data.blocks import Engine
from training.methods.base import ListedScores, Row, RowScores, TrainingData
from training.methods.blend.exposure import exposure_prices
from training.methods.blend.group_signals import GroupSignals, MoreSignals
from training.methods.blend.listwise import ListwiseParameters, Scaling, fit_listwise
from training.methods.blend.scoring import Scorer
from training.methods.blend.shortlist import FIRST_STAGE, Shortlister, choose_candidates
from training.methods.blend.signals import Signals
from training.methods.catalogue_index import CatalogueIndex
from training.settings import whole

TRIPLES_PER_USER = 14
"""Lists that a training user gives at most."""
MIN_LIKES = 2
"""Likes without which a film is not recommended, as long as enough others are left."""
MAX_LESS_KNOWN_SHARE = 0.12
"""Share of all triples of the catalogue in whose less-known row a film may stand, about."""
MIN_LESS_KNOWN_SHARE = 0.0005
"""Share below which a film is helped into the row where it is nearly good enough."""
SEED = 0  # of the folds, the triples and the order of the lists

_BLOCK = 32  # triples whose features are in memory at a time: about 2 MB
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
    lists: int = 7000
    """Lists to learn from, about: with so many, no further part of the users is left out in
    turn. Chosen by the curve of ``benchmarks/learning_lists.py``."""

    def __post_init__(self) -> None:
        whole(2, inner_folds=self.inner_folds)
        whole(
            popular_shortlist=self.popular_shortlist,
            less_known_shortlist=self.less_known_shortlist,
            lists=self.lists,
        )


@dataclass(frozen=True)
class _Part:
    """Users who are left out together, and the triples that some of them give."""

    users: NDArray[np.int64]
    triples: NDArray[np.int64]  # (n, 3) rows of the catalogue
    owners: NDArray[np.int64]  # (n,) whose each is


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
        engine: Engine | None = None,
    ) -> None:
        """``more_signals`` come to those of ``signals.py``, such as what a network says.

        ``engine`` sums over users, this machine's cores where it is not given.
        """
        self.parameters = parameters or BlendParameters()
        self._more_signals = more_signals
        self._engine = engine

    def fit(self, data: TrainingData) -> Self:
        p, catalogue, ratings = self.parameters, data.catalogue, data.interactions
        liked = ratings.ratings >= LIKED
        liked_by = np.bincount(ratings.movies[liked], minlength=ratings.n_movies)
        popular = choose_candidates(
            catalogue.outside_popular, liked_by, MIN_LIKES, p.popular_shortlist
        )
        less_known = choose_candidates(
            catalogue.outside_less_known, liked_by, MIN_LIKES, p.less_known_shortlist
        )
        films = np.concatenate([popular, less_known])
        more_signals = self._more_signals(data) if self._more_signals else None
        groups = GroupSignals(data, films, more_signals, self._engine)
        sizes = (
            min(p.popular_shortlist, len(popular)),
            min(p.less_known_shortlist, len(less_known)),
        )

        def shortlister(signals: Signals) -> Shortlister:
            return Shortlister(signals, popular=len(popular), sizes=sizes)

        self.films_ = films
        self._n_movies = ratings.n_movies
        self._column_of = np.full(self._n_movies, -1)
        self._column_of[films] = np.arange(len(films))
        self._index = CatalogueIndex(catalogue.movies, self._n_movies)
        self._shortlister = shortlister(groups.of_everybody())
        self.names_ = self._shortlister.names
        likes = sparse.csr_array(
            (np.ones(liked.sum(), dtype=bool), (ratings.users[liked], ratings.movies[liked])),
            shape=(ratings.n_users, ratings.n_movies),
        )
        self._learn(
            *self._training_lists(
                likes[:, catalogue.movies].toarray(),
                likes[:, films],
                lambda part: shortlister(groups.without(part)),
            )
        )
        self._scorer = Scorer(self._shortlister, self._scaling, self.weights_)
        self._prices = np.zeros(len(films), dtype=np.float32)
        self._prices = self._find_prices(len(catalogue.movies))
        return self

    def score(self, picks: NDArray[np.int32]) -> RowScores:
        listed = self.score_listed(picks)
        rows = np.arange(len(picks))[:, None]
        found = []
        for scores in (listed.best, listed.popular, listed.less_known):
            every = np.full((len(picks), self._n_movies), _NOT_LISTED)
            every[rows, listed.movies] = scores
            found.append(every)
        return RowScores(*found)

    def score_listed(self, picks: NDArray[np.int32]) -> ListedScores:
        n_popular, width = self._shortlister.sizes[0], sum(self._shortlister.sizes)
        movies = np.empty((len(picks), width), dtype=np.int64)
        best = np.empty((len(picks), width), dtype=np.float32)
        popular, less_known = np.full_like(best, _NOT_LISTED), np.full_like(best, _NOT_LISTED)
        for start in range(0, len(picks), _BLOCK):
            block = slice(start, start + _BLOCK)
            triples = self._index.rows_of(picks[block])
            listed = self._shortlister.shortlist(triples)
            scores = dict(
                zip(
                    self._scorer.rows,
                    np.moveaxis(self._scorer.score(triples, listed), 2, 0),
                    strict=True,
                )
            )
            movies[block] = self.films_[listed]
            best[block] = scores["best"]
            popular[block, :n_popular] = scores["popular"][:, :n_popular]
            less_known[block, n_popular:] = (
                scores["less_known"][:, n_popular:] - self._prices[listed[:, n_popular:]]
            )
        return ListedScores(movies, best=best, popular=popular, less_known=less_known)

    def contributions(
        self, picks: NDArray[np.int32], films: NDArray[np.int32], row: Row
    ) -> NDArray[np.float32]:
        """By how much a film's score falls when an average catalogue film replaces the pick.

        Occlusion (Zeiler and Fergus, ECCV 2014); 0 where the film would even gain.
        """
        triples, columns = self._index.rows_of(picks), self._column_of[films]
        losses = self._scorer.losses(triples, columns, row)
        return np.maximum(losses, 0, out=losses)

    def share(self, prefix: str, row: Row) -> float:
        """The part of a row's absolute weights, 0 to 1, of features whose names start so."""
        weights = np.abs(self.weights_[row])
        own = [name.startswith(prefix) for name in self.names_]
        return float(weights[own].sum() / max(float(weights.sum()), 1e-12))

    def _training_lists(
        self,
        catalogue_likes: NDArray[np.bool_],
        film_likes: sparse.csr_array,
        shortlister: Callable[[NDArray[np.int64]], Shortlister],
    ) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Features (n, K, F) and relevance (n, K) of the training users' own triples.

        ``catalogue_likes`` (U, C) and ``film_likes`` (U, K) are what they like;
        ``shortlister`` leaves out the users that it is given.
        """
        parts = self._draw_parts(catalogue_likes, np.diff(film_likes.indptr) > 0)
        ends = np.cumsum([0, *(len(part.triples) for part in parts)]).tolist()
        width = sum(self._shortlister.sizes)
        features = np.empty((ends[-1], width, len(self.names_)), dtype=np.float32)
        relevant = np.empty((ends[-1], width), dtype=bool)

        def describe(part: _Part, first: int) -> None:
            lister = shortlister(part.users)
            for start in range(0, len(part.triples), _BLOCK):
                triples = part.triples[start : start + _BLOCK]
                rows = slice(first + start, first + start + len(triples))
                listed = lister.shortlist(triples)
                features[rows] = lister.features(triples, listed)
                liked = film_likes[part.owners[start : start + _BLOCK]].toarray()
                relevant[rows] = np.take_along_axis(liked, listed, axis=1)

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(describe, parts, ends))  # each writes rows of its own
        return features, relevant

    def _draw_parts(
        self, catalogue_likes: NDArray[np.bool_], like_a_film: NDArray[np.bool_]
    ) -> list[_Part]:
        """Parts of the users with their triples, until there are lists enough."""
        p = self.parameters
        rng = np.random.default_rng(SEED)
        eligible = (catalogue_likes.sum(axis=1) >= 3) & like_a_film
        order = rng.permutation(len(eligible))
        parts: list[_Part] = []
        drawn = 0
        for part in range(p.inner_folds):
            inside = order[part :: p.inner_folds]
            users = inside[eligible[inside]]
            if len(users) == 0 or len(inside) == len(order) or drawn >= p.lists:
                continue
            # Where a part alone has more than enough, many users say more than many triples.
            users = users[: p.lists]
            most = min(TRIPLES_PER_USER, -(-p.lists // len(users)))
            triples, owners = draw_triples(catalogue_likes, users, most, rng)
            parts.append(_Part(inside, triples, owners))
            drawn += len(triples)
        return parts

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
        place = self._scorer.rows.index("less_known")
        scores, films = [], []
        for start in range(0, len(triples), _BLOCK):
            block = triples[start : start + _BLOCK]
            listed = self._shortlister.shortlist(block)[:, self._shortlister.sizes[0] :]
            scores.append(self._scorer.score(block, listed)[..., place])
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
