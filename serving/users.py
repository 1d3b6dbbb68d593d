"""Users: how much they rated, what they rated highest, and what each model recommends them.

Tables are opened when they are first asked for, and looked up on disk.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tables import schemas
from tables.arrays.twins import KeyedRows
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
        self._opened: dict[str, KeyedRows] = {}

    @property
    def models(self) -> tuple[str, ...]:
        """The models whose recommendations this run has."""
        return tuple(
            model
            for model, schema in schemas.MOVIES_BY_USER.items()
            if schema.name in self._run.manifest.tables
        )

    @cached_property
    def ids(self) -> NDArray[np.int32]:
        """(U,) all userIds, ascending: a user's place here is their row in every array."""
        return np.ascontiguousarray(self._table(schemas.USERS).keys)

    def get(self, user_id: int) -> User | None:
        """The user, or None for an unknown userId."""
        facts = self._table(schemas.USERS).of(user_id)
        return User(user_id, *facts[0]) if facts else None

    def position(self, user_id: int) -> int:
        """The user's row in the arrays; ``KeyError`` for an unknown userId."""
        place = int(np.searchsorted(self.ids, user_id))
        if place == len(self.ids) or self.ids[place] != user_id:
            raise KeyError(user_id)
        return place

    def rated_highest(self, user_id: int, limit: int = 20) -> tuple[RatedMovie, ...]:
        """What the user rated highest, best first, at most 20; empty for an unknown user."""
        rows = self._table(schemas.RATED_BY_USER).of(user_id, limit)
        return tuple(RatedMovie(*row) for row in rows)

    def recommended(self, user_id: int, model: str, limit: int = 10) -> tuple[ScoredMovie, ...]:
        """A model's best movies that the user has not rated, best first, at most 10.

        Empty for an unknown user. Raises ``KeyError`` for a model that is none of ``models``.
        """
        if model not in self.models:
            raise KeyError(model)
        rows = self._table(schemas.MOVIES_BY_USER[model]).of(user_id, limit)
        return tuple(ScoredMovie(*row) for row in rows)

    def _table(self, schema: schemas.Schema) -> KeyedRows:
        if schema.name not in self._opened:
            self._opened[schema.name] = self._run.look_up(schema)
        return self._opened[schema.name]
