"""Is one method better than another, or was it luck? Paired over users."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats


@dataclass(frozen=True)
class PairedDifference:
    """Method minus baseline on the users that both were scored on."""

    difference: float
    standard_error: float
    """Of the difference, over users; NaN for fewer than two users."""
    p_value: float
    """Two-sided paired t-test; NaN for fewer than two users, 1 where nothing differs."""
    users: int


def user_means(
    values: NDArray[np.float64], user_ids: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """Mean of each user's cases, NaN cases left out: (u,) ascending user ids and (u,) means.

    Cases of several seeds may be concatenated; a user's cases all count the same.
    """
    known = ~np.isnan(values)
    users, index = np.unique(user_ids[known], return_inverse=True)
    counts = np.bincount(index)
    return users, np.bincount(index, weights=values[known]) / np.maximum(counts, 1)


def paired_difference(
    method: tuple[NDArray[np.float64], NDArray[np.int32]],
    baseline: tuple[NDArray[np.float64], NDArray[np.int32]],
) -> PairedDifference:
    """Two-sided paired t-test over users of per-case (values, user_ids) of two methods.

    Cases of one user are averaged first, over seeds too: a user is the independent
    draw, a case is not. Users that only one of the two was scored on are left out.
    """
    users, scores = user_means(*method)
    other_users, other_scores = user_means(*baseline)
    _, ours, theirs = np.intersect1d(users, other_users, return_indices=True)
    differences = scores[ours] - other_scores[theirs]
    n = len(differences)
    if n == 0:
        return PairedDifference(float("nan"), float("nan"), float("nan"), 0)
    mean = float(differences.mean())
    if n == 1:
        return PairedDifference(mean, float("nan"), float("nan"), 1)
    error = float(differences.std(ddof=1) / np.sqrt(n))
    if error == 0:
        return PairedDifference(mean, 0.0, 1.0 if mean == 0 else 0.0, n)
    return PairedDifference(mean, error, float(2 * stats.t.sf(abs(mean / error), n - 1)), n)


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """P-values corrected for their number (Holm, 1979); NaN stays NaN and does not count.

    Controls the chance of even one false claim among all comparisons, whatever
    their dependence.
    """
    tested = sorted((p, name) for name, p in p_values.items() if not np.isnan(p))
    corrected = {name: float("nan") for name in p_values}
    highest = 0.0
    for rank, (p, name) in enumerate(tested):
        highest = max(highest, min(1.0, p * (len(tested) - rank)))
        corrected[name] = highest
    return corrected
