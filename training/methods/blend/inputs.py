"""What the blend knows of films without any rating."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfTransformer

from training.data.interactions import positions_of
from training.methods.base import TrainingData


@dataclass(frozen=True)
class Content:
    """What is known about the films without any rating, rows as in the vocabulary."""

    years: NDArray[np.float32]  # (M,) missing ones replaced by the median
    genres: sparse.csr_array  # (M, genres) TF-IDF, rows of length 1 (or 0)
    tags: sparse.csr_array  # (M, tags) likewise


def content_of(data: TrainingData) -> Content:
    """Years, genres and the training users' tags of the movies in the vocabulary."""
    movie_ids = data.interactions.movie_ids
    movies = data.movies.set_index("movieId").reindex(movie_ids)
    years = movies["year"].astype("Float64").to_numpy(np.float64, na_value=np.nan)
    middle = np.nanmedian(years) if np.isfinite(years).any() else 2000.0
    genres = movies["genres"].fillna("").str.split("|").explode()
    tags = data.tags[data.tags["movieId"].isin(movie_ids)]
    return Content(
        years=np.where(np.isnan(years), middle, years).astype(np.float32),
        genres=_tf_idf(genres.index.to_numpy(np.int32), genres, movie_ids),
        tags=_tf_idf(
            tags["movieId"].to_numpy(np.int32), tags["tag"].str.lower().str.strip(), movie_ids
        ),
    )


def _tf_idf(
    of_movies: NDArray[np.int32], words: pd.Series, movie_ids: NDArray[np.int32]
) -> sparse.csr_array:
    """(M, words) presence times inverse document frequency, rows of length 1."""
    present = (words != "").to_numpy(bool)
    vocabulary, columns = np.unique(words[present].to_numpy(str), return_inverse=True)
    rows = positions_of(of_movies[present], movie_ids)
    matrix = sparse.csr_array(
        (np.ones(len(rows)), (rows, columns)), shape=(len(movie_ids), len(vocabulary))
    )
    matrix.sum_duplicates()
    matrix.data[:] = 1
    if not len(vocabulary):
        return matrix
    weights = TfidfTransformer(smooth_idf=False).fit(matrix)
    # scikit-learn adds 1, so that a word that all films have still counts. Here it must not: with
    # it, many answers had another film, and they were no better.
    weights.idf_ = weights.idf_ - 1
    return sparse.csr_array(weights.transform(matrix))
