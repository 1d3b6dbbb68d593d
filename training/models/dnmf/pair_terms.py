"""The trained network as arrays, split into what a user and what a movie brings to a pair.

The first layer of the perceptron is linear in the concatenated embeddings, so it
is a user's share plus a movie's share, each computed once; so are the biases and
the two factors of the product path. A pair then costs a dot product, an addition
and the two small layers that are left: exact, and cheap enough for all pairs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:  # where pairs are scored, on a cluster too, there need be no TensorFlow
    from training.models.dnmf.model import DnmfModel, Encoded, Side

_PAIRS_AT_A_TIME = 65_536  # in ``score_pairs``; bounds its memory


@dataclass(frozen=True)
class PairTerms:
    """What n users, or n movies, bring to every pair that they are in."""

    bias: NDArray[np.float32]  # (n,) stars; a movie's include the mean rating and the offset
    factors: NDArray[np.float32]  # (n, k) embedding; a movie's is weighted by the joint output
    hidden: NDArray[np.float32]  # (n, h) share of the first perceptron layer

    def __len__(self) -> int:
        return len(self.bias)

    def take(self, positions: NDArray[np.integer] | slice) -> PairTerms:
        """The terms at ``positions``, in that order."""
        return PairTerms(self.bias[positions], self.factors[positions], self.hidden[positions])

    def append(self, others: PairTerms) -> PairTerms:
        """These terms, then the others."""
        return PairTerms(
            np.concatenate([self.bias, others.bias]),
            np.concatenate([self.factors, others.factors]),
            np.concatenate([self.hidden, others.hidden]),
        )


@dataclass(frozen=True)
class Joint:
    """What is left of the network once the terms are computed: h -> h2 -> 1."""

    kernel: NDArray[np.float32]  # (h, h2) second perceptron layer
    offset: NDArray[np.float32]  # (h2,)
    output: NDArray[np.float32]  # (h2,) weights in the joint output

    def score(self, users: PairTerms, movies: PairTerms) -> NDArray[np.float32]:
        """(n, m) predicted stars of all pairs of n users and m movies, not clipped.

        Works through one user at a time: the m x h numbers of the first hidden
        layer are reused from the processor's cache where m is a few thousand.
        """
        scores = users.factors @ movies.factors.T
        scores += users.bias[:, None]
        scores += movies.bias
        hidden = np.empty_like(movies.hidden)
        for row in range(len(users)):
            np.add(movies.hidden, users.hidden[row], out=hidden)
            scores[row] += self._perceptron(hidden)
        return scores

    def score_pairs(self, users: PairTerms, movies: PairTerms) -> NDArray[np.float32]:
        """(n,) predicted stars of n pairs: row r of ``users`` with row r of ``movies``."""
        scores = users.bias + movies.bias
        for start in range(0, len(users), _PAIRS_AT_A_TIME):
            rows = slice(start, start + _PAIRS_AT_A_TIME)
            user, movie = users.take(rows), movies.take(rows)
            scores[rows] += np.einsum("rk,rk->r", user.factors, movie.factors)
            scores[rows] += self._perceptron(user.hidden + movie.hidden)
        return scores

    def _perceptron(self, hidden: NDArray[np.float32]) -> NDArray[np.float32]:
        """(n,) from the (n, h) first layer before its activation, which is overwritten."""
        np.maximum(hidden, 0, out=hidden)
        second = hidden @ self.kernel
        second += self.offset
        np.maximum(second, 0, out=second)
        stars: NDArray[np.float32] = np.matmul(second, self.output)
        return stars


def user_terms(model: DnmfModel, users: Side) -> PairTerms:
    """The terms of encoded users."""
    inputs = _perceptron_inputs(users)
    kernel = model.head.first.kernel.numpy()[: inputs.shape[1]]
    return PairTerms(users.bias.numpy(), users.embedding.numpy(), inputs @ kernel)


def movie_terms(model: DnmfModel, encoded: Encoded) -> PairTerms:
    """The terms of encoded movies."""
    movies = encoded.movies
    first, joint = model.head.first, model.head.joint
    inputs = _perceptron_inputs(movies)
    kernel = first.kernel.numpy()[-inputs.shape[1] :]
    embedding = movies.embedding.numpy()
    weights = joint.kernel.numpy()[: embedding.shape[1], 0]
    return PairTerms(
        movies.bias.numpy() + encoded.mean.numpy() + joint.bias.numpy()[0],
        embedding * weights,
        inputs @ kernel + first.bias.numpy(),
    )


def joint_of(model: DnmfModel) -> Joint:
    """The rest of the network."""
    second = model.head.second
    kernel, offset = second.kernel.numpy(), second.bias.numpy()
    return Joint(kernel, offset, model.head.joint.kernel.numpy()[-len(offset) :, 0])


def _perceptron_inputs(side: Side) -> NDArray[np.float32]:
    return np.hstack([side.embedding.numpy(), side.facts.numpy()])
