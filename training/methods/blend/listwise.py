"""Learning to rank with a linear score and a softmax over each list of candidates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.settings import at_least, whole

_LEARNING_RATE = 0.01  # Adam's step size at its highest; it falls to 0 along a half cosine
_CLIP = 6.0  # standard deviations; a rare extreme must not decide a list alone


@dataclass(frozen=True)
class ListwiseParameters:
    l2: float = 0.01
    """Penalty on the weights of the standardized features."""
    epochs: int = 6
    """Passes over the lists."""
    lists_per_step: int = 96
    """Lists of one gradient."""

    def __post_init__(self) -> None:
        at_least(0, l2=self.l2)
        whole(epochs=self.epochs, lists_per_step=self.lists_per_step)


@dataclass(frozen=True)
class Scaling:
    """Mean and standard deviation of each of F features over all candidates seen."""

    mean: NDArray[np.float32]  # (F,)
    deviation: NDArray[np.float32]  # (F,)

    @classmethod
    def of(cls, features: NDArray[np.float32]) -> Scaling:
        flat = features.reshape(-1, features.shape[-1])
        return cls(flat.mean(axis=0), flat.std(axis=0) + np.float32(1e-6))

    def part(self, features: slice) -> Scaling:
        """Of some of the features."""
        return Scaling(self.mean[features], self.deviation[features])

    def repeated(self, times: int) -> Scaling:
        """Of the features of so many candidates, one after the other."""
        return Scaling(np.tile(self.mean, times), np.tile(self.deviation, times))

    def apply(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Standardize and clip (..., F) features, in place; returns them."""
        features -= self.mean
        features /= self.deviation
        return np.clip(features, -_CLIP, _CLIP, out=features)


def fit_listwise(
    features: NDArray[np.float32],
    relevant: NDArray[np.bool_],
    parameters: ListwiseParameters,
    rng: np.random.Generator,
    used: NDArray[np.bool_] | None = None,
) -> NDArray[np.float32]:
    """(F,) weights w that give the relevant candidates of a list a high softmax(x w).

    ``features`` (n, K, F) are standardized, ``relevant`` is (n, K); lists without
    a relevant candidate are left out. Features that are not ``used`` (F,) weigh
    nothing. The loss is ListNet's top-one cross entropy with the target shared
    equally among a list's relevant candidates (Cao et al., "Learning to rank: from
    pairwise approach to listwise approach", ICML 2007), so that every list weighs the
    same; the optimizer is Adam (Kingma and Ba, 2015).
    """
    p = parameters
    counts = relevant.sum(axis=1)
    lists = np.flatnonzero(counts)
    weights = np.zeros(features.shape[2], dtype=np.float32)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    steps = p.epochs * int(np.ceil(len(lists) / p.lists_per_step))
    step = 0
    for _ in range(p.epochs):
        order = rng.permutation(lists)
        for start in range(0, len(order), p.lists_per_step):
            batch = order[start : start + p.lists_per_step]
            x = features[batch]
            error = softmax(x @ weights) - relevant[batch] / counts[batch, None]
            gradient = np.tensordot(error, x, axes=((0, 1), (0, 1))) / len(batch)
            gradient = (gradient + p.l2 * weights).astype(np.float32)
            if used is not None:
                gradient *= used
            step += 1
            first *= 0.9
            first += 0.1 * gradient
            second *= 0.99
            second += 0.01 * gradient**2
            rate = _LEARNING_RATE * 0.5 * (1 + np.cos(np.pi * step / (steps + 1)))
            rate *= np.sqrt(1 - 0.99**step) / (1 - 0.9**step)
            weights = (weights - rate * first / (np.sqrt(second) + 1e-8)).astype(np.float32)
    return weights


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Softmax over the last axis."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: NDArray[np.float32] = shifted / shifted.sum(axis=-1, keepdims=True)
    return shares
