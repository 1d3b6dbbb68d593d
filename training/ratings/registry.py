"""Every rating model by name, with the parameters it is compared with."""

from __future__ import annotations

from collections.abc import Callable

from training.evaluation.rating import RatingModel
from training.ratings.biased_matrix_factorization import BiasedMatrixFactorization
from training.ratings.biases import Biases
from training.ratings.neighbours_with_baselines import NeighboursWithBaselines
from training.ratings.svd_plus_plus import SvdPlusPlus


def _dnmf() -> RatingModel:
    from training.dnmf.estimator import Dnmf  # starts TensorFlow

    return Dnmf(seed=0)


RATING_MODELS: dict[str, Callable[[], RatingModel]] = {
    "biases": Biases,
    "biased-mf": BiasedMatrixFactorization,
    "svd++": SvdPlusPlus,
    "neighbours-with-baselines": NeighboursWithBaselines,
    "dnmf": _dnmf,
}
