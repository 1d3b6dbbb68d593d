"""How the site does with as many users and films as ml-32m has, each figure beside its limit.

    python -m benchmarks.site_at_scale [--artifacts FOLDER]

Makes up tables of that shape (nothing is trained: the numbers are valid and mean nothing),
publishes them, and serves them with two gunicorn workers. Takes some minutes, 1 GiB of
memory and 2 GiB of disk, which are freed at the end. With a folder that is named the run
stays there, and is measured again as it is by the next call.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import numpy as np
import psutil
from numpy.typing import NDArray

from benchmarks.serving import fetch, gunicorn, seconds_of
from benchmarks.title_search import generated_films, typed
from tables import Run, RunStore, schemas
from tables.arrays import answers, taste
from tables.arrays.ratings import SVD_MOVIES, array_file
from tables.arrays.similar import PER_WAY, SCORES, SIMILAR, WAYS
from tables.arrays.triples import triple_count
from tables.drafts.draft import Draft
from tables.manifest import Dataset
from webapp import create_app

USERS, MOVIES, RATED = 200_948, 87_585, 84_432
MOST_RATED = 103_000  # ratings of the most rated film
CATALOGUE, THRESHOLD = 100, 50
RECOMMENDED, RATED_HIGHEST, MOST_MOVIE_ID = 10, 20, 292_757
# Columns of the models' arrays, as the training writes them.
WIDTHS = {"mf": 52, "pmf": 52, "als": 10, "nn": 100}
HIDDEN, SVD_WIDTH = 50, 50
TASTE_WIDTHS = {"few": 512, "many": 256}
REQUESTS = 400
LIMITS = {"ready": 3.0, "memory": 400.0, "page": 5.0, "titles": 20.0}


def main() -> None:
    """Publish, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--artifacts", type=Path, help="keep the run in this folder")
    folder: Path | None = parser.parse_args().artifacts
    with tempfile.TemporaryDirectory(prefix="matinee-scale-") as own:
        artifacts = folder or Path(own)
        if RunStore(artifacts).current_id() is None:
            publish(artifacts)
        measure(artifacts)


def publish(artifacts: Path) -> None:
    """Make up a run and publish it; prints the seconds."""
    random_ = np.random.default_rng(7)
    started = time.perf_counter()
    dataset = Dataset("made-up-32m", "0" * 64, True, USERS, MOVIES, 32_000_204)
    settings = {"catalogueSize": CATALOGUE, "threshold": THRESHOLD}
    with Draft.start(RunStore(artifacts), dataset, 7, settings, {}) as draft:
        movie_ids = np.sort(random_.choice(MOST_MOVIE_ID, MOVIES, replace=False) + 1)
        ratings = _ratings(random_)
        for schema, columns in _tables(movie_ids, ratings, random_):
            draft.write_table(schema, columns)
        written = time.perf_counter()
        for name, array in _arrays(movie_ids, ratings, random_):
            draft.write_array(name, array)
        arrays = time.perf_counter()
        draft.publish()
    published = time.perf_counter()
    print(
        f"tables written in {written - started:.0f} s, arrays in {arrays - written:.0f} s, "
        f"all checked and published in {published - arrays:.0f} s"
    )


def _ratings(random_: np.random.Generator) -> NDArray[np.int64]:
    """(M,) ratings of each film: 32 million with a long tail, none for the last films by chance."""
    counts = np.zeros(MOVIES, dtype=np.int64)
    counts[:RATED] = np.maximum(MOST_RATED / (1 + np.arange(RATED) / 300) ** 1.9, 1)
    return random_.permutation(counts)


def _tables(
    movie_ids: NDArray[Any], ratings: NDArray[np.int64], random_: np.random.Generator
) -> Iterator[tuple[schemas.Schema, dict[str, Any]]]:
    films = generated_films(MOVIES)
    genres = ["", "Drama", "Comedy|Romance", "Action|Sci-Fi|Thriller", "Documentary"]
    rated = ratings > 0
    means = np.where(rated, random_.uniform(1, 5, MOVIES), np.nan)
    yield (
        schemas.MOVIES,
        {
            "movieId": movie_ids,
            "title": [film.title for film in films],
            "year": [film.year for film in films],
            "genres": [genres[i % len(genres)] for i in range(MOVIES)],
            "imdbId": [f"{i:07d}" for i in range(MOVIES)],
            "tmdbId": list(range(MOVIES)),
            "ratings": ratings,
            "meanRating": means,
        },
    )
    popular = np.argsort(-ratings, kind="stable")[: int((ratings >= THRESHOLD).sum())]
    yield (
        schemas.POPULAR_MOVIES,
        {
            "rank": np.arange(1, len(popular) + 1),
            "movieId": movie_ids[popular],
            "ratings": ratings[popular],
            "meanRating": means[popular],
            "weightedRating": np.linspace(4.5, 2, len(popular)),
        },
    )
    candidates = movie_ids[np.flatnonzero(rated)]
    near = _different(movie_ids[popular], len(popular), RECOMMENDED, random_, movie_ids[popular])
    yield (
        schemas.KNN_NEIGHBORS,
        _ranked("movieId", movie_ids[popular], "neighborId", near, "distance", random_, 1),
    )
    users = np.arange(1, USERS + 1)
    yield (
        schemas.USERS,
        {
            "userId": users,
            "ratings": random_.integers(20, 2000, USERS),
            "meanRating": random_.uniform(1, 5, USERS),
        },
    )
    for schema in (schemas.RATED_BY_USER, *schemas.MOVIES_BY_USER.values()):
        n = RATED_HIGHEST if schema is schemas.RATED_BY_USER else RECOMMENDED
        found = _different(candidates, USERS, n, random_)
        yield schema, _ranked("userId", users, "movieId", found, schema.header[-1], random_, 5)
    matched = _different(users, len(candidates), RECOMMENDED, random_)
    yield (
        schemas.DNMF_USERS_BY_MOVIE,
        _ranked("movieId", candidates, "userId", matched, "predictedRating", random_, 5),
    )
    yield schemas.DNMF_CURVE, {"epoch": [1, 2], "trainRmse": [0.9, 0.8], "validationRmse": [1, 0.9]}


def _different(
    values: NDArray[Any],
    rows: int,
    n: int,
    random_: np.random.Generator,
    own: NDArray[Any] | None = None,
) -> NDArray[Any]:
    """(rows, n) of ``values``, different within a row and from the row's own."""
    steps = np.sort(random_.integers(0, len(values) - n - 1, (rows, n)), axis=1) + np.arange(
        1, n + 1
    )
    start = random_.integers(len(values), size=rows) if own is None else np.arange(rows)
    found: NDArray[Any] = values[(start[:, None] + steps) % len(values)]
    return found


def _ranked(
    key: str,
    keys: NDArray[Any],
    other: str,
    found: NDArray[Any],
    value: str,
    random_: np.random.Generator,
    most: float,
) -> dict[str, NDArray[Any]]:
    n = found.shape[1]
    values = np.sort(random_.uniform(0, most, found.shape), axis=1)
    return {
        key: np.repeat(keys, n),
        "rank": np.tile(np.arange(1, n + 1), len(keys)),
        other: found.ravel(),
        value: (values if most == 1 else values[:, ::-1]).ravel(),
    }


def _arrays(
    movie_ids: NDArray[Any], ratings: NDArray[np.int64], random_: np.random.Generator
) -> Iterator[tuple[str, NDArray[Any]]]:
    def normal(rows: int, width: int) -> NDArray[np.float32]:
        return random_.standard_normal((rows, width), dtype=np.float32)

    order = np.argsort(-ratings, kind="stable")  # positions, the most rated first
    popular = order[CATALOGUE : int((ratings >= THRESHOLD).sum())][:5000]
    less = order[int((ratings >= THRESHOLD).sum()) : RATED]
    rows = triple_count(CATALOGUE)
    first, second = (_different(films, rows, 5, random_) for films in (popular, less))
    yield answers.ANSWERS, np.hstack([first, second, first, second]).astype(np.int32)
    scores = np.tile([5, 4, 3, 2, 1, 5, 4, 3, 2, 1, *range(10, 0, -1)], (rows, 1))
    yield answers.SCORES, scores.astype(np.float32)
    yield answers.BECAUSE, random_.integers(1, 8, (rows, answers.WIDTH), dtype=np.uint8)
    for model, width in WIDTHS.items():
        yield array_file(model, "users"), normal(USERS, width)
        yield array_file(model, "movies"), normal(MOVIES, width)
    yield array_file("nn", "hidden"), normal(WIDTHS["nn"] + 1, HIDDEN)
    yield array_file("nn", "output"), normal(HIDDEN + 1, 1)
    yield SVD_MOVIES, normal(MOVIES, SVD_WIDTH)
    for length, width in TASTE_WIDTHS.items():
        for side in ("sources", "targets"):
            yield taste.factor_file(length, side), normal(MOVIES, width)
    loved = np.minimum(ratings // 2, USERS)
    stops = np.cumsum(loved)
    yield taste.LOVERS_RANGES, np.stack([stops - loved, stops], axis=1)
    steps = [USERS // max(int(n), 1) for n in loved]
    lovers = [
        np.arange(n, dtype=np.int32) * step + random_.integers(step, size=n, dtype=np.int32)
        for n, step in zip(loved.tolist(), steps, strict=True)
    ]
    yield taste.LOVERS, np.concatenate(lovers)[:, None]
    width = PER_WAY * len(WAYS)
    positions = np.arange(MOVIES)
    yield SIMILAR, _different(positions, MOVIES, width, random_, positions).astype(np.int32)
    yield SCORES, np.tile(np.linspace(0.9, 0.1, width, dtype=np.float32), (MOVIES, 1))


def measure(artifacts: Path) -> None:
    """Measure the site on the published run, and print each figure beside its limit."""
    addresses = _addresses(Run(RunStore(artifacts).current_path()))
    print(f"{'figure':<44}{'measured':>12}{'limit':>10}")
    with gunicorn(artifacts) as (port, pid, ready):
        _say("ready, two workers", ready, "s", LIMITS["ready"])
        spent = psutil.Process(pid).cpu_times()
        print(f"{'  of it the processor worked':<44}{spent.user + spent.system:>8.2f} s")
        _say_memory("when ready", pid)
        for address in chain.from_iterable(zip(*addresses.values(), strict=True)):
            fetch(port, address)
        _say_memory("after visits to every page", pid)
    app = create_app({"MATINEE_ARTIFACTS": artifacts})
    print("server time, median (in brackets: of it the processor worked; the first of its kind)")
    for name, asked in addresses.items():
        times, worked = [], []
        for address in asked:
            before = time.process_time()
            times.append(seconds_of(app.wsgi_app, address) * 1000)
            worked.append((time.process_time() - before) * 1000)
        limit = LIMITS["titles" if "title" in name else "page"]
        more = f"  ({statistics.median(worked):.2f} ms; {times[0]:.1f} ms)"
        _say(f"  {name}", statistics.median(times), "ms", limit, more)


def _addresses(run: Run) -> dict[str, list[str]]:
    """What is asked for, by what it is called; as many of each."""
    drawn = random.Random(7)
    movies = [movie for movie in run.movies if movie.ratings]
    popular = tuple(run.popular)
    found: dict[str, list[str]] = defaultdict(list)
    for _ in range(REQUESTS):
        movie, user = drawn.choice(movies), drawn.randint(1, USERS)
        film, hung = movie.movieId, drawn.choice(run.catalogue)
        three, beyond = (
            "&".join(f"movie={film}" for film in drawn.sample(films, 3))
            for films in (run.catalogue, popular)
        )
        for name, address in {
            "/": "/",
            "/recommendations": f"/recommendations?{three}",
            "API answer to three of the wall": f"/api/v1/recommendations?{three}",
            "API answer to three popular films": f"/api/v1/recommendations?{beyond}",
            "/movies/ID": f"/movies/{film}",
            "/movies/ID of the wall": f"/movies/{hung}",
            "API similar films": f"/api/v1/movies/{film}/similar",
            "/users/ID": f"/users/{user}",
            "API rated highest": f"/api/v1/users/{user}/viewed",
            "API recommended": f"/api/v1/users/{user}/recommended?model=pmf",
            "API predictions": f"/api/v1/users/{user}/predictions?movie={film}&movie={hung}",
            "API films by title": f"/api/v1/movies?title={quote_plus(typed(movie.title))}",
        }.items():
            found[name].append(address)
    return found


def _say_memory(when: str, pid: int) -> None:
    """What a server and its workers take, a page that they share counted once.

    Of it their own memory; the rest are pages of published files, which the system has in
    memory once for everybody, and takes back when it needs them.
    """
    own = mapped = 0
    for process in [psutil.Process(pid), *psutil.Process(pid).children()]:
        rollup = Path(f"/proc/{process.pid}/smaps_rollup").read_text()
        kibibytes = {name: int(size) for name, size in re.findall(r"(Pss\w*):\s+(\d+) kB", rollup)}
        own += kibibytes["Pss_Anon"] + kibibytes["Pss_Shmem"]
        mapped += kibibytes["Pss_File"]
    _say(f"memory {when}", (own + mapped) / 1024, "MiB", LIMITS["memory"])
    print(f"{'  of it pages of files':<44}{mapped / 1024:>8.2f} MiB")


def _say(name: str, found: float, unit: str, limit: float, more: str = "") -> None:
    held = "" if found <= limit else "  missed"
    print(f"{name:<44}{found:>8.2f} {unit:<4}{limit:>6.0f} {unit}{held}{more}", flush=True)


if __name__ == "__main__":
    main()
