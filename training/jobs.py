"""The jobs of ``make train`` in the order they run: each writes its own tables.

What a job computes is in the file of its name; here it meets the draft of the
run that it is published in.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from tables import schemas
from tables.answers import ANSWERS, ARRAYS, BECAUSE, NO_MOVIE, SCORES
from tables.draft import Draft
from tables.fold_in import SVD_MOVIES
from tables.similar import SCORES as SIMILAR_SCORES
from tables.similar import SIMILAR
from training import classic_jobs
from training.catalogue import CATALOGUE_SIZE, Catalogue, build_catalogue
from training.classic_jobs import model_files
from training.errors import SetupError
from training.interactions import Interactions
from training.methods.base import TrainingData
from training.movielens import MovieLens

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from training.dnmf.job import DnmfResult


@dataclass
class Workshop:
    """What the jobs of one training run share."""

    data: MovieLens
    seed: int
    draft: Draft
    answers_by: str
    svd_k: int
    stack: ExitStack
    say: Callable[[str], None]  # what a job found, for whoever asks for details

    @cached_property
    def interactions(self) -> Interactions:
        return Interactions.from_frame(self.data.ratings)

    @cached_property
    def catalogue(self) -> Catalogue:
        return build_catalogue(self.interactions)

    @cached_property
    def training_data(self) -> TrainingData:
        return TrainingData(self.interactions, self.catalogue, self.data.movies, self.data.tags)

    @cached_property
    def spark(self) -> SparkSession:
        """The run's one Spark session, started by the first job that needs it."""
        from training.spark import spark_session

        return self.stack.enter_context(spark_session())

    @cached_property
    def dnmf(self) -> DnmfResult:
        """The trained network; where the answers alone are rerun, it is trained for them."""
        from training.quiet import import_tensorflow

        import_tensorflow()
        from training.dnmf.job import train_dnmf

        return train_dnmf(self.data, self.seed, progress=True)


@dataclass(frozen=True)
class Step:
    """One job: what it does, and the files that it alone writes."""

    name: str
    does: str
    run: Callable[[Workshop], None]
    files: tuple[str, ...]


def run_popularity(shop: Workshop) -> None:
    """Weighted-average popularity, and with it the vocabulary of movies."""
    from training.popularity import weighted_popularity

    threshold = shop.catalogue.threshold
    popular = int(shop.catalogue.popular.sum())
    if popular < 3:
        raise SetupError(
            f"Only {popular} movies of {shop.data.name} have {threshold} ratings or more; "
            "a visitor needs at least 3 to pick from. Train on a larger data set."
        )
    found = weighted_popularity(shop.spark, shop.data.ratings, threshold)
    shop.say(
        f"{len(found.popular)} popular movies (at least {threshold} ratings), "
        f"m = {found.m:.2f}, C = {found.c:.4f}"
    )
    shop.draft.add_settings(
        {
            "threshold": threshold,
            "m": found.m,
            "C": found.c,
            "catalogueSize": min(CATALOGUE_SIZE, len(found.popular)),
        }
    )
    movies = shop.data.movies.merge(found.rated, on="movieId", how="left")
    movies = movies.merge(shop.data.links, on="movieId", how="left").sort_values("movieId")
    shop.draft.write_table(
        schemas.MOVIES,
        {
            "movieId": movies["movieId"].to_numpy(),
            "title": movies["title"].tolist(),
            "year": [None if year != year else year for year in movies["year"].astype(float)],
            "genres": movies["genres"].tolist(),
            "imdbId": movies["imdbId"].fillna("").tolist(),
            "tmdbId": movies["tmdbId"].astype(float).tolist(),
            "ratings": movies["ratings"].fillna(0).astype(int).to_numpy(),
            "meanRating": movies["meanRating"].tolist(),
        },
    )
    shop.draft.write_table(schemas.POPULAR_MOVIES, found.popular.to_dict("list"))


def run_neighbours(shop: Workshop) -> None:
    """Cosine nearest neighbours over the popular movies."""
    from training.neighbours import nearest_neighbours

    neighbours = nearest_neighbours(shop.interactions, np.flatnonzero(shop.catalogue.popular))
    shop.draft.write_table(schemas.KNN_NEIGHBORS, neighbours.to_dict("list"))
    shop.say(f"{len(neighbours)} pairs of near movies")


def run_dnmf(shop: Workshop) -> None:
    """Deep neural matrix factorization and its exact top tens over all pairs."""
    found = shop.dnmf
    shop.draft.write_table(schemas.DNMF_MOVIES_BY_USER, found.movies_by_user.to_dict("list"))
    shop.draft.write_table(schemas.DNMF_USERS_BY_MOVIE, found.users_by_movie.to_dict("list"))
    shop.draft.write_table(schemas.DNMF_CURVE, found.curve.to_dict("list"))
    shop.draft.add_settings({"dnmfEpochs": found.epochs})
    best = found.curve["validationRmse"].min()
    shop.say(f"{found.epochs} epochs, chosen at a validation RMSE of {best:.4f}")


def run_answers(shop: Workshop) -> None:
    """The published answer to every triple of the catalogue."""
    from training.answers import answer_all_triples
    from training.methods.blend import Blend
    from training.methods.network_signals import PREFIX
    from training.published_methods import published_method

    method = published_method(shop.answers_by, lambda: shop.dnmf.model)
    before = time.perf_counter()
    method.fit(shop.training_data)
    shop.say(f"{method.name} fitted in {time.perf_counter() - before:.1f} s")
    found = answer_all_triples(method, shop.training_data, progress=True)
    shop.draft.add_settings({"answersBy": method.name})
    if isinstance(method, Blend):
        share = method.share(PREFIX, "less_known")
        shop.draft.add_settings({"dnmfShareOfLessKnownRow": round(share, 4)})
        shop.say(f"the network holds {share:.1%} of the less-known row's weights")

    # Answers name rows of movies.csv, which has the movies that nobody rated too.
    rows = np.searchsorted(shop.data.movies["movieId"], shop.interactions.movie_ids)
    kind = np.int16 if len(shop.data.movies) <= np.iinfo(np.int16).max else np.int32
    positions = np.where(found.positions == NO_MOVIE, NO_MOVIE, rows[found.positions])
    shop.draft.write_array(ANSWERS, positions.astype(kind))
    shop.draft.write_array(SCORES, found.scores)
    shop.draft.write_array(BECAUSE, found.because)
    shop.say(f"{len(positions):,} answers")


STEPS = (
    Step(
        "popularity",
        "weighted-average popularity (Spark)",
        run_popularity,
        (schemas.MOVIES.name, schemas.POPULAR_MOVIES.name),
    ),
    Step(
        "neighbours",
        "cosine nearest neighbours (scikit-learn)",
        run_neighbours,
        (schemas.KNN_NEIGHBORS.name,),
    ),
    Step(
        "dnmf",
        "deep neural matrix factorization (TensorFlow)",
        run_dnmf,
        (
            schemas.DNMF_MOVIES_BY_USER.name,
            schemas.DNMF_USERS_BY_MOVIE.name,
            schemas.DNMF_CURVE.name,
        ),
    ),
    Step("answers", "the answer to every three picks", run_answers, ARRAYS),
    Step(
        "users",
        "what each user rated highest",
        classic_jobs.run_users,
        (schemas.USERS.name, schemas.RATED_BY_USER.name),
    ),
    Step(
        "svd",
        "truncated SVD with user means",
        classic_jobs.run_svd,
        (schemas.SVD_MOVIES_BY_USER.name, schemas.SVD_TIMES.name, SVD_MOVIES),
    ),
    Step(
        "similarity",
        "similar films by content, by ratings and by both",
        classic_jobs.run_similarity,
        (SIMILAR, SIMILAR_SCORES, schemas.SIMILARITY_VARIANCE.name),
    ),
    Step(
        "factorization",
        "matrix factorizations and a network (TensorFlow)",
        classic_jobs.run_factorization,
        (
            schemas.FACTORIZATION_CURVE.name,
            *(file for name in classic_jobs.GRADIENT_TRAINED for file in model_files(name)),
        ),
    ),
    Step(
        "als",
        "alternating least squares (Spark)",
        classic_jobs.run_als,
        model_files("als"),
    ),
)
