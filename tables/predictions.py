"""Predicted ratings of any pair of a user and a movie that were trained, by each model."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from tables.errors import TableError
from tables.rating_models import FACTORIZED, STARS, RatingModel, array_file, open_model

if TYPE_CHECKING:
    from tables.reader import Run


class Predictions:
    """The rating models of a run, each opened when it is first asked for."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._opened: dict[str, RatingModel] = {}

    @cached_property
    def models(self) -> tuple[str, ...]:
        """The models that this run has."""
        return tuple(m for m in FACTORIZED if array_file(m, "movies") in self._run.manifest.tables)

    def open(self, model: str) -> RatingModel:
        """A model of this run; ``KeyError`` for one that is none of ``models``."""
        if model not in self._opened:
            if model not in self.models:
                raise KeyError(model)
            users, movies = len(self._run.users.ids), len(self._run.movies)
            self._opened[model] = open_model(self._run.path, model, users, movies)
        return self._opened[model]

    def predict(
        self, user_id: int, movie_ids: Sequence[int], model: str = "pmf"
    ) -> list[float | None]:
        """Stars, within 0.5 to 5, for each of the movies; None for one that nobody rated.

        Raises ``KeyError`` for an unknown user, movie or model.
        """
        opened = self.open(model)
        user = self._run.users.position(user_id)
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

    def check(self) -> None:
        """Open every model; ``TableError`` names the first array that is wrong."""
        for model in self.models:
            for part, array in self.open(model).arrays().items():
                if not np.isfinite(array).all():
                    raise TableError(f"{array_file(model, part)} holds a value that is no number.")
