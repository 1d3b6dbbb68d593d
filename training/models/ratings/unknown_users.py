"""Predictions for users without training ratings."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from training.data.interactions import positions_of


def positions_or_last(
    user_ids: NDArray[np.int32], known_ids: NDArray[np.int32]
) -> NDArray[np.int32]:
    """Positions in the ascending ``known_ids``; ``len(known_ids)`` for each unknown user.

    A model that keeps one more row than it knows users finds there what it
    predicts for everybody else.
    """
    user_ids = np.asarray(user_ids, dtype=np.int32)
    known = np.isin(user_ids, known_ids)
    positions = np.full(user_ids.shape, len(known_ids), dtype=np.int32)
    positions[known] = positions_of(user_ids[known], known_ids)
    return positions
