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
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tables.arrays.files import NO_POSITION
from training.data.interactions import Interactions
from training.models.svd import decompose
from training.models.user_lists import top_columns
from training.runtime.progress import progress_bar

COMPONENTS = 200
SIMILAR = 10
_MOST_MOVIES_PER_BLOCK = 64
_COSINES_PER_BLOCK = 1 << 20  # 4 MB a space and way, in the processor's cache
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


def similar_in_ways(
    spaces: list[Space],
    ways: Sequence[Sequence[int]],
    prominence: NDArray[np.integer],
    n: int = SIMILAR,
    progress: bool = False,
) -> list[Similar]:
    """For each way the n nearest other films of every film by the mean cosine over its spaces.

    A way names spaces by their place in ``spaces``; each product is computed once for all of
    them. Blocked: memory beyond the result is that of one block of films x films a core. Films
    that differ by less than a millionth count as equal: then the one with the
    higher ``prominence`` (M,), its number of ratings, comes first. A film without a
    place in a space has cosine 0 there; one without any place has no similar films
    and is none.
    """
    # The selection gives ties to the lower column, so the columns are put in that order.
    order = np.argsort(-prominence, kind="stable").astype(np.int32)
    column_of = np.argsort(order)
    columns = [np.ascontiguousarray(space.embeddings[order].T) for space in spaces]
    n_movies = len(prominence)
    nowhere = [~np.logical_or.reduce([spaces[s].known for s in way]) for way in ways]
    results = [
        Similar(
            np.full((n_movies, n), NO_POSITION, dtype=np.int32),
            np.full((n_movies, n), np.nan, dtype=np.float32),
        )
        for _ in ways
    ]
    height = min(_MOST_MOVIES_PER_BLOCK, max(1, _COSINES_PER_BLOCK // max(1, n_movies)))

    def compare(first: int) -> int:
        rows = np.arange(first, min(first + height, n_movies))
        products = [space.embeddings[rows] @ c for space, c in zip(spaces, columns, strict=True)]
        for way, without, result in zip(ways, nowhere, results, strict=True):
            mean = sum((products[s] for s in way[1:]), products[way[0]].copy())
            mean /= len(way)
            np.round(mean, 6, out=mean)
            mean[np.arange(len(rows)), column_of[rows]] = -np.inf
            mean[:, column_of[without]] = -np.inf
            mean[without[rows]] = -np.inf
            best = top_columns(mean, n)
            found = best != NO_POSITION
            result.positions[rows] = np.where(found, order[best], NO_POSITION)
            cosines = np.take_along_axis(mean, np.maximum(best, 0), axis=1)
            result.cosines[rows] = np.where(found, cosines, np.nan)
        return len(rows)

    with (
        progress_bar(n_movies, "similar films", progress) as bar,
        ThreadPoolExecutor(os.cpu_count()) as pool,
    ):
        for done in pool.map(compare, range(0, n_movies, height)):
            bar.update(done)
    return results


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
