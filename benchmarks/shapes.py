"""Made-up ratings with the size and the long tails of a published MovieLens set.

    python -m benchmarks.shapes 10m FOLDER [--seed N]

Writes ratings.csv, movies.csv, links.csv and tags.csv in MovieLens' csv layout into FOLDER, with
a file beside them that says that all of it is simulated. Users and ratings are as many as
published, rated films too; some users rate thousands, some films are rated once. Stars follow
biases and a few factors of taste, so that models have something to learn. Ratings are made and
written a block of users at a time, so that memory does not grow with their number; the same seed
gives the same files.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import csv

from benchmarks.made_up.films import GENRES, Films, expected_counts, make_films
from benchmarks.made_up.ratings import (
    Block,
    activity,
    blocks_of_users,
    first_raters,
    make_block,
)
from training.data.layouts import LINK_COLUMNS, MOVIE_COLUMNS, RATING_COLUMNS, TAG_COLUMNS
from training.data.movielens import SIMULATED_MARKER

BLOCK = 1_000_000  # ratings made at a time
TAGS_PER_RATING = 0.005
_STARS = pa.array([f"{half / 2:.1f}" for half in range(11)])


@dataclass(frozen=True)
class Shape:
    """How much there is of everything, and how unequally."""

    name: str
    users: int
    listed: int  # films in movies.csv
    rated: int  # films with ratings
    ratings: int
    spread: float = 1.39  # of the users' activity: standard deviation of its logarithm
    top: float = 0.9  # pull of the most popular film: ratings by user, were it to be seen twice


SHAPES = {
    shape.name: shape
    for shape in (
        Shape("100k", 610, 9_742, 9_724, 100_836, spread=1.46),
        Shape("1m", 6_040, 3_883, 3_706, 1_000_209, spread=1.14),
        Shape("10m", 69_878, 10_681, 10_677, 10_000_054),
        Shape("25m", 162_541, 62_423, 59_047, 25_000_095),
        Shape("32m", 200_948, 87_585, 84_432, 32_000_204),
        Shape("320m", 2_009_480, 87_585, 84_432, 320_002_040),
    )
}


def main() -> None:
    """Write a shape, unless the folder holds it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("shape", choices=SHAPES)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=7, help="of all that is drawn (default: 7)")
    options = parser.parse_args()
    if holds(options.folder, SHAPES[options.shape], options.seed):
        print(f"{options.folder} holds {options.shape} of seed {options.seed}.")
        return
    try:
        write_shape(SHAPES[options.shape], options.folder, options.seed)
    except OSError as error:
        raise SystemExit(
            f"benchmarks: {options.folder} cannot be written ({error.strerror}): "
            "make room or name another folder."
        ) from None


def holds(folder: Path, shape: Shape, seed: int) -> bool:
    """Whether ``folder`` holds the whole of a shape, written with this seed by this code."""
    marker = folder / SIMULATED_MARKER
    return (
        (folder / "ratings.csv").exists()
        and marker.exists()
        and marker.read_text(encoding="utf-8") == _marker(shape, seed)
    )


def write_shape(shape: Shape, folder: Path, seed: int = 7, block: int = BLOCK) -> Path:
    """Write the four files, ``block`` ratings at a time, and return ``folder``.

    What the folder holds of these names is written over; ratings.csv gets its name when it is
    whole. Raises ``ValueError`` for a shape that cannot be, and ``OSError`` where the folder
    cannot be written.
    """
    rng = np.random.default_rng((seed, 0))
    most = int(0.6 * shape.rated)
    counts = activity(rng, shape.users, shape.ratings, most, shape.spread)
    expected = expected_counts(shape.rated, shape.ratings, shape.top * shape.users)
    films = make_films(rng, shape.listed, shape.rated, expected)
    settled_users, settled_movies = first_raters(rng, counts, shape.rated)

    folder.mkdir(parents=True, exist_ok=True)
    ratings = folder / "ratings.csv"
    ratings.unlink(missing_ok=True)
    # The marker first: no moment when these ratings could pass for real ones.
    (folder / SIMULATED_MARKER).write_text(_marker(shape, seed), encoding="utf-8")
    _write_films(rng, films, folder)
    unfinished = folder / "ratings.csv.part"
    with (
        _table(unfinished, RATING_COLUMNS) as write_ratings,
        _table(folder / "tags.csv", TAG_COLUMNS) as write_tags,
    ):
        for number, users in enumerate(blocks_of_users(counts, block)):
            low, high = np.searchsorted(settled_users, (users.start, users.stop))
            settled = (settled_users[low:high] - users.start) * shape.rated
            settled += settled_movies[low:high]
            rng = np.random.default_rng((seed, 1, number))
            made = make_block(rng, films, counts[users], np.sort(settled))
            user_ids = (made.users + users.start + 1).astype(np.int32)
            movie_ids = films.movie_ids[films.rated[made.movies]]
            write_ratings(user_ids, movie_ids, _STARS.take(pa.array(made.half_stars)), made.seconds)
            write_tags(*_tags(rng, films, made, user_ids, movie_ids))
    unfinished.replace(ratings)
    return folder


def _marker(shape: Shape, seed: int) -> str:
    return f"All films and ratings here are simulated by Matinee: {shape}, seed {seed}.\n"


def _write_films(rng: np.random.Generator, films: Films, folder: Path) -> None:
    n = len(films.movie_ids)
    with _table(folder / "movies.csv", MOVIE_COLUMNS) as write:
        write(films.movie_ids, films.titles(), films.genre_texts())
    imdb = [f"{identifier:07d}" for identifier in np.sort(rng.choice(9_999_999, n, replace=False))]
    tmdb = rng.choice(999_999, n, replace=False)
    with _table(folder / "links.csv", LINK_COLUMNS) as write:
        write(films.movie_ids, imdb, pa.array(tmdb, mask=rng.random(n) < 0.01))


def _tags(
    rng: np.random.Generator,
    films: Films,
    made: Block,
    user_ids: np.ndarray[tuple[int], np.dtype[np.int32]],
    movie_ids: np.ndarray[tuple[int], np.dtype[np.int32]],
) -> tuple[object, ...]:
    """Columns of the tags of a block: some ratings come with a word, mostly of the film's genre."""
    at = np.flatnonzero(rng.random(len(user_ids)) < TAGS_PER_RATING)
    genres = films.genres[films.rated[made.movies[at]]]
    about = np.argmax(genres * rng.random(genres.shape), axis=1)
    number = np.minimum(rng.geometric(0.25, len(at)), 12)
    words = [f"{GENRES[g].lower()} {n}" for g, n in zip(about, number, strict=True)]
    seconds = made.seconds[at] + rng.integers(3, 30, len(at))
    return user_ids[at], movie_ids[at], words, seconds


class _Table:
    """Rows of a CSV file, appended as columns."""

    def __init__(self, sink: pa.NativeFile, columns: tuple[str, ...]) -> None:
        self._sink, self._columns = sink, columns
        sink.write((",".join(columns) + "\n").encode())

    def __call__(self, *values: object) -> None:
        table = pa.table([pa.array(column) for column in values], names=list(self._columns))
        # No title, genre or tag that is made up here needs a quotation mark.
        options = csv.WriteOptions(include_header=False, quoting_style="none")
        csv.write_csv(table, self._sink, options)


@contextmanager
def _table(path: Path, columns: tuple[str, ...]) -> Iterator[_Table]:
    with pa.OSFile(str(path), "wb") as sink:
        yield _Table(sink, columns)


if __name__ == "__main__":
    main()
