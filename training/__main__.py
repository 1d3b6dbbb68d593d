"""``python -m training data|train|evaluate|tune|posters``: the offline jobs, by command line."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from tables import NoPublishedRun, TableError
from training import commands
from training.errors import DataError, SetupError
from training.names import JOBS, METHODS
from training.runtime import log
from training.runtime.tensorflow import prepare_tensorflow

DEFAULT_SEED = 7


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status.

    0 when all was done, 1 when a measurement or a film failed, 2 for a fault that the message
    explains, 128 and the signal's number when it was stopped: 130 by Ctrl-C.
    """
    options = _parser().parse_args(arguments)
    log.configure(options.level)
    prepare_tensorflow()
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        with _ended_kindly():
            return run(options)
    except (DataError, SetupError, TableError, NoPublishedRun) as error:
        print(f"training: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt as stop:
        again = "; the same command goes on after what was done"
        print(
            "training: stopped; the published run is as it was"
            f"{again if options.command in ('train', 'evaluate', 'posters') else ''}.",
            file=sys.stderr,
        )
        return 128 + (stop.args[0] if stop.args else signal.SIGINT)


@contextmanager
def _ended_kindly() -> Iterator[None]:
    """What asks the process to end does it as Ctrl-C does, so that everything is cleaned up."""

    def stop(number: int, _: FrameType | None) -> None:
        raise KeyboardInterrupt(number)

    if threading.current_thread() is not threading.main_thread():
        yield  # only there signals can be had
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    for number, handler in before.items():
        if handler is not signal.SIG_IGN:  # nohup wants it ignored
            signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _parser() -> argparse.ArgumentParser:
    common = _common_options()
    shared = _shared_options(common)
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    added = parser.add_subparsers(dest="command", required=True)

    data = added.add_parser("data", parents=[shared], help="find, read and check the ratings")
    data.set_defaults(run=commands.data)

    train = added.add_parser("train", parents=[shared], help="run the jobs and publish a run")
    train.add_argument(
        "--steps",
        metavar="STEP,STEP",
        type=_names,
        help="run these jobs alone and keep the other tables of the published run "
        f"({', '.join(JOBS)})",
    )
    train.add_argument(
        "--answers-by",
        metavar="METHOD",
        default=METHODS[0],
        help=f"the method that answers three picks: {', '.join(METHODS)} (default: {METHODS[0]})",
    )
    train.add_argument(
        "--svd-k",
        metavar="K",
        type=_at_least_one,
        default=50,
        help="singular values that the SVD keeps, up to the rank of the matrix (default: 50)",
    )
    train.set_defaults(run=commands.train)

    evaluate = added.add_parser(
        "evaluate", parents=[shared], help="measure how good methods and models are"
    )
    evaluate.add_argument(
        "--model",
        choices=["dnmf"],
        help="measure the published network alone on the random 90/10 split, and keep its curve",
    )
    evaluate.add_argument(
        "--histories",
        action="store_true",
        help="measure what answers lists of any length, on users held out whole",
    )
    evaluate.add_argument(
        "--methods",
        metavar="NAME,NAME",
        type=_names,
        help="pick-three methods and rating models to measure (default: all)",
    )
    evaluate.add_argument(
        "--seeds",
        metavar="N,N",
        type=_numbers,
        default=[7, 8, 9],
        help="seeds that deal users into folds (default: 7,8,9, the reported ones)",
    )
    evaluate.add_argument(
        "--folds",
        metavar="N,N",
        type=_numbers,
        default=[0, 1, 2, 3, 4],
        help="folds of each seed (default: all five)",
    )
    evaluate.add_argument(
        "--jobs",
        metavar="N",
        type=_at_least_one,
        default=_cores(),
        help="processes at a time, each on one core (default: one per core)",
    )
    evaluate.add_argument(
        "--output",
        metavar="FOLDER",
        type=Path,
        help="folder for evaluation.csv and evaluation.json (default: ARTIFACTS/evaluation)",
    )
    evaluate.set_defaults(run=commands.evaluate)

    tune = added.add_parser(
        "tune", parents=[shared], help="search the parameters of the compared methods"
    )
    tune.add_argument(
        "--methods",
        metavar="NAME,NAME",
        type=_names,
        help="methods and rating models to tune (default: all that have parameters)",
    )
    tune.set_defaults(run=commands.tune)

    posters = added.add_parser(
        "posters",
        parents=[common],
        help="fetch posters and facts of the published films from TMDB ($TMDB_API_TOKEN)",
    )
    posters.set_defaults(run=commands.posters)
    return parser


def _common_options() -> argparse.ArgumentParser:
    """What every command takes."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--artifacts",
        metavar="FOLDER",
        type=Path,
        default=Path(os.environ.get("MATINEE_ARTIFACTS") or "artifacts"),
        help="folder of the published runs (default: $MATINEE_ARTIFACTS, else artifacts)",
    )
    loudness = common.add_mutually_exclusive_group()
    loudness.add_argument(
        "--verbose",
        dest="level",
        action="store_const",
        const=log.VERBOSE,
        default=log.NORMAL,
        help="say what each job found, too",
    )
    loudness.add_argument(
        "--quiet",
        dest="level",
        action="store_const",
        const=log.QUIET,
        help="say nothing but warnings",
    )
    return common


def _shared_options(common: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """What every command on ratings takes."""
    shared = argparse.ArgumentParser(add_help=False, parents=[common])
    shared.add_argument(
        "--data",
        metavar="FOLDER|ZIP|NAME",
        help="MovieLens data in any published layout, a known name such as ml-1m, or `sample` "
        "(default: $MATINEE_DATA, else ml-latest-small, downloaded when missing)",
    )
    shared.add_argument(
        "--seed",
        metavar="N",
        type=_whole,
        default=DEFAULT_SEED,
        help=f"seed of everything random (default: {DEFAULT_SEED})",
    )
    return shared


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"expected a whole number from 0 up, got {text!r}")
    return int(text)


def _at_least_one(text: str) -> int:
    number = _whole(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"expected 1 or more, got {number}")
    return number


def _numbers(text: str) -> list[int]:
    return [_whole(part) for part in text.split(",")]


def _names(text: str) -> list[str]:
    return text.split(",")


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2


if __name__ == "__main__":
    sys.exit(main())
