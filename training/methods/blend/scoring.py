"""From a triple to scores: standardized features times learned weights, list by list."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from training.methods.base import Row
from training.methods.blend.listwise import Scaling
from training.methods.blend.shortlist import Shortlister, Votes


class Scorer:
    """The scores of the candidates of a triple by the weights of the three lists."""

    def __init__(
        self, shortlister: Shortlister, scaling: Scaling, weights: dict[Row, NDArray[np.float32]]
    ) -> None:
        """``weights`` are (F,) for each list, per standard deviation of each feature."""
        self.rows: tuple[Row, ...] = tuple(weights)
        self._shortlister = shortlister
        self._scaling = scaling
        self._weights = np.stack([weights[row] for row in self.rows], axis=1)  # (F, lists)
        n_facts = shortlister.facts.shape[1]
        facts = scaling.part(slice(-n_facts, None)).apply(shortlister.facts.copy())
        self._of_facts = facts @ self._weights[-n_facts:]  # (candidates, lists)

    def score(
        self, triples: NDArray[np.integer], candidates: NDArray[np.integer]
    ) -> NDArray[np.float32]:
        """(n, K, lists) scores of ``candidates`` (n, K) for ``triples`` (n, 3)."""
        votes = self._shortlister.votes(triples, candidates)
        found: NDArray[np.float32] = self._of_facts[candidates] + self._of_votes(votes)
        return found

    def losses(
        self, triples: NDArray[np.integer], candidates: NDArray[np.integer], row: Row
    ) -> NDArray[np.float32]:
        """(n, 3, K) by how much a score falls when an average film replaces each pick.

        Negative where the film would even gain.
        """
        place = self.rows.index(row)
        votes = self._shortlister.votes(triples, candidates)
        usual = self._shortlister.mean_votes(candidates)
        score = self._of_votes(votes)[..., place]
        without = (
            (usual, votes[1], votes[2]),
            (votes[0], usual, votes[2]),
            (votes[0], votes[1], usual),
        )
        return np.stack([score - self._of_votes(those)[..., place] for those in without], axis=1)

    def _of_votes(self, votes: tuple[Votes, Votes, Votes]) -> NDArray[np.float32]:
        parts = self._shortlister.parts(votes)
        n, n_films = parts[0].shape[:2]
        total = np.zeros((n * n_films, len(self.rows)), dtype=np.float32)
        ends = np.cumsum([0, *(part.shape[2] for part in parts)]).tolist()
        for part, (start, stop) in zip(parts, pairwise(ends), strict=True):
            # Long rows: what is applied to each feature is repeated for every candidate.
            flat = part.reshape(n, n_films * (stop - start))
            self._scaling.part(slice(start, stop)).repeated(n_films).apply(flat)
            total += flat.reshape(n * n_films, stop - start) @ self._weights[start:stop]
        return total.reshape(n, n_films, len(self.rows))
