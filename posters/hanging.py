"""Which of their looks films have where several hang together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from posters.looks import Look


def by_motif(look: Look) -> Hashable:
    """Films of one list do not show a motif twice."""
    return look.motif


def by_look(look: Look) -> Hashable:
    """A large wall may show a motif twice, in other colours."""
    return look


def hang(
    films: Iterable[Iterable[Look]], alike: Callable[[Look], Hashable] = by_motif
) -> list[tuple[int, Look]]:
    """The first look of each film that is unlike those of all films before, and its place.

    A film is given by its looks, of which no more are asked for than need be; one whose looks are
    all taken shows its first.
    """
    taken: set[Hashable] = set()
    hung = []
    for looks in films:
        first = None
        for place, look in enumerate(looks):
            first = first or look
            if alike(look) not in taken:
                hung.append((place, look))
                break
        else:
            assert first is not None
            hung.append((0, first))
        taken.add(alike(hung[-1][1]))
    return hung
