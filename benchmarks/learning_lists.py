"""How good the blend's answers are by how many lists it learned from.

    python -m benchmarks.learning_lists --data FOLDER [--seed N] [--lists N,N]

On the folds of the pick-three protocol, of a seed that is not reported: NDCG of the best ten,
the popular and the less-known row, means over users with their standard errors. The blend is
the one without a network, which leaves the number of lists as it is and the time short.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np

from training.data.movielens import read_movielens
from training.evaluation.pick_three import evaluate_fitted, make_folds, over_users
from training.methods.blend.blend import Blend, BlendParameters

LISTS = (250, 500, 1000, 2000, 4000, 7000)
METRICS = ("ndcg@10", "popular ndcg@5", "less_known ndcg@5")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True, help="MovieLens folder or zip")
    parser.add_argument("--seed", type=int, default=101, help="deals users into folds (101)")
    parser.add_argument("--lists", default=",".join(map(str, LISTS)), metavar="N,N")
    options = parser.parse_args()
    folds = list(make_folds(read_movielens(options.data), options.seed))
    print("  lists      best ten          popular row       less-known row    seconds a fit")
    for lists in map(int, options.lists.split(",")):
        results, seconds = [], 0.0
        for fold in folds:
            before = time.perf_counter()
            blend = Blend(BlendParameters(lists=lists)).fit(fold.training)
            seconds += time.perf_counter() - before
            results.append(evaluate_fitted(blend, fold))
        users = np.concatenate([result.user_ids for result in results])
        figures = []
        for metric in METRICS:
            values = np.concatenate([result.metrics[metric] for result in results])
            mean, error = over_users(values, users)
            figures.append(f"{mean:.4f} ± {error:.4f}")
        print(f"{lists:>7}   {'   '.join(figures)}   {seconds / len(folds):.1f}", flush=True)


if __name__ == "__main__":
    main()
