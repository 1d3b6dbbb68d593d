"""Which film gets which look, so that films that appear together look different.

A weighted colouring of a graph: films are its vertices, motifs its colours, and an edge weighs
as much as the answers that hold both of its films. Films are coloured from the most shown to the
least, each with the motif that costs least: what it clashes with, and how far down the film's own
order it stands, so that most films keep a motif of their most telling genre. Then every film
chooses again, given all others, a few times over (the greedy colouring of Welsh and Powell, 1967,
with weights, followed by a descent). Palettes are dealt in the same way. Nothing is drawn by
chance but what films seed, so the same answers give the same posters.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from posters.looks import ANY, Look
from posters.palettes import PALETTES

CHOICES = 3
"""Looks that a film is given: a page shows the next where the one before is taken."""

ROUNDS = 4  # in which every film chooses again
STRAY = 0.004  # of a film's answers that it may clash in rather than take the next motif
PLAIN = 0.05  # the same, rather than take a pattern that suits any film
NEAR = 24  # films of the wall that are in view at once


class Clashes(NamedTuple):
    """How often films appear together, and how often each does; n films."""

    together: csr_array  # (n, n) symmetric, nothing on the diagonal
    alone: NDArray[np.float64]  # (n,)


def clashes(rows: NDArray[np.int64], n_films: int, wall: NDArray[np.int64]) -> Clashes:
    """From answers, (T, k) places of films or -1 for none, and the places that hang on the wall.

    Films of the wall clash a little with all others there, and more the nearer they hang.
    """
    answers, columns = np.nonzero(rows >= 0)
    films = rows[answers, columns]
    ones = np.ones(len(films))
    shown = csr_array((ones, (answers, films)), shape=(len(rows), n_films))
    together = csr_array(shown.T @ shown)
    together.setdiag(0)
    weight = max(1.0, len(rows) / 1000)
    hung = np.arange(len(wall))
    apart = np.abs(hung[:, None] - hung[None, :])
    near = np.where(apart == 0, 0.0, weight * (1 + 9 * np.maximum(0, 1 - apart / NEAR)))
    pairs = np.repeat(wall, len(wall)), np.tile(wall, len(wall))
    together = csr_array(together + csr_array((near.ravel(), pairs), shape=together.shape))
    alone = np.bincount(films, minlength=n_films).astype(np.float64)
    alone[wall] += weight * 10
    return Clashes(together, np.maximum(alone, 1.0))


def assign(
    orders: Sequence[Sequence[Look]], suiting: Sequence[int], found: Clashes, wall: Sequence[int]
) -> list[list[Look]]:
    """Of each of n films at most ``CHOICES`` looks, the first for where nothing is taken.

    ``orders`` are all looks of each film, the most fitting first, of which the first ``suiting``
    may be given to it. No two films of the ``wall`` get the same motif and palette, unless there
    are too few of them.
    """
    names = sorted({look.motif for order in orders for look in order})
    numbers = {name: number for number, name in enumerate(names)}
    allowed = [list(order[:count]) for order, count in zip(orders, suiting, strict=True)]
    motifs = [np.array([numbers[look.motif] for look in order]) for order in allowed]
    penalties = [
        alone * (STRAY * np.arange(len(order)) + [PLAIN * (look.genre == ANY) for look in order])
        for order, alone in zip(allowed, found.alone, strict=True)
    ]
    given = np.full(len(orders), -1)  # by film, the number of its motif

    def costs(film: int) -> NDArray[np.float64]:
        taken = _weights(found, film, given, len(names))
        costs: NDArray[np.float64] = taken[motifs[film]] + penalties[film]
        return costs

    for _ in range(1 + ROUNDS):
        for film in np.argsort(-found.alone, kind="stable").tolist():
            given[film] = motifs[film][costs(film).argmin()]
    chosen = []
    for film, order in enumerate(allowed):
        first = int(np.flatnonzero(motifs[film] == given[film])[0])
        best = costs(film).argsort(kind="stable").tolist()
        places = [first, *(place for place in best if place != first)]
        chosen.append([order[place] for place in places[:CHOICES]])
    _deal_palettes(chosen, found, wall)
    return chosen


def _weights(
    found: Clashes, film: int, given: NDArray[np.int64], count: int
) -> NDArray[np.float64]:
    """(count,) how much a film clashes with the films that are given each number; -1 is none."""
    of = slice(found.together.indptr[film], found.together.indptr[film + 1])
    others, weights = found.together.indices[of], found.together.data[of]
    numbers = given[others]
    known = numbers >= 0
    return np.bincount(numbers[known], weights[known], minlength=count).astype(np.float64)


def _deal_palettes(chosen: list[list[Look]], found: Clashes, wall: Sequence[int]) -> None:
    """Gives the first looks the palettes of their genres that clash least, and the wall its own."""
    all_palettes = [
        (genre, n) for genre, palettes in PALETTES.items() for n in range(len(palettes))
    ]
    numbers = {palette: number for number, palette in enumerate(all_palettes)}
    given = np.full(len(chosen), -1)
    hung: set[Look] = set()
    on_wall = set(wall)
    for film in np.argsort(-found.alone, kind="stable").tolist():
        taken = _weights(found, film, given, len(numbers))
        for place, look in enumerate(chosen[film]):
            dealt = [look._replace(palette=n) for n in range(len(PALETTES[look.genre]))]
            free = [one for one in dealt if film not in on_wall or one not in hung]
            if not free:
                continue
            clash = [taken[numbers[one.genre, one.palette]] for one in free]
            # Its own palette, where no other clashes less.
            _, _, best = min(zip(clash, [one != look for one in free], free, strict=True))
            chosen[film][place] = best
            chosen[film].insert(0, chosen[film].pop(place))
            given[film] = numbers[best.genre, best.palette]
            if film in on_wall:
                hung.add(best)
            break
