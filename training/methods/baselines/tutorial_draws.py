"""A tutorial's answer: draws from the picks' neighbours and the best-matching users' films.

Amine Zaamoun, "Transformation of a simple movie dataset into a functional Recommender
System", Towards Data Science 2021 (github.com/Zaamine/Movie_Recommender_System-Python).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

import numpy as np
from numpy.typing import NDArray

from training.methods.base import RowScores, TrainingData
from training.methods.baselines.plain import popular_similarity
from training.methods.baselines.user_matches import match_users
from training.models.base import RatingModel

# The tutorial's own numbers.
NEIGHBOURS = 10
"""Nearest popular movies of each pick."""
USERS = 5
"""Best-matching users of each pick."""
FILMS = 5
"""Best less-known films of each of those users."""
SEED = 0


class TutorialDraws:
    """Pools the neighbours of the picks, and the best films of their users, and shuffles both.

    Popular row, and best ten: 10 neighbours of each pick, pooled and shuffled.
    Less-known row: five users per pick, their five best films, pooled and
    shuffled. A film counts once however many picks lead to it, and where a pool
    is too small the rest is drawn from everything. The same triple always gets
    the same draw.
    """

    name = "tutorial-draws"

    def __init__(self, make_model: Callable[[], RatingModel]) -> None:
        """``make_model`` makes the model of ratings to be fitted."""
        self._make_model = make_model

    def fit(self, data: TrainingData) -> Self:
        catalogue = data.catalogue.movies
        self._n_movies = data.interactions.n_movies
        nearest = np.argsort(-popular_similarity(data), axis=1, kind="stable")[:, :NEIGHBOURS]
        matches = match_users(self._make_model, data, USERS, FILMS)
        self._neighbours = dict(zip(catalogue.tolist(), nearest, strict=True))
        self._films = {
            movie: np.unique(matches.films[users[users >= 0]])
            for movie, users in zip(catalogue.tolist(), matches.users, strict=True)
        }
        return self

    def score(self, picks: NDArray[np.int32]) -> RowScores:
        popular = np.empty((len(picks), self._n_movies), dtype=np.float32)
        less_known = np.empty_like(popular)
        for row, triple in enumerate(np.sort(picks, axis=1).tolist()):
            generator = np.random.default_rng([SEED, *triple])
            for scores, pools in ((popular, self._neighbours), (less_known, self._films)):
                generator.random(out=scores[row], dtype=np.float32)
                pool = np.concatenate([pools[movie] for movie in triple])
                scores[row, np.unique(pool[pool >= 0])] += 1.0
        return RowScores(best=popular, popular=popular, less_known=less_known)
