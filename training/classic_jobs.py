"""The jobs of the classics: users, SVD, similar films, factorizations, ALS.

Like ``jobs.py``, whose ``STEPS`` list them: what a job computes is in the file of
its name; here it meets the draft of the run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tables import schemas
from tables.fold_in import SVD_MOVIES
from tables.rating_models import RatingModel, array_file
from tables.similar import SCORES, SIMILAR, WAYS
from training.ranking import NO_POSITION
from training.user_lists import rated_highest, top_unseen, user_facts

if TYPE_CHECKING:
    from training.jobs import Workshop

GRADIENT_TRAINED = ("mf", "pmf", "nn")


def run_users(shop: Workshop) -> None:
    """The vocabulary of users, and what each rated highest."""
    shop.draft.write_table(schemas.USERS, user_facts(shop.data.ratings).to_dict("list"))
    shop.draft.write_table(schemas.RATED_BY_USER, rated_highest(shop.data.ratings).to_dict("list"))


def run_svd(shop: Workshop) -> None:
    """Truncated SVD with user means: top tens, times and errors per k, vectors for fold-in."""
    from training.svd import LARGEST_GRAM, TIMED_K, decompose, timed_decompositions

    matrix = shop.interactions.matrix()
    small = min(matrix.shape) <= LARGEST_GRAM
    found = decompose(matrix, None if small else shop.svd_k)
    k = min(shop.svd_k, found.rank)
    if k < shop.svd_k:
        shop.say(f"k = {shop.svd_k} is more than the rank of the matrix; {k} is used")
    users, movies = found.factors(k)
    best = top_unseen(
        lambda block: users[block] @ movies.T + found.user_means[block, None],
        shop.interactions,
        name="svd",
        progress=True,
    )
    shop.draft.write_table(schemas.SVD_MOVIES_BY_USER, best.to_dict("list"))
    shop.draft.write_array(SVD_MOVIES, _rows_of_movies(shop, found.movie_vectors(k)))
    # Without the small Gram matrix every k is a decomposition of its own, of minutes for a large k.
    times = timed_decompositions(
        matrix, TIMED_K if small else [t for t in TIMED_K if t <= shop.svd_k], 3 if small else 1
    )
    shop.draft.write_table(schemas.SVD_TIMES, times.to_dict("list"))
    shop.draft.add_settings({"svdK": k, "svdRank": found.rank if small else None})
    shop.say(
        f"k = {k} keeps {found.explained_variance(k):.1%} of the variance; "
        + ", ".join(f"k = {t.k} in {t.seconds * 1000:.0f} ms" for t in times.itertuples())
    )


def run_similarity(shop: Workshop) -> None:
    """Similar films of every film by content, by ratings, and by both."""
    from training.interactions import Interactions
    from training.similarity import collaborative_space, content_space, similar_movies

    movies = shop.data.movies
    known = Interactions.from_frame(shop.data.ratings, movies["movieId"].to_numpy(np.int32))
    content = content_space(movies, shop.data.tags)
    collaborative = collaborative_space(known)
    spaces = {
        "content": [content],
        "collaborative": [collaborative],
        "hybrid": [content, collaborative],
    }
    found = [
        similar_movies(spaces[way], known.rating_counts(), name=way, progress=True) for way in WAYS
    ]
    shop.draft.write_array(SIMILAR, np.hstack([way.positions for way in found]))
    shop.draft.write_array(SCORES, np.hstack([way.cosines for way in found]))

    curves = pd.DataFrame(
        {
            "content": pd.Series(content.explained_variance),
            "collaborative": pd.Series(collaborative.explained_variance),
        }
    )
    curves.insert(0, "components", curves.index + 1)
    shop.draft.write_table(schemas.SIMILARITY_VARIANCE, curves.to_dict("list"))
    shop.say(
        f"{np.count_nonzero(found[-1].positions[:, 0] != NO_POSITION)} of {len(movies)} films have "
        f"similar ones; variance kept: content {content.explained_variance[-1]:.1%}, "
        f"collaborative {collaborative.explained_variance[-1]:.1%}"
    )


def run_factorization(shop: Workshop) -> None:
    """The gradient-trained models: learning curves on a fifth held out, then all ratings."""
    from training.quiet import import_tensorflow

    import_tensorflow()
    from training.factorization.estimator import Factorization
    from training.holdout import random_holdout

    learned, held_out = random_holdout(shop.interactions, shop.seed)
    curves = []
    for name in GRADIENT_TRAINED:
        model = Factorization(name, seed=shop.seed).fit_interactions(learned, held_out)
        curve, config = model.curve_, model.config_
        curves += [(name, row.epoch, row.train_mse, row.validation_mse) for row in curve]
        shop.say(
            f"{name}: validation MSE {curve[-1].validation_mse:.4f} "
            f"({config.epochs} epochs, weight decay {config.weight_decay:g})"
        )
        final = Factorization(name, config, shop.seed, progress=True)
        _publish(shop, name, final.fit_interactions(shop.interactions).model_)
    columns = pd.DataFrame(curves, columns=schemas.FACTORIZATION_CURVE.header)
    shop.draft.write_table(schemas.FACTORIZATION_CURVE, columns.to_dict("list"))


def run_als(shop: Workshop) -> None:
    """Alternating least squares on Spark: RMSE on the fifth held out, then all ratings."""
    from training.als import als_model
    from training.holdout import random_holdout
    from training.ratings.alternating_least_squares import AlternatingLeastSquares

    learned, held_out = random_holdout(shop.interactions, shop.seed)
    model = AlternatingLeastSquares(seed=shop.seed, spark=shop.spark)
    model.fit(learned.frame(), shop.data.movies)
    predicted = model.predict(
        held_out.user_ids[held_out.users], held_out.movie_ids[held_out.movies]
    )
    mse = float(np.square(predicted.astype(np.float64) - held_out.ratings).mean())
    shop.draft.add_settings({"alsValidationRmse": round(mse**0.5, 4)})
    shop.say(f"als: validation MSE {mse:.4f}, RMSE {mse**0.5:.4f}")
    _publish(shop, "als", als_model(shop.spark, shop.interactions, seed=shop.seed))


def model_files(name: str) -> tuple[str, ...]:
    """What ``_publish`` writes for a model."""
    parts = ("users", "movies", "hidden", "output") if name == "nn" else ("users", "movies")
    return (schemas.MOVIES_BY_USER[name].name, *(array_file(name, part) for part in parts))


def _publish(shop: Workshop, name: str, model: RatingModel) -> None:
    """The model's arrays, and the top ten of every user by its predictions."""
    known = shop.interactions
    movies = np.arange(known.n_movies)
    best = top_unseen(
        lambda block: model.score(np.arange(block.start, block.stop), movies),
        known,
        name=name,
        progress=True,
    )
    # Ranked as predicted, shown within the scale.
    best["score"] = best["score"].clip(shop.data.scale[0], shop.data.scale[1])
    shop.draft.write_table(schemas.MOVIES_BY_USER[name], best.to_dict("list"))
    for part, array in model.arrays().items():
        if part == "users":
            array = array[: known.n_users]
        elif part == "movies":
            array = _rows_of_movies(shop, array)
        shop.draft.write_array(array_file(name, part), array)


def _rows_of_movies(shop: Workshop, rows: NDArray[np.floating]) -> NDArray[np.float32]:
    """Rows of rated movies as rows of movies.csv, which has those that nobody rated too: 0."""
    all_rows = np.zeros((len(shop.data.movies), rows.shape[1]), dtype=np.float32)
    all_rows[np.searchsorted(shop.data.movies["movieId"], shop.interactions.movie_ids)] = rows
    return all_rows
