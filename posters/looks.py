"""How a film's poster may look: a motif and a palette, in the order in which they suit the film.

The order is the film's own: a generator that the film seeds draws it, so it is the same every
time. Motifs of the film's most telling genre come first, those of its other genres next, then
patterns that suit any film, and last all others, so that a choice never runs out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple

from posters.motifs import MOTIFS, Motif
from posters.palettes import PALETTES

ANY = ""
"""What serves films of no listed genre, and fits all others as well."""


class Look(NamedTuple):
    """What tells one poster from another from afar."""

    genre: str  # of the motif, a key of ``MOTIFS``; the lettering and the palettes go by it
    motif: str  # the name of one of its motifs
    palette: int  # a place in the genre's palettes


def seed_of(movie_id: int, title: str, year: int | None, genres: Sequence[str]) -> str:
    """What seeds the generators of a film."""
    return f"{movie_id} {title} {year} {'|'.join(genres)}"


def looks(seed: str, genres: Sequence[str]) -> list[Look]:
    """The looks of a film, each motif once, the most fitting first. Unknown genres count as none.

    ``seed`` is what ``seed_of`` gives.
    """
    rng = Random(seed)  # noqa: S311 - not a secret
    suiting = suiting_genres(genres)
    if len(suiting) > 2 and rng.random() < 0.4:  # now and then the genre after, for variety
        suiting[:2] = suiting[1::-1]
    others = [genre for genre in MOTIFS if genre not in suiting]
    rng.shuffle(others)
    return list(_each_motif_once([*suiting, *others], rng))


def suiting_genres(genres: Sequence[str]) -> list[str]:
    """The genres whose motifs suit a film, the most telling first; the last suits any film."""
    return [*(genre for genre in MOTIFS if genre and genre in genres), ANY]


def motif(look: Look) -> Motif:
    """What draws a look. Raises ``KeyError`` for one that there is not."""
    return _MOTIFS[look.genre, look.motif]


def _each_motif_once(genres: Sequence[str], rng: Random) -> Iterator[Look]:
    drawn = set()
    for genre in genres:
        names = [motif.__name__ for motif in MOTIFS[genre]]
        rng.shuffle(names)
        for name in names:
            palette = rng.randrange(len(PALETTES[genre]))
            if name not in drawn:
                drawn.add(name)
                yield Look(genre, name, palette)


_MOTIFS = {(genre, one.__name__): one for genre, motifs in MOTIFS.items() for one in motifs}
