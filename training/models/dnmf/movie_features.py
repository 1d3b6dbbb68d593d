"""What is known of a movie without any rating: its genres and its year, as numbers."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

# Years between which taste is taken to change evenly; more knots where there are more films.
YEAR_KNOTS = (1930, 1950, 1960, 1970, 1980, 1985, 1990, 1995, 2000, 2005, 2010, 2018)


def movie_features(movies: pd.DataFrame) -> NDArray[np.float32]:
    """Features of ``movies`` (movieId, year, genres), (M, 1 + genres + knots) in their order.

    A constant 1; the genres, each 1 / sqrt(number of the movie's genres); the
    year, as weights of its two neighbouring knots that sum to 1 (a linear
    spline; earlier or later years count as the first or last knot). A movie
    without genres or year has zeros there.
    """
    genres = movies["genres"].fillna("").str.get_dummies("|").to_numpy(np.float32)
    genres /= np.sqrt(np.maximum(genres.sum(axis=1, keepdims=True), 1))

    years = movies["year"].astype("Float64").to_numpy(np.float64, na_value=np.nan)
    hats = np.eye(len(YEAR_KNOTS))
    weights = np.column_stack([np.interp(years, YEAR_KNOTS, hat) for hat in hats])
    weights[np.isnan(years)] = 0
    constant = np.ones((len(movies), 1))
    return np.hstack([constant, genres, weights]).astype(np.float32)
