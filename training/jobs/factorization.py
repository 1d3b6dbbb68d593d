"""Job 8, factorization: two matrix factorizations and a network over embeddings (TensorFlow)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from serving.rating_models import ArrayModel
from tables import schemas
from tables.arrays.ratings import GRADIENT_TRAINED, NETWORK
from training.data.blocks import sample_of_users
from training.data.holdout import random_holdout
from training.jobs.context import Job, JobContext
from training.jobs.rating_models import publish_rating_model, rating_model_files
from training.models.user_lists import most_rated

if TYPE_CHECKING:
    from training.models.factorization.fitting import Epoch

log = logging.getLogger(__name__)


MOST_PAIRS = 10**9
"""Pairs of users and films that the network scores for its lists: minutes on a few cores."""


CURVE_RATINGS = 4_000_000
"""Of more ratings, the learning curves are those of a sample of users with about so many: the
curves are looked at, the models are always trained on all ratings."""


AT_ONCE = 1 << 20
"""Ratings up to which the models are trained at the same time; batches of more use all cores."""


def run_factorization(context: JobContext) -> None:
    """The gradient-trained models: learning curves on a fifth held out, then all ratings."""
    from training.runtime.tensorflow import import_tensorflow

    import_tensorflow()
    curves = []
    for name, curve, model in _trained(context):
        curves += [(name, row.epoch, row.train_mse, row.validation_mse) for row in curve]
        if name == NETWORK:
            _publish_network(context, model)
        else:
            publish_rating_model(context, name, model)
    columns = pd.DataFrame(curves, columns=schemas.FACTORIZATION_CURVE.header)
    context.write_frame(schemas.FACTORIZATION_CURVE, columns)


def _trained(context: JobContext) -> Iterator[tuple[str, list[Epoch], ArrayModel]]:
    """Each model's name, its learning curve on ratings held out, and the model of all ratings."""
    from training.models.factorization.estimator import Factorization

    known = context.interactions
    followed = sample_of_users(known, CURVE_RATINGS, context.seed)
    learned, held_out = random_holdout(followed, context.seed)

    def train(name: str) -> tuple[str, list[Epoch], ArrayModel]:
        model = Factorization(name, seed=context.seed, progress=True)
        if followed is known:
            config = model.fit_interactions(learned, held_out).config_
            curve = model.curve_
            trained = model.fit_interactions(known, config=config).model_
        else:
            trained = model.fit_interactions(known).model_
            config = model.config_
            # As many steps as on all ratings, each of as many fewer.
            batch = max(1, config.batch * len(learned.ratings) // len(known.ratings))
            curve = model.fit_interactions(learned, held_out, replace(config, batch=batch)).curve_
        log.debug(
            f"{name}: validation MSE {curve[-1].validation_mse:.4f} ({config.epochs} epochs of "
            f"batches of {config.batch:,}, weight decay {config.weight_decay:g})"
        )
        return name, curve, trained

    if len(known.ratings) > AT_ONCE:
        yield from map(train, GRADIENT_TRAINED)
    else:
        with ThreadPoolExecutor(len(GRADIENT_TRAINED)) as pool:
            yield from pool.map(train, GRADIENT_TRAINED)


def _publish_network(context: JobContext, model: ArrayModel) -> None:
    """The network's lists are of all movies, or of so many as ``MOST_PAIRS`` allow."""
    known = context.interactions
    movies = most_rated(known, MOST_PAIRS)
    publish_rating_model(context, NETWORK, model, movies)
    scored = known.n_movies if movies is None else len(movies)
    context.draft.add_settings({"nnMoviesScored": scored})
    if movies is not None:
        log.warning(
            f"nn: the lists of users are of the {scored:,} most rated of {known.n_movies:,} films; "
            f"all pairs would be more than {MOST_PAIRS:,}"
        )


JOB = Job(
    "factorization",
    "factorizations by gradient descent (TensorFlow)",
    run_factorization,
    (
        schemas.FACTORIZATION_CURVE.name,
        *(file for name in GRADIENT_TRAINED for file in rating_model_files(name)),
    ),
)
