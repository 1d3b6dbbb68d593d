"""Item neighbours with baselines: a user's deviations on the nearest movies, carried over."""

from __future__ import annotations

from typing import Any

from training.models.ratings.surprise_model import SurpriseModel
from training.settings import at_least, whole


class NeighboursWithBaselines(SurpriseModel):
    """Biases plus the similarity-weighted mean of the user's deviations on similar movies.

    Similarity is the shrunk Pearson correlation of residuals (surprise's
    KNNBaseline with ``pearson_baseline``). Koren, "Factor in the neighbors",
    TKDD 2010, section 2.2.
    """

    name = "neighbours-with-baselines"

    def __init__(self, neighbours: int = 40, min_neighbours: int = 1, shrinkage: int = 100) -> None:
        whole(neighbours=neighbours, min_neighbours=min_neighbours)
        at_least(0, shrinkage=shrinkage)
        self.neighbours = neighbours
        self.min_neighbours = min_neighbours
        self.shrinkage = shrinkage

    def _algorithm(self) -> Any:
        from surprise import KNNBaseline

        return KNNBaseline(
            k=self.neighbours,
            min_k=self.min_neighbours,
            sim_options={
                "name": "pearson_baseline",
                "user_based": False,
                "shrinkage": self.shrinkage,
            },
            verbose=False,
        )
