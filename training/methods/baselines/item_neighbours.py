"""Item neighbours: what the people who liked a pick also liked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

from training.methods.base import RowScores, TrainingData
from training.methods.baselines.catalogue_rows import CatalogueRows
from training.methods.baselines.weighting import Weighting
from training.settings import at_least, finite, positive, whole


@dataclass(frozen=True)
class ItemNeighboursParameters:
    """The plain cosine by default."""

    weighting: Weighting = field(default_factory=Weighting)
    """Which ratings make up a movie's vector over users."""
    shrinkage: float = 0.0
    """Added to the denominator: distrusts similarities that rest on few common users."""
    pick_exponent: float = 0.5
    """Power of the pick's squared norm in the denominator; 0.5 is the cosine."""
    candidate_exponent: float = 0.5
    """The same for the candidate; below 0.5 popular candidates gain."""
    similarity_exponent: float = 1.0
    """Power of the similarity itself; above 1 near neighbours dominate the sum."""
    neighbours: int | None = None
    """Nearest movies that each pick may vote for; None lets it vote for all."""

    def __post_init__(self) -> None:
        at_least(0, shrinkage=self.shrinkage)
        finite(
            pick_exponent=self.pick_exponent,
            candidate_exponent=self.candidate_exponent,
        )
        positive(similarity_exponent=self.similarity_exponent)
        if self.neighbours is not None:
            whole(neighbours=self.neighbours)


class ItemNeighbours:
    """Sum over the picks of a (shrunk, asymmetric) cosine between rating vectors.

    Similarity of pick i and candidate j: ``x_i . x_j / (|x_i|^2a |x_j|^2b + shrinkage)``.
    Cosine item neighbours are from Sarwar et al., "Item-based collaborative
    filtering recommendation algorithms", WWW 2001; the asymmetric exponents and
    the power from Aiolli, "Efficient top-N recommendation for very large scale
    binary rated datasets", RecSys 2013; shrinkage from Bell and Koren, ICDM 2007.
    """

    def __init__(
        self,
        parameters: ItemNeighboursParameters | None = None,
        name: str = "item-neighbours",
    ) -> None:
        self.name = name
        self.parameters = parameters or ItemNeighboursParameters()

    def fit(self, data: TrainingData) -> Self:
        p = self.parameters
        matrix = p.weighting.matrix(data.interactions)
        catalogue = data.catalogue.movies
        common = (matrix[:, catalogue].T @ matrix).toarray().astype(np.float64)
        squared_norms = np.asarray(matrix.multiply(matrix).sum(axis=0), dtype=np.float64)
        denominator = (
            squared_norms[catalogue, None] ** p.pick_exponent
            * squared_norms[None, :] ** p.candidate_exponent
            + p.shrinkage
        )
        similarity = np.divide(common, denominator, out=np.zeros_like(common), where=common > 0)
        similarity **= p.similarity_exponent
        similarity[np.arange(len(catalogue)), catalogue] = 0.0
        if p.neighbours is not None:
            keep_nearest(similarity, p.neighbours)
        self.rows_ = CatalogueRows(catalogue, similarity.astype(np.float32))
        return self

    def score(self, picks: NDArray[np.int32]) -> RowScores:
        return RowScores.same(self.rows_.sum_over_picks(picks))


def keep_nearest(similarity: NDArray[np.float64], k: int) -> None:
    """Set all below the k-th largest entry of each row to 0, in place; ties with it stay."""
    if k >= similarity.shape[1]:
        return
    kth = np.partition(similarity, -k, axis=1)[:, -k, None]
    similarity[similarity < kth] = 0.0
