"""Job 9, als: alternating least squares on the stars (PySpark)."""

from __future__ import annotations

import logging

import numpy as np

from training.jobs.context import Job, JobContext
from training.jobs.rating_models import publish_rating_model, rating_model_files

log = logging.getLogger(__name__)


def run_als(context: JobContext) -> None:
    """Alternating least squares on Spark: RMSE on the fifth held out, then all ratings."""
    from training.data.holdout import random_holdout
    from training.models.als import als_model
    from training.models.ratings.alternating_least_squares import AlternatingLeastSquares

    learned, held_out = random_holdout(context.interactions, context.seed)
    model = AlternatingLeastSquares(seed=context.seed, spark=context.spark)
    model.fit(learned.frame(), context.data.movies)
    predicted = model.predict(
        held_out.user_ids[held_out.users], held_out.movie_ids[held_out.movies]
    )
    mse = float(np.square(predicted.astype(np.float64) - held_out.ratings).mean())
    context.draft.add_settings({"alsValidationRmse": round(mse**0.5, 4)})
    log.debug(f"als: validation MSE {mse:.4f}, RMSE {mse**0.5:.4f}")
    publish_rating_model(
        context, "als", als_model(context.spark, context.interactions, seed=context.seed)
    )


JOB = Job("als", "alternating least squares (Spark)", run_als, rating_model_files("als"))
