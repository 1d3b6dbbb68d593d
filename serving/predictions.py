"""Predicted ratings of any pair of a user and a movie that were trained, by each model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from serving.rating_models import STARS, ArrayModel, open_model
from serving.users import Users
from tables.arrays.ratings import PREDICTING, array_file
from tables.reader import Run


class Predictions:
    """The rating models of a run, each opened when it is first asked for."""

    def __init__(self, run: Run, users: Users | None = None) -> None:
        self._run = run
        self._users = users or Users(run)
        self._opened: dict[str, ArrayModel] = {}
        tables = run.manifest.tables
        self.models = tuple(m for m in PREDICTING if array_file(m, "movies") in tables)

    def open(self, model: str) -> ArrayModel:
        """A model of this run; ``KeyError`` for one that is none of ``models``."""
        if model not in self._opened:
            if model not in self.models:
                raise KeyError(model)
            users, movies = len(self._users.ids), len(self._run.movies)
            self._opened[model] = open_model(self._run.path, model, users, movies)
        return self._opened[model]

    def predict(
        self, user_id: int, movie_ids: Sequence[int], model: str = "pmf"
    ) -> list[float | None]:
        """Stars, within 0.5 to 5, for each of the movies; None for one that nobody rated.

        Raises ``KeyError`` for an unknown user, movie or model.
        """
        opened = self.open(model)
        user = self._users.position(user_id)
        positions = []
        for movie_id in movie_ids:
            position = self._run.movies.position(movie_id)
            if position is None:
                raise KeyError(movie_id)
            positions.append(position)
        stars = opened.score(np.array([user]), np.array(positions, dtype=np.intp))[0]
        return [
            round(value, 4) if self._run.movies[position].ratings else None
            for position, value in zip(positions, stars.clip(*STARS).tolist(), strict=True)
        ]
