"""The DNMF's view of films, as one signal of the blend."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.interactions import positions_of
from training.methods.base import TrainingData

if TYPE_CHECKING:
    from training.dnmf.estimator import Dnmf


def movie_factors(network: Dnmf, data: TrainingData) -> NDArray[np.float32]:
    """(M, k) factors of the fitted network's product path, rows as in the training vocabulary."""
    rows = positions_of(data.interactions.movie_ids, network.interactions_.movie_ids)
    return network.movies_.factors[rows]


def fitted_movie_factors(
    make_network: Callable[[], Dnmf], data: TrainingData
) -> NDArray[np.float32]:
    """The same of a new network, fitted on the training users' ratings."""
    ratings = data.interactions
    frame = pd.DataFrame(
        {
            "userId": ratings.user_ids[ratings.users],
            "movieId": ratings.movie_ids[ratings.movies],
            "rating": ratings.ratings,
            "timestamp": ratings.timestamps,
        }
    )
    known = data.movies[data.movies["movieId"].isin(ratings.movie_ids)]
    return movie_factors(make_network().fit(frame, known), data)
