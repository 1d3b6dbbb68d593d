"""``python3 -m preflight check COMMAND`` and ``install LIST``: what make does before all else.

The exit status is 2 for a fault that the sentence on standard error explains.
"""

from __future__ import annotations

import math
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from preflight import environment, machine, settings
from preflight.errors import PreflightError
from training.names import SHAPES

# GiB, with room to spare. Measured by tests/bare/bare.py: all packages take 4.8 while pip unpacks
# them (2.92 when it is done) and up to 1.5 in its cache; a run takes 0.02 to 0.04. By `du` over the
# installed folders: the site's packages 0.11, the compared methods' 0.03. All processes of a
# training together have 2.1 at the peak, those of the suite 2.6, shared pages counted once.
_DISK_SITE, _DISK_ALL, _DISK_EVALUATION, _DISK_RUN = 0.3, 6.5, 0.3, 0.5
_MEMORY_TRAINING, _MEMORY_TESTS, _MEMORY_SITE = 2.5, 3.0, 0.2

# Bytes of disk for a made-up rating: a line of ratings.csv takes 25, what is trained on it more.
_BYTES_SHAPE = 80

# Pictures of 3,000 films; ml-latest-small has a thousand that can appear.
_DISK_POSTERS = 0.2

Settings = Mapping[str, str]


def check_serve(given: Settings) -> None:
    """What the site needs."""
    settings.workers(given)
    settings.origins(given)
    settings.url(given)
    settings.free_address(given)
    _check_packages("site", _DISK_SITE)
    machine.memory(_MEMORY_SITE, "The site")


def check_train(given: Settings) -> None:
    """What a training needs."""
    settings.data(given)
    settings.jobs(given)
    settings.method(given)
    settings.numbers(given)
    settings.master(given)
    settings.memory(given)
    artifacts = Path(given.get("MATINEE_ARTIFACTS") or "artifacts")
    machine.writable(artifacts, "A published run")
    machine.disk(artifacts, _DISK_RUN, "A published run")
    machine.program("bash", "Spark")
    machine.named_user("Spark")
    _check_packages("all", _DISK_ALL)
    machine.memory(_MEMORY_TRAINING, "Training")


def check_run(given: Settings) -> None:
    """What a first start needs: the site, and a training where nothing is published."""
    check_serve(given)
    artifacts = Path(given.get("MATINEE_ARTIFACTS") or "artifacts")
    if not (artifacts / "current").exists():
        check_train(given)
    elif given.get("DATA"):
        print(
            f"Serving what is published already; `make train DATA={given['DATA']}` trains anew.",
            file=sys.stderr,
        )


def check_test(given: Settings) -> None:
    """What the suite needs."""
    settings.data(given)
    machine.program("bash", "Spark")
    machine.named_user("Spark")
    _check_packages("all", _DISK_ALL)
    _check_packages("evaluation", _DISK_EVALUATION)
    machine.memory(_MEMORY_TESTS, "The test suite")


def check_data(given: Settings) -> None:
    """What reading the ratings needs."""
    settings.data(given)
    _check_packages("all", _DISK_ALL)


def check_posters(given: Settings) -> None:
    """What fetching posters needs."""
    settings.tmdb(given)
    artifacts = Path(given.get("MATINEE_ARTIFACTS") or "artifacts")
    if not (artifacts / "current").exists():
        raise PreflightError(
            f"No run is published in {artifacts.absolute()}, so nobody knows which films can "
            "appear: `make train` comes first."
        )
    machine.writable(artifacts, "A fetched poster")
    machine.disk(artifacts, _DISK_POSTERS, "A store of posters")
    _check_packages("all", _DISK_ALL)


def check_evaluate(given: Settings) -> None:
    """What the measurements need."""
    machine.shared_library("libgomp.so.1", "libgomp1", "The package implicit")
    check_bench(given)


def check_bench(given: Settings) -> None:
    """What measuring the speeds needs."""
    settings.data(given)
    settings.numbers(given)
    machine.program("bash", "Spark")
    machine.named_user("Spark")
    _check_packages("all", _DISK_ALL)
    _check_packages("evaluation", _DISK_EVALUATION)
    machine.memory(_MEMORY_TRAINING, "Measuring")


def check_bench_scale(given: Settings) -> None:
    """What measuring the growth with the data needs."""
    shapes = settings.shapes(given)
    settings.limit(given)
    settings.numbers(given)
    settings.master(given)
    folder = Path(given.get("SHAPES_FOLDER") or tempfile.gettempdir())
    machine.writable(folder, "The made-up ratings")
    ratings = sum(SHAPES[name] for name in shapes)
    machine.disk(
        folder, math.ceil(_DISK_RUN + ratings * _BYTES_SHAPE / machine.GIB), "Measuring growth"
    )
    machine.program("bash", "Spark")
    machine.named_user("Spark")
    _check_packages("all", _DISK_ALL)
    machine.memory(_MEMORY_TRAINING, "Measuring")


def _check_packages(name: str, gib: float) -> None:
    """Room for a list of packages, unless they are installed."""
    done, requirements, _ = environment.DONE[name]
    if done.exists() and done.stat().st_mtime >= Path(requirements).stat().st_mtime:
        return
    machine.virtual_environments()
    machine.writable(environment.VENV, "The virtual environment")
    machine.disk(environment.VENV, gib, "The virtual environment")


CHECKS: dict[str, Callable[[Settings], None]] = {
    "run": check_run,
    "serve": check_serve,
    "train": check_train,
    "test": check_test,
    "data": check_data,
    "posters": check_posters,
    "evaluate": check_evaluate,
    "bench": check_bench,
    "bench-scale": check_bench_scale,
}


def main(arguments: list[str]) -> int:
    """Check what a command needs, or install a list of packages; returns the exit status."""
    try:
        match arguments:
            case ["check", name] if name in CHECKS:
                CHECKS[name](os.environ)
            case ["environment"]:
                environment.create()
            case ["install", name] if name in environment.DONE:
                environment.install(name)
            case _:
                names = "|".join(CHECKS), "|".join(environment.DONE)
                raise PreflightError(
                    f"expected `check {names[0]}`, `environment` or `install {names[1]}`"
                )
    except PreflightError as error:
        print(f"matinee: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("matinee: stopped; the same command goes on from here.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
