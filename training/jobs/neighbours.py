"""Job 2, neighbours: the nearest popular movies of each popular movie (scikit-learn)."""

from __future__ import annotations

import logging

import numpy as np

from tables import schemas
from training.jobs.context import Job, JobContext

log = logging.getLogger(__name__)


def run_neighbours(context: JobContext) -> None:
    """Cosine nearest neighbours over the popular movies."""
    from training.models.neighbours import nearest_neighbours

    neighbours = nearest_neighbours(context.interactions, np.flatnonzero(context.catalogue.popular))
    context.write_frame(schemas.KNN_NEIGHBORS, neighbours)
    log.debug(f"{len(neighbours)} pairs of near movies")


JOB = Job(
    "neighbours",
    "cosine nearest neighbours (scikit-learn)",
    run_neighbours,
    (schemas.KNN_NEIGHBORS.name,),
)
