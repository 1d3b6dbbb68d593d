"""Truncated SVD of the user x movie matrix: one decomposition for every k.

The recipe of tutorials (Sarwar et al., "Application of dimensionality reduction in
recommender systems", WebKDD 2000): fill what is not rated with 0, subtract each
user's mean over that filled row, keep the k largest singular values, add the means
again. A user's unrated movies with the highest reconstructed scores are
recommended. The scores rank; they are no stars, since most of the matrix is zeros.

The matrix A = R - mean 1' is wide and its smaller Gram matrix tiny: A A' = R R' - M
mean mean' is 610 x 610 on ml-latest-small and comes from the sparse ratings alone.
Its eigenvectors are A's left singular vectors, its eigenvalues the squares of A's
singular values, and A_k = W_k W_k' A for every k. A is never formed.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import linalg, sparse

from training.settings import whole

DEFAULT_K = 50
TIMED_K = (10, 50, 100, 500, 1000)
VAGUE = 1e-3  # of the largest singular value; its square is rounded to 1e-16 of the largest's
LARGEST_GRAM = 2000  # users or movies; all eigenvectors of more than that take minutes


@dataclass(frozen=True)
class Decomposition:
    """The r largest singular values of A (U x M) and the vectors of its smaller side."""

    ratings: sparse.csr_array  # (U, M) stars as float64, 0 where unrated
    user_means: NDArray[np.float64]  # (U,) over all M entries of the filled row
    singular_values: NDArray[np.float64]  # (r,) largest first, none of them zero
    vectors: NDArray[np.float64]  # (min(U, M), r) left vectors where U <= M, else right ones
    squares: float  # sum of all squared entries of A

    @property
    def rank(self) -> int:
        """How many singular values there are to choose from."""
        return len(self.singular_values)

    def factors(self, k: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """P (U, k) and Q (M, k) with A_k = P Q'; k is capped at the rank.

        The columns of one of them are orthonormal, those of the other have the
        singular values as lengths.
        """
        vectors = np.ascontiguousarray(self.vectors[:, :k])
        n_users, n_movies = self.ratings.shape
        if n_users <= n_movies:
            return vectors, self._of_movies(vectors)
        return self.ratings @ vectors - np.outer(self.user_means, vectors.sum(axis=0)), vectors

    def movie_vectors(self, k: int) -> NDArray[np.float64]:
        """(M, k) right singular vectors, into which a new user's row is projected."""
        if self.ratings.shape[0] > self.ratings.shape[1]:
            return np.ascontiguousarray(self.vectors[:, :k])
        values = self.singular_values[:k]
        movies = self._of_movies(self.vectors[:, :k] / values)
        # A singular value that small next to the largest is not known to the last digits.
        vague = values < VAGUE * values.max(initial=0)
        if vague.any():
            movies[:, vague] /= np.linalg.norm(movies[:, vague], axis=0)
        return movies

    def _of_movies(self, vectors: NDArray[np.float64]) -> NDArray[np.float64]:
        """(M, k) A' times ``vectors`` (U, k); by rows of movies, twice as fast as by columns."""
        products = self.ratings.T.tocsr() @ np.ascontiguousarray(vectors)
        products -= self.user_means @ vectors
        return products

    def reconstruction_error(self, k: int) -> float:
        """Root mean square of A - A_k over all U x M entries, in stars."""
        left = max(0.0, self.squares - float(np.square(self.singular_values[:k]).sum()))
        return float(np.sqrt(left / np.prod(self.ratings.shape)))

    def explained_variance(self, k: int) -> float:
        """Share of A's squared entries that A_k keeps, 0 to 1."""
        if self.squares == 0:
            return 1.0
        return min(1.0, float(np.square(self.singular_values[:k]).sum()) / self.squares)


def decompose(
    ratings: sparse.csr_array,
    k: int | None = None,
    centred: bool = True,
    largest_gram: int = LARGEST_GRAM,
) -> Decomposition:
    """The k largest singular values of A and their vectors, or all of them.

    ``ratings`` is (U, M); A is it minus the means of its rows, or, where not
    ``centred``, itself. Beyond ``largest_gram`` users and movies, where there is no
    small Gram matrix, the values come from ARPACK on products with the sparse matrix,
    and ``k`` has to be given. Deterministic.
    """
    if k is not None:
        whole(k=k)
    ratings = ratings.astype(np.float64)
    n_users, n_movies = ratings.shape
    means = np.zeros(n_users)
    if centred:
        means = np.asarray(ratings.sum(axis=1)).ravel() / n_movies
    squares = float(np.square(ratings.data).sum() - n_movies * means @ means)
    smaller = min(n_users, n_movies)
    if smaller > largest_gram:
        values, vectors = _by_products(ratings, means, k)
    else:
        gram = _smaller_gram(ratings, means)
        if k is None or k > smaller // 5:
            # Divide and conquer computes all vectors in less time than half of them take.
            eigenvalues, vectors = linalg.eigh(
                gram, driver="evd", overwrite_a=True, check_finite=False
            )
        else:
            eigenvalues, vectors = linalg.eigh(
                gram,
                subset_by_index=(smaller - k, smaller - 1),
                driver="evr",
                overwrite_a=True,
                check_finite=False,
            )
        values = np.sqrt(np.maximum(eigenvalues, 0))[::-1]
        vectors = vectors[:, ::-1]
    # An eigenvalue is known to a rounding error of the largest, a singular value to its root.
    zero = np.sqrt(np.finfo(np.float64).eps * smaller) * values.max(initial=0)
    kept = slice(0, min(int((values > zero).sum()), smaller if k is None else k))
    return Decomposition(ratings, means, values[kept], vectors[:, kept], squares)


def timed_decompositions(
    ratings: sparse.csr_array, ks: Sequence[int] = TIMED_K, repeats: int = 3
) -> pd.DataFrame:
    """What each k costs when it is asked for alone, and what it leaves unexplained.

    One row per k: k, usedK (capped at the rank), seconds (the fastest of
    ``repeats``, from the sparse ratings to singular values and vectors),
    reconstructionError, explainedVariance.
    """
    rows = []
    for k in ks:
        seconds = np.inf
        for _ in range(repeats):
            before = time.perf_counter()
            found = decompose(ratings, k)
            seconds = min(seconds, time.perf_counter() - before)
        rows.append(
            (k, found.rank, seconds, found.reconstruction_error(k), found.explained_variance(k))
        )
    return pd.DataFrame(
        rows, columns=["k", "usedK", "seconds", "reconstructionError", "explainedVariance"]
    )


def _smaller_gram(ratings: sparse.csr_array, means: NDArray[np.float64]) -> NDArray[np.float64]:
    """A A' where there are fewer users than movies, else A' A."""
    n_users, n_movies = ratings.shape
    gram: NDArray[np.float64]
    if n_users <= n_movies:
        # R 1 = M mean, so the three terms with the mean fall into one.
        gram = (ratings @ ratings.T).toarray()
        return gram - n_movies * np.outer(means, means)
    crossed: NDArray[np.float64] = np.asarray(ratings.T @ means)
    gram = (ratings.T @ ratings).toarray()
    return gram - crossed[:, None] - crossed + means @ means


def _by_products(
    ratings: sparse.csr_array, means: NDArray[np.float64], k: int | None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """k singular values, largest first, and the vectors of the smaller side, by ARPACK."""
    n_users, n_movies = ratings.shape
    if k is None:
        raise ValueError(
            f"{n_users} users x {n_movies} movies are too many for all singular values: give k"
        )
    transposed = ratings.T.tocsr()
    ones = np.ones(n_movies)
    matrix = sparse.linalg.LinearOperator(
        ratings.shape,
        matvec=lambda x: ratings @ x.ravel() - means * x.sum(),
        rmatvec=lambda y: transposed @ y.ravel() - ones * (means @ y.ravel()),
        dtype=np.float64,
    )
    smaller = min(ratings.shape)
    start = np.ones(smaller)  # a fixed start makes ARPACK repeatable
    left, values, right = sparse.linalg.svds(matrix, k=min(k, smaller - 1), v0=start)
    order = np.argsort(-values)
    vectors = left if n_users <= n_movies else right.T
    return np.asarray(values, dtype=np.float64)[order], vectors[:, order]
