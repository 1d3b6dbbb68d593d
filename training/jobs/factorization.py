"""Job 8, factorization: two matrix factorizations and a network over embeddings (TensorFlow)."""

from __future__ import annotations

import logging

import pandas as pd

from tables import schemas
from tables.arrays.ratings import GRADIENT_TRAINED
from training.jobs.context import Job, JobContext
from training.jobs.rating_models import publish_rating_model, rating_model_files

log = logging.getLogger(__name__)


def run_factorization(context: JobContext) -> None:
    """The gradient-trained models: learning curves on a fifth held out, then all ratings."""
    from training.runtime.tensorflow import import_tensorflow

    import_tensorflow()
    from training.data.holdout import random_holdout
    from training.models.factorization.estimator import Factorization

    learned, held_out = random_holdout(context.interactions, context.seed)
    curves = []
    for name in GRADIENT_TRAINED:
        model = Factorization(name, seed=context.seed).fit_interactions(learned, held_out)
        curve, config = model.curve_, model.config_
        curves += [(name, row.epoch, row.train_mse, row.validation_mse) for row in curve]
        log.debug(
            f"{name}: validation MSE {curve[-1].validation_mse:.4f} "
            f"({config.epochs} epochs, weight decay {config.weight_decay:g})"
        )
        final = Factorization(name, config, context.seed, progress=True)
        publish_rating_model(context, name, final.fit_interactions(context.interactions).model_)
    columns = pd.DataFrame(curves, columns=schemas.FACTORIZATION_CURVE.header)
    context.write_frame(schemas.FACTORIZATION_CURVE, columns)


JOB = Job(
    "factorization",
    "factorizations by gradient descent (TensorFlow)",
    run_factorization,
    (
        schemas.FACTORIZATION_CURVE.name,
        *(file for name in GRADIENT_TRAINED for file in rating_model_files(name)),
    ),
)
