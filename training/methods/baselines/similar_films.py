"""The similar films of the site's film pages, as answers to three picks."""

from __future__ import annotations

from typing import Literal, Self

import numpy as np
from numpy.typing import NDArray

from tables.arrays.similar import WAYS
from training.data.interactions import positions_of
from training.methods.base import RowScores, TrainingData
from training.models.similarity import Space, collaborative_space, content_space
from training.settings import one_of

Way = Literal["content", "collaborative", "hybrid"]


class SimilarFilms:
    """A film scores by its cosines to the picks, summed over them and over the spaces.

    The spaces are those of ``training/models/similarity.py``: by what films are about, by who
    rated them how, or both. Deterministic.
    """

    def __init__(self, way: Way) -> None:
        one_of(WAYS, way=way)
        self.name: str = way

    def fit(self, data: TrainingData) -> Self:
        spaces: list[NDArray[np.float32]] = []
        if self.name != "collaborative":
            rows = positions_of(
                data.interactions.movie_ids, np.sort(data.movies["movieId"].to_numpy(np.int32))
            )
            content: Space = content_space(data.movies.sort_values("movieId"), data.tags)
            spaces.append(content.embeddings[rows])
        if self.name != "content":
            spaces.append(collaborative_space(data.interactions).embeddings)
        self.spaces_ = spaces  # (M, components) each, rows of unit length or of zeros
        return self

    def score(self, picks: NDArray[np.int32]) -> RowScores:
        scores = sum(space[picks].sum(axis=1) @ space.T for space in self.spaces_)
        return RowScores.same(np.asarray(scores, dtype=np.float32))
