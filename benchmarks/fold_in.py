"""How fast somebody new gets recommendations from the published run, and how good they are.

    python -m benchmarks.fold_in [--artifacts FOLDER] [--data FOLDER]

Speed: milliseconds to fold 1 to 20 ratings of random movies into each model and rank
all movies. With ``--data`` quality, too, on users held out of training: the
pick-three protocol's NDCG@10 (each pick folded in with 5 stars), and a hold-out of
1 to 20 random ratings of any movies, ranking all others.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from serving.fold_in import FoldIn
from serving.run_models import RunModels
from tables import open_current

REQUESTS = 500
LISTS = 100
QUALITY_SEED = 101  # not one of the seeds that are reported elsewhere


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--artifacts", default=os.environ.get("MATINEE_ARTIFACTS", "artifacts"))
    parser.add_argument("--data", type=Path, help="MovieLens folder or zip, to measure quality")
    options = parser.parse_args()
    measure_speed(Path(options.artifacts))
    measure_lists(Path(options.artifacts))
    if options.data:
        measure_quality(options.data)


def measure_speed(artifacts: Path) -> None:
    """Time requests with 1 to 20 random ratings each, after one that opens the model."""
    run = open_current(artifacts)
    fold_in = FoldIn(run)
    rated = [movie.movieId for movie in run.movies if movie.ratings]
    random = np.random.default_rng(7)
    asked = []
    for _ in range(REQUESTS):
        n = int(random.integers(1, 21))
        stars = random.integers(1, 11, n) / 2
        movie_ids = random.choice(rated, n, replace=False)
        asked.append(dict(zip(movie_ids.tolist(), stars.tolist(), strict=True)))
    print(f"{'model':<8}{'first':>9}{'median':>9}{'p99':>9}  ms, {len(rated)} movies")
    for model in fold_in.models:
        first = _seconds(partial(fold_in.recommend, asked[0], model)) * 1000
        times = [_seconds(partial(fold_in.recommend, ratings, model)) for ratings in asked]
        p99 = statistics.quantiles(times, n=100)[98] * 1000
        print(f"{model:<8}{first:>9.2f}{statistics.median(times) * 1000:>9.2f}{p99:>9.2f}")


def measure_lists(artifacts: Path) -> None:
    """Time lists of 3 to 5,000 random ratings: scores of all movies, and the whole answer."""
    run = open_current(artifacts)
    models = RunModels(run)
    rated = [movie.movieId for movie in run.movies if movie.ratings]
    random = np.random.default_rng(7)
    print(f"\n{'films':<8}{'scores':>9}{'answer':>9}  ms at the median, taste model")
    for size in (3, 20, 200, 1000, min(5000, len(rated))):
        scores, answers = [], []
        for _ in range(LISTS):
            movie_ids = random.choice(rated, size, replace=False).tolist()
            stars = random.integers(1, 11, size) / 2
            asked = dict(zip(movie_ids, stars.tolist(), strict=True))
            positions = np.array([run.movies.position(movie_id) for movie_id in movie_ids])
            answers.append(_seconds(partial(models.answered, asked)))
            taste = models.own_answers.taste
            scores.append(_seconds(partial(taste.scores, positions, stars)))
        print(
            f"{size:<8}{statistics.median(scores) * 1000:>9.2f}"
            f"{statistics.median(answers) * 1000:>9.2f}"
        )


def measure_quality(data: Path) -> None:
    """Fit every model on the five folds of a seed and print the mean NDCG@10 of both protocols."""
    from training.data.movielens import read_movielens
    from training.evaluation.fold_in import held_out_ndcg
    from training.evaluation.pick_three import evaluate_fold, make_folds
    from training.methods.fold_in import FoldInMethod
    from training.runtime.spark import spark_session
    from training.runtime.tensorflow import import_tensorflow

    import_tensorflow()
    movielens = read_movielens(data)
    print(f"\n{'model':<8}{'pick three':>12}{'hold-out':>12}  mean NDCG@10, seed {QUALITY_SEED}")
    with spark_session() as spark:
        for model in ("svd", "pmf", "mf", "als"):
            picks, others = [], []
            for fold in make_folds(movielens, QUALITY_SEED):
                method = FoldInMethod(model, spark=spark)
                picks.append(evaluate_fold(method, fold).metrics["ndcg@10"])
                others.append(held_out_ndcg(method, fold, movielens.ratings))
            means = np.nanmean(np.concatenate(picks)), np.mean(np.concatenate(others))
            print(f"{model:<8}{means[0]:>12.3f}{means[1]:>12.3f}", flush=True)


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
