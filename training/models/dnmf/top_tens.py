"""The two published tables: every user's best unseen movies, every movie's best users."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.data.blocks import Engine, Threads
from training.data.movielens import MovieLens
from training.models.all_pairs import top_pairs_on
from training.models.dnmf.config import DnmfConfig
from training.models.dnmf.estimator import Dnmf
from training.models.dnmf.fitting import Epoch
from training.models.top_pairs import Top

TOP = 10


@dataclass(frozen=True)
class DnmfResult:
    """What the job publishes, and the model that it comes from."""

    movies_by_user: pd.DataFrame  # userId, rank, movieId, predictedRating
    users_by_movie: pd.DataFrame  # movieId, rank, userId, predictedRating
    curve: pd.DataFrame  # epoch, trainRmse, validationRmse; stars
    epochs: int  # of the final fit, chosen by the curve
    model: Dnmf


def train_dnmf(
    data: MovieLens,
    seed: int = 0,
    progress: bool = False,
    config: DnmfConfig | None = None,
    engine: Engine | None = None,
) -> DnmfResult:
    """Fit the network and score all pairs of a user and a rated movie they have not rated.

    Pairs are scored by ``engine``, on this machine's cores where it is not given. Ratings
    are clipped to the scale in the tables, ranked as they were before.
    """
    model = Dnmf(config, seed, progress=progress).fit(data.ratings, data.movies)
    by_user, by_movie = top_tens(model, data.scale, progress, engine)
    return DnmfResult(by_user, by_movie, curve_table(model.curve_), model.epochs_, model)


def top_tens(
    model: Dnmf,
    scale: tuple[float, float, float],
    progress: bool = False,
    engine: Engine | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The two tables of a fitted network: every user's best movies, every movie's best users."""
    known = model.interactions_
    rated = np.flatnonzero(known.rating_counts())  # nothing is recommended that nobody rated
    movies = model.movies_.take(rated)
    seen = known.matrix()[:, rated]
    by_user, by_movie = top_pairs_on(
        engine or Threads(), model.joint_, model.users_, movies, seen, TOP, progress=progress
    )
    movie_ids = known.movie_ids[rated]
    return (
        _table(by_user, "userId", known.user_ids, "movieId", movie_ids, scale),
        _table(by_movie, "movieId", movie_ids, "userId", known.user_ids, scale),
    )


def curve_table(curve: list[Epoch]) -> pd.DataFrame:
    """The learning curve as a table: epoch, trainRmse, validationRmse (stars)."""
    table = pd.DataFrame([asdict(epoch) for epoch in curve])
    return table.rename(columns={"train_rmse": "trainRmse", "validation_rmse": "validationRmse"})


def _table(
    top: Top,
    row_name: str,
    row_ids: NDArray[np.int32],
    partner_name: str,
    partner_ids: NDArray[np.int32],
    scale: tuple[float, float, float],
) -> pd.DataFrame:
    rows, ranks = np.nonzero(top.positions >= 0)
    return pd.DataFrame(
        {
            row_name: row_ids[rows],
            "rank": (ranks + 1).astype(np.int32),
            partner_name: partner_ids[top.positions[rows, ranks]],
            "predictedRating": top.scores[rows, ranks].clip(scale[0], scale[1]),
        }
    )
