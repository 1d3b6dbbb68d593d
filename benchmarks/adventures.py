"""How good and how famous the answers are at each position from famous to hidden.

    python -m benchmarks.adventures --data FOLDER [--seed N]

On the folds of the pick-three protocol: NDCG@10 of the ten shown films (first row, then
second) against all liked films outside the catalogue that a held-out user has, and the
median number of ratings of what is shown. All positions are by the taste model; the usual
rows of the site are the published answers, whose figures stand in docs/ranking.md.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from serving.own_answers import ADVENTURES, LEAST_LOVERS, bands_of, exponents_of, in_band
from serving.ranking import best_first
from tables.arrays.taste import LIKED
from training.data.movielens import read_movielens
from training.evaluation.pick_three import Fold, make_folds, ndcg
from training.methods.fold_in import PICK_STARS
from training.methods.taste import Taste

ROW = 5


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True, help="MovieLens folder or zip")
    parser.add_argument("--seed", type=int, default=7, help="deals users into folds (default: 7)")
    options = parser.parse_args()
    found: dict[int, list[tuple[NDArray[np.float64], NDArray[np.float64]]]] = {
        adventure: [] for adventure in ADVENTURES
    }
    for fold in make_folds(read_movielens(options.data), options.seed):
        method = Taste().fit(fold.training)
        for adventure in ADVENTURES:
            found[adventure].append(_measure(method, fold, adventure))
    print("adventure   NDCG@10   median ratings   films of the middle half")
    for adventure, parts in found.items():
        scores = np.concatenate([part[0] for part in parts])
        low, middle, high = np.quantile(np.concatenate([p[1] for p in parts]), (0.25, 0.5, 0.75))
        score = np.nanmean(scores)
        print(f"{adventure:>9}    {score:.4f}   {middle:>14.0f}   {low:.0f} to {high:.0f}")


def _measure(
    method: Taste, fold: Fold, adventure: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """NDCG@10 of each case, and how often each film shown was rated."""
    known, catalogue = fold.training.interactions, fold.training.catalogue
    liked = known.ratings >= LIKED
    lovers = np.bincount(known.movies[liked], minlength=known.n_movies)
    outside = catalogue.outside_popular | catalogue.outside_less_known
    first_band, second_band = (
        outside & (lovers >= LEAST_LOVERS) & in_band(catalogue.counts, band)
        for band in bands_of(float(catalogue.threshold), adventure)
    )
    stars = np.full(fold.cases.picks.shape[1], PICK_STARS, dtype=np.float32)
    chosen = np.full((len(fold.cases.picks), 2 * ROW), -1, dtype=np.int32)
    for row, picks in enumerate(fold.cases.picks):
        _, for_first, for_second = method.model_.scores(picks, stars, exponents_of(adventure))
        first = best_first(for_first, first_band, ROW)
        rest = second_band.copy()
        rest[first] = False
        films = [*first, *best_first(for_second, rest, ROW)]
        chosen[row, : len(films)] = films
    shown = catalogue.counts[chosen[chosen >= 0]].astype(np.float64)
    return ndcg(chosen, fold.cases.targets & outside, fold.cases.unreachable), shown


if __name__ == "__main__":
    main()
