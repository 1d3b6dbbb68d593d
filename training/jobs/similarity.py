"""Job 7, similarity: similar films by content, by who loves them, and by both."""

from __future__ import annotations

import logging

import numpy as np
import pandas as pd

from tables import schemas
from tables.arrays.files import NO_POSITION
from tables.arrays.similar import SCORES, SIMILAR, WAYS
from training.jobs.context import Job, JobContext

log = logging.getLogger(__name__)


def run_similarity(context: JobContext) -> None:
    """Similar films of every film by content, by ratings, and by both."""
    from training.data.interactions import Interactions
    from training.models.similarity import collaborative_space, content_space, similar_in_ways

    movies = context.data.movies
    known = Interactions.from_frame(context.data.ratings, movies["movieId"].to_numpy(np.int32))
    content = content_space(movies, context.data.tags)
    collaborative = collaborative_space(known)
    parts = {"content": (0,), "collaborative": (1,), "hybrid": (0, 1)}
    found = similar_in_ways(
        [content, collaborative],
        [parts[way] for way in WAYS],
        known.rating_counts(),
        progress=True,
    )
    context.draft.write_array(SIMILAR, np.hstack([way.positions for way in found]))
    context.draft.write_array(SCORES, np.hstack([way.cosines for way in found]))

    curves = pd.DataFrame(
        {
            "content": pd.Series(content.explained_variance),
            "collaborative": pd.Series(collaborative.explained_variance),
        }
    )
    curves.insert(0, "components", curves.index + 1)
    context.write_frame(schemas.SIMILARITY_VARIANCE, curves)
    log.debug(
        f"{np.count_nonzero(found[-1].positions[:, 0] != NO_POSITION)} of {len(movies)} films have "
        f"similar ones; variance kept: content {content.explained_variance[-1]:.1%}, "
        f"collaborative {collaborative.explained_variance[-1]:.1%}"
    )


JOB = Job(
    "similarity",
    "similar films by content, by ratings and by both",
    run_similarity,
    (SIMILAR, SCORES, schemas.SIMILARITY_VARIANCE.name),
)
