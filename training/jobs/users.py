"""Job 5, users: what each user rated highest."""

from __future__ import annotations

import logging

from tables import schemas
from training.jobs.context import Job, JobContext
from training.models.user_lists import rated_highest, user_facts

log = logging.getLogger(__name__)


def run_users(context: JobContext) -> None:
    """The vocabulary of users, and what each rated highest."""
    context.write_frame(schemas.USERS, user_facts(context.data.ratings))
    context.write_frame(schemas.RATED_BY_USER, rated_highest(context.data.ratings))


JOB = Job(
    "users",
    "what each user rated highest",
    run_users,
    (schemas.USERS.name, schemas.RATED_BY_USER.name),
)
