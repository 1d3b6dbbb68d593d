"""SVD++: biased matrix factorization that also knows which movies a user rated at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from training.models.ratings.surprise_model import SurpriseFactorization


@dataclass(eq=False)
class SvdPlusPlus(SurpriseFactorization):
    """``mean + b_u + b_i + q_i . (p_u + |N_u|^-1/2 sum of y_j)`` (surprise's SVDpp).

    Koren, "Factorization meets the neighborhood", KDD 2008.
    """

    name = "svd++"

    factors: int = 20
    learning_rate: float = 0.007

    def _algorithm(self) -> Any:
        from surprise import SVDpp

        return SVDpp(**self._options(), cache_ratings=True)  # faster, at the price of memory
