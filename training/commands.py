"""What each command of ``python -m training`` does, given its options; returns the exit status.

Libraries that take seconds to import are imported where they are needed: a wrong
name is said at once.
"""

from __future__ import annotations

import argparse
import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

from training.errors import SetupError

if TYPE_CHECKING:
    from training.data.movielens import MovieLens

log = logging.getLogger(__name__)

DOWNLOADS = Path("data")


def data(options: argparse.Namespace) -> int:
    """Find, read and check the ratings, and say what they are."""
    found = _ratings(options)
    print(
        f"{found.name} ({found.source}): {len(found.ratings):,} ratings of "
        f"{len(found.movies):,} movies by {found.ratings['userId'].nunique():,} users"
        f"{', simulated' if found.simulated else ''}; "
        f"every row checked, SHA-256 {found.checksum[:12]}"
        f"{f'; stored in {found.store}' if found.store else ''}"
    )
    return 0


def train(options: argparse.Namespace) -> int:
    """Run the jobs and publish a run."""
    from training import pipeline
    from training.jobs.registry import chosen_jobs
    from training.methods.published import check_method

    # Wrong names are said before any data is read.
    chosen_jobs(options.steps)
    check_method(options.answers_by)
    pipeline.train(
        _ratings(options),
        options.artifacts,
        options.seed,
        options.steps,
        options.answers_by,
        options.svd_k,
    )
    return 0


def evaluate(options: argparse.Namespace) -> int:
    """Measure methods and models, and publish the measurements; or the network alone."""
    ratings = _ratings(options)
    output = options.output or options.artifacts / "evaluation"
    if options.histories:
        from training.data.interactions import Interactions
        from training.evaluation.histories import evaluate_histories

        found = evaluate_histories(Interactions.from_frame(ratings.ratings), options.seed)
        print("method        NDCG@100           Recall@20  Recall@50  AUC")
        for one in found:
            print(
                f"{one.method:<14}{one.ndcg:.4f} ± {one.standard_error:.4f}    {one.recall_20:.4f}"
                f"     {one.recall_50:.4f}     {one.auc:.4f}"
            )
        print(f"{found[0].users} users held out, seed {options.seed}")
        return 0
    if options.model is not None:
        from training.evaluation.rating_prediction import evaluate_dnmf
        from training.runtime.tensorflow import import_tensorflow

        import_tensorflow()
        evaluate_dnmf(ratings, options.seed, output)
        return 0

    from training.evaluation.publish import NotPublishedError, publish_evaluation
    from training.evaluation.runner import run_evaluation

    complete = run_evaluation(
        ratings,
        options.artifacts,
        output,
        options.methods,
        options.seeds,
        options.folds,
        options.jobs,
    )
    try:
        run_id = publish_evaluation(options.artifacts, ratings, output)
    except NotPublishedError as reason:
        log.warning(f"The measurements are not published: {reason}.")
    else:
        log.info(f"Published {run_id} in {options.artifacts}, with these measurements on /models")
    return 0 if complete else 1


def tune(options: argparse.Namespace) -> int:
    """Search the parameters of the compared methods and models, and record them."""
    from training.evaluation.tuning import pick_three
    from training.evaluation.tuning import ratings as rating_models

    known = [*pick_three.SPACES, *rating_models.SPACES]
    names = known if options.methods is None else options.methods
    for name in names:
        if name not in known:
            raise SetupError(f"There is nothing to tune of {name!r}; there are {', '.join(known)}.")
    found = _ratings(options)
    pick_three.run_tuning(found, [n for n in names if n in pick_three.SPACES], options.artifacts)
    rating_models.run_tuning(found, [n for n in names if n in rating_models.SPACES])
    return 0


def posters(options: argparse.Namespace) -> int:
    """Fetch posters and facts of the published run's films into their store beside the runs."""
    from tables import open_current
    from tables.fetched.store import FetchedStore
    from training.posters import report
    from training.posters.client import BASE_URL, Tmdb
    from training.posters.fetching import Fetching
    from training.posters.films import films_that_appear
    from training.posters.troubles import Trouble
    from training.runtime.lock import posters_lock

    token = os.environ.get("TMDB_API_TOKEN")
    if not token:
        raise SetupError(
            "TMDB_API_TOKEN is not set: make an API Read Access Token at "
            "https://www.themoviedb.org/settings/api, and `TMDB_API_TOKEN=... make posters`."
        )
    client = Tmdb(token, os.environ.get("MATINEE_TMDB_URL") or BASE_URL)
    films = films_that_appear(open_current(options.artifacts))
    store = FetchedStore(options.artifacts)
    with posters_lock(store.folder):
        tally = Fetching(store, client).fetch(films.tmdb_ids)
    client.close()
    for sentence in report.summary(films, tally):
        log.info(sentence)
    if tally.stopped is not None:
        raise SetupError(report.why_stopped(tally.stopped, store.folder))
    return 0 if tally.troubles.keys() <= {Trouble.UNKNOWN} else 1


def _ratings(options: argparse.Namespace) -> MovieLens:
    from training.data.sources import find_data

    return find_data(options.data, DOWNLOADS, options.artifacts)
