"""Biased matrix factorization: biases plus the product of user and movie factors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from training.models.ratings.surprise_model import SurpriseFactorization


@dataclass(eq=False)
class BiasedMatrixFactorization(SurpriseFactorization):
    """``mean + b_u + b_i + p_u . q_i``, by stochastic gradient descent (surprise's SVD).

    Koren, Bell and Volinsky, "Matrix factorization techniques for recommender
    systems", IEEE Computer 2009.
    """

    name = "biased-mf"

    factors: int = 100
    learning_rate: float = 0.005

    def _algorithm(self) -> Any:
        from surprise import SVD

        return SVD(**self._options())
