"""How well the network predicts by how many of the users it learned from.

    python -m benchmarks.network_sample --data FOLDER [--seed N] [--shares 1,0.5]

RMSE over a random tenth of the ratings, predictions clipped to the scale: of everybody, those
included that the network did not learn from.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np

from training.data.movielens import read_movielens
from training.evaluation.rating_prediction import random_split
from training.models.dnmf.config import DnmfConfig
from training.runtime.tensorflow import import_tensorflow, prepare_tensorflow

SHARES = "1,0.75,0.5,0.25,0.1"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True, help="MovieLens folder or zip")
    parser.add_argument("--seed", type=int, default=101, help="of split and network (101)")
    parser.add_argument("--shares", default=SHARES, help=f"of the users ({SHARES})")
    options = parser.parse_args()
    prepare_tensorflow()
    import_tensorflow()
    from training.models.dnmf.estimator import Dnmf

    data = read_movielens(options.data)
    split = random_split(data.ratings, options.seed)
    known, unseen = split.train, split.test
    stars = unseen["rating"].to_numpy(np.float64)
    print("share of users    users    epochs    RMSE       seconds")
    for share in map(float, options.shares.split(",")):
        most = max(4, round(share * len(known)))
        config = DnmfConfig(max_learned_ratings=most, max_searched_ratings=most)
        before = time.perf_counter()
        model = Dnmf(config, options.seed).fit(known, data.movies)
        seconds = time.perf_counter() - before
        predicted = model.predict(
            unseen["userId"].to_numpy(np.int32), unseen["movieId"].to_numpy(np.int32)
        )
        error = predicted.clip(data.scale[0], data.scale[1]) - stars
        rmse = float(np.sqrt(np.mean(np.square(error))))
        users = model.learned_.n_users
        print(
            f"{share:>14.0%}    {users:>5}    {model.epochs_:>6}    {rmse:.4f}    {seconds:>7.1f}"
        )


if __name__ == "__main__":
    main()
