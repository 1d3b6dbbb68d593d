"""Job 6, svd: truncated SVD with user means, for any k."""

from __future__ import annotations

import logging

from tables import schemas
from tables.arrays.ratings import SVD_MOVIES
from training.jobs.context import Job, JobContext
from training.jobs.rating_models import rows_of_movies
from training.models.user_lists import top_unseen

log = logging.getLogger(__name__)


def run_svd(context: JobContext) -> None:
    """Truncated SVD with user means: top tens, times and errors per k, vectors for fold-in."""
    from training.models.svd import LARGEST_GRAM, TIMED_K, decompose, timed_decompositions

    matrix = context.interactions.matrix()
    small = min(matrix.shape) <= LARGEST_GRAM
    found = decompose(matrix, None if small else context.svd_k)
    k = min(context.svd_k, found.rank)
    if k < context.svd_k:
        log.warning(f"k = {context.svd_k} is more than the rank of the matrix; {k} is used")
    users, movies = found.factors(k)
    best = top_unseen(
        lambda block: users[block] @ movies.T + found.user_means[block, None],
        context.interactions,
        name="svd",
        progress=True,
    )
    context.write_frame(schemas.SVD_MOVIES_BY_USER, best)
    context.draft.write_array(SVD_MOVIES, rows_of_movies(context, found.movie_vectors(k)))
    # Without the small Gram matrix every k is a decomposition of its own, of minutes for a large k.
    times = timed_decompositions(
        matrix, TIMED_K if small else [t for t in TIMED_K if t <= context.svd_k], 3 if small else 1
    )
    context.write_frame(schemas.SVD_TIMES, times)
    context.draft.add_settings({"svdK": k, "svdRank": found.rank if small else None})
    log.debug(
        f"k = {k} keeps {found.explained_variance(k):.1%} of the variance; "
        + ", ".join(
            f"k = {asked} in {seconds * 1000:.0f} ms"
            for asked, seconds in zip(times["k"], times["seconds"], strict=True)
        )
    )


JOB = Job(
    "svd",
    "truncated SVD with user means",
    run_svd,
    (schemas.SVD_MOVIES_BY_USER.name, schemas.SVD_TIMES.name, SVD_MOVIES),
)
