"""The tables that only some pages need: read when they are first asked for, and once.

Whatever a run does not have is a problem that names the training step that makes it.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import get_args

from tables import Movie, Run, schemas
from tables.fold_in import DEFAULT
from tables.rating_models import array_file
from tables.similar import SIMILAR, SimilarMovie
from tables.users import RatedMovie, ScoredMovie, User
from webapp.problems import Problem
from webapp.shapes import Model

MODELS: tuple[Model, ...] = get_args(Model)
"""Models that recommend to the users of the data set, in the order of their tabs."""

STEPS = {"mf": "factorization", "pmf": "factorization", "nn": "factorization"}
"""Training steps of the models; the others have a step of their own name."""


class LazyTables:
    """Users, similar films, titles and models of a run.

    One lock around every look-up makes the first reader read and the others wait,
    so no table is ever read twice. A look-up takes microseconds, a fold-in a few
    milliseconds; the main answer needs none of them and never waits.
    """

    def __init__(self, run: Run) -> None:
        self._run = run
        self._lock = threading.Lock()

    @property
    def has_users(self) -> bool:
        """Whether this run knows the users of the data set."""
        return schemas.USERS.name in self._run.manifest.tables

    def user(self, user_id: int) -> User:
        """A user of the data set. Raises the problem ``unknown-user``."""
        self._need(self.has_users, "users", "users")
        with self._lock:
            found = self._run.users.get(user_id)
        if found is None:
            raise Problem("unknown-user", f"There is no user with the number {user_id}.")
        return found

    def user_ids(self) -> Sequence[int]:
        """All userIds, ascending."""
        self._need(self.has_users, "users", "users")
        with self._lock:
            ids: list[int] = self._run.users.ids.tolist()
        return ids

    def rated_highest(self, user_id: int, limit: int) -> tuple[RatedMovie, ...]:
        """What a user rated highest, best first."""
        listed = schemas.RATED_BY_USER.name in self._run.manifest.tables
        self._need(listed, "lists of what users rated", "users")
        with self._lock:
            return self._run.users.rated_highest(user_id, limit)

    @property
    def models(self) -> tuple[Model, ...]:
        """The models whose recommendations this run has, in the order of ``MODELS``."""
        return tuple(model for model in MODELS if model in self._run.users.models)

    def recommended(self, user_id: int, model: str, limit: int) -> tuple[ScoredMovie, ...]:
        """A model's best films that the user has not rated, best first."""
        self._need_model(model, self.models)
        with self._lock:
            return self._run.users.recommended(user_id, model, limit)

    def predicted(self, user_id: int, movie_ids: Sequence[int], model: str) -> list[float | None]:
        """Stars that a user of the data set would give; None for films that nobody rated."""
        self._need_model(model, self._run.predictions.models)
        with self._lock:
            return self._run.predictions.predict(user_id, movie_ids, model)

    @property
    def has_similar(self) -> bool:
        """Whether this run knows similar films at all."""
        return SIMILAR in self._run.manifest.tables

    def similar(self, movie_id: int, by: str, limit: int) -> tuple[SimilarMovie, ...]:
        """The films most similar to a film, best first."""
        self._need(self.has_similar, "similar films", "similarity")
        with self._lock:
            return self._run.similar.of(movie_id, by, limit)

    def titled(self, title: str, limit: int) -> list[Movie]:
        """The films whose titles match best, best first."""
        with self._lock:
            return self._run.titles.find(title, limit)

    @property
    def can_fold_in(self) -> bool:
        """Whether somebody new gets recommendations by the model that does it unless told."""
        return array_file(DEFAULT, "movies") in self._run.manifest.tables

    def folded_in(self, ratings: Mapping[int, float], model: str, limit: int) -> list[ScoredMovie]:
        """Recommendations for somebody new. The ratings are checked before: see ``new_ratings``."""
        with self._lock:
            models = self._run.fold_in.models
        self._need_model(model, models)
        with self._lock:
            return self._run.fold_in.recommend(ratings, model, limit)

    def _need_model(self, model: str, models: Sequence[str]) -> None:
        self._need(model in models, f"tables of the model {model}", STEPS.get(model, model))

    def _need(self, published: bool, what: str, step: str) -> None:
        if not published:
            raise Problem(
                "not-in-this-run",
                f"The run {self._run.id} has no {what}; `make train STEPS={step}` adds them.",
            )
