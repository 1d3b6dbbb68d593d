"""Job 4, answers: the published answer to every three picks."""

from __future__ import annotations

import logging
import time

import numpy as np

from tables.arrays.answers import ANSWERS, ARRAYS, BECAUSE, SCORES
from tables.arrays.files import NO_POSITION
from training.jobs.context import Job, JobContext

log = logging.getLogger(__name__)


def run_answers(context: JobContext) -> None:
    """The published answer to every triple of the catalogue."""
    from training.methods.all_answers import answer_all_triples
    from training.methods.blend.blend import Blend
    from training.methods.blend.network_signals import PREFIX
    from training.methods.published import published_method

    method = published_method(context.answers_by, lambda: context.network, context.engine)
    before = time.perf_counter()
    method.fit(context.training_data)
    log.debug(f"{method.name} fitted in {time.perf_counter() - before:.1f} s")
    found = answer_all_triples(method, context.training_data, progress=True)
    context.draft.add_settings({"answersBy": method.name})
    if isinstance(method, Blend):
        share = method.share(PREFIX, "less_known")
        context.draft.add_settings({"dnmfShareOfLessKnownRow": round(share, 4)})
        log.debug(f"the network holds {share:.1%} of the less-known row's weights")

    # Answers name rows of movies.csv, which has the movies that nobody rated too.
    rows = np.searchsorted(context.data.movies["movieId"], context.interactions.movie_ids)
    kind = np.int16 if len(context.data.movies) <= np.iinfo(np.int16).max else np.int32
    positions = np.where(found.positions == NO_POSITION, NO_POSITION, rows[found.positions])
    context.draft.write_array(ANSWERS, positions.astype(kind))
    context.draft.write_array(SCORES, found.scores)
    context.draft.write_array(BECAUSE, found.because)
    log.debug(f"{len(positions):,} answers")


JOB = Job("answers", "the answer to every three picks", run_answers, ARRAYS)
