"""Users: how much they rated, what they rated highest, and what each model recommends them.

Tables are read when they are first asked for; a site that nobody asks about users
never holds them.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tables import schemas
from tables.reader import Run


class User(NamedTuple):
    """A user of the data set."""

    userId: int  # noqa: N815 - the field's own name, the same in every table
    ratings: int
    meanRating: float  # noqa: N815


class RatedMovie(NamedTuple):
    """A movie and the stars that a user gave it."""

    movieId: int  # noqa: N815
    rating: float


class ScoredMovie(NamedTuple):
    """A movie and the score that a model ranks it by: stars, except for ``svd``."""

    movieId: int  # noqa: N815
    score: float


class Users:
    """The users of a run."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._lists: dict[str, _Lists] = {}

    @property
    def models(self) -> tuple[str, ...]:
        """The models whose recommendations this run has."""
        return tuple(
            model
            for model, schema in schemas.MOVIES_BY_USER.items()
            if schema.name in self._run.manifest.tables
        )

    @cached_property
    def _facts(self) -> dict[int, User]:
        columns = self._run.read(schemas.USERS)
        values = (columns[name].tolist() for name in schemas.USERS.header)
        return {row[0]: User(*row) for row in zip(*values, strict=True)}

    @cached_property
    def ids(self) -> NDArray[np.int32]:
        """(U,) all userIds, ascending: a user's place here is their row in every array."""
        return np.array(list(self._facts), dtype=np.int32)

    def get(self, user_id: int) -> User | None:
        """The user, or None for an unknown userId."""
        return self._facts.get(user_id)

    def position(self, user_id: int) -> int:
        """The user's row in the arrays; ``KeyError`` for an unknown userId."""
        if user_id not in self._facts:
            raise KeyError(user_id)
        return int(np.searchsorted(self.ids, user_id))

    def rated_highest(self, user_id: int, limit: int = 20) -> tuple[RatedMovie, ...]:
        """What the user rated highest, best first, at most 20; empty for an unknown user."""
        schema = schemas.RATED_BY_USER
        return tuple(RatedMovie(*row) for row in self._list(schema).of(user_id, limit))

    def recommended(self, user_id: int, model: str, limit: int = 10) -> tuple[ScoredMovie, ...]:
        """A model's best movies that the user has not rated, best first, at most 10.

        Empty for an unknown user. Raises ``KeyError`` for a model that is none of ``models``.
        """
        if model not in self.models:
            raise KeyError(model)
        schema = schemas.MOVIES_BY_USER[model]
        return tuple(ScoredMovie(*row) for row in self._list(schema).of(user_id, limit))

    def _list(self, schema: schemas.Schema) -> _Lists:
        if schema.name not in self._lists:
            columns = self._run.read(schema)
            values = columns[schema.header[-1]]
            self._lists[schema.name] = _Lists(columns["userId"], columns["movieId"], values)
        return self._lists[schema.name]


class _Lists:
    """A table of ranked movies by user, as three columns."""

    def __init__(
        self,
        user_ids: NDArray[np.int32],
        movie_ids: NDArray[np.int32],
        values: NDArray[np.float64],
    ) -> None:
        # Stable, so that each user's movies keep the order of their ranks.
        order = np.argsort(user_ids, kind="stable")
        self._user_ids = user_ids[order]
        self._movie_ids = movie_ids[order]
        self._values = values[order].astype(np.float32)

    def of(self, user_id: int, limit: int) -> list[tuple[int, float]]:
        first, last = np.searchsorted(self._user_ids, (user_id, user_id + 1))
        rows = slice(first, min(last, first + limit))
        values = self._values[rows].astype(np.float64).round(6)
        return list(zip(self._movie_ids[rows].tolist(), values.tolist(), strict=True))
