"""Job 10, taste: what follows from a list of any length, and who loves what."""

from __future__ import annotations

import logging

import numpy as np

from tables.arrays.taste import ARRAYS, LOVERS, LOVERS_RANGES, factor_file
from training.jobs.context import Job, JobContext
from training.jobs.rating_models import rows_of_movies
from training.models.taste import FEW, MANY, fit_taste, lovers

log = logging.getLogger(__name__)


def run_taste(context: JobContext) -> None:
    """Two regressions of all movies on all others, and the lovers of each movie."""
    known = context.interactions
    for length, parameters in (("few", FEW), ("many", MANY)):
        for side, factors in zip(("sources", "targets"), fit_taste(known, parameters), strict=True):
            context.draft.write_array(factor_file(length, side), rows_of_movies(context, factors))
    ranges, users = lovers(known)
    # Movies that nobody rated have no lovers: their empty ranges stand between the others'.
    counts = np.zeros(len(context.data.movies), dtype=np.int64)
    rows = np.searchsorted(context.data.movies["movieId"], known.movie_ids)
    counts[rows] = ranges[:, 1] - ranges[:, 0]
    stops = np.cumsum(counts)
    context.draft.write_array(LOVERS_RANGES, np.stack([stops - counts, stops], axis=1))
    context.draft.write_array(LOVERS, users[:, None])
    log.debug(f"{len(users):,} likes of {int((counts > 0).sum()):,} movies")


JOB = Job("taste", "what follows from a list of any length", run_taste, ARRAYS)
