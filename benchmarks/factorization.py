"""Mean squared error of the factorizations on a random fifth held out, over seeds.

    python -m benchmarks.factorization --data ml-100k

The reference is the recipe of Howard and Gugger, "Deep Learning for Coders with fastai and
PyTorch", chapter 8, on ML-100K (folder, zip or name; five epochs, learning rate 5e-3,
weight decay 0.1, batches of 64): 0.8205 for the dot product and 0.8516 for the
network. Where the ratings are others, these settings are run beside, as ``pmf-64`` and
``nn-64``, so that there is something to compare with.
"""

from __future__ import annotations

import argparse
import time

import numpy as np
from threadpoolctl import threadpool_limits

from serving.rating_models import ArrayModel
from training.commands import DOWNLOADS
from training.data.holdout import random_holdout
from training.data.interactions import Interactions
from training.data.sources import find_data
from training.errors import DataError, SetupError

PUBLISHED = {"pmf": 0.8205, "nn": 0.8516}  # on ML-100K, a random fifth


def main() -> None:
    """Fit every model on every split and print the errors."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", help="MovieLens folder, zip or known name (default: as make)")
    parser.add_argument("--seeds", default="0,1,2", help="of split and model (default: 0,1,2)")
    parser.add_argument("--models", default="mf,pmf,nn,als,pmf-64,nn-64")
    options = parser.parse_args()
    from training.runtime.tensorflow import import_tensorflow

    import_tensorflow()
    try:
        data = find_data(options.data, DOWNLOADS)
    except (DataError, SetupError) as error:
        raise SystemExit(f"benchmarks: {error}") from None
    known = Interactions.from_frame(data.ratings)
    print(f"{data.name}: {len(known.ratings):,} ratings, mean squared error on a random fifth")
    with threadpool_limits(1, "blas"):
        for model in options.models.split(","):
            _measure(model, known, [int(seed) for seed in options.seeds.split(",")], data.name)


def _measure(model: str, known: Interactions, seeds: list[int], dataset: str) -> None:
    started = time.perf_counter()
    errors = [_error(model, *random_holdout(known, seed), seed) for seed in seeds]
    spent = (time.perf_counter() - started) / len(seeds)
    published = PUBLISHED.get(model) if dataset == "ml-100k" else None
    print(
        f"{model:<8}{np.mean(errors):.4f}  ({', '.join(f'{e:.4f}' for e in errors)})  {spent:.1f} s"
        + (f"  published: {published}" if published else ""),
        flush=True,
    )


def _error(model: str, learned: Interactions, held_out: Interactions, seed: int) -> float:
    from training.models.factorization.estimator import Factorization
    from training.models.factorization.fitting import FitConfig
    from training.models.factorization.prediction import predict_pairs

    if model == "als":
        from training.models.als import als_model
        from training.runtime.spark import spark_session

        with spark_session() as spark:
            fitted: ArrayModel = als_model(spark, learned, seed=seed)
        stars = predict_pairs(fitted, held_out.users, held_out.movies)
        stars[stars == 0] = learned.ratings.mean()  # movies that only the held-out fifth has
    else:
        config = FitConfig(batch=64) if model.endswith("-64") else None
        name = model.removesuffix("-64")
        fitted = Factorization(name, config, seed).fit_interactions(learned).model_
        stars = predict_pairs(fitted, held_out.users, held_out.movies)
    stars = stars.clip(learned.ratings.min(), learned.ratings.max())
    return float(np.mean(np.square(stars - held_out.ratings, dtype=np.float64)))


if __name__ == "__main__":
    main()
