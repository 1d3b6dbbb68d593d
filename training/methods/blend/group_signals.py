"""Signals of the films by everybody, or by everybody but some: what lists are learned from."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from training.data.blocks import Engine, Threads, part_of
from training.methods.base import TrainingData
from training.methods.blend.inputs import content_of
from training.methods.blend.latent import latent_cosines
from training.methods.blend.signals import Signal, Signals, compute_signals
from training.methods.blend.user_sums import mean_times_of_users, sum_over_users

MoreSignals = Callable[[NDArray[np.int64], NDArray[np.int32], NDArray[np.int64]], dict[str, Signal]]
"""From users, catalogue films and candidates (positions) to signals of those users' ratings."""


class GroupSignals:
    """Signals of ``films`` (K,) for picks from the catalogue, by groups of users."""

    def __init__(
        self,
        data: TrainingData,
        films: NDArray[np.int64],
        more: MoreSignals | None = None,
        engine: Engine | None = None,
    ) -> None:
        self._ratings = data.interactions
        self._catalogue, self._films = data.catalogue.movies, films
        self._content = content_of(data)
        self._more = more
        self._engine = engine or Threads()
        self._times = mean_times_of_users(self._ratings)
        self._latest = float(self._times.max(initial=0))
        self._everybody = sum_over_users(
            self._ratings, self._catalogue, films, self._latest, self._engine
        )

    def of_everybody(self) -> Signals:
        """By all users."""
        return self.without(np.zeros(0, dtype=np.int64))

    def without(self, part: NDArray[np.int64]) -> Signals:
        """By all users but those of ``part`` (positions), as if these had never rated."""
        inside = np.zeros(self._ratings.n_users, dtype=bool)
        inside[part] = True
        others = np.flatnonzero(~inside)
        sums = self._everybody
        if len(part):
            theirs = part_of(self._ratings, inside[self._ratings.users])
            sums = sums.without(
                sum_over_users(theirs, self._catalogue, self._films, self._latest, self._engine)
            )
            # Among those who are left, late is as late as the last of them.
            sums = sums.fading_from(self._latest - float(self._times[others].max()))
        latent = latent_cosines(self._ratings, others, self._catalogue, self._films)
        found = compute_signals(sums, latent, self._content, self._catalogue, self._films)
        more = self._more(others, self._catalogue, self._films) if self._more else {}
        return Signals(found.signals | more, found.facts)
