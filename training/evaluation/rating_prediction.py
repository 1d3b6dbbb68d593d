"""Rating prediction: how far predicted stars are from ratings held out.

Two protocols. A *random split* holds out a tenth of the ratings, chosen by
chance and seed; the *published splits* u1 to u5 are the five folds that
GroupLens ships with ML-100K, for comparison with the literature.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.data.archive import open_data_files
from training.data.layouts import LANDMARKS, ML_100K_LAYOUT
from training.data.movielens import MovieLens
from training.data.reading.rating_files import read_ratings
from training.models.base import RatingModel
from training.models.dnmf.config import DnmfConfig

log = logging.getLogger(__name__)

TEST_SHARE = 0.1
PUBLISHED_SPLITS = ("u1", "u2", "u3", "u4", "u5")


@dataclass(frozen=True)
class RatingSplit:
    """Ratings to learn from and ratings to predict; together the data set, none in both."""

    name: str  # "random-0", "u1", ...
    train: pd.DataFrame  # userId, movieId, rating, timestamp; sorted by userId, movieId
    test: pd.DataFrame  # likewise


@dataclass(frozen=True)
class RatingScores:
    """How good a model is on one split; errors in stars, of predictions clipped to the scale."""

    errors: NDArray[np.float64]  # (n,) predicted minus given, of each rating of the test part
    fit_seconds: float
    predict_seconds: float

    @property
    def rmse(self) -> float:
        return float(np.sqrt(np.mean(np.square(self.errors))))

    @property
    def mae(self) -> float:
        return float(np.mean(np.abs(self.errors)))


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
        return read_ratings(files, layout, movie_ids)[0]

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
    errors = predicted.clip(scale[0], scale[1]).astype(np.float64) - split.test["rating"].to_numpy()
    return RatingScores(errors, fitted - started, done - fitted)


def evaluate_dnmf(
    data: MovieLens,
    seed: int,
    out_dir: Path,
    split_seed: int = 0,
    config: DnmfConfig | None = None,
) -> RatingScores:
    """Measure the served network on a random split, log it and keep its learning curve.

    ``seed`` is that of the network, ``split_seed`` that of the split. Writes
    ``dnmf_curve.csv`` (epoch, trainRmse, validationRmse) into ``out_dir``: the
    curve by which the number of epochs was chosen, on ratings held out of the
    training part.
    """
    from training.models.dnmf.estimator import Dnmf
    from training.models.dnmf.top_tens import curve_table

    split = random_split(data.ratings, split_seed)
    model = Dnmf(config, seed, progress=True)
    scores = score_ratings(model, split, data.movies, data.scale)
    out_dir.mkdir(parents=True, exist_ok=True)
    curve = out_dir / "dnmf_curve.csv"
    curve_table(model.curve_).to_csv(curve, index=False, float_format="%.5f")
    log.info(
        f"dnmf on {data.name}, split {split.name} ({len(split.train):,} ratings to learn from, "
        f"{len(split.test):,} to predict): RMSE {scores.rmse:.4f}, MAE {scores.mae:.4f}, "
        f"{model.epochs_} epochs, {scores.fit_seconds:.1f} s\n"
        f"    learning curve in {curve}"
    )
    return scores
