"""Every rating model by name, baselines with the parameters that tuning chose.

``tuned_parameters.json`` beside this file is written by
``python -m training tune`` and never by hand.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from training.models.base import RatingModel
from training.models.ratings.alternating_least_squares import AlternatingLeastSquares
from training.models.ratings.biased_matrix_factorization import BiasedMatrixFactorization
from training.models.ratings.biases import Biases
from training.models.ratings.neighbours_with_baselines import NeighboursWithBaselines
from training.models.ratings.svd_plus_plus import SvdPlusPlus

TUNED_PARAMETERS = Path(__file__).with_name("tuned_parameters.json")

TUNABLE: dict[str, Callable[..., RatingModel]] = {
    "biases": Biases,
    "biased-mf": BiasedMatrixFactorization,
    "svd++": SvdPlusPlus,
    "neighbours-with-baselines": NeighboursWithBaselines,
}

GRADIENT_TRAINED = ("mf", "pmf", "nn")  # as they are published
ALS = "als"
DNMF = "dnmf"  # the served network, with the settings that it is served with


def model_names() -> list[str]:
    """Every name that ``create_model`` knows."""
    return [*TUNABLE, *GRADIENT_TRAINED, ALS, DNMF]


def create_model(name: str) -> RatingModel:
    """A new, unfitted model; raises ``KeyError`` for a name that is not a model's."""
    if name == DNMF:
        from training.models.dnmf.estimator import Dnmf

        return Dnmf(seed=0)
    if name in GRADIENT_TRAINED:
        from training.models.factorization.estimator import Factorization

        return Factorization(name, seed=0)
    if name == ALS:
        return AlternatingLeastSquares(seed=0)
    tuned = json.loads(TUNED_PARAMETERS.read_text(encoding="utf-8"))
    return TUNABLE[name](**tuned[name]["parameters"])


def model_code(name: str) -> tuple[list[str], str]:
    """The modules that make up a model, and its tuned parameters as text.

    Together they say whether something measured earlier still holds.
    """
    if name == DNMF:
        return ["training.models.dnmf.estimator"], ""
    if name in GRADIENT_TRAINED:
        return ["training.models.factorization.estimator"], ""
    if name == ALS:
        return [AlternatingLeastSquares.__module__], ""
    tuned = json.loads(TUNED_PARAMETERS.read_text(encoding="utf-8"))[name]["parameters"]
    return [type(TUNABLE[name](**tuned)).__module__], json.dumps(tuned, sort_keys=True)
