"""Job 3, dnmf: deep neural matrix factorization of the ratings, and its exact top tens."""

from __future__ import annotations

import logging

from tables import schemas
from training.jobs.context import NETWORK, Job, JobContext

log = logging.getLogger(__name__)


def run_dnmf(context: JobContext) -> None:
    """Deep neural matrix factorization and its exact top tens over all pairs."""
    found = context.dnmf
    context.write_frame(schemas.DNMF_MOVIES_BY_USER, found.movies_by_user)
    context.write_frame(schemas.DNMF_USERS_BY_MOVIE, found.users_by_movie)
    context.write_frame(schemas.DNMF_CURVE, found.curve)
    context.draft.write_state(NETWORK, *found.model.model_.get_weights())
    learned, known = found.model.learned_.n_users, found.model.interactions_.n_users
    context.draft.add_settings({"dnmfEpochs": found.epochs, "dnmfLearnedUsers": learned})
    best = found.curve["validationRmse"].min()
    log.debug(f"learned from {learned:,} of {known:,} users")
    log.debug(f"{found.epochs} epochs, chosen at a validation RMSE of {best:.4f}")


JOB = Job(
    "dnmf",
    "deep neural matrix factorization (TensorFlow)",
    run_dnmf,
    (schemas.DNMF_MOVIES_BY_USER.name, schemas.DNMF_USERS_BY_MOVIE.name, schemas.DNMF_CURVE.name),
)
