"""Similar films in three ways: by what they are, by who rates them, and by both.

- *content*: TF-IDF over a film's genres and the words of its tags, then the 200
  largest singular values (latent semantic analysis: Deerwester et al., 1990);
- *collaborative*: the 200 largest singular values of the movie x user matrix of
  stars, 0 where unrated (Sarwar et al., WebKDD 2000);
- *hybrid*: the mean of the two cosines.

In each space films are compared by the cosine of their embeddings.
"""

from __future__ import annotations

import os
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from serving.ranking import top_positions
from tables.arrays.files import NO_POSITION
from training.data.interactions import Interactions
from training.models.svd import decompose
from training.runtime.progress import progress_bar

COMPONENTS = 200
SIMILAR = 10
_MOVIES_PER_BLOCK = 64  # times all movies times 8 bytes: 5 MB on ml-latest-small
# From here on a fifth of the singular values take longer by the Gram matrix than by products.
_LARGEST_GRAM = 1000
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Space:
    """Movie embeddings of unit length, and how much of the matrix they keep."""

    embeddings: NDArray[np.float32]  # (M, components); a row of zeros where nothing is known
    explained_variance: NDArray[np.float64]  # (components,) share kept by the first 1, 2, ...

    @property
    def known(self) -> NDArray[np.bool_]:
        """(M,) which movies have a place in the space."""
        return np.asarray(self.embeddings.any(axis=1))


@dataclass(frozen=True)
class Similar:
    """The nearest films of each of M films, best first."""

    positions: NDArray[np.int32]  # (M, n), -1 where there are fewer
    cosines: NDArray[np.float32]  # (M, n), NaN where there is none


def content_space(movies: pd.DataFrame, tags: pd.DataFrame, components: int = COMPONENTS) -> Space:
    """Embeddings from genres and tags, of all movies in the order of ``movies``.

    A tag given by many users counts as often, damped by the logarithm. Films
    without a genre and without a tag have no place.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer

    tagged = tags.groupby("movieId")["tag"].agg(list).reindex(movies["movieId"])
    documents = [
        _terms(genres, given if isinstance(given, list) else [])
        for genres, given in zip(movies["genres"], tagged, strict=True)
    ]
    if not any(documents):
        return Space(np.zeros((len(movies), 1), np.float32), np.ones(1))
    vectorizer = TfidfVectorizer(analyzer=lambda terms: terms, sublinear_tf=True)
    # Its transpose, terms x movies, has the movies on the side of the right vectors.
    return _space(vectorizer.fit_transform(documents).T, components)


def collaborative_space(known: Interactions, components: int = COMPONENTS) -> Space:
    """Embeddings from the stars, of the movies of ``known``."""
    return _space(known.matrix(), components)


def similar_movies(
    spaces: list[Space],
    prominence: NDArray[np.integer],
    n: int = SIMILAR,
    name: str = "",
    progress: bool = False,
) -> Similar:
    """The n nearest other films of every film by the mean cosine over the spaces.

    Blocked: memory beyond the result is that of one block of films x films. Films
    that differ by less than a millionth count as equal: then the one with the
    higher ``prominence`` (M,), its number of ratings, comes first. A film without a
    place in a space has cosine 0 there; one without any place has no similar films
    and is none.
    """
    # The selection gives ties to the lower column, so the columns are put in that order.
    order = np.argsort(-prominence, kind="stable").astype(np.int32)
    columns = [np.ascontiguousarray(space.embeddings[order].T) for space in spaces]
    anywhere = np.logical_or.reduce([space.known for space in spaces])
    n_movies = len(prominence)
    positions = np.full((n_movies, n), NO_POSITION, dtype=np.int32)
    cosines = np.full((n_movies, n), np.nan, dtype=np.float32)

    def compare(first: int) -> int:
        rows = np.arange(first, min(first + _MOVIES_PER_BLOCK, n_movies))
        mean = np.zeros((len(rows), n_movies), dtype=np.float32)
        for space, column in zip(spaces, columns, strict=True):
            mean += space.embeddings[rows] @ column
        mean /= len(spaces)
        np.round(mean, 6, out=mean)
        allowed = (order != rows[:, None]) & anywhere[order] & anywhere[rows][:, None]
        best = top_positions(mean, allowed, n)
        found = best != NO_POSITION
        positions[rows] = np.where(found, order[best], NO_POSITION)
        cosines[rows] = np.where(found, np.take_along_axis(mean, best, axis=1), np.nan)
        return len(rows)

    with (
        progress_bar(n_movies, f"{name}: films", progress) as bar,
        ThreadPoolExecutor(os.cpu_count()) as pool,
    ):
        for done in pool.map(compare, range(0, n_movies, _MOVIES_PER_BLOCK)):
            bar.update(done)
    return Similar(positions, cosines)


def _terms(genres: str, tags: list[str]) -> list[str]:
    """A film's terms: genres as they are, tags by their words and, where several, in full."""
    terms = [f"genre:{genre}" for genre in genres.split("|") if genre]
    for tag in tags:
        words = _WORD.findall(tag.casefold())
        terms += words
        if len(words) > 1:
            terms.append(" ".join(words))
    return terms


def _space(matrix: sparse.csr_array, components: int) -> Space:
    """Unit embeddings of the columns of ``matrix`` in its truncated SVD."""
    found = decompose(
        sparse.csr_array(matrix), components, centred=False, largest_gram=_LARGEST_GRAM
    )
    vectors = found.movie_vectors(found.rank) * found.singular_values
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    placed = lengths > 1e-9 * lengths.max(initial=1.0)
    unit = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=placed)
    kept = np.cumsum(np.square(found.singular_values)) / found.squares
    return Space(unit.astype(np.float32), kept)
