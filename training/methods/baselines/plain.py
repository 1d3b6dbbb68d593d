"""The plain method: neighbours of the picks, and the best films of the users who match them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from training.methods.base import ListedScores, Row, RowScores, TrainingData
from training.methods.baselines.catalogue_rows import CatalogueRows
from training.methods.baselines.item_neighbours import keep_nearest
from training.methods.baselines.user_matches import UserMatches, match_users
from training.models.base import RatingModel
from training.settings import whole

_AFTERTHOUGHT = 1e-3  # weight of what only orders films that nothing else speaks for


# As many as the published tables have.
USERS = 10
"""Best-matching users of each pick."""
FILMS = 10
"""Best less-known films of each of those users."""


@dataclass(frozen=True)
class PlainParameters:
    neighbours: int = 10
    """Nearest popular movies outside the catalogue that each pick votes for."""

    def __post_init__(self) -> None:
        whole(neighbours=self.neighbours)


class Plain:
    """What a reader of the published tables would do by hand, without chance.

    Popular row, and best ten: the picks' nearest movies by the cosine of rating
    vectors, similarities summed over the picks; what is no pick's neighbour
    follows by similarity. Less-known row: the users whose predicted rating of a
    pick is highest give a film that is r-th among their best the vote 1 / r; films
    without a vote follow by their mean predicted rating.
    """

    name = "plain"

    def __init__(
        self, make_model: Callable[[], RatingModel], parameters: PlainParameters | None = None
    ) -> None:
        """``make_model`` makes the model of ratings to be fitted: the DNMF in production."""
        self._make_model = make_model
        self.parameters = parameters or PlainParameters()

    def fit(self, data: TrainingData) -> Self:
        p = self.parameters
        catalogue = data.catalogue.movies
        similarity = popular_similarity(data)
        votes = similarity.copy()
        keep_nearest(votes, p.neighbours)
        votes += _AFTERTHOUGHT * similarity
        self.popular_ = CatalogueRows(catalogue, votes.astype(np.float32))
        matches = match_users(self._make_model, data, USERS, FILMS)
        self.less_known_ = CatalogueRows(catalogue, film_votes(matches))
        return self

    def score(self, picks: NDArray[np.int32]) -> RowScores:
        popular = self.popular_.sum_over_picks(picks)
        return RowScores(
            best=popular, popular=popular, less_known=self.less_known_.sum_over_picks(picks)
        )

    def score_listed(self, picks: NDArray[np.int32]) -> ListedScores:
        return ListedScores.of_all(self.score(picks))

    def contributions(
        self, picks: NDArray[np.int32], films: NDArray[np.int32], row: Row
    ) -> NDArray[np.float32]:
        votes = self.less_known_ if row == "less_known" else self.popular_
        return votes.of_films(picks, films)


def popular_similarity(data: TrainingData) -> NDArray[np.float64]:
    """(C, M) cosine of star vectors of the catalogue with popular movies outside it, else 0."""
    stars = data.interactions.matrix().astype(np.float64)
    norms = np.sqrt(np.asarray(stars.multiply(stars).sum(axis=0)))
    catalogue = data.catalogue.movies
    common: NDArray[np.float64] = (stars[:, catalogue].T @ stars).toarray()
    products = norms[catalogue, None] * norms[None, :]
    similarity = np.zeros_like(common)
    np.divide(common, products, out=similarity, where=products > 0)
    similarity *= data.catalogue.outside_popular
    return similarity


def film_votes(matches: UserMatches) -> NDArray[np.float32]:
    """(C, M) votes of each catalogue movie's matching users for their best films."""
    n_movies = matches.predicted.shape[1]
    votes = np.zeros((len(matches.users), n_movies), dtype=np.float32)
    for row, users in enumerate(matches.users):
        users = users[users >= 0]
        films = matches.films[users]  # (users, films)
        weights = np.broadcast_to(1 / np.arange(1, films.shape[1] + 1), films.shape)
        found = films >= 0
        np.add.at(votes[row], films[found], weights[found])
        if len(users):
            votes[row] += _AFTERTHOUGHT * matches.predicted[users].mean(axis=0)
    return votes
