"""Films that nobody made, for data of a wanted size: titles, years, genres, taste, popularity."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FACTORS = 6  # of taste, that films have and users care for

GENRES = (
    *("Action", "Adventure", "Animation", "Children", "Comedy", "Crime", "Documentary", "Drama"),
    *("Fantasy", "Film-Noir", "Horror", "Musical", "Mystery", "Romance", "Sci-Fi", "Thriller"),
    *("War", "Western"),
)
_FIRST_WORDS = (
    "Amber", "Ancient", "Awful", "Bitter", "Blind", "Borrowed", "Brave", "Broken", "Burning",
    "Careful", "Clever", "Cold", "Crooked", "Dark", "Distant", "Double", "Empty", "Endless",
    "Faithful", "Final", "Foreign", "Frozen", "Gentle", "Golden", "Grand", "Happy", "Hidden",
    "Hollow", "Hungry", "Idle", "Iron", "Lazy", "Little", "Lonely", "Lost", "Lucky", "Midnight",
    "Modern", "Naked", "Noble", "Paper", "Perfect", "Quiet", "Restless", "Sacred", "Second",
    "Silent", "Stolen",
)  # fmt: skip
_NOUNS = (
    "Actor", "Affair", "Angel", "Bandit", "Barber", "Bride", "Captain", "Carpenter", "Chef", "City",
    "Clerk", "Cousin", "Dancer", "Daughter", "Detective", "Doctor", "Driver", "Emperor", "Engineer",
    "Farmer", "Father", "Fisherman", "Gambler", "Garden", "Ghost", "Guest", "Harbour", "House",
    "Hunter", "Judge", "King", "Lawyer", "Letter", "Lighthouse", "Magician", "Mirror", "Mother",
    "Neighbour", "Nurse", "Orchestra", "Painter", "Pilot", "Queen", "Sailor", "Soldier", "Stranger",
    "Teacher", "Witness",
)  # fmt: skip
_PLACES = (
    "Adana", "Alba", "Antwerp", "Athens", "Basel", "Bath", "Bergen", "Bremen", "Cadiz", "Cairo",
    "Cork", "Cuzco", "Delft", "Denver", "Dover", "Essen", "Faro", "Fez", "Genoa", "Ghent", "Girona",
    "Havana", "Jaipur", "Kazan", "Kyoto", "Lagos", "Leeds", "Lima", "Lisbon", "Lodz", "Lyon",
    "Malmo", "Mantua", "Mexico", "Nagoya", "Nantes", "Oran", "Ostend", "Padua", "Perth", "Quito",
    "Riga", "Siena", "Tartu", "Turin", "Utrecht", "Verona", "Zagreb",
)  # fmt: skip


@dataclass(frozen=True)
class Films:
    """M films in ascending order of movieId, of which the R in ``rated`` have ratings."""

    movie_ids: NDArray[np.int32]  # (M,)
    years: NDArray[np.int32]  # (M,)
    genres: NDArray[np.bool_]  # (M, len(GENRES)); one to three each
    rated: NDArray[np.int32]  # (R,) ascending positions among the M
    pull: NDArray[np.float64]  # (R,) expected ratings beyond the one that each has for certain
    taste: NDArray[np.float32]  # (R, FACTORS)
    bias: NDArray[np.float32]  # (R,) stars above or below the average film

    def titles(self) -> list[str]:
        """(M,) titles with their years; no two the same before the ten thousands run out."""
        words = len(_FIRST_WORDS), len(_NOUNS), len(_PLACES)
        combinations = int(np.prod(words))
        # A stride without a factor in common with their number meets each combination once.
        numbers = np.arange(len(self.movie_ids), dtype=np.int64) * 48_611 % combinations
        first, noun, place = np.unravel_index(numbers, words)
        return [
            f"The {_FIRST_WORDS[a]} {_NOUNS[b]} of {_PLACES[c]} ({year})"
            for a, b, c, year in zip(first, noun, place, self.years, strict=True)
        ]

    def genre_texts(self) -> list[str]:
        """(M,) genres as the csv layout has them: ``Comedy|Drama``."""
        return ["|".join(GENRES[g] for g in np.flatnonzero(row)) for row in self.genres]


def make_films(
    rng: np.random.Generator, listed: int, rated: int, expected: NDArray[np.float64]
) -> Films:
    """Make ``listed`` films of which ``rated`` have ratings, by counts ``expected`` (descending).

    Films of a genre are liked by the same users: taste is the sum over genres, and a part of
    each film's own.
    """
    movie_ids = np.cumsum(rng.integers(1, 5, listed)).astype(np.int32)
    years = (2023 - rng.gamma(1.3, 16, listed)).astype(np.int32).clip(1915, 2023)
    favour = np.log(1 / np.arange(1, len(GENRES) + 1)) / 2
    order = np.argsort(-(favour + rng.gumbel(size=(listed, len(GENRES)))), axis=1)
    order = rng.permutation(len(GENRES))[order]
    genres = np.zeros((listed, len(GENRES)), dtype=bool)
    many = rng.choice(3, listed, p=(0.4, 0.4, 0.2))
    for place in range(3):
        has = many >= place
        genres[has, order[has, place]] = True

    occurs = np.sort(rng.choice(listed, rated, replace=False)).astype(np.int32)
    of_genres = genres[occurs] @ rng.normal(size=(len(GENRES), FACTORS))
    taste = 0.8 * of_genres / np.sqrt(genres[occurs].sum(axis=1, keepdims=True))
    taste += rng.normal(0, 0.6, size=taste.shape)
    taste -= taste.mean(axis=0)
    counts = rng.permutation(expected)
    fame = np.log(counts)
    # Films that many see are, on the whole, liked a little better.
    bias = 0.12 * (fame - fame.mean()) / max(fame.std(), 1e-9) + rng.normal(0, 0.4, rated)
    return Films(
        movie_ids=movie_ids,
        years=years,
        genres=genres,
        rated=occurs,
        pull=np.maximum(counts - 1, 1e-3),
        taste=taste.astype(np.float32),
        bias=bias.astype(np.float32),
    )


def expected_counts(rated: int, ratings: int, most: float) -> NDArray[np.float64]:
    """(rated,) ratings of the films by rank: ``most`` for the first, one for the last.

    Zipf's law as Mandelbrot has it, ``most * ((1 + q) / (rank + q)) ** s``; q is found so that
    the counts sum to ``ratings``. Raises ``ValueError`` where no q does.
    """
    ranks = np.arange(1, rated + 1)

    def counts(q: float) -> NDArray[np.float64]:
        exponent = np.log(most) / np.log((rated + q) / (1 + q))
        return np.asarray(most * ((1 + q) / (ranks + q)) ** exponent)

    low, high = -0.9, 100.0 * rated
    if not counts(low).sum() < ratings < counts(high).sum():
        raise ValueError(
            f"{ratings} ratings of {rated} films, at most {most:.0f} of one, have no long tail"
        )
    for _ in range(200):
        middle = (low + high) / 2
        if counts(middle).sum() < ratings:
            low = middle
        else:
            high = middle
    return counts(high)
