"""Numbering the unordered triples of the catalogue.

Triples i < j < k of catalogue ranks (0-based) in colexicographic order: the
triple stands at C(k,3) + C(j,2) + i. (Knuth, The Art of Computer Programming
4A, section 7.2.1.3: the combinatorial number system.)
"""

from __future__ import annotations

from math import comb

import numpy as np
from numpy.typing import NDArray


def triple_count(n: int) -> int:
    """How many unordered triples ``n`` films have: C(n, 3)."""
    return comb(n, 3)


def triple_index(i: int, j: int, k: int) -> int:
    """Where the triple i < j < k stands; ``ValueError`` when it is not ascending."""
    if not 0 <= i < j < k:
        raise ValueError(f"expected ranks 0 <= i < j < k, got {i}, {j}, {k}")
    return comb(k, 3) + comb(j, 2) + i


def all_triples(n: int) -> NDArray[np.int32]:
    """All triples of ``n`` ranks in index order, (C(n, 3), 3)."""
    i, j, k = np.meshgrid(*[np.arange(n, dtype=np.int32)] * 3, indexing="ij")
    ascending = (i < j) & (j < k)
    triples = np.stack([i[ascending], j[ascending], k[ascending]], axis=1)
    return triples[np.lexsort((triples[:, 0], triples[:, 1], triples[:, 2]))]
