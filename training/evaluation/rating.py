"""Rating prediction: how far predicted stars are from ratings held out.

Two protocols. A *random split* holds out a tenth of the ratings, chosen by
chance and seed; the *published splits* u1 to u5 are the five folds that
GroupLens ships with ML-100K, for comparison with the literature.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.archive import open_data_files
from training.dnmf.config import DnmfConfig
from training.layouts import LANDMARKS, ML_100K_LAYOUT
from training.movielens import MovieLens
from training.rating_files import read_ratings

TEST_SHARE = 0.1
PUBLISHED_SPLITS = ("u1", "u2", "u3", "u4", "u5")


class RatingModel(Protocol):
    """A model of ratings. Parameters go into the constructor."""

    name: str

    def fit(self, ratings: pd.DataFrame, movies: pd.DataFrame) -> Self:
        """Learn from training ratings; ``movies`` is all movies that may be asked for."""
        ...

    def predict(
        self, user_ids: NDArray[np.int32], movie_ids: NDArray[np.int32]
    ) -> NDArray[np.float32]:
        """(n,) stars of n pairs of a user, known or not, and a movie."""
        ...


@dataclass(frozen=True)
class RatingSplit:
    """Ratings to learn from and ratings to predict; together the data set, none in both."""

    name: str  # "random-0", "u1", ...
    train: pd.DataFrame  # userId, movieId, rating, timestamp; sorted by userId, movieId
    test: pd.DataFrame  # likewise


@dataclass(frozen=True)
class RatingScores:
    """How good a model is on one split; errors in stars, of predictions clipped to the scale."""

    rmse: float
    mae: float
    n: int  # ratings predicted
    fit_seconds: float
    predict_seconds: float


def random_split(ratings: pd.DataFrame, seed: int = 0) -> RatingSplit:
    """Hold out a random tenth.

    ``ratings`` are sorted by userId, movieId (the order of MovieLens' own file);
    the first tenth of ``numpy.random.default_rng(seed).permutation(n)`` are the
    rows of the test part. With seed 0 on ml-latest-small biases alone have an
    RMSE of 0.875 there.
    """
    order = np.random.default_rng(seed).permutation(len(ratings))
    size = round(len(ratings) * TEST_SHARE)
    test, train = np.sort(order[:size]), np.sort(order[size:])
    return RatingSplit(f"random-{seed}", ratings.iloc[train], ratings.iloc[test])


def published_splits(data: MovieLens) -> list[RatingSplit]:
    """The splits u1 to u5 (``u1.base`` and ``u1.test``, ...) beside the ratings of ``data``.

    Empty where the data set has none of these files (all but ML-100K). Raises
    ``DataError`` where some are missing or wrong.
    """
    files = open_data_files(data.source, LANDMARKS)
    names = [f"{split}.{part}" for split in PUBLISHED_SPLITS for part in ("base", "test")]
    if not any(name in files for name in names):
        return []
    movie_ids = data.movies["movieId"].to_numpy(np.int32)

    def read(name: str) -> pd.DataFrame:
        layout = replace(ML_100K_LAYOUT, ratings=replace(ML_100K_LAYOUT.ratings, name=name))
        return read_ratings(files.read(name), files.where(name), layout, movie_ids)[0]

    return [
        RatingSplit(split, read(f"{split}.base"), read(f"{split}.test"))
        for split in PUBLISHED_SPLITS
    ]


def score_ratings(
    model: RatingModel,
    split: RatingSplit,
    movies: pd.DataFrame,
    scale: tuple[float, float, float],
) -> RatingScores:
    """Fit ``model`` on the training part and measure it on the test part."""
    started = time.perf_counter()
    model.fit(split.train, movies)
    fitted = time.perf_counter()
    predicted = model.predict(
        split.test["userId"].to_numpy(np.int32), split.test["movieId"].to_numpy(np.int32)
    )
    done = time.perf_counter()
    error = predicted.clip(scale[0], scale[1]).astype(np.float64) - split.test["rating"].to_numpy()
    return RatingScores(
        rmse=float(np.sqrt(np.mean(np.square(error)))),
        mae=float(np.mean(np.abs(error))),
        n=len(error),
        fit_seconds=fitted - started,
        predict_seconds=done - fitted,
    )


def evaluate_dnmf(
    data: MovieLens,
    seed: int,
    out_dir: Path,
    split_seed: int = 0,
    config: DnmfConfig | None = None,
) -> RatingScores:
    """Measure the served network on a random split, print it and keep its learning curve.

    ``seed`` is that of the network, ``split_seed`` that of the split. Writes
    ``dnmf_curve.csv`` (epoch, trainRmse, validationRmse) into ``out_dir``: the
    curve by which the number of epochs was chosen, on ratings held out of the
    training part.
    """
    from training.dnmf.estimator import Dnmf
    from training.dnmf.job import curve_table

    split = random_split(data.ratings, split_seed)
    model = Dnmf(config, seed, progress=True)
    scores = score_ratings(model, split, data.movies, data.scale)
    out_dir.mkdir(parents=True, exist_ok=True)
    curve = out_dir / "dnmf_curve.csv"
    curve_table(model.curve_).to_csv(curve, index=False, float_format="%.5f")
    print(
        f"dnmf on {data.name}, split {split.name} ({len(split.train):,} ratings to learn from, "
        f"{scores.n:,} to predict): RMSE {scores.rmse:.4f}, MAE {scores.mae:.4f}, "
        f"{model.epochs_} epochs, {scores.fit_seconds:.1f} s\n"
        f"    learning curve in {curve}"
    )
    return scores
