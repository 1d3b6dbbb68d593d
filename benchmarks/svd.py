"""How much faster the SVD job decomposes the ratings than SciPy does on the dense matrix.

The reference is the recipe of tutorials: the zero-filled user x movie array, minus
each user's mean over it, through ``scipy.sparse.linalg.svds``. Both sides are timed
from the ratings in memory, each k by itself, on one thread of the same machine in
the same run: the reference to its U, s and V, the job to singular values, the
vectors of the smaller side and what every score is computed from. Two more columns
add what comes after: the job's right vectors, and all scores (users x movies) of both.

    python -m benchmarks.svd --data FOLDER
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from threadpoolctl import threadpool_limits

from training.data.interactions import Interactions
from training.data.movielens import read_movielens
from training.models.svd import TIMED_K, decompose


def main() -> None:
    """Time both and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="MovieLens folder or zip")
    parser.add_argument("--threads", type=int, default=1, help="of the linear algebra (default 1)")
    parser.add_argument("--repeats", type=int, default=5, help="runs of which the fastest counts")
    options = parser.parse_args()
    ratings = Interactions.from_frame(read_movielens(options.data).ratings).matrix()
    print(f"{ratings.shape[0]} users x {ratings.shape[1]} movies, {options.threads} thread(s)")
    print(f"{'k':>5}{'svds':>11}{'job':>11}{'':>7}{'+ vectors':>12}{'':>7}", end="")
    print(f"{'scores':>20}{'':>7}  {'largest difference':>18}")
    with threadpool_limits(options.threads):
        for k in TIMED_K:
            _compare(ratings, k, options.repeats)


def _compare(ratings: sparse.csr_array, k: int, repeats: int) -> None:
    rank = min(ratings.shape)
    asked, k = k, min(k, rank - 1)  # svds cannot give all of them
    reference, (left, values, right, means) = _fastest(lambda: _reference(ratings, k), 2)
    job, found = _fastest(lambda: decompose(ratings, k), repeats)
    vectors, _ = _fastest(lambda: found.movie_vectors(k), repeats)

    def all_scores() -> NDArray[np.float64]:
        users, movies = found.factors(k)
        scores: NDArray[np.float64] = users @ movies.T + found.user_means[:, None]
        return scores

    scoring, scores = _fastest(all_scores, repeats)
    multiplying, expected = _fastest(lambda: (left * values) @ right + means, repeats)
    name = f"{k}*" if k < asked else str(k)
    print(
        f"{name:>5}{_ms(reference)}{_ms(job)}{reference / job:>6.0f}x"
        f"{_ms(job + vectors):>12}{reference / (job + vectors):>6.0f}x"
        f"{_ms(reference + multiplying):>11} {_ms(job + scoring):>8}"
        f"{(reference + multiplying) / (job + scoring):>6.0f}x"
        f"  {np.abs(scores - expected).max():>18.1e}"
        + (f"   * {asked} asked for, capped below the rank {rank}" if k < asked else "")
    )


def _reference(ratings: sparse.csr_array, k: int) -> tuple[NDArray[np.floating], ...]:
    dense = ratings.toarray().astype(np.float64)
    means = dense.mean(axis=1, keepdims=True)
    left, values, right = sparse.linalg.svds(dense - means, k=k)
    return left, values, right, means


def _fastest(work: Callable[[], Any], repeats: int) -> tuple[float, Any]:
    best = np.inf
    for _ in range(repeats):
        before = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - before)
    return best, result


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:>8.0f} ms"


if __name__ == "__main__":
    main()
