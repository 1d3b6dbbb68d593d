"""The regression of every movie on all others, as a product of two thin matrices.

With X the users x movies values, D the movies' penalties and P = (X'X + D)^-1 the weight from
movie i to movie j is B_ij = -P_ij / P_jj, off the diagonal (Steck, "Embarrassingly Shallow
Autoencoders for Sparse Data", WWW 2019). By Woodbury's identity
P = D^-1 - D^-1 X' K^-1 X D^-1 with K = I + X D^-1 X', which is small where there are fewer
users than movies; then nothing of the size movies x movies or movies x users is formed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, sparse

_MORE_PROBES = 32  # than the rank asked for, with which the largest directions are sought
_POWER_ITERATIONS = 3
_MOST_USERS_EXACTLY = 1500  # whose eigenvectors come sooner than the probes' products
_MOVIES_AT_A_TIME = 2048


def regression_factors(
    values: sparse.csr_array, penalty: NDArray[np.float64]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """L (k, M) and R (k, M) whose product L'R is the regression off the diagonal.

    ``values`` is (U, M) and ``penalty`` (M,). k is the number of users where these are
    fewer, else that of movies.
    """
    if values.shape[0] <= values.shape[1]:
        by_users = RegressionByUsers.of(values, penalty)
        left = by_users.sources(np.eye(len(by_users.factor), dtype=np.float32)).T
        return left, left * by_users.scale
    precision = np.linalg.inv((values.T @ values).toarray() + np.diag(penalty))
    weights = -precision / np.diag(precision)
    np.fill_diagonal(weights, 0.0)
    return np.eye(len(weights), dtype=np.float32), weights.astype(np.float32)


@dataclass(frozen=True)
class RegressionByUsers:
    """L = F S and R = L diag(scale), (U, M) both, whose product L'R is the regression."""

    factor: NDArray[np.float32]  # F (U, U), the inverse of K's triangular factor
    scaled: sparse.csr_array  # S (U, M) = X D^-1, sparse
    scale: NDArray[np.float32]  # (M,)

    @classmethod
    def of(cls, values: sparse.csr_array, penalty: NDArray[np.float64]) -> Self:
        """``values`` (U, M) and ``penalty`` (M,)."""
        scaled = sparse.csr_array(values @ sparse.diags_array(1 / penalty))
        kernel = np.eye(values.shape[0]) + (scaled @ values.T).toarray()
        # K^-1 = F'F with F the inverse of its lower triangular factor.
        lower = np.linalg.cholesky(kernel)
        factor = linalg.lapack.dtrtri(lower, lower=1)[0].astype(np.float32)
        scaled = scaled.astype(np.float32)
        movies = sparse.csr_array(scaled.T)
        diagonal = 1 / penalty
        for start in range(0, len(penalty), _MOVIES_AT_A_TIME):
            some = slice(start, start + _MOVIES_AT_A_TIME)
            left = movies[some] @ factor.T
            diagonal[some] -= np.einsum("mu,mu->m", left, left, dtype=np.float64)
        return cls(factor, scaled, (1 / diagonal).astype(np.float32))

    def sources(self, users: NDArray[np.float32]) -> NDArray[np.float32]:
        """L' times (U, p): (M, p)."""
        found: NDArray[np.float32] = self.scaled.T @ (self.factor.T @ users)
        return found

    def of_movies(self, movies: NDArray[np.float32]) -> NDArray[np.float32]:
        """L times (M, p): (U, p)."""
        found: NDArray[np.float32] = self.factor @ (self.scaled @ movies)
        return found


def best_product_by_users(
    regression: RegressionByUsers, rank: int, seed: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The best product of that rank to L'R, (M, rank) each.

    With few users exactly, from the eigenvectors of LL' and RR'; else by probes, as in
    ``best_product``.
    """
    r, scale = regression, regression.scale[:, None]
    n_users, n_movies = r.scaled.shape
    if n_users > _MOST_USERS_EXACTLY:
        probes = np.random.default_rng(seed).normal(size=(n_movies, rank + _MORE_PROBES))
        basis = _orthonormal(r.sources(r.of_movies(scale * probes.astype(np.float32))))
        for _ in range(_POWER_ITERATIONS):
            across = _orthonormal(scale * r.sources(r.of_movies(basis)))
            basis = _orthonormal(r.sources(r.of_movies(scale * across)))
        return _split(basis, (scale * r.sources(r.of_movies(basis))).T, rank)
    left, of_left = _roots(r, np.ones_like(r.scale))
    right, of_right = _roots(r, r.scale)
    # L = left of_left' with of_left' orthonormal, and R likewise: only left'right is decomposed.
    vectors, values, movies = np.linalg.svd(left.T @ right)
    sources = r.sources((of_left @ (vectors[:, :rank] * values[:rank])).astype(np.float32))
    targets = scale * r.sources((of_right @ movies[:rank].T).astype(np.float32))
    return sources, targets


def best_product(
    left: NDArray[np.float32], right: NDArray[np.float32], rank: int, seed: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The best product of that rank to L'R, (M, rank) each.

    By a randomized range finder with power iterations (Halko, Martinsson and Tropp,
    SIAM Review 2011): L'R itself, M x M, is never formed.
    """
    size = (right.shape[1], min(rank + _MORE_PROBES, len(left)))
    probes = np.random.default_rng(seed).normal(size=size).astype(np.float32)
    basis = _orthonormal(left.T @ (right @ probes))
    for _ in range(_POWER_ITERATIONS):
        across = _orthonormal(right.T @ (left @ basis))
        basis = _orthonormal(left.T @ (right @ across))
    return _split(basis, (basis.T @ left.T) @ right, rank)


def _roots(
    r: RegressionByUsers, scale: NDArray[np.float32]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Of A = L diag(scale): E V^1/2 and E V^-1/2 (U, U) of AA' = E V E'; A'E V^-1/2 has
    orthonormal columns."""
    scaled = r.scaled.astype(np.float64)
    inner = (scaled @ sparse.diags_array(np.square(scale, dtype=np.float64)) @ scaled.T).toarray()
    factor = r.factor.astype(np.float64)
    values, vectors = np.linalg.eigh(factor @ inner @ factor.T)
    kept = values > values.max(initial=0) * 1e-12
    roots = np.sqrt(np.where(kept, values, 1))
    return vectors * np.where(kept, roots, 0), vectors * np.where(kept, 1 / roots, 0)


def _split(
    basis: NDArray[np.float32], small: NDArray[np.floating], rank: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The product of ``basis`` (M, p) and ``small`` (p, M), by its largest singular values."""
    vectors, values, movies = np.linalg.svd(small, full_matrices=False)
    sources = basis @ (vectors[:, :rank] * values[:rank])
    return sources.astype(np.float32), np.ascontiguousarray(movies[:rank].T, dtype=np.float32)


def _orthonormal(columns: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.linalg.qr(columns)[0]
