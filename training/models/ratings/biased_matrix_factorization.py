"""Biased matrix factorization: biases plus the product of user and movie factors."""

from __future__ import annotations

from typing import Any

from training.models.ratings.surprise_model import SurpriseModel


class BiasedMatrixFactorization(SurpriseModel):
    """``mean + b_u + b_i + p_u . q_i``, by stochastic gradient descent (surprise's SVD).

    Koren, Bell and Volinsky, "Matrix factorization techniques for recommender
    systems", IEEE Computer 2009.
    """

    name = "biased-mf"

    def __init__(
        self,
        factors: int = 100,
        epochs: int = 20,
        learning_rate: float = 0.005,
        regularization: float = 0.02,
        seed: int = 0,
    ) -> None:
        self.factors = factors
        self.epochs = epochs
        self.learning_rate = learning_rate
        self.regularization = regularization
        self.seed = seed

    def _algorithm(self) -> Any:
        from surprise import SVD

        return SVD(
            n_factors=self.factors,
            n_epochs=self.epochs,
            lr_all=self.learning_rate,
            reg_all=self.regularization,
            random_state=self.seed,
        )
