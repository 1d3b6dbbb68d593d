"""All models of a run behind one door: read when they are first asked for, and once.

Whatever a run does not have is a ``NotInRun`` that names the training step that makes it.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from serving.errors import NotInRun
from serving.fold_in import FoldIn
from serving.lovers import SharedLove
from serving.own_answers import TASTE, USUAL, OwnAnswer, OwnAnswers
from serving.predictions import Predictions
from serving.similar import SimilarMovie, SimilarMovies
from serving.titles.title_search import TitleIndex
from serving.users import RatedMovie, ScoredMovie, User, Users
from tables import Movie, Run, schemas
from tables.arrays.similar import SIMILAR
from tables.arrays.taste import LOVERS


class RunModels:
    """Users, similar films, titles and models of a run.

    ``prepare`` makes what takes longest, all else is opened when it is first asked for.
    One lock around every look-up makes the first reader read and the others wait,
    so no table is ever read twice. A look-up takes microseconds, a fold-in a few
    milliseconds. The ten of three picks need none of them; the spare films of their page,
    which take the place of those that were seen, come from the taste model.
    """

    def __init__(self, run: Run) -> None:
        self._run = run
        self._lock = threading.Lock()
        self._users = Users(run)
        self._predictions = Predictions(run, self._users)
        self._fold_in = FoldIn(run, self._predictions)

    def prepare(self) -> None:
        """Make what nearly every visit needs and takes long to make, and share it by forking."""
        with self._lock:
            _ = self._titles
            if self.can_answer_lists:
                _ = self._own_answers

    @cached_property
    def _similar(self) -> SimilarMovies:
        return SimilarMovies(self._run)

    @cached_property
    def _titles(self) -> TitleIndex:
        return TitleIndex(self._run.movies)

    @property
    def has_users(self) -> bool:
        """Whether this run knows the users of the data set."""
        return schemas.USERS.name in self._run.manifest.tables

    def user(self, user_id: int) -> User | None:
        """A user of the data set, or None for an unknown userId."""
        self._need(self.has_users, "users", schemas.USERS.name)
        with self._lock:
            return self._users.get(user_id)

    def user_ids(self) -> NDArray[np.int32]:
        """(U,) all userIds, ascending."""
        self._need(self.has_users, "users", schemas.USERS.name)
        with self._lock:
            return self._users.ids

    def rated_highest(self, user_id: int, limit: int) -> tuple[RatedMovie, ...]:
        """What a user rated highest, best first."""
        listed = schemas.RATED_BY_USER.name in self._run.manifest.tables
        self._need(listed, "lists of what users rated", schemas.RATED_BY_USER.name)
        with self._lock:
            return self._users.rated_highest(user_id, limit)

    @property
    def recommending(self) -> tuple[str, ...]:
        """The models whose recommendations this run has."""
        return self._users.models

    def recommended(self, user_id: int, model: str, limit: int) -> tuple[ScoredMovie, ...]:
        """A model's best films that the user has not rated, best first."""
        self._need_model(model, self.recommending)
        with self._lock:
            return self._users.recommended(user_id, model, limit)

    def predicted(self, user_id: int, movie_ids: Sequence[int], model: str) -> list[float | None]:
        """Stars that a user of the data set would give; None for films that nobody rated."""
        self._need_model(model, self._predictions.models)
        with self._lock:
            return self._predictions.predict(user_id, movie_ids, model)

    @property
    def has_similar(self) -> bool:
        """Whether this run knows similar films at all."""
        return SIMILAR in self._run.manifest.tables

    def similar(self, movie_id: int, by: str, limit: int) -> tuple[SimilarMovie, ...]:
        """The films most similar to a film, best first."""
        self._need(self.has_similar, "similar films", SIMILAR)
        with self._lock:
            return self._similar.of(movie_id, by, limit)

    def titled(self, title: str, limit: int) -> list[Movie]:
        """The films whose titles match best, best first."""
        with self._lock:
            return self._titles.find(title, limit)

    @property
    def can_answer_lists(self) -> bool:
        """Whether this run answers a list of any length, and knows who loves what."""
        tables = self._run.manifest.tables
        return LOVERS in tables and schemas.USERS.name in tables

    def answered(
        self,
        ratings: Mapping[int, float],
        adventure: int = USUAL,
        limit: int = 5,
        without: Collection[int] = (),
        model: str = TASTE,
    ) -> OwnAnswer:
        """The answer to a list. Raises what ``OwnAnswers.answer`` and ``FoldIn.scores`` do."""
        answers = self.own_answers
        if model == TASTE:
            return answers.answer(ratings, adventure, limit, without)
        with self._lock:
            self._need_model(model, self._fold_in.models)
            scores = self._fold_in.scores(ratings, model)
        return answers.answer(ratings, adventure, limit, without, scores)

    def shared_loves(self, movie_id: int, other_ids: Sequence[int]) -> list[SharedLove]:
        """Of those who love a movie, how many love each of the others. Raises ``KeyError``."""
        first, *others = self._run.movies.positions((movie_id, *other_ids)).tolist()
        return self.own_answers.lovers.shared(first, others)

    @property
    def own_answers(self) -> OwnAnswers:
        """Answers to lists; opened once. It holds no lock while it computes."""
        self._need(self.can_answer_lists, "taste model", LOVERS)
        with self._lock:
            return self._own_answers

    @cached_property
    def _own_answers(self) -> OwnAnswers:
        return OwnAnswers(self._run, self._run.manifest.tables[schemas.USERS.name].rows or 0)

    def _need_model(self, model: str, models: Sequence[str]) -> None:
        self._need(
            model in models, f"tables of the model {model}", schemas.MOVIES_BY_USER[model].name
        )

    def _need(self, published: bool, what: str, file: str) -> None:
        if not published:
            maker = self._run.manifest.makers.get(file)
            remedy = f"`make train STEPS={maker}` adds them" if maker else "`make train` adds them"
            raise NotInRun(f"The run {self._run.id} has no {what}; {remedy}.")
