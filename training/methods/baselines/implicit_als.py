"""Implicit ALS: weighted matrix factorization, the three picks folded in as a new user."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from training.methods.base import RowScores, TrainingData
from training.methods.baselines.catalogue_rows import popularity_factor
from training.methods.baselines.weighting import Weighting
from training.settings import at_least, finite, positive, whole

SEED = 0  # of the embeddings' first values


@dataclass(frozen=True)
class ImplicitAlsParameters:
    weighting: Weighting = field(default_factory=Weighting)
    """Which ratings count as observed."""
    factors: int = 32
    """Dimension of the embeddings."""
    regularization: float = 0.1
    """L2 penalty on the embeddings."""
    confidence: float = 10.0
    """Confidence of an observed interaction; an unobserved pair has 1."""
    pick_confidence: float = 10.0
    """The same for the three picks when they are folded in."""
    iterations: int = 15
    popularity_exponent: float = 0.0
    """Scores are multiplied by the movie's ratings to this power."""

    def __post_init__(self) -> None:
        whole(factors=self.factors, iterations=self.iterations)
        at_least(0, regularization=self.regularization)
        positive(confidence=self.confidence, pick_confidence=self.pick_confidence)
        finite(popularity_exponent=self.popularity_exponent)


class ImplicitAls:
    """Alternating least squares on confidences, by the ``implicit`` package.

    Hu, Koren and Volinsky, "Collaborative filtering for implicit feedback
    datasets", ICDM 2008. A triple is a user never seen: with movie embeddings Y
    fixed, its embedding solves ``(Y'Y + (c-1) sum y y' + lambda I) x = c sum y``
    over the picks, the same equation that training solves for its users.
    """

    name = "implicit-als"

    def __init__(self, parameters: ImplicitAlsParameters | None = None) -> None:
        self.parameters = parameters or ImplicitAlsParameters()

    def fit(self, data: TrainingData) -> Self:
        from implicit.cpu.als import AlternatingLeastSquares

        p = self.parameters
        model = AlternatingLeastSquares(
            factors=p.factors,
            regularization=p.regularization,
            alpha=p.confidence,
            iterations=p.iterations,
            num_threads=1,  # more would make the sums, and so the scores, vary from run to run
            random_state=SEED,
            use_cg=False,
        )
        # The package knows SciPy's sparse matrices, not yet its sparse arrays.
        matrix = sparse.csr_matrix(p.weighting.matrix(data.interactions))
        model.fit(matrix, show_progress=False)
        self.movie_embeddings_ = np.asarray(model.item_factors, dtype=np.float32)
        self._factor = popularity_factor(data.catalogue.counts, p.popularity_exponent)
        return self

    def score(self, picks: NDArray[np.int32]) -> RowScores:
        p = self.parameters
        users = fold_in(self.movie_embeddings_, picks, p.pick_confidence, p.regularization)
        return RowScores.same((users @ self.movie_embeddings_.T) * self._factor)


def fold_in(
    movie_embeddings: NDArray[np.float32],
    picks: NDArray[np.int32],
    confidence: float,
    regularization: float,
) -> NDArray[np.float32]:
    """User embeddings (n, f) of the (n, 3) picks under fixed (M, f) movie embeddings."""
    y = movie_embeddings.astype(np.float64)
    picked = y[picks]  # (n, 3, f)
    shared = y.T @ y + regularization * np.eye(y.shape[1])
    left = shared + (confidence - 1) * np.einsum("npf,npg->nfg", picked, picked)
    right = confidence * picked.sum(axis=1)
    return np.linalg.solve(left, right[..., None])[..., 0].astype(np.float32)
