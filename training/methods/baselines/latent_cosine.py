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
from training.models.svd import decompose
from training.settings import finite, whole


@dataclass(frozen=True)
class LatentCosineParameters:
    weighting: Weighting = field(default_factory=Weighting)
    """Which ratings are factorized."""
    factors: int = 32
    """Singular values kept; no more than there are."""
    singular_exponent: float = 1.0
    """Movie embeddings are V * sigma ** this."""
    column_exponent: float = 0.0
    """Columns are divided by their norm to this power before the SVD."""
    popularity_exponent: float = 0.0
    """Scores are multiplied by the movie's ratings to this power."""

    def __post_init__(self) -> None:
        whole(factors=self.factors)
        finite(
            singular_exponent=self.singular_exponent,
            column_exponent=self.column_exponent,
            popularity_exponent=self.popularity_exponent,
        )


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
        found = decompose(
            sparse.csr_array(matrix @ sparse.diags_array(scale)), p.factors, centred=False
        )
        vectors = found.movie_vectors(found.rank) * found.singular_values**p.singular_exponent
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
