"""``python -m training train|evaluate|data``: the offline jobs from the command line."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tables import NoPublishedRun, TableError
from training.errors import DataError, SetupError
from training.evaluation.runner import add_evaluate_arguments, run_evaluation
from training.published_methods import DEFAULT, METHODS

if TYPE_CHECKING:
    from training.movielens import MovieLens

DEFAULT_SEED = 7
DOWNLOADS = Path("data")


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status (2 for a fault that the message explains)."""
    options = _parser().parse_args(arguments)
    # Keras 3 asks at its first import; TensorFlow is the backend that Matinee is tested with.
    os.environ.setdefault("KERAS_BACKEND", "tensorflow")
    # A keras.json in the home folder would change what is trained; none is read or made.
    os.environ.setdefault("KERAS_HOME", os.devnull)
    # TensorFlow announces its build on every start; its errors still come through.
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    # Nothing here asks joblib for processes, and it would warn where it cannot have any.
    os.environ.setdefault("JOBLIB_MULTIPROCESSING", "0")
    try:
        return options.run(options)
    except (DataError, SetupError, TableError, NoPublishedRun) as error:
        print(f"training: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("training: stopped; the published run is as it was.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--data",
        metavar="FOLDER|ZIP|NAME",
        help="MovieLens data in any published layout, a known name such as ml-1m, or `sample` "
        "(default: $MATINEE_DATA, else ml-latest-small, downloaded when missing)",
    )
    shared.add_argument(
        "--artifacts",
        type=Path,
        default=Path(os.environ.get("MATINEE_ARTIFACTS", "artifacts")),
        help="folder of the published runs (default: $MATINEE_ARTIFACTS, else artifacts)",
    )
    shared.add_argument(
        "--seed",
        type=int,
        default=DEFAULT_SEED,
        help=f"seed of everything random (default: {DEFAULT_SEED})",
    )
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)

    data = commands.add_parser("data", parents=[shared], help="find, read and check the ratings")
    data.set_defaults(run=_data)

    train = commands.add_parser("train", parents=[shared], help="run the jobs and publish a run")
    train.add_argument(
        "--steps",
        metavar="STEP,STEP",
        help="run these jobs alone and keep the other tables of the published run "
        "(popularity, neighbours, dnmf, answers, users, svd, similarity, factorization, als)",
    )
    train.add_argument(
        "--answers-by",
        metavar="METHOD",
        default=DEFAULT,
        help=f"the method that answers three picks: {', '.join(METHODS)} (default: {DEFAULT})",
    )
    train.add_argument(
        "--svd-k",
        metavar="K",
        type=_at_least_one,
        default=50,
        help="singular values that the SVD keeps, up to the rank of the matrix (default: 50)",
    )
    train.add_argument("--verbose", action="store_true", help="say what each job found")
    train.set_defaults(run=_train)

    evaluate = commands.add_parser(
        "evaluate", parents=[shared], help="measure how good methods and models are"
    )
    evaluate.add_argument(
        "--model",
        choices=["dnmf"],
        help="measure the published network alone on the random 90/10 split, and keep its curve",
    )
    add_evaluate_arguments(evaluate)
    evaluate.set_defaults(run=_evaluate)
    return parser


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"expected 1 or more, got {number}")
    return number


def _data(options: argparse.Namespace) -> int:
    from training.pipeline import describe
    from training.sources import find_data

    data = find_data(options.data, DOWNLOADS)
    found = describe(data)
    print(
        f"{found.name} ({data.source}): {found.ratings:,} ratings of {found.movies:,} movies by "
        f"{found.users:,} users{', simulated' if found.simulated else ''}; "
        f"every row checked, SHA-256 {found.checksum[:12]}"
    )
    return 0


def _train(options: argparse.Namespace) -> int:
    from training.pipeline import chosen_steps, train
    from training.published_methods import check_method
    from training.sources import find_data

    steps = options.steps.split(",") if options.steps else None
    # Wrong names are said before any data is read.
    chosen_steps(steps)
    check_method(options.answers_by)
    data = find_data(options.data, DOWNLOADS)
    train(
        data,
        options.artifacts,
        options.seed,
        steps,
        options.answers_by,
        options.svd_k,
        options.verbose,
    )
    return 0


def _evaluate(options: argparse.Namespace) -> int:
    from training.sources import find_data

    data = find_data(options.data, DOWNLOADS)
    if options.model is None:
        status = run_evaluation(options, data)
        _publish_evaluation(options, data)
        return status
    from training.quiet import import_tensorflow

    import_tensorflow()
    from training.evaluation.rating import evaluate_dnmf

    evaluate_dnmf(data, options.seed, options.output or options.artifacts / "evaluation")
    return 0


def _publish_evaluation(options: argparse.Namespace, data: MovieLens) -> None:
    from training.evaluation.publish import NotPublishedError, publish_evaluation

    folder = options.output or options.artifacts / "evaluation"
    try:
        run_id = publish_evaluation(options.artifacts, data, folder)
    except NotPublishedError as reason:
        print(f"The measurements are not published: {reason}.", file=sys.stderr)
    else:
        print(f"Published {run_id} in {options.artifacts}, with these measurements on /models")


if __name__ == "__main__":
    sys.exit(main())
