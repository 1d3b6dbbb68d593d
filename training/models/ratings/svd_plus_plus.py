"""SVD++: biased matrix factorization that also knows which movies a user rated at all."""

from __future__ import annotations

from typing import Any

from training.models.ratings.surprise_model import SurpriseModel


class SvdPlusPlus(SurpriseModel):
    """``mean + b_u + b_i + q_i . (p_u + |N_u|^-1/2 sum of y_j)`` (surprise's SVDpp).

    Koren, "Factorization meets the neighborhood", KDD 2008.
    """

    name = "svd++"

    def __init__(
        self,
        factors: int = 20,
        epochs: int = 20,
        learning_rate: float = 0.007,
        regularization: float = 0.02,
        seed: int = 0,
    ) -> None:
        self.factors = factors
        self.epochs = epochs
        self.learning_rate = learning_rate
        self.regularization = regularization
        self.seed = seed

    def _algorithm(self) -> Any:
        from surprise import SVDpp

        return SVDpp(
            n_factors=self.factors,
            n_epochs=self.epochs,
            lr_all=self.learning_rate,
            reg_all=self.regularization,
            random_state=self.seed,
            cache_ratings=True,  # faster, at the price of memory
        )
