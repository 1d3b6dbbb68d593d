"""How much faster the served network is than a tutorial's DNMF.

The tutorial is Amine Zaamoun's ("Transformation of a simple movie dataset into a functional
Recommender System", Towards Data Science 2021,
github.com/Zaamine/Movie_Recommender_System-Python): matrix factorization (dot product of
embeddings of 20 and 20) beside a perceptron 50-25-12-6-3 (elu, He initialisation) over
embeddings of its own, stochastic gradient descent at 0.01 with Nesterov momentum 0.9 and
gradients clipped to norm 1, batches of 32, 100 epochs, then ``predict`` over all
pairs that are not rated. Its whole run would take too long, so one epoch is timed
and taken times 100, and a slice of the pairs is predicted and scaled up.

The served network is timed in full: the search for the number of epochs, the
final fit, and the exact top tens over all pairs. Both learn from the training
part of the same random split, and are measured on its test part.

    python -m benchmarks.dnmf_baseline --data FOLDER
"""

from __future__ import annotations

import argparse
import os
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from training.data.interactions import Interactions
from training.data.movielens import read_movielens
from training.evaluation.rating_prediction import random_split

if TYPE_CHECKING:
    import keras

EMBEDDING_SIZE = 20
LAYERS = (50, 25, 12, 6, 3)
BATCH = 32
EPOCHS = 100
SLICE = 100_000  # pairs predicted by the baseline


def main() -> None:
    """Time both and print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="MovieLens folder or zip")
    parser.add_argument("--split", type=int, default=0, help="seed of the random split (default 0)")
    options = parser.parse_args()
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

    from training.models.dnmf.top_tens import train_dnmf

    data = read_movielens(options.data)
    split = random_split(data.ratings, options.split)
    movie_ids = data.movies["movieId"].to_numpy(np.int32)
    known = Interactions.from_frame(split.train, movie_ids)
    test_users = known.user_positions(split.test["userId"].to_numpy(np.int32))
    test_movies = known.movie_positions(split.test["movieId"].to_numpy(np.int32))
    stars = split.test["rating"].to_numpy()

    def rmse(predicted: NDArray[np.float32]) -> float:
        error = predicted.clip(data.scale[0], data.scale[1]) - stars
        return float(np.sqrt(np.mean(np.square(error))))

    started = time.perf_counter()
    served = train_dnmf(replace(data, ratings=split.train), seed=0)
    served_seconds = time.perf_counter() - started
    served_rmse = rmse(
        served.model.predict(split.test["userId"].to_numpy(), split.test["movieId"].to_numpy())
    )

    model = tutorial_model(known.n_users, known.n_movies)
    epoch_seconds = _time_epoch(model, known)
    baseline_rmse = rmse(model.predict([test_users, test_movies], batch_size=4096, verbose=0)[:, 0])
    pairs = known.n_users * np.count_nonzero(known.rating_counts()) - len(known.ratings)
    predict_seconds = _time_predict(model, known) * pairs / SLICE
    baseline_seconds = EPOCHS * epoch_seconds + predict_seconds

    print(
        f"the tutorial's network: {epoch_seconds:.1f} s an epoch, times {EPOCHS}, and "
        f"{predict_seconds:.0f} s for {pairs:,} pairs: {baseline_seconds:.0f} s "
        f"(RMSE {baseline_rmse:.4f} after one epoch)\n"
        f"served network: {served_seconds:.1f} s with {served.epochs} epochs, search and scoring "
        f"included (RMSE {served_rmse:.4f})\n"
        f"{baseline_seconds / served_seconds:.0f} times faster"
    )


def tutorial_model(n_users: int, n_movies: int) -> keras.Model:
    """The tutorial's network, compiled, over positions of users and movies."""
    import keras
    from keras import layers

    user, movie = keras.Input((1,)), keras.Input((1,))

    def embedding(positions: keras.KerasTensor, n: int) -> keras.KerasTensor:
        return layers.Flatten()(layers.Embedding(n, EMBEDDING_SIZE)(positions))

    product = layers.Dot(axes=1)([embedding(user, n_users), embedding(movie, n_movies)])
    hidden = layers.Concatenate()([embedding(user, n_users), embedding(movie, n_movies)])
    for units in LAYERS:
        hidden = layers.Dense(units, activation="elu", kernel_initializer="he_normal")(hidden)
    rating = layers.Dense(1)(layers.Concatenate()([product, hidden]))
    model = keras.Model([user, movie], rating)
    # Keras takes one kind of clipping only; where both are named, the norm binds first.
    optimizer = keras.optimizers.SGD(0.01, momentum=0.9, nesterov=True, clipnorm=1.0)
    model.compile(optimizer, loss="mse")
    return model


def _time_epoch(model: keras.Model, known: Interactions) -> float:
    inputs = [known.users, known.movies]
    # One batch first: building the graph is not part of an epoch.
    model.train_on_batch([column[:BATCH] for column in inputs], known.ratings[:BATCH])
    model.fit([column[:BATCH] for column in inputs], known.ratings[:BATCH], verbose=0)
    started = time.perf_counter()
    model.fit(inputs, known.ratings, batch_size=BATCH, epochs=1, verbose=0)
    return time.perf_counter() - started


def _time_predict(model: keras.Model, known: Interactions) -> float:
    random = np.random.default_rng(0)
    users = random.integers(known.n_users, size=SLICE)
    movies = random.integers(known.n_movies, size=SLICE)
    model.predict([users[:BATCH], movies[:BATCH]], verbose=0)
    started = time.perf_counter()
    model.predict([users, movies], batch_size=BATCH, verbose=0)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
