"""EASE: the linear autoencoder whose best weights have a closed form."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from training.methods.base import RowScores, TrainingData
from training.methods.baselines.catalogue_rows import CatalogueRows, popularity_factor
from training.methods.baselines.weighting import Weighting
from training.settings import finite, positive


@dataclass(frozen=True)
class EaseParameters:
    weighting: Weighting = field(default_factory=Weighting)
    """Which ratings the autoencoder reconstructs."""
    regularization: float = 100.0
    """L2 penalty lambda on every weight."""
    regularization_exponent: float = 0.0
    """Penalty of movie j is lambda * (likes of j / mean likes) ** this; 0 is the published EASE."""
    popularity_exponent: float = 0.0
    """Scores are multiplied by the movie's ratings to this power."""

    def __post_init__(self) -> None:
        positive(regularization=self.regularization)
        finite(
            regularization_exponent=self.regularization_exponent,
            popularity_exponent=self.popularity_exponent,
        )


class Ease:
    """Embarrassingly Shallow AutoEncoder: ``min |X - X B|^2 + lambda |B|^2``, diagonal of B zero.

    Harald Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019;
    penalties that grow with the movie's likes are the dropout regularization of
    his "Autoencoders that don't overfit towards the Identity", NeurIPS 2020. A
    triple's scores are the sum of the three picks' rows of B.
    """

    name = "ease"

    def __init__(self, parameters: EaseParameters | None = None) -> None:
        self.parameters = parameters or EaseParameters()

    def fit(self, data: TrainingData) -> Self:
        p = self.parameters
        matrix = p.weighting.matrix(data.interactions)
        likes = np.asarray(matrix.multiply(matrix).sum(axis=0), dtype=np.float64)
        relative = np.maximum(likes, likes[likes > 0].min(initial=1.0)) / max(likes.mean(), 1e-9)
        penalty = p.regularization * relative**p.regularization_exponent
        weights = ease_rows(matrix, penalty, data.catalogue.movies)
        weights *= popularity_factor(data.catalogue.counts, p.popularity_exponent)
        self.rows_ = CatalogueRows(data.catalogue.movies, weights.astype(np.float32))
        return self

    def score(self, picks: NDArray[np.int32]) -> RowScores:
        return RowScores.same(self.rows_.sum_over_picks(picks))


def ease_rows(
    matrix: sparse.csr_array, penalty: NDArray[np.float64], rows: NDArray[np.int32]
) -> NDArray[np.float64]:
    """The given rows of B, (len(rows), M), for the (U, M) ``matrix`` and (M,) ``penalty``.

    With P = (X'X + diag(penalty))^-1, B_ij = -P_ij / P_jj off the diagonal. P is
    M x M; where there are fewer users than movies Woodbury's identity needs only
    a U x U inverse, and only the wanted rows and the diagonal of P are formed.
    """
    n_users, n_movies = matrix.shape
    x = matrix.astype(np.float64)
    if n_users < n_movies:
        # P = D^-1 - D^-1 X' K^-1 X D^-1 with D = diag(penalty), K = I + X D^-1 X'. X stays sparse.
        scaled = (x @ sparse.diags_array(1 / penalty)).tocsc()  # X D^-1
        inverse = np.linalg.inv(np.eye(n_users) + (scaled @ x.T).toarray())
        inner = scaled.T @ inverse  # (M, U)
        diagonal = 1 / penalty - scaled.T.multiply(inner).sum(axis=1)
        wanted = -(scaled[:, rows].T @ inner.T)
        wanted[np.arange(len(rows)), rows] += 1 / penalty[rows]
    else:
        precision = np.linalg.inv((x.T @ x).toarray() + np.diag(penalty))
        diagonal, wanted = np.diag(precision), precision[rows]
    weights: NDArray[np.float64] = -wanted / diagonal
    weights[np.arange(len(rows)), rows] = 0.0
    return weights
