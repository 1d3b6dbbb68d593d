"""Parts of the ratings held out at random, to choose or to measure a model on."""

from __future__ import annotations

import numpy as np

from training.data.blocks import part_of
from training.data.interactions import Interactions

VALIDATION_SHARE = 0.2


def random_holdout(
    known: Interactions, seed: int, share: float = VALIDATION_SHARE
) -> tuple[Interactions, Interactions]:
    """Ratings to learn from, and a random ``share`` to validate on, in one vocabulary.

    At least one rating is held out. Raises ``ValueError`` for fewer than 2 ratings.
    """
    n = len(known.ratings)
    if n < 2:
        raise ValueError(f"at least 2 ratings are needed to hold some out, not {n}")
    held_out = np.zeros(n, dtype=bool)
    held_out[np.random.default_rng(seed).permutation(n)[: max(1, round(share * n))]] = True
    return part_of(known, ~held_out), part_of(known, held_out)
