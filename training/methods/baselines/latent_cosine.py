"""Latent cosine: movies compared in the space of a truncated SVD."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from training.methods.base import RowScores, TrainingData
from training.methods.baselines.catalogue_rows import CatalogueRows, popularity_factor
from training.methods.baselines.weighting import Weighting


@dataclass(frozen=True)
class LatentCosineParameters:
    weighting: Weighting = field(default_factory=Weighting)
    """Which ratings are factorized."""
    factors: int = 32
    """Singular values kept; at most one less than users or movies."""
    singular_exponent: float = 1.0
    """Movie embeddings are V * sigma ** this."""
    column_exponent: float = 0.0
    """Columns are divided by their norm to this power before the SVD."""
    popularity_exponent: float = 0.0
    """Scores are multiplied by the movie's ratings to this power."""


class LatentCosine:
    """Sum over the picks of the cosine between movie embeddings of a truncated SVD.

    Latent semantic indexing (Deerwester et al., 1990) applied to ratings as in
    Sarwar et al., "Application of dimensionality reduction in recommender
    systems", WebKDD 2000.
    """

    name = "latent-cosine"

    def __init__(self, parameters: LatentCosineParameters | None = None) -> None:
        self.parameters = parameters or LatentCosineParameters()

    def fit(self, data: TrainingData) -> Self:
        p = self.parameters
        matrix = p.weighting.matrix(data.interactions).astype(np.float64)
        norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=0)))
        scale = np.where(norms > 0, norms, 1.0) ** -p.column_exponent
        vectors, singular_values = movie_embeddings(matrix @ sparse.diags_array(scale), p.factors)
        vectors = vectors * singular_values**p.singular_exponent
        lengths = np.linalg.norm(vectors, axis=1)
        # A movie without a single kept rating has no direction: its cosine is 0.
        vectors = np.divide(
            vectors, lengths[:, None], out=np.zeros_like(vectors), where=lengths[:, None] > 1e-9
        )
        catalogue = data.catalogue.movies
        # Cosines shifted to 0..1, so that a popularity factor acts alike on all of them.
        cosines = (1 + vectors[catalogue] @ vectors.T) / 2
        cosines *= popularity_factor(data.catalogue.counts, p.popularity_exponent)
        self.rows_ = CatalogueRows(catalogue, cosines.astype(np.float32))
        return self

    def score(self, picks: NDArray[np.int32]) -> RowScores:
        return RowScores.same(self.rows_.sum_over_picks(picks))


def movie_embeddings(
    matrix: sparse.csr_array, factors: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Right singular vectors (M, f) and singular values (f,) of a (U, M) matrix, largest first."""
    k = min(factors, min(matrix.shape) - 1)
    start = np.full(min(matrix.shape), 1.0)  # a fixed start makes ARPACK repeatable
    _, singular_values, rows = sparse.linalg.svds(matrix, k=k, v0=start)
    order = np.argsort(-singular_values)
    return rows[order].T, singular_values[order]
