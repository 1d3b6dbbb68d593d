"""The built-in sample: real films, simulated ratings, for where no data can be had.

The films and their facts (``sample_films.csv``: title, year, genres, fame,
acclaim) were written from common knowledge; every rating is simulated. Raters
choose films that are famous, of genres that they like and of their era, and
rate them by acclaim, taste, mood and chance, so that films of a kind are liked
by the same people, as real ratings have it. Nothing comes from MovieLens but
the layout.
"""

from __future__ import annotations

import csv
import os
import tempfile
from contextlib import suppress
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.data.layouts import LINK_COLUMNS, MOVIE_COLUMNS, RATING_COLUMNS, TAG_COLUMNS
from training.data.movielens import SIMULATED_MARKER
from training.errors import DataError

SAMPLE_NAME = "matinee-sample"
RATERS = 640
SEED = 20

_FILMS_FILE = Path(__file__).with_name("sample_films.csv")
_FIRST_RATING = 1_704_067_200  # 2024-01-01 UTC, in seconds
_YEAR_SECONDS = 365 * 24 * 3600

# How strongly each thing draws a rater to a film, in units of log odds.
_PULL_OF_FAME = 0.58  # per step of fame, 1 to 9
_PULL_OF_TASTE = 2.0
_PULL_OF_ERA = 1.0
_PULL_OF_QUIRK = 0.35


def write_sample(folder: Path) -> Path:
    """Write the sample in MovieLens' CSV layout and return ``folder``.

    The same files, byte for byte, every time. Each is put in place whole, so
    that a reader in another process never sees half of one. Raises
    ``DataError`` when the folder cannot be written.
    """
    films = sample_films()
    movies = pd.DataFrame(
        {
            "movieId": films["movieId"],
            "title": films["title"] + " (" + films["year"].astype(str) + ")",
            "genres": films["genres"],
        },
        columns=list(MOVIE_COLUMNS),
    )
    ratings = simulate_ratings(films)
    nothing = {
        "links.csv": pd.DataFrame(columns=list(LINK_COLUMNS)),
        "tags.csv": pd.DataFrame(columns=list(TAG_COLUMNS)),
    }
    texts = {
        name: frame.to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
        for name, frame in {"movies.csv": movies, "ratings.csv": ratings, **nothing}.items()
    }
    # The marker first: no moment when these ratings could pass for real ones.
    marker = {SIMULATED_MARKER: "Real films, but every rating here is simulated by Matinee.\n"}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in (marker | texts).items():
            _put(folder / name, text)
    except OSError as error:
        raise DataError(
            f"{folder} cannot be written ({error.strerror}): "
            "make room or choose another folder for the data."
        ) from error
    return folder


def sample_films() -> pd.DataFrame:
    """The films of the sample: movieId (1..n), title, year, genres, fame (1-9), acclaim (stars)."""
    films = pd.read_csv(_FILMS_FILE, encoding="utf-8", keep_default_na=False)
    films.insert(0, "movieId", np.arange(1, len(films) + 1, dtype=np.int32))
    return films


def simulate_ratings(films: pd.DataFrame) -> pd.DataFrame:
    """Simulated ratings (userId 1..RATERS, movieId, rating in half stars, timestamp) of ``films``.

    Sorted by userId and movieId. Who rates what is a weighted draw without
    replacement (Gumbel top-k: Kool, van Hoof and Welling, ICML 2019).
    """
    rng, raters = np.random.default_rng(SEED), RATERS
    kinds = _genre_matrix(films["genres"])
    taste = _centred(_loves(rng, raters, kinds) @ kinds.T)
    era = _era_distance(rng, raters, films["year"].to_numpy(np.float64))
    # What genres do not tell: hidden traits of films that some raters care for.
    quirk = rng.normal(size=(raters, 4)) @ rng.normal(size=(4, len(films))) / 2

    fame = films["fame"].to_numpy(np.float64)
    pull = (
        _PULL_OF_FAME * fame + _PULL_OF_TASTE * taste - _PULL_OF_ERA * era + _PULL_OF_QUIRK * quirk
    )
    chance = rng.gumbel(size=pull.shape)
    order = np.argsort(-np.round(pull + chance, 6), axis=1, kind="stable")
    seen = np.clip(rng.lognormal(np.log(85), 0.6, size=raters), 20, 400).astype(np.int64)
    users = np.repeat(np.arange(raters), seen)
    chosen = np.concatenate([order[user, :count] for user, count in enumerate(seen)])

    harshness = rng.normal(0, 0.4, size=raters)
    mood = rng.normal(0, 0.75, size=len(users))
    stars = (
        3.1
        + 0.9 * (films["acclaim"].to_numpy(np.float64)[chosen] - 3.85)
        + 0.45 * taste[users, chosen]
        + 0.15 * quirk[users, chosen]
        + harshness[users]
        + mood
    )
    # Six digits decide: another machine's last bits must not change a rating.
    half_stars = np.clip(np.round(np.round(stars, 6) * 2), 1, 10)
    starts = _FIRST_RATING + rng.integers(0, _YEAR_SECONDS, size=raters)
    pauses = rng.integers(5, 60, size=len(users))
    frame = pd.DataFrame(
        {
            "userId": users + 1,
            "movieId": films["movieId"].to_numpy()[chosen],
            "rating": half_stars / 2,
            "timestamp": starts[users] + pd.Series(pauses).groupby(users).cumsum().to_numpy(),
        },
        columns=list(RATING_COLUMNS),
    )
    return frame.sort_values(["userId", "movieId"], ignore_index=True)


def _genre_matrix(genres: pd.Series) -> NDArray[np.float64]:
    """(films, genres): each film's genres, rare ones weighing more (idf), rows of length 1."""
    flags = genres.str.get_dummies("|").to_numpy(np.float64)
    weights = flags * np.log(len(flags) / flags.sum(axis=0))
    unit: NDArray[np.float64] = weights / np.linalg.norm(weights, axis=1, keepdims=True)
    return unit


def _loves(
    rng: np.random.Generator, raters: int, kinds: NDArray[np.float64]
) -> NDArray[np.float64]:
    """(raters, genres): two to four genres that each loves, some that each avoids."""
    genres = kinds.shape[1]
    share = np.sqrt(kinds.sum(axis=0))
    loves = rng.normal(0, 0.25, size=(raters, genres))
    rank = np.argsort(-(np.log(share) + rng.gumbel(size=loves.shape)), axis=1, kind="stable")
    loved = rng.integers(2, 5, size=raters)
    for rater in range(raters):
        loves[rater, rank[rater, : loved[rater]]] += rng.uniform(1.0, 2.0, size=loved[rater])
        loves[rater, rank[rater, -4:]] -= rng.uniform(0.3, 1.0, size=4)
    return loves


def _era_distance(
    rng: np.random.Generator, raters: int, years: NDArray[np.float64]
) -> NDArray[np.float64]:
    """(raters, films): 0 in the middle of a rater's era, growing to 2 far outside it."""
    middle = rng.normal(1996, 14, size=(raters, 1))
    width = rng.uniform(12, 45, size=(raters, 1))
    return np.minimum(((years - middle) / width) ** 2 / 2, 2.0)


def _centred(taste: NDArray[np.float64]) -> NDArray[np.float64]:
    """Every rater's taste about 0: nobody likes everything, liking is a choice."""
    centred: NDArray[np.float64] = taste - taste.mean(axis=1, keepdims=True)
    return centred


def _put(path: Path, text: str) -> None:
    """Write a file whole or not at all; one that is there already stays as it is, and as old."""
    with suppress(OSError):
        if path.read_bytes() == text.encode():
            return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
